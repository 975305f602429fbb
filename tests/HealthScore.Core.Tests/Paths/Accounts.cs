using HealthScoring.Tests.Plans;

namespace HealthScoring.Tests.Paths;

/// <summary>Profiles in which every number of a path can be found with pen and paper: points are the value, within 0..100.</summary>
internal static class Accounts
{
    public static DateTimeOffset AsOf { get; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Three metrics that weigh 2, 1 and 1 in one dimension; a signal <c>debt</c>; tiers from 0, 50 and 80.</summary>
    public static ScoringProfile Three(Action<ScoringProfileBuilder>? more = null, Formula? formula = null, MissingPolicy? missing = null) =>
        ScoringProfile.Create("three", profile =>
        {
            profile.Dimension("all", 1, to => to.Formula(formula ?? Formula.WeightedMean)
                    .Metric("usage", Scored.Same, m => m.Weight(2).Unit("active days"))
                    .Metric("nps", Scored.Same, m => m.WhenMissing(missing ?? MissingPolicy.Exclude)).Metric("team", Scored.Same))
                .Signal("debt", unit: "days").Tier("low", 0).Tier("middle", 50).Tier("high", 80);
            more?.Invoke(profile);
        });

    public static HealthScore Of(ScoringProfile profile, params (string Name, Measurement Value)[] customer) =>
        StoredMeasurements.ScorerFor(profile).Score(customer.ToDictionary(pair => pair.Name, pair => pair.Value), AsOf);
}
