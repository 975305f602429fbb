using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HealthScoring.Columns;

namespace HealthScoring.Analysis;

/// <summary>A profile, cut into the settings in which no condition changes its mind, and its scorer.</summary>
internal sealed class AuditedProfile
{
    /// <summary>The most settings that are looked at.</summary>
    public const int MostSettings = 10_000;

    // Escaped, a long text could be too long for a profile.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ColumnScorer _scorer;
    private readonly double[] _ages;
    private readonly int[] _named;
    private readonly Variant[] _variants;
    private readonly HealthScorer<AuditedRow> _full;
    private readonly string[]?[] _labels;

    public AuditedProfile(ScoringProfile audited)
    {
        ScoringProfile profile = Profile = AcceptingAll(audited);
        _scorer = new(profile);
        Columns = [.. _scorer.Columns];
        _ages = new double[Columns.Length];
        _variants = [new(profile, null, Columns), .. profile.Segments.Select(segment => new Variant(profile, segment, Columns))];
        _named = [-1, .. profile.Segments.Index().Where(segment => segment.Item.When is null).Select(segment => segment.Index)];
        _labels = [.. Columns.Select(name => profile.Labels.Contains(name, StringComparer.Ordinal) ? LabelTexts(profile, name) : null)];
        _full = new(profile, Columns.Select((name, i) => _labels[i] is null
            ? HealthMetric.From<AuditedRow>(name, (row, at) => new(row.Values[i], at))
            : HealthMetric.Label<AuditedRow>(name, row => TextOf(i, row.Values[i]))),
            new() { SegmentBy = row => row.Named < 0 ? null : profile.Segments[row.Named].Name });
        Guardrail[] guardrails = [.. _variants.SelectMany(variant => variant.Guardrails)];
        Condition[] conditions = [.. ConditionsOf(profile, _variants).SelectMany(when => when.Leaves)];
        Stretches = [.. Columns.Select((name, i) => Stretch.Of([.. conditions.Where(when => when.Name == name)],
            guardrails.Any(guardrail => guardrail.AppliesWhenMissing && guardrail.When.Leaves.Any(leaf => leaf.Name == name)),
            _labels[i]?.Select(text => _scorer.LabelCode(name, text))))];
        string? asking = guardrails.FirstOrDefault(guardrail =>
            guardrail.When.Leaves.Any(leaf => leaf.Subject == ConditionSubject.Dimension))?.Name;
        Dimension? covered = Stretches.Any(column => column[^1].IsMissing)
            ? profile.Dimensions.FirstOrDefault(dimension => dimension.MinimumCoverage > 0) : null;
        Obstacle = asking is not null ? $"guardrail {asking} asks about the points of a dimension; ask about its metrics to have the profile audited"
            : covered is not null ? $"dimension {covered.Name} asks for a coverage, and conditions ask about missing values" : null;
        Strides = new int[Columns.Length];
        double count = 1;
        for (int i = 0; i < Columns.Length; i++)
        {
            Strides[i] = (int)Math.Min(count, MostSettings);
            count *= Stretches[i].Length;
        }
        SettingCount = count * _named.Length;
        Settings = SettingCount > MostSettings || Obstacle is not null
            ? [] : [.. Enumerable.Range(0, (int)SettingCount).Select(SettingAt)];
    }

    public ScoringProfile Profile { get; }

    /// <summary>The names of a row's values.</summary>
    public string[] Columns { get; }

    /// <summary>The stretches of each column.</summary>
    public Stretch[][] Stretches { get; }

    /// <summary>How far apart two settings are that differ by one stretch of a column.</summary>
    public int[] Strides { get; }

    /// <summary>Why the score of a setting is not what its parts add up to; null where it is.</summary>
    public string? Obstacle { get; }

    /// <summary>Whether a column is a label.</summary>
    public bool IsLabel(int column) => _labels[column] is not null;

    /// <summary>How many settings there are.</summary>
    public double SettingCount { get; }

    /// <summary>All settings; none where there are too many.</summary>
    public Setting[] Settings { get; }

    /// <summary>The settings of one stretch of a column each, for each choice of everything else.</summary>
    public IEnumerable<Setting[]> Others(int column) => Enumerable.Range(0, Settings.Length)
        .Where(i => i / Strides[column] % Stretches[column].Length == 0)
        .Select(i => Enumerable.Range(0, Stretches[column].Length).Select(stretch => Settings[i + stretch * Strides[column]]).ToArray());

    /// <summary>Scores a row, all of it observed just now.</summary>
    public RowScore Score(double[] row, int named, Span<double> lost = default) => _scorer.ScoreRow(row, default, lost, named, _ages);

    /// <summary>The whole result of a row.</summary>
    public HealthScore Explained(double[] row, int named) => _full.Score(new(row, named), DateTimeOffset.UnixEpoch);

    /// <summary>A row as a customer of a finding.</summary>
    public AuditedCustomer Customer(double[] row, int named)
    {
        HealthScore score = Explained(row, named);
        var values = Columns.Index().Where(column => !IsLabel(column.Index))
            .ToDictionary(column => column.Item, column => double.IsNaN(row[column.Index]) ? (double?)null : row[column.Index]);
        var labels = Columns.Index().Where(column => IsLabel(column.Index))
            .ToDictionary(column => column.Item, column => TextOf(column.Index, row[column.Index]));
        return new(values.AsReadOnly(), labels.AsReadOnly(), named < 0 ? null : Profile.Segments[named].Name,
            score);
    }

    private Setting SettingAt(int index)
    {
        var stretches = new Stretch[Columns.Length];
        int left = index;
        for (int i = 0; i < stretches.Length; left /= Stretches[i++].Length)
            stretches[i] = Stretches[i][left % Stretches[i].Length];
        int named = _named[left];
        Variant variant = _variants[1 + Segment(stretches, named)];
        Guardrail[] matched = [.. variant.Guardrails.Where(guardrail => Holds(guardrail.When, stretches, guardrail.AppliesWhenMissing))];
        double ceiling = matched.Where(guardrail => guardrail.Effect == GuardrailEffect.Cap)
            .Aggregate(100.0, (lowest, guardrail) => Math.Min(lowest, variant.Limits[guardrail]));
        double ground = matched.Where(guardrail => guardrail.Effect == GuardrailEffect.Floor)
            .Aggregate(0.0, (highest, guardrail) => Math.Max(highest, variant.Limits[guardrail]));
        double[] worst = new double[Columns.Length], best = new double[Columns.Length];
        for (int i = 0; i < Columns.Length; i++)
            (worst[i], best[i]) = Ends(stretches[i], variant.Curves[i]);
        return new()
        {
            Index = index,
            Stretches = stretches,
            Named = named,
            Variant = variant,
            Matched = matched,
            Ceiling = ceiling,
            Ground = Math.Min(ground, ceiling),
            Worst = worst,
            Best = best,
            LowestTier = Score(worst, named).TierIndex,
            HighestTier = Score(best, named).TierIndex,
        };
    }

    private static (double Worst, double Best) Ends(Stretch stretch, Curve? curve)
    {
        if (curve is null)
            return (stretch.Example, stretch.Example);
        double[] corners = stretch.Corners(curve);
        return (corners.MinBy(curve.Evaluate), corners.MaxBy(curve.Evaluate));
    }

    private int Segment(Stretch[] stretches, int named)
    {
        for (int i = 0; i < Profile.Segments.Count; i++)
        {
            if (i == named || (Profile.Segments[i].When is { } when && Holds(when, stretches)))
                return i;
        }
        return -1;
    }

    /// <summary>Whether a condition holds for all of a setting.</summary>
    /// <param name="when">The condition.</param>
    /// <param name="stretches">The setting.</param>
    /// <param name="whenMissing">Whether it holds where something is missing.</param>
    /// <param name="otherwise">The answer to a question about what a setting does not decide: points, the score, the tier.</param>
    public bool Holds(Condition when, Stretch[] stretches, bool whenMissing = false, bool otherwise = false)
    {
        if (when.Operator == ConditionOperator.All)
            return when.Parts.All(part => Holds(part, stretches, whenMissing, otherwise));
        if (when.Operator == ConditionOperator.Any)
            return when.Parts.Any(part => Holds(part, stretches, whenMissing, otherwise));
        if (when.Subject is not (ConditionSubject.Metric or ConditionSubject.Label))
            return otherwise;
        Stretch stretch = stretches[Array.IndexOf(Columns, when.Name)];
        if (stretch.IsMissing)
            return whenMissing || when.Operator == ConditionOperator.Missing;
        return when.Operator switch
        {
            ConditionOperator.Is => when.Values.Any(text => _scorer.LabelCode(when.Name, text) == stretch.From),
            ConditionOperator.IsNot => when.Values.All(text => _scorer.LabelCode(when.Name, text) != stretch.From),
            _ => stretch.Holds(when),
        };
    }

    private static IEnumerable<Condition> ConditionsOf(ScoringProfile profile, Variant[] variants) =>
        variants.SelectMany(variant => variant.Guardrails).Select(guardrail => guardrail.When)
            .Concat(variants.SelectMany(variant => variant.Actions).Select(action => action.When).OfType<Condition>())
            .Concat(profile.Segments.Select(segment => segment.When).OfType<Condition>());

    /// <summary>The texts of a label that conditions tell apart: those that they name, and one that they do not.</summary>
    private string[] LabelTexts(ScoringProfile profile, string label)
    {
        HashSet<string> named = new(ConditionsOf(profile, _variants).SelectMany(when => when.Leaves)
            .Where(leaf => leaf.Subject == ConditionSubject.Label && leaf.Name == label).SelectMany(leaf => leaf.Values), StringComparer.Ordinal);
        string other = "any other";
        while (named.Contains(other))
            other += " one";
        return [.. named.Order(StringComparer.Ordinal), other];
    }

    private string? TextOf(int column, double code) =>
        _labels[column]!.FirstOrDefault(text => _scorer.LabelCode(Columns[column], text) == code);

    /// <summary>The profile as if every number were a value: an audit looks between the numbers that there are.</summary>
    private static ScoringProfile AcceptingAll(ScoringProfile profile)
    {
        if (profile.Dimensions.SelectMany(dimension => dimension.Metrics).All(metric => metric.Accepted is null)
            && profile.Signals.All(signal => signal.Accepted is null))
        {
            return profile;
        }
        JsonNode root = JsonNode.Parse(profile.ToJson())!;
        foreach (JsonNode? part in root["dimensions"]!.AsArray().SelectMany(dimension => dimension!["metrics"]!.AsArray())
            .Concat(root["signals"]?.AsArray() ?? []))
        {
            foreach (string member in (string[])["valid", "missingValues", "whole"])
                part!.AsObject().Remove(member);
        }
        return ScoringProfile.Parse(root.ToJsonString(Readable));
    }

    private sealed record AuditedRow(double[] Values, int Named);
}
