using HealthScoring.Changes;

namespace HealthScoring.Tests.Changes;

/// <summary>Short hand for facts: two months of a customer, who is a list of named numbers.</summary>
internal static class Compared
{
    public static readonly DateTimeOffset October = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset November = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Usage of 0 to 20 days at weight 3 (18 days are 90 points, 6 are 30), and NPS at weight 1 (60 are 80 points, 20 are 60).</summary>
    public static ScoringProfile Saas(Action<ScoringProfileBuilder>? more = null, double usage = 3, Freshness? freshness = null,
        MissingPolicy? missing = null) => ScoringProfile.Create("saas", profile =>
        {
            profile.Dimension("whole", 1, whole => whole
                    .Metric("usage", Curve.Linear(0, 20), m => m.Weight(usage).Unit("active days"))
                    .Metric("nps", Curve.Linear(-100, 100), Fill))
                .Signal("overdue", unit: "days").Signal("seats")
                .Tier("low", 0).Tier("high", 50);
            more?.Invoke(profile);

            void Fill(MetricBuilder nps)
            {
                nps.WhenMissing(missing ?? MissingPolicy.Exclude);
                if (freshness is not null)
                    nps.FreshFor(freshness.FreshFor, freshness.StaleAfter);
            }
        });

    public static HealthScore At(this ScoringProfile profile, DateTimeOffset asOf, params (string Name, Measurement Value)[] customer) =>
        profile.At(asOf, pinned: null, named: null, customer);

    public static HealthScore At(this ScoringProfile profile, DateTimeOffset asOf, ScoreOverride? pinned, string? named,
        params (string Name, Measurement Value)[] customer) =>
        StoredMeasurements.ScorerFor(profile, new() { OverrideBy = (_, _) => pinned, SegmentBy = _ => named })
            .Score(customer.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal), asOf);

    public static ScoreChange To(this HealthScore before, HealthScore after) => ScoreChange.Between(before, after);

    public static IEnumerable<(ScoreChangeKind Kind, string? Name, double Points)> Sizes(this ScoreChange change) =>
        change.Parts.Select(part => (part.Kind, part.Name, Math.Round(part.Points, 9)));

    public static ScoreOverride Pinned(double score, string author = "Ann") => ScoreOverride.OfScore(
        score, "the sponsor has left", author, October, new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero));

    public static ScoreOverride PinnedTier(string tier, string author) => ScoreOverride.OfTier(
        tier, "the sponsor has left", author, October, new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero));
}
