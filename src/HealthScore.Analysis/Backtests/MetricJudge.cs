using HealthScoring.Analysis.Learning;
using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>Judges each metric: alone by its points, and beside the others by the weight that outcomes speak for.</summary>
internal sealed class MetricJudge(ScoredBook book, OutcomeBook outcomes, LearnedWeights? learned, int threads)
{
    private const double Significant = 0.05;
    private const double LeastShare = 0.01;
    private const double LeastDifference = 0.05;

    /// <summary>The evidence on every metric that earns points, in the order of the profile.</summary>
    /// <param name="withVerdicts">Whether there are enough outcomes for verdicts.</param>
    public MetricEvidence[] Judge(bool withVerdicts)
    {
        string[] names = [.. book.Profile.Dimensions.SelectMany(dimension => dimension.Metrics).Select(metric => metric.Name)];
        var separations = new Separation?[names.Length];
        double[] probabilities = new double[names.Length];
        Parallel.For(0, names.Length, new() { MaxDegreeOfParallelism = threads }, i =>
        {
            JudgedRows rows = JudgedRows.Of(book, outcomes.Outcome, Points(names[i]), book.Judged);
            separations[i] = Separation.Of(rows, outcomes.Outcome);
            probabilities[i] = PAlone(rows, separations[i]);
        });
        LearnedWeight?[] weights = [.. names.Select(name => withVerdicts ? learned?.Of(name) : null)];
        double[] alone = BenjaminiHochberg.Adjusted(probabilities);
        double[] changed = BenjaminiHochberg.Adjusted([.. weights.Select(PChanged)]);
        return
        [
            .. names.Select((name, i) => new MetricEvidence(name, separations[i], Missing(name), (weights[i]?.Column.Share, weights[i]?.Share,
                weights[i]?.ShareError), withVerdicts ? Verdict(separations[i], alone[i], weights[i], changed[i]) : VerdictKind.NotJudged)),
        ];
    }

    /// <summary>
    /// The points that a metric's curve gives, or its missing policy as far as the value is missing or has faded, by row, whatever the formula makes
    /// of them; NaN where it has no points, and where it or its dimension weighs nothing in the row's segment.
    /// </summary>
    public double[] Points(string metric)
    {
        ProfileMetric own = Find(metric);
        double[] points = UsableValues.Of(own, book.Rows.Values);
        double[] counts = own.Missing.Kind == MissingPolicyKind.Points ? UsableValues.FreshnessOf(own, book.Rows.Values) : [];
        Curve[] curves = [own.Curve, .. book.Profile.Segments.Select(segment => segment.Curves.GetValueOrDefault(metric, own.Curve))];
        Dimension dimension = book.Profile.Dimensions.First(one => one.Metrics.Contains(own));
        bool[] weighs =
        [
            own.Weight > 0 && dimension.Weight > 0,
            .. book.Profile.Segments.Select(segment => segment.Weights.GetValueOrDefault(metric, own.Weight) > 0
                && segment.Weights.GetValueOrDefault(dimension.Name, dimension.Weight) > 0),
        ];
        double ofMissing = own.Missing.Kind == MissingPolicyKind.Points ? own.Missing.FixedPoints : double.NaN;
        for (int row = 0; row < points.Length; row++)
        {
            // Of its part of the score the points could be told too, but rounded: equal points would differ by the weight they came with.
            points[row] = !weighs[book.Segments[row] + 1] ? double.NaN
                : double.IsNaN(points[row]) ? ofMissing
                : Blend(curves[book.Segments[row] + 1].Evaluate(points[row]), own.Missing.FixedPoints, counts.Length == 0 ? 1 : counts[row]);
        }
        return points;
    }

    /// <summary>How many with the outcome, and how many without it, lack a metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="rows">The rows that are counted.</param>
    public (int EventsWithout, int Events, int OthersWithout, int Others) CountMissing(string metric, IReadOnlyList<int> rows)
    {
        double[] values = UsableValues.Of(Find(metric), book.Rows.Values);
        (int eventsWithout, int events, int othersWithout, int others) = (0, 0, 0, 0);
        foreach (int row in rows)
        {
            bool isEvent = book.Rows.Outcomes[row] == RowStatus.Event, isMissing = double.IsNaN(values[row]);
            events += isEvent ? 1 : 0;
            others += isEvent ? 0 : 1;
            eventsWithout += isEvent && isMissing ? 1 : 0;
            othersWithout += !isEvent && isMissing ? 1 : 0;
        }
        return (eventsWithout, events, othersWithout, others);
    }

    /// <summary>One row of each customer, so that tests count customers.</summary>
    public int[] OneRowEach() => Analysis.OneRowEach.Of(book.Rows, book.Rows.Known);

    private static double Blend(double points, double ofMissing, double freshness) => freshness == 1 ? points
        : Math.Clamp(freshness * points + (1 - freshness) * ofMissing, Math.Min(points, ofMissing), Math.Max(points, ofMissing));

    private ProfileMetric Find(string metric) =>
        book.Profile.Dimensions.SelectMany(dimension => dimension.Metrics).First(one => one.Name == metric);

    private (double OfEvents, double OfOthers) Missing(string metric)
    {
        (int eventsWithout, int events, int othersWithout, int others) = CountMissing(metric, book.Rows.Known);
        return (events == 0 ? 0 : (double)eventsWithout / events, others == 0 ? 0 : (double)othersWithout / others);
    }

    /// <summary>The probability of an AUC as far from 0.5 where the metric says nothing (H. B. Mann and D. R. Whitney, 1947), by customers.</summary>
    private static double PAlone(JudgedRows rows, Separation? separation)
    {
        if (separation is null)
            return 1;
        double error = Math.Sqrt((rows.EventCustomers + rows.OtherCustomers + 1) / (12.0 * rows.EventCustomers * rows.OtherCustomers));
        return Normal.TwoSided((separation.Auc - 0.5) / error);
    }

    private static double PChanged(LearnedWeight? weight) => weight is { ShareError: > 0 } known
        ? Normal.TwoSided((known.Share - known.Column.Share) / known.ShareError) : 1;

    private static VerdictKind Verdict(Separation? separation, double alone, LearnedWeight? weight, double changed)
    {
        if (separation is null || weight is not { } known)
            return VerdictKind.NotJudged;
        if (separation.Upper < 0.5 && alone <= Significant)
            return VerdictKind.WorksAgainst;
        bool tells = separation.Lower > 0.5 && alone <= Significant;
        if (known.Share < LeastShare)
            return tells ? VerdictKind.Redundant : VerdictKind.NoSignal;
        double difference = known.Share - known.Column.Share;
        if (changed > Significant || Math.Abs(difference) <= LeastDifference)
            return VerdictKind.Fits;
        return difference > 0 ? VerdictKind.Underweight : VerdictKind.Overweight;
    }
}
