namespace HealthScoring.Tests.Plans;

/// <summary>Short hand for facts: a customer is a list of named numbers, and a number that is not listed is missing.</summary>
internal static class Scored
{
    /// <summary>The points are the value, within 0..100.</summary>
    public static Curve Same { get; } = Curve.Linear(0, 100);

    public static HealthScore Score(this ScoringProfile profile, params (string Name, double? Value)[] customer) =>
        profile.Score(_ => null, customer);

    public static HealthScore Score(this ScoringProfile profile, Func<object, string?> segmentBy,
        params (string Name, double? Value)[] customer)
    {
        IEnumerable<string> names = profile.Dimensions.SelectMany(dimension => dimension.Metrics.Select(metric => metric.Name))
            .Concat(profile.Signals.Select(signal => signal.Name)).Concat(profile.Labels);
        return new HealthScorer<object>(profile, names.Select(name => HealthMetric.From<object>(
            name, (_, _) => new Measurement(customer.FirstOrDefault(pair => pair.Name == name).Value))), new() { SegmentBy = segmentBy })
            .Score(customer, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>A metric <c>usage</c> whose value is the score; signals <c>debt</c> and <c>seats</c>; tiers from 0, 50 and 80.</summary>
    public static ScoringProfile Simple(Action<ScoringProfileBuilder> more) => ScoringProfile.Create("simple", profile =>
    {
        profile.Dimension("adoption", 1, to => to.Metric("usage", Same)).Signal("debt").Signal("seats")
            .Tier("low", 0).Tier("middle", 50).Tier("high", 80);
        more(profile);
    });
}
