using System.Buffers;
using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A profile as JSON. Reading judges the form only; what the parts mean is judged by <see cref="ProfileCheck"/>, also for C#.</summary>
internal static class ProfileFormat
{
    /// <summary>The minimum coverage of a profile that names none: a score from next to nothing is none.</summary>
    public const double DefaultMinimumCoverage = 0.1;

    private const int FormatVersion = 1;

    /// <summary>The profile, or null where it is written in a format that this library does not know; then the errors say so.</summary>
    public static ScoringProfile? Read(SourceNode root, SourceErrors errors)
    {
        if (root.Kind != JsonTokenType.StartObject)
        {
            errors.Add(root, $"the profile is {root.Described}, not an object in braces", "let it start with { and end with }");
            return null;
        }
        if (!IsKnownFormat(root, errors))
            return null;
        var source = new SourceObject(root, errors, "$schema", "formatVersion", "name", "id", "description", "formula", "initialPoints",
            "minimumCoverage", FaultPolicyFormat.Member, "dimensions", "signals", "labels", "guardrails", "tiers", "actions", "segments", "tracking",
            "parents", "examples");
        return new()
        {
            Schema = source.Text("$schema"),
            Name = source.Name(),
            Id = source.Text("id")!,
            Description = source.Text("description"),
            Formula = FormulaFormat.Read(source, errors),
            MinimumCoverage = source.Number("minimumCoverage", DefaultMinimumCoverage),
            OnFault = FaultPolicyFormat.Read(source) ?? FaultPolicy.AsMissing,
            Dimensions = source.RequireList("dimensions", DimensionFormat.Read),
            Signals = source.List("signals", SignalFormat.Read),
            Labels = source.List("labels", (name, _) => source.TextOf(name)),
            Guardrails = source.List("guardrails", GuardrailFormat.Read),
            TierList = source.RequireList("tiers", TierFormat.Read),
            Actions = source.List("actions", ActionFormat.Read),
            Segments = source.List("segments", SegmentFormat.Read),
            Tracking = source.Value("tracking", TrackingFormat.Read) ?? TrackingRules.None,
            Parents = source.Value("parents", ParentFormat.Read) ?? ParentRules.Default,
            Examples = source.List("examples", ExampleFormat.Read),
        };
    }

    public static byte[] Write(ScoringProfile profile, JsonWriterOptions options, bool canonical, bool texts = true)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, options))
            new PartWriter(json, canonical, texts).Object(profile, Write);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(ScoringProfile profile, PartWriter json)
    {
        // Where an editor finds the schema says nothing about scoring.
        if (!json.IsCanonical)
            json.Text("$schema", profile.Schema);
        json.Name(profile.Name);
        json.Text("id", profile.Id == profile.Name ? null : profile.Id);
        json.ForPeople("description", profile.Description);
        FormulaFormat.Write(profile.Formula, json);
        json.NumberUnless(DefaultMinimumCoverage, "minimumCoverage", profile.MinimumCoverage);
        FaultPolicyFormat.Write(profile.OnFault.Kind == FaultPolicyKind.AsMissing ? null : profile.OnFault, json);
        json.Unordered("dimensions", profile.Dimensions, dimension => dimension.Name, DimensionFormat.Write);
        json.Unordered("signals", profile.Signals, signal => signal.Name, SignalFormat.Write);
        json.Names("labels", profile.Labels);
        json.Unordered("guardrails", profile.Guardrails, guardrail => guardrail.Name, GuardrailFormat.Write);
        json.List("tiers", profile.TierList, TierFormat.Write);
        json.List("actions", profile.Actions, ActionFormat.Write);
        json.List("segments", profile.Segments, SegmentFormat.Write);
        if (!profile.Tracking.IsNone)
            json.Object("tracking", profile.Tracking, TrackingFormat.Write);
        if (!profile.Parents.IsDefault)
            json.Object("parents", profile.Parents, ParentFormat.Write);
        if (!json.IsCanonical)
            json.List("examples", profile.Examples, ExampleFormat.Write);
    }

    // Before anything else: what another version means by its members cannot be judged.
    private static bool IsKnownFormat(SourceNode root, SourceErrors errors)
    {
        SourceObject source = SourceObject.Unjudged(root, errors);
        if (source.Integer("formatVersion", $"use {FormatVersion}") is not { } version || version == FormatVersion)
            return true;
        errors.Add(source.PathOf("formatVersion"), Number.Text(version), version > FormatVersion
            ? $"the profile is written in format version {Number.Text(version)}, and this library reads version {FormatVersion}"
            : $"there is no format version {Number.Text(version)}",
            version > FormatVersion ? "update HealthScore.Core" : $"use {FormatVersion}");
        return false;
    }
}
