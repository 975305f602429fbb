using HealthScoring.Plans;

namespace HealthScoring.Changes;

/// <summary>
/// What was measured for the later of two scores, as the earlier one's profile reads it. What the later profile does not read stays as it
/// was, so that it shows as a change of the profile only.
/// </summary>
internal sealed class LaterRow
{
    private readonly MeasuredRow _judged;
    private readonly HealthScore _after;
    private readonly string[] _columns;

    public LaterRow(HealthScore before, HealthScore after)
    {
        (_after, _columns) = (after, before.Plan.Columns);
        var row = new RowBuilder(before.Plan);
        var read = new bool[_columns.Length];
        for (int i = 0; i < read.Length; i++)
        {
            read[i] = after.Measurements.TryGetValue(_columns[i], out Measurement measurement);
            row.Set(i, measurement);
        }
        _judged = row.Build(after.AsOf);
        (Values, Freshness) = ((double[])_judged.Values.Clone(), (double[])_judged.Freshness.Clone());
        for (int i = 0; i < read.Length; i++)
        {
            if (read[i])
                continue;
            Values[i] = before.Row.Values[i];
            if (Freshness.Length > 0)
                Freshness[i] = before.Row.Freshness[i];
        }
    }

    /// <summary>The raw values that count; NaN stands for missing.</summary>
    public double[] Values { get; }

    /// <summary>How much each value counts; empty where nothing fades.</summary>
    public double[] Freshness { get; }

    /// <summary>The text of a label; null where the later score did not read it.</summary>
    public string? Label(int column) => _judged.Label(column);

    /// <summary>Why a column has no value that counts, in words.</summary>
    public string WhyMissing(int column) => MissingMetric.Refused(_judged, column) is { } refused
        ? refused.Why
        : WhyMissing(_after, _columns[column]);

    /// <summary>Why a score's metric is missing, in words.</summary>
    public static string WhyMissing(HealthScore score, string metric) => (score.Missing.FirstOrDefault(missing => missing.Metric == metric)
        ?? new MissingMetric(metric, MissingReason.WrongKind, exception: null)).Why;
}
