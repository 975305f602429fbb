using System.Text.Json.Nodes;
using HealthScoring.Analysis;
using HealthScoring.Paths;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class SensitivityLaws
{
    [Law(costs: 15)]
    public void The_bounds_of_a_weight_keep_the_tier_and_the_next_numbers_beyond_do_not(Trial given)
    {
        Random random = given.Choices;
        var trial = new FadingTrial(given, random);
        foreach (var customer in trial.Customers)
        {
            HealthScore score = trial.Scorer().Score(customer, Trial.AsOf);
            WeightSensitivity sensitivity = WeightSensitivity.Of(score);
            Assert.Equal(score.Segment, sensitivity.Segment);
            WeightRange range = sensitivity.Weights[random.Next(sensitivity.Weights.Count)];
            bool Keeps(double weight) => trial.Scorer(trial.WithWeight(sensitivity.Segment, range.Name, weight))
                .Score(customer, Trial.AsOf).ComputedTier == score.ComputedTier;

            Assert.InRange(range.Weight, range.Lowest, range.Highest);
            Assert.True(Keeps(range.Lowest) && Keeps(range.Highest) && Keeps(range.Weight), $"{range}");
            Assert.True(range.Lowest == 1e-9 || !Keeps(Math.BitDecrement(range.Lowest)), $"{range}");
            Assert.True(range.Highest == 1e9 || !Keeps(Math.BitIncrement(range.Highest)), $"{range}");
            Assert.True(Keeps(Between(range.Lowest, range.Highest, random)), $"{range}");
            // Where a dimension comes or goes with the share of its weight that has data, weights farther away can keep the tier again; so can those
            // with which there is no score for another reason.
            if (trial.Profile.Dimensions.Any(dimension => dimension.MinimumCoverage > 0)
                || (score.ComputedTier is null && trial.Profile.MinimumCoverage > 0))
            {
                continue;
            }
            if (range.Lowest > 1.000001e-9)
                Assert.False(Keeps(Between(1e-9, range.Lowest / 1.000001, random)), $"{range}");
            if (range.Highest < 0.999999e9)
                Assert.False(Keeps(Between(range.Highest * 1.000001, 1e9, random)), $"{range}");
        }
    }

    // Each case compiles some thousand profiles.
    [Law(costs: 100)]
    public void Within_the_bounds_of_a_portfolio_no_more_than_the_share_of_its_customers_change_tier(Trial given)
    {
        Random random = given.Choices;
        var trial = new FadingTrial(given, random);
        IReadOnlyDictionary<string, Measurement>[] customers =
            [.. trial.Customers, .. Enumerable.Range(0, random.Next(12)).Select(_ => Generators.Customer(given.Profile).Sample(random))];
        HealthScore[] scores = [.. customers.Select(customer => trial.Scorer().Score(customer, Trial.AsOf))];
        double share = random.Next(4) * 0.1;
        PortfolioSensitivity portfolio = PortfolioSensitivity.Of(trial.Profile, scores, share);
        Assert.Equal((customers.Length, share), (portfolio.Customers, portfolio.Share));
        WeightRange range = portfolio.Weights[random.Next(portfolio.Weights.Count)];
        double Changed(double weight)
        {
            var scorer = trial.Scorer(trial.WithWeight(segment: null, range.Name, weight));
            return (double)customers.Zip(scores)
                .Count(pair => scorer.Score(pair.First, Trial.AsOf).ComputedTier != pair.Second.ComputedTier) / customers.Length;
        }

        Assert.InRange(range.Weight, range.Lowest, range.Highest);
        Assert.True(Changed(range.Lowest) <= share && Changed(range.Highest) <= share, $"{range}");
        Assert.True(range.Lowest == 1e-9 || Changed(Math.BitDecrement(range.Lowest)) > share, $"{range}");
        Assert.True(range.Highest == 1e9 || Changed(Math.BitIncrement(range.Highest)) > share, $"{range}");
        Assert.True(trial.Profile.Dimensions.Any(dimension => dimension.MinimumCoverage > 0)
            || (trial.Profile.MinimumCoverage > 0 && scores.Any(score => score.ComputedTier is null))
            || Changed(Between(range.Lowest, range.Highest, random)) <= share, $"{range}");
        Assert.Equal((range.Lowest / range.Weight, range.Highest / range.Weight), (range.LowestFactor, range.HighestFactor));
    }

    [Law(costs: 8)]
    public void Exactly_the_weights_that_count_have_a_range_each_dimension_before_its_metrics(Trial trial)
    {
        HealthScore score = trial.Scores()[0];
        ScoringProfile profile = trial.Profile.Build();
        Segment? segment = profile.Segments.FirstOrDefault(segment => segment.Name == score.Segment);
        double Weight(string name, double own) => segment?.Weights.GetValueOrDefault(name, own) ?? own;
        var expected = profile.Dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal)
            .Where(dimension => Weight(dimension.Name, dimension.Weight) > 0)
            .SelectMany(dimension => dimension.Metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal)
                .Select(metric => (metric.Name, IsDimension: false, Weight: Weight(metric.Name, metric.Weight)))
                .Where(metric => metric.Weight > 0)
                .Prepend((dimension.Name, true, Weight(dimension.Name, dimension.Weight))));

        Assert.Equal(expected, WeightSensitivity.Of(score).Weights.Select(range => (range.Name, range.IsDimension, range.Weight)));
    }

    [Law(costs: 2)]
    public void Another_weight_is_all_that_changes_in_a_profile(ProfileDraft draft, int seed)
    {
        var random = new Random(seed);
        JsonNode json = JsonNode.Parse(draft.Build().ToJson())!;
        json["$schema"] = "profile.v1.schema.json";
        json["description"] = "what it is for";
        json["examples"] = JsonNode.Parse("""[ { "name": "nothing known", "values": {}, "unscored": true } ]""");
        ScoringProfile profile = ScoringProfile.Parse(json.ToJsonString());
        JsonNode[] dimensions = [.. json["dimensions"]!.AsArray().Select(node => node!)];
        JsonNode[] weighted = [.. dimensions, .. dimensions.SelectMany(dimension => dimension["metrics"]!.AsArray()).Select(node => node!)];
        JsonNode chosen = weighted[random.Next(weighted.Length)];
        double weight = 2 + random.Next(50) / 8.0;
        chosen["weight"] = weight;

        Assert.Equal(ScoringProfile.Parse(json.ToJsonString()).ToJson(), profile.WithWeight((string)chosen["name"]!, weight).ToJson());
    }

    private static double Between(double low, double high, Random random) =>
        Math.Clamp(Math.Exp(double.Lerp(Math.Log(low), Math.Log(high), random.NextDouble())), low, high);
}
