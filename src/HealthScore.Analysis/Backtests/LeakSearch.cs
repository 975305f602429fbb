using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Suspects metrics that tell the outcome because they were written after it was decided.</summary>
internal static class LeakSearch
{
    private const double NearlyTheAnswer = 0.9;
    private const double LargeFall = 0.15;
    private const double Significant = 0.01;
    private const double LargeRatio = 3;

    /// <summary>The suspects in the order of the profile, each with its first reason.</summary>
    public static LeakSuspect[] Find(MetricEvidence[] metrics, MetricJudge judge, LeadJudge leads, IReadOnlyList<int> days, Outcome outcome)
    {
        int[] rows = judge.OneRowEach();
        (int EventsWithout, int Events, int OthersWithout, int Others)[] missing =
            [.. metrics.Select(metric => judge.CountMissing(metric.Metric, rows))];
        double[] adjusted = BenjaminiHochberg.Adjusted([.. missing.Select(counts => FisherTest.TwoSided(
            counts.EventsWithout, counts.Events - counts.EventsWithout, counts.OthersWithout, counts.Others - counts.OthersWithout))]);
        return [.. metrics.Select((metric, i) => Reason(metric, judge, leads, days, outcome, missing[i], adjusted[i]) is { } reason
            ? new LeakSuspect(metric.Metric, reason) : null).OfType<LeakSuspect>()];
    }

    private static string? Reason(MetricEvidence metric, MetricJudge judge, LeadJudge leads, IReadOnlyList<int> days, Outcome outcome,
        (int EventsWithout, int Events, int OthersWithout, int Others) missing, double adjusted)
    {
        if (metric.Separation is { Lower: >= NearlyTheAnswer } separation)
        {
            return $"is nearly the answer itself (AUC at least {Fraction.Text(separation.Lower)}): is it written after the outcome was decided?";
        }
        if (days.Count > 1 && leads.HasTimes)
        {
            double[] points = judge.Points(metric.Metric);
            (int shortest, int longest) = (days.Min(), days.Max());
            if (leads.AucAt(shortest, points) is { } late && leads.AucAt(longest, points) is { } early && Falls(late, early))
            {
                return $"tells much more {Number.Text(shortest)} days before the outcome than {Number.Text(longest)} days before "
                    + $"(AUC {Fraction.Text(late.Auc)} and {Fraction.Text(early.Auc)}): is it written once the outcome is known?";
            }
        }
        (double ofEvents, double ofOthers) = ((double)missing.EventsWithout / missing.Events, (double)missing.OthersWithout / missing.Others);
        if (adjusted <= Significant && Math.Max(ofEvents, ofOthers) >= LargeRatio * Math.Min(ofEvents, ofOthers))
        {
            return $"is missing for {Number.Percent(ofEvents)} of the customers with the outcome and for {Number.Percent(ofOthers)} of the others: "
                + (ofEvents > ofOthers && outcome == Outcome.Churned ? "does it stop when a customer leaves?"
                    : "is it written because of the outcome?");
        }
        return null;
    }

    /// <summary>Whether the fall is large, and more than chance explains: the intervals of the two make one of their difference.</summary>
    private static bool Falls((double Auc, Interval Interval) late, (double Auc, Interval Interval) early) => late.Auc - early.Auc >= LargeFall
        && late.Auc - early.Auc > Math.Sqrt(Math.Pow(late.Auc - late.Interval.Lower, 2) + Math.Pow(early.Interval.Upper - early.Auc, 2));
}
