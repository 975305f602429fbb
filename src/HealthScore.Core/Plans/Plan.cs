using System.Collections.Frozen;

namespace HealthScoring.Plans;

/// <summary>
/// A compiled profile: a scorecard for the base profile and one for each segment, and what all of them read. Made once, then only read.
/// </summary>
internal sealed class Plan
{
    private readonly Freshness?[] _freshness;
    private readonly AcceptedValues?[] _accepted;

    public Plan(ScoringProfile profile)
    {
        Profile = profile;
        (string Name, string? Unit, Freshness? Freshness, AcceptedValues? Accepted)[] columns = [.. ColumnsOf(profile)];
        Columns = [.. columns.Select(column => column.Name)];
        Units = [.. columns.Select(column => column.Unit)];
        _freshness = [.. columns.Select(column => column.Freshness)];
        _accepted = [.. columns.Select(column => column.Accepted)];
        Judged = [.. Enumerable.Range(0, columns.Length).Where(i => _freshness[i] is not null || _accepted[i] is not null)];
        Fading = [.. Enumerable.Range(0, columns.Length).Where(i => _freshness[i] is not null)];
        Labels = CodesOf(profile);
        Dictionary<string, int> indexes = ConditionScope.IndexOf(Columns);
        Base = new(profile, segment: null, indexes, Labels);
        // The condition of a segment asks about the row alone.
        var scope = new ConditionScope(indexes, Labels, Dimensions: [], Base.Tiers, Base.Precision);
        Segments = [.. profile.Segments.Select(segment => new SegmentPlan(segment, new(profile, segment, indexes, Labels),
            segment.When is { } when ? ConditionPlan.Of(when, scope) : null))];
    }

    public ScoringProfile Profile { get; }

    public Scorecard Base { get; }

    /// <summary>The segments in declared priority.</summary>
    public SegmentPlan[] Segments { get; }

    /// <summary>The base profile's scorecard, then each segment's.</summary>
    public IEnumerable<Scorecard> Scorecards => Segments.Select(plan => plan.Scorecard).Prepend(Base);

    /// <summary>The names of a row's values: the weighted metrics in canonical order, then the signals and then the labels by name.</summary>
    public string[] Columns { get; }

    /// <summary>The same names.</summary>
    public FrozenSet<string> Names => field ??= Columns.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The names of the metrics and signals, in ordinal order.</summary>
    public string[] Tracked => field ??= [.. Columns[..FirstLabel].Order(StringComparer.Ordinal)];

    /// <summary>The names of the base profile's actions.</summary>
    public FrozenSet<string> Actions => field ??= Profile.Actions.Select(action => action.Name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The labels' texts as numbers, by name.</summary>
    public LabelCodes[] Labels { get; }

    /// <summary>The index of the first label among the columns.</summary>
    public int FirstLabel => Columns.Length - Labels.Length;

    /// <summary>What each value of a row counts, or null where the profile does not say.</summary>
    public string?[] Units { get; }

    /// <summary>The columns whose values count less as they age.</summary>
    public int[] Fading { get; }

    /// <summary>Whether a fault of any metric does anything else than a missing value.</summary>
    public bool HasFaultPolicies => Base.Metrics.Any(metric => metric.OnFault.Kind != FaultPolicyKind.AsMissing);

    /// <summary>The columns of which not every number counts fully.</summary>
    public int[] Judged { get; }

    /// <summary>Whether any column fades.</summary>
    public bool Fades => Fading.Length > 0;

    /// <summary>How long a column stays fresh; null where its age means nothing.</summary>
    public Freshness? FreshnessOf(int column) => _freshness[column];

    /// <summary>Which numbers of a column are values; null where every number is one.</summary>
    public AcceptedValues? AcceptedOf(int column) => _accepted[column];

    /// <summary>Judges a value: whether it counts, and how much.</summary>
    /// <param name="column">The value's column.</param>
    /// <param name="value">The value; NaN and infinities are missing.</param>
    /// <param name="age">Its age in days, NaN where it is not known; read only where the column fades.</param>
    /// <param name="freshness">How much it counts: above 0, at most 1; 0 where it is missing.</param>
    /// <returns>The value where it counts; NaN where it is missing.</returns>
    public double Judge(int column, double value, double age, out double freshness)
    {
        bool isValue = double.IsFinite(value) && _accepted[column]?.Refused(value) is null;
        freshness = !isValue ? 0 : _freshness[column] is { } fresh ? fresh.Of(age) : 1;
        return freshness > 0 ? value : double.NaN;
    }

    /// <summary>The scorecard of a segment; of the base profile for -1.</summary>
    public Scorecard ScorecardOf(int segment) => segment < 0 ? Base : Segments[segment].Scorecard;

    /// <summary>The index of the first segment whose condition holds or that the host named; -1 for the base profile.</summary>
    public int Choose(ReadOnlySpan<double> row, int named)
    {
        for (int i = 0; i < Segments.Length; i++)
        {
            if (i == named || Segments[i].When?.Holds(new(row)) == true)
                return i;
        }
        return -1;
    }

    /// <summary>The scorecard of the first segment whose condition holds or that the host named; the base profile's otherwise.</summary>
    public Scorecard Choose(ReadOnlySpan<double> row, string? named) => ScorecardOf(Choose(row, IndexOf(named)));

    /// <summary>The index of a segment; -1 where there is none of that name.</summary>
    public int IndexOf(string? segment)
    {
        for (int i = 0; i < Segments.Length; i++)
        {
            if (Segments[i].Segment.Name == segment)
                return i;
        }
        return -1;
    }

    /// <summary>The weighted metrics of a profile in canonical order.</summary>
    public static IEnumerable<ProfileMetric> MetricsOf(ScoringProfile profile) =>
        profile.Dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal)
            .SelectMany(dimension => dimension.Metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal));

    /// <summary>The signals of a profile in canonical order.</summary>
    public static IEnumerable<Signal> SignalsOf(ScoringProfile profile) =>
        profile.Signals.OrderBy(signal => signal.Name, StringComparer.Ordinal);

    /// <summary>The labels of a profile in canonical order.</summary>
    public static IEnumerable<string> LabelsOf(ScoringProfile profile) => profile.Labels.Order(StringComparer.Ordinal);

    /// <summary>The codes of a profile's labels, in canonical order.</summary>
    public static LabelCodes[] CodesOf(ScoringProfile profile)
    {
        ILookup<string, string> texts = TextsOf(profile).ToLookup(asked => asked.Label, asked => asked.Text, StringComparer.Ordinal);
        return [.. LabelsOf(profile).Select(label => new LabelCodes(texts[label]))];
    }

    /// <summary>Whether a column is a label, whose values are texts.</summary>
    public bool IsLabel(int column) => column >= FirstLabel;

    /// <summary>A measurement as the column expects it: a text only for a label, and a number only for anything else.</summary>
    public Measurement AsExpected(int column, Measurement measurement) =>
        measurement.IsMissing || measurement.Label is not null == IsLabel(column) ? measurement : Measurement.WrongKind;

    /// <summary>A measurement that is as expected as a number of the row; NaN and infinities are missing.</summary>
    public double NumberOf(int column, Measurement measurement) =>
        measurement.Label is { } text ? Labels[column - FirstLabel].Of(text) : measurement.Raw;

    /// <summary>The texts that conditions compare labels with.</summary>
    private static IEnumerable<(string Label, string Text)> TextsOf(ScoringProfile profile) =>
        profile.Guardrails.Concat(profile.Segments.SelectMany(segment => segment.Guardrails)).Select(guardrail => guardrail.When)
            .Concat(profile.Actions.Concat(profile.Segments.SelectMany(segment => segment.Actions)).Select(action => action.When).OfType<Condition>())
            .Concat(profile.Segments.Select(segment => segment.When).OfType<Condition>())
            .SelectMany(when => when.Leaves).Where(leaf => leaf.Subject == ConditionSubject.Label)
            .SelectMany(leaf => leaf.Values.Select(text => (leaf.Name!, text)));

    private static IEnumerable<(string Name, string? Unit, Freshness? Freshness, AcceptedValues? Accepted)> ColumnsOf(ScoringProfile profile) =>
        MetricsOf(profile).Select(metric => (metric.Name, metric.Unit, metric.Freshness, metric.Accepted))
            .Concat(SignalsOf(profile).Select(signal => (signal.Name, signal.Unit, (Freshness?)null, signal.Accepted)))
            .Concat(LabelsOf(profile).Select(label => (label, (string?)null, (Freshness?)null, (AcceptedValues?)null)));
}
