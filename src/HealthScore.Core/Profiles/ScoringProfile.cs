using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>
/// How customers are scored, as data: dimensions of metrics with curves and weights, guardrails, tiers, actions and segments. Read it from
/// JSON (<see cref="Parse(string)"/>, <see cref="Load(Stream)"/>, <see cref="LoadFile"/>) or write it in C# (<see cref="Create"/>).
/// </summary>
/// <remarks>
/// Immutable, as are all its parts. A profile that exists has no errors. Two profiles are equal when their <see cref="Fingerprint"/> is,
/// that is, when they differ at most in the order of things whose order means nothing, in how a curve is spelled, or in spelling out a
/// default. System.Text.Json writes and reads it as <see cref="ToJson"/> and <see cref="Parse(string)"/> do.
/// </remarks>
[JsonConverter(typeof(ScoringProfileConverter))]
public sealed class ScoringProfile : IEquatable<ScoringProfile>
{
    // Half of a surrogate pair must be refused, not silently replaced.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Names and descriptions are for people: letters of any script stay letters.
    private static readonly JsonWriterOptions ReadableJson = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lazy<string> _fingerprint;
    private readonly Lazy<string> _rulesFingerprint;
    private readonly Lazy<TierScale> _tiers;

    internal ScoringProfile()
    {
        _fingerprint = new(() => CanonicalForm.Fingerprint(this));
        _rulesFingerprint = new(() => CanonicalForm.RulesFingerprint(this));
        _tiers = new(() => new(TierList));
    }

    /// <summary>A copy, of which an initializer may replace parts.</summary>
    internal ScoringProfile(ScoringProfile other)
        : this()
    {
        Schema = other.Schema;
        Name = other.Name;
        Description = other.Description;
        Formula = other.Formula;
        MinimumCoverage = other.MinimumCoverage;
        Id = other.Id;
        OnFault = other.OnFault;
        Dimensions = other.Dimensions;
        Signals = other.Signals;
        Labels = other.Labels;
        Guardrails = other.Guardrails;
        TierList = other.TierList;
        Actions = other.Actions;
        Segments = other.Segments;
        Tracking = other.Tracking;
        Parents = other.Parents;
        Examples = other.Examples;
    }

    /// <summary>The profile's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>
    /// What tracking states know the profile by, so that it can be renamed: a renamed profile keeps its old name as its id. The
    /// <see cref="Name"/> if the profile gives none.
    /// </summary>
    public string Id
    {
        get => field ?? Name;
        internal init;
    }

    /// <summary>What the profile is for (free text), or <see langword="null"/>.</summary>
    public string? Description { get; internal init; }

    /// <summary>How dimensions join into the score.</summary>
    public Formula Formula { get; internal init; } = Formula.WeightedMean;

    /// <summary>The least coverage, 0 to 1 inclusive, at which a customer is scored: 0.1 by default, and 0 asks for none.</summary>
    public double MinimumCoverage { get; internal init => field = value + 0.0; }

    /// <summary>What happens when a metric that does not say so itself has a fault: it threw, so that its value is not known.</summary>
    public FaultPolicy OnFault { get; internal init; } = FaultPolicy.AsMissing;

    /// <summary>The dimensions in declared order; at least one.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; internal init; } = [];

    /// <summary>The metrics that earn no points; conditions of guardrails, segments and actions read them.</summary>
    public IReadOnlyList<Signal> Signals { get; internal init; } = [];

    /// <summary>The labels that conditions may ask about, such as the customer's industry; their order means nothing.</summary>
    public IReadOnlyList<string> Labels { get; internal init; } = [];

    /// <summary>The guardrails in declared order.</summary>
    public IReadOnlyList<Guardrail> Guardrails { get; internal init; } = [];

    /// <summary>The tiers by rising cut-off.</summary>
    public TierScale Tiers => _tiers.Value;

    /// <summary>The actions in declared order.</summary>
    public IReadOnlyList<ActionRule> Actions { get; internal init; } = [];

    /// <summary>The segments by falling priority: the first that matches a customer wins.</summary>
    public IReadOnlyList<Segment> Segments { get; internal init; } = [];

    /// <summary>How scores are printed where their segments are not known: on their side of every tier's start.</summary>
    internal Precision TierPrecision =>
        Precision.Of([.. Tiers.Select(tier => tier.From), .. Segments.SelectMany(segment => segment.Tiers.Values)], largest: 100);

    /// <summary>How customers are followed from score to score.</summary>
    public TrackingRules Tracking { get; internal init; } = TrackingRules.None;

    /// <summary>How customers that belong together make the score of their parent.</summary>
    public ParentRules Parents { get; internal init; } = ParentRules.Default;

    /// <summary>Customers by numbers, and the results expected of the profile. Not part of the fingerprint.</summary>
    public IReadOnlyList<ProfileExample> Examples { get; internal init; } = [];

    /// <summary>SHA-256 of <see cref="ToCanonicalJson"/>: 64 lower-case hexadecimal digits. Every result carries it.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>
    /// As <see cref="Fingerprint"/>, without descriptions and units: the same where two profiles differ only in these.
    /// </summary>
    internal string RulesFingerprint => _rulesFingerprint.Value;

    /// <summary>Where an editor finds the schema. Kept for writing; it says nothing about scoring and is not part of the fingerprint.</summary>
    internal string? Schema { get; init; }

    internal IReadOnlyList<Tier> TierList { get; init; } = [];

    /// <summary>The names of everything that is measured: the metrics with points, then the signals, then the labels, as declared.</summary>
    public IReadOnlyList<string> MetricNames => field ??= Array.AsReadOnly<string>(
        [.. Dimensions.SelectMany(dimension => dimension.Metrics).Select(metric => metric.Name),
            .. Signals.Select(signal => signal.Name), .. Labels]);

    /// <summary>The tiers of a segment: those of the profile with the starts that the segment gives instead.</summary>
    /// <param name="segment">A segment of the profile; <see langword="null"/> for the base profile.</param>
    /// <returns>The tiers by rising cut-off.</returns>
    public TierScale TiersOf(Segment? segment) => segment is null ? Tiers : ProfileVariation.Of(this, segment).Tiers;

    /// <summary>Writes a profile in C#.</summary>
    /// <param name="name">The profile's name.</param>
    /// <param name="configure">Adds the profile's parts.</param>
    /// <returns>The validated profile.</returns>
    /// <exception cref="InvalidProfileException">The profile has errors; all of them are listed.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ScoringProfile Create(string name, Action<ScoringProfileBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new ScoringProfileBuilder(name);
        configure(builder);
        return builder.Build();
    }

    /// <summary>Reads a profile from JSON text.</summary>
    /// <param name="json">The JSON: strict, without comments or trailing commas, at most 1 MiB in UTF-8.</param>
    /// <returns>The validated profile.</returns>
    /// <exception cref="InvalidProfileException">The profile has errors; all of them are listed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    public static ScoringProfile Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return Parse(StrictUtf8.GetBytes(json), source: null);
        }
        catch (EncoderFallbackException exception)
        {
            var errors = new SourceErrors();
            errors.AddAt(JsonPath.Root, 1 + json.AsSpan(0, exception.Index).Count('\n'), null,
                "the text holds half of a character (one of a surrogate pair)", "write the character itself");
            InvalidProfileException.ThrowIfAny(errors, source: null);
            throw;
        }
    }

    /// <summary>Reads a profile from JSON in UTF-8.</summary>
    /// <param name="utf8Json">The JSON, with or without a byte order mark, at most 1 MiB.</param>
    /// <returns>The validated profile.</returns>
    /// <exception cref="InvalidProfileException">The profile has errors; all of them are listed.</exception>
    public static ScoringProfile Parse(ReadOnlySpan<byte> utf8Json) => Parse(utf8Json, source: null);

    /// <summary>Reads a profile from a stream of JSON in UTF-8, to its end. The stream stays open.</summary>
    /// <param name="stream">The stream, at most 1 MiB.</param>
    /// <returns>The validated profile.</returns>
    /// <exception cref="InvalidProfileException">The profile has errors; all of them are listed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is <see langword="null"/>.</exception>
    public static ScoringProfile Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(stream, source: null);
    }

    /// <summary>Reads a profile from a file of JSON in UTF-8.</summary>
    /// <param name="path">The file's path; a relative one starts at the current directory.</param>
    /// <returns>The validated profile.</returns>
    /// <exception cref="InvalidProfileException">The profile has errors; all of them are listed after the file's name.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or <see langword="null"/>.</exception>
    public static ScoringProfile LoadFile(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Load(stream, $"'{Excerpt.OfValue(Path.GetFileName(path))}'");
    }

    /// <summary>Reads a profile from a file embedded in an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The resource's name, or its ending (<c>health-profile.json</c>) where only one resource ends so.</param>
    /// <returns>The validated profile.</returns>
    /// <exception cref="InvalidProfileException">The profile has errors; all of them are listed after the resource's name.</exception>
    /// <exception cref="FileNotFoundException">No resource, or more than one, has that name or ending.</exception>
    public static ScoringProfile LoadEmbedded(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentException.ThrowIfNullOrEmpty(name);
        string[] resources = assembly.GetManifestResourceNames();
        string[] matches = resources.Contains(name, StringComparer.Ordinal)
            ? [name]
            : [.. resources.Where(resource => resource.EndsWith('.' + name, StringComparison.Ordinal))];
        if (matches.Length != 1)
        {
            throw new FileNotFoundException(
                $"{(matches.Length == 0 ? "No" : "More than one")} embedded resource of {assembly.GetName().Name} is named '{name}' or ends so. "
                + $"It has: {(resources.Length == 0 ? "none (add the file as <EmbeddedResource>)" : string.Join(", ", resources))}.", name);
        }
        using Stream stream = assembly.GetManifestResourceStream(matches[0])!;
        return Load(stream, $"'{matches[0]}'");
    }

    /// <summary>
    /// Writes the profile as JSON that <see cref="Parse(string)"/> reads back, if it has at most 1 MiB: indented, in declared order, without
    /// defaults.
    /// </summary>
    /// <returns>The JSON text, with line feeds on every platform.</returns>
    public string ToJson() => Encoding.UTF8.GetString(ProfileFormat.Write(this, ReadableJson, canonical: false));

    /// <summary>
    /// Writes the profile in its canonical form: the text whose UTF-8 bytes <see cref="Fingerprint"/> is the SHA-256 of. Profiles that mean the
    /// same have the same text.
    /// </summary>
    /// <returns>One line of JSON in ASCII that <see cref="Parse(string)"/> reads back as an equal profile, if it has at most 1 MiB.</returns>
    public string ToCanonicalJson() => CanonicalForm.Text(this);

    /// <summary>The same profile with another weight: what would change if this counted more, or less?</summary>
    /// <param name="name">The name of a dimension or metric.</param>
    /// <param name="weight">Its weight: 0 (shown, not counted) or 1e-9 to 1e9. Segments with a weight of their own of that name keep it.</param>
    /// <returns>The validated profile.</returns>
    /// <exception cref="ArgumentException">No dimension or metric has that name.</exception>
    /// <exception cref="InvalidProfileException">The weight is out of range, or the last one above 0 was taken.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public ScoringProfile WithWeight(string name, double weight)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] weighted = [.. Dimensions.SelectMany(dimension => dimension.Metrics.Select(metric => metric.Name).Prepend(dimension.Name))];
        if (!weighted.Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The profile has no dimension or metric '{Excerpt.OfValue(name)}'; {Suggestion.For(name, weighted)}.", nameof(name));
        }
        ScoringProfile profile = ProfileVariation.WithWeight(this, name, weight);
        var errors = new SourceErrors();
        ProfileCheck.Run(profile, errors);
        InvalidProfileException.ThrowIfAny(errors, $"'{Name}'");
        return profile;
    }

    /// <inheritdoc/>
    public bool Equals(ScoringProfile? other) => other is not null && Fingerprint == other.Fingerprint;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScoringProfile);

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode(StringComparison.Ordinal);

    /// <summary>The profile's name and the first digits of its fingerprint.</summary>
    /// <returns>As in <c>b2b-saas (3f2a9c01d4e5)</c>.</returns>
    public override string ToString() => $"{Name} ({Fingerprint[..12]})";

    private static ScoringProfile Load(Stream stream, string? source)
    {
        // One byte more than is accepted, so that the parser itself refuses what is too large.
        byte[] bytes = new byte[SourceParser.MaxBytes + 4];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Parse(bytes.AsSpan(0, length), source);
    }

    private static ScoringProfile Parse(ReadOnlySpan<byte> utf8Json, string? source)
    {
        var errors = new SourceErrors();
        ScoringProfile? profile = null;
        if (new SourceParser(errors).Parse(utf8Json) is { } root)
        {
            profile = ProfileFormat.Read(root, errors);
            if (profile is not null)
                ProfileCheck.Run(profile, errors);
        }
        InvalidProfileException.ThrowIfAny(errors, source);
        return profile!;
    }
}
