using HealthScoring;
using HealthScoring.Analysis;
using HealthScoring.Columns;

namespace Quickstart;

/// <summary>The subscribers as a book that scores are judged by.</summary>
internal static class Evidence
{
    /// <summary>
    /// Joins what was measured of each subscriber with whether it left. The data tell both of one month, so that the book says how well the profile
    /// describes who left, and not what it would have foreseen.
    /// </summary>
    public static OutcomeBook BookOf(ScoringProfile profile, IReadOnlyList<ScoredSubscriber> all) => OutcomeBook.FromColumns(new()
    {
        Values = profile.MetricNames.ToDictionary(name => name, name => new MetricColumn(
            all.Select(scored => scored.Score.Measurements[name].Value ?? double.NaN).ToArray())),
        Customers = all.Select(scored => scored.Subscriber.Number).ToArray(),
        AsOf = all.Select(scored => scored.Score.AsOf).ToArray(),
        Outcomes = all.Select(scored => (byte)(scored.Subscriber.Churned ? 1 : 0)).ToArray(),
        Segments = MetricColumn.OfLabels(all.Select(scored => scored.Subscriber.HasInternet ? 0 : 1).ToArray(), new[] { null, "phone-only" }),
        Weights = all.Select(scored => scored.Subscriber.MonthlyCharges).ToArray(),
    }, new(horizon: TimeSpan.FromDays(30)));
}
