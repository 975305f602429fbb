using System.Text.Json.Nodes;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>What a fault does, whatever scores the customer.</summary>
public sealed class FaultLaws
{
    [Law(costs: 15)]
    public void A_fault_is_to_the_last_bit_as_a_missing_value_under_the_policy_for_faults(Trial trial)
    {
        Random random = trial.Choices;
        string[] metrics = [.. trial.Profile.Metrics.Select(metric => metric.Name)];
        HashSet<string> faulty = [.. trial.Profile.MeasuredNames.Where(_ => random.Next(3) == 0)];
        JsonNode?[] policies = [.. metrics.Select(_ => Policy(random))];
        JsonNode? common = random.Next(2) == 0 ? null : Policy(random);
        string json = trial.Profile.Build().ToJson();
        ScoringProfile profile = Edited(json, root =>
        {
            if (common is not null)
                root["onFault"] = common.DeepClone();
        }, (metric, i) => metric["onFault"] = policies[i]?.DeepClone());
        // A policy of "missing" leaves the metric's own policy for missing values. No points of a policy are left out of the profile, even where
        // they are never given: the tolerance of cut-offs depends on all of them.
        ScoringProfile missing = Edited(json, _ => { }, (metric, i) =>
        {
            JsonNode? policy = policies[i] ?? common, own = metric["missing"];
            bool replaces = policy is not null && policy.ToJsonString() != "\"missing\"" && faulty.Contains((string)metric["name"]!);
            metric["onFault"] = (replaces && own is JsonObject ? own : policy)?.DeepClone();
            if (replaces)
                metric["missing"] = policy!.DeepClone();
        });
        Customer[] customers = [.. trial.Customers.Select(values => new Customer(values, random.Next(3) > 0))];
        HealthScorer<Customer> scorer = Scorer(profile, faulty, trial.Named), plain = Scorer(profile, [], trial.Named);
        HealthScorer<IReadOnlyDictionary<string, Measurement>> oracle = trial.Scorer(missing);

        HealthScore[] scores = [.. customers.Select(customer => scorer.Score(customer, Trial.AsOf))];
        HealthScore[] expected = [.. customers.Select(customer => customer.IsDown
            ? oracle.Score(customer.Values.ToDictionary(
                pair => pair.Key, pair => faulty.Contains(pair.Key) ? Measurement.None : pair.Value, StringComparer.Ordinal), Trial.AsOf)
            : plain.Score(customer, Trial.AsOf))];
        Story.Same(expected, scores, "fingerprint", "missing", "unscoredReasons", "undecidedGuardrails");

        var tally = new PortfolioTally(profile);
        ScoredCustomer<Customer>[] stream =
            [.. scorer.ScoreAll(customers, new() { AsOf = Trial.AsOf, Tally = tally, BlockSize = 3, DetailsFor = _ => true })];
        Assert.Equal(scores.Select(score => (score.Value, score.Tier, score.Coverage)),
            stream.Select(score => (score.Value, score.Tier, score.Coverage)));
        Story.Same(scores, stream.Select(score => score.Details!));
        PortfolioLaws.Counts(profile, [.. scores.Select(score => (score, double.NaN))], tally.ToSummary().All,
            faulty: faulty.Count == 0 ? 0 : customers.Count(customer => customer.IsDown));

        var values = new double[customers.Length];
        scorer.ScoreInto(customers, Trial.AsOf, values, new int[customers.Length]);
        Assert.Equal(scores.Select(score => score.Value ?? double.NaN), values);
    }

    private static JsonNode? Policy(Random random) => random.Next(5) switch
    {
        0 => null,
        1 => "missing",
        2 => "required",
        _ => new JsonObject { ["points"] = random.Next(101) },
    };

    private static ScoringProfile Edited(string json, Action<JsonNode> edit, Action<JsonNode, int> editMetric)
    {
        JsonNode root = JsonNode.Parse(json)!;
        edit(root);
        foreach ((int i, JsonNode? metric) in root["dimensions"]!.AsArray().SelectMany(dimension => dimension!["metrics"]!.AsArray()).Index())
        {
            editMetric(metric!, i);
            if (metric!.AsObject().TryGetPropertyValue("onFault", out JsonNode? policy) && policy is null)
                metric.AsObject().Remove("onFault");
        }
        return ScoringProfile.Parse(root.ToJsonString());
    }

    private static HealthScorer<Customer> Scorer(ScoringProfile profile, HashSet<string> faulty, string? named) => new(profile,
        profile.MetricNames.Select(name => HealthMetric.From<Customer>(name, (customer, _) =>
            customer.IsDown && faulty.Contains(name) ? throw new TimeoutException() : customer.Values[name])),
        new() { SegmentBy = _ => named });

    private sealed record Customer(IReadOnlyDictionary<string, Measurement> Values, bool IsDown);
}
