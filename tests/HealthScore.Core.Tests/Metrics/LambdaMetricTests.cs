using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HealthScoring.Tests.Metrics;

/// <summary>Metrics from functions that return the number types customers' data come in, without a cast.</summary>
public sealed class LambdaMetricTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private sealed record Row(
        int Seats, long Events, float Share, double Hours, decimal Revenue, bool PaysAutomatically, decimal? Budget, bool? HasChampion);

    private static readonly Row Full = new(7, 8_000_000_000, 0.5f, 1.25, 1234.56m, true, 0.1m, false);
    private static readonly Row Empty = Full with { Budget = null, HasChampion = null, PaysAutomatically = false };

    [Fact]
    public void Every_number_type_gives_its_nearest_double()
    {
        (IMetric<Row> Metric, double Value)[] metrics =
        [
            (HealthMetric.From<Row>("m", row => row.Seats), 7),
            (HealthMetric.From<Row>("m", row => row.Events), 8e9),
            (HealthMetric.From<Row>("m", row => row.Share), 0.5),
            (HealthMetric.From<Row>("m", row => row.Hours), 1.25),
            (HealthMetric.From<Row>("m", row => row.Revenue), 1234.56),
            // A cast would give 0.33333333333333337, -0.7000000000000001 and 0.7999999999999999.
            (HealthMetric.From<Row>("m", row => 1m / 3m), 1 / 3.0),
            (HealthMetric.From<Row>("m", row => -0.70000000000000000000000m), -0.7),
            (HealthMetric.From<Row>("m", row => 0.800000000000000000000000m), 0.8),
            (HealthMetric.From<Row>("m", row => row.PaysAutomatically), 1),
            (HealthMetric.From<Row>("m", row => row.Budget), 0.1),
            (HealthMetric.From<Row>("m", row => row.HasChampion), 0),
        ];

        Assert.All(metrics, expected => Assert.Equal(expected.Value, expected.Metric.Measure(Full, AsOf).Value));
        Assert.Equal(0, metrics[^3].Metric.Measure(Empty, AsOf).Value);
        Assert.Equal([null, null], metrics[^2..].Select(metric => metric.Metric.Measure(Empty, AsOf).Value));
    }

    [Fact]
    public void So_do_those_of_a_registration()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p
            .Dimension("d", weight: 1, d => d
                .Metric("revenue", Curve.Linear(worst: 0, best: 2469.12))
                .Metric("pays", Curve.Linear(worst: 0, best: 1))
                .Metric("seats", Curve.Linear(worst: 0, best: 7)))
            .Tier("all", from: 0));
        using ServiceProvider services = new ServiceCollection()
            .AddHealthScoring<Row>(health => health
                .AddMetric("revenue", row => row.Revenue)
                .AddMetric("pays", row => row.PaysAutomatically)
                .AddMetric("seats", row => row.Seats)
                .UseProfile(profile))
            .BuildServiceProvider();

        HealthScore score = services.GetRequiredService<HealthScorer<Row>>().Score(Full, AsOf);

        Assert.Equal([1, 1234.56, 7], score.Contributions.Select(metric => metric.Value));
    }

    [Fact]
    public void A_function_that_is_null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("value", () => HealthMetric.From("m", (Func<Row, decimal?>)null!));
        Assert.Throws<ArgumentNullException>("value", () => HealthMetric.From("m", (Func<Row, bool?>)null!));
        Assert.Throws<ArgumentNullException>("value", () => HealthMetric.From("m", (Func<Row, double?>)null!));
        Assert.Throws<ArgumentNullException>("measure", () => HealthMetric.From("m", (Func<Row, DateTimeOffset, Measurement>)null!));
        Assert.Throws<ArgumentNullException>("text", () => HealthMetric.Label<Row>("m", null!));
        Assert.Throws<ArgumentNullException>("measure", () => HealthMetric.FromBatch<Row>("m", null!));
    }

    [Fact]
    public void A_name_that_is_blank_is_refused()
    {
        Assert.Throws<ArgumentException>("name", () => HealthMetric.From<Row>(" ", row => row.Hours));
        Assert.Throws<ArgumentException>("name", () => HealthMetric.FromBatch<Row>(" ",
            (_, _, _) => Task.FromResult<IReadOnlyList<Measurement>>([])));
        Assert.Throws<ArgumentException>("name", () => Account.Log.TopUsersLost(name: " "));
    }
}
