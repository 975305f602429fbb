using System.Globalization;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring.Paths;

/// <summary>Finds every value of one metric that alone brings a customer into a tier or a higher one.</summary>
internal static class ReachingValues
{
    /// <summary>The exact set, as few ranges as possible by rising value, with infinities for open ends.</summary>
    /// <param name="score">The customer.</param>
    /// <param name="metric">The column of the metric or signal.</param>
    /// <param name="tier">The index of the tier.</param>
    public static IReadOnlyList<ValueRange> Of(HealthScore score, int metric, int tier)
    {
        var attempt = new Attempt(score);
        var ranges = new List<ValueRange>();
        foreach (ValueRange stretch in Stretches(Attempt.Bounds(score.Plan, metric)))
        {
            foreach (ValueRange range in Within(stretch, attempt, metric, tier))
            {
                if (ranges.Count > 0 && Math.BitIncrement(ranges[^1].To) == range.From)
                    ranges[^1] = ranges[^1] with { To = range.To };
                else
                    ranges.Add(range);
            }
        }
        if (ranges.Count > 0 && ranges[0].From <= double.MinValue)
            ranges[0] = ranges[0] with { From = double.NegativeInfinity };
        if (ranges.Count > 0 && ranges[^1].To >= double.MaxValue)
            ranges[^1] = ranges[^1] with { To = double.PositiveInfinity };
        return ranges.AsReadOnly();
    }

    /// <summary>The value of some ranges nearest to another; of two as near, the smaller. The ranges are not empty.</summary>
    public static double Nearest(IReadOnlyList<ValueRange> ranges, double value, AcceptedValues? accepted = null) => ranges
        .Select(range => new ValueRange(Math.Max(range.From, double.MinValue), Math.Min(range.To, double.MaxValue)))
        .Select(range => accepted?.Nearest(value, range) ?? Math.Clamp(value, range.From, range.To))
        // Far away, distances that differ are the same double; on one side of the value it is still known which number is nearer.
        .MinBy(candidate => (Math.Abs(candidate - value), candidate > value, candidate > value ? candidate : -candidate));

    /// <summary>
    /// The nearest value in few digits where that reaches too: a range begins where the score reaches the cut-off less its tolerance, a billionth
    /// before the number that people compute.
    /// </summary>
    public static double Needed(IReadOnlyList<ValueRange> ranges, double value, AcceptedValues? accepted)
    {
        double nearest = Nearest(ranges, value, accepted);
        double rounded = nearest == value ? nearest
            : double.Parse(nearest.ToString("G9", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return ranges.Any(range => range.Contains(rounded)) && accepted?.Refused(rounded) is null ? rounded : nearest;
    }

    /// <summary>The way from a value to the one that is needed, in a line; what is printed lies in the ranges too.</summary>
    public static string Way(string metric, string? unit, double? value, double needed, IReadOnlyList<ValueRange> ranges)
    {
        string now = value is { } known ? Number.Raw(known) : "missing";
        bool Reaches(double rounded) => ranges.Any(range => range.Contains(rounded));
        if (value == needed)
            return $"{metric}: {Number.InUnit(now, unit)} will do, observed now";
        if (ranges is [{ From: double.NegativeInfinity, To: double.PositiveInfinity }])
            return $"{metric}: {now} → any number";
        string then = Rounding.Text(needed, Reaches);
        // A number that does not reach must not print as one that does.
        return $"{metric}: {(now == then ? Number.Text(value.GetValueOrDefault()) : now)} → {Number.InUnit(then, unit)}";
    }

    /// <summary>The numbers, cut so that no condition changes its mind within a stretch.</summary>
    private static IEnumerable<ValueRange> Stretches(double[] bounds)
    {
        double from = double.NegativeInfinity;
        foreach (double bound in bounds)
        {
            if (bound > double.MinValue && from < bound)
                yield return new(from, Math.BitDecrement(bound));
            yield return new(bound, bound);
            from = Math.BitIncrement(bound);
        }
        if (from < double.PositiveInfinity)
            yield return new(from, double.PositiveInfinity);
    }

    private static IEnumerable<ValueRange> Within(ValueRange stretch, Attempt attempt, int metric, int tier)
    {
        attempt.Set(metric, Math.Max(stretch.From, double.MinValue));
        Scorecard scorecard = attempt.Select();
        if (metric >= scorecard.Metrics.Length)
            return attempt.Tier() >= tier ? [stretch] : [];
        Evaluation evaluation = attempt.Measure(scorecard);
        bool Reaches(double points)
        {
            attempt.Join(scorecard, evaluation, metric, points);
            return evaluation.Tier >= tier;
        }

        Curve curve = scorecard.Metrics[metric].Curve;
        if (!Reaches(curve.HighestPoints))
            return [];
        // No part of a score falls when a metric's points rise, not even by a bit: products, sums, quotients and limits all keep the order.
        double needed = Curve.Boundary(curve.LowestPoints, curve.HighestPoints, Reaches);
        return curve.ValuesReaching(needed)
            .Select(range => new ValueRange(Math.Max(range.From, stretch.From), Math.Min(range.To, stretch.To)))
            .Where(range => range.From <= range.To);
    }
}
