using System.Text.Json;
using System.Text.Json.Nodes;
using HealthScoring.Analysis;
using HealthScoring.Tests.Paths;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class AnalysisJsonTests
{
    private static readonly JsonSerializerOptions[] Hosts =
    [
        new(JsonSerializerDefaults.Web) { TypeInfoResolverChain = { AnalysisJson.TypeInfoResolver } },
        new(JsonSerializerDefaults.Web),
    ];

    [Fact]
    public void Every_result_is_written_without_reflection_as_it_is_with_it()
    {
        ScoringProfile before = Accounts.Three(), after = Accounts.Three(to => to.Tier("top", 99));
        HealthScore[] scores = [Accounts.Of(before, ("usage", 30), ("nps", 60), ("team", 20)),
            Accounts.Of(before, ("usage", 99), ("nps", 99), ("team", 99))];
        SimulationResult<IReadOnlyDictionary<string, Measurement>> simulation = ProfileSimulation.Run(
            before, after.WithWeight("nps", 3), StoredMeasurements.Metrics(before, after), scores.Select(score => score.Measurements));

        Assert.Contains("\"path\":\"tiers.top\",\"kind\":\"added\"", Written(ProfileDiff.Between(before, after)), StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"betterNumberLowersScore\",\"part\":\"usage\"",
            Written(ProfileAudit.Of(Accounts.Three(to => to.Cap("too-good", 40, Condition.AtLeast("usage", 90))))), StringComparison.Ordinal);
        Written(PortfolioSensitivity.Of(before, scores, 0.5));
        Assert.Equal(1, simulation.Moved);
        Written(simulation.Matrix);
        Written(simulation.Causes);
        StoredSimulation stored = simulation.ToStored(_ => "Acme");
        Assert.Equal(stored.ToJson(), Written(stored));
        Assert.All(Hosts, host => Assert.Equal(stored.ToJson(), JsonSerializer.Deserialize<StoredSimulation>(stored.ToJson(), host)!.ToJson()));
        Assert.StartsWith("The stored simulation has", Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize<StoredSimulation>("{}", Hosts[0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_and_proposals_are_written_to_the_last_bit()
    {
        int[] drawn = TelcoBooks.Drawn(new Random(1), 600);
        OutcomeBook book = TelcoBooks.Of(drawn);
        ScoringProfile profile = TelcoBooks.Profile, other = profile.WithWeight(profile.MetricNames[0], 3);
        ProfileProposal proposal = ProfileProposal.Learn(profile, book, new() { Curves = CurveLearning.Knots, Capacity = 25 });

        Assert.True(Twin(Backtest.Run(profile, book)) > 300);
        Assert.True(Twin(BacktestComparison.Between(profile, other, book)) > 600);
        Assert.True(Twin(proposal) > 100);
        Assert.True(Twin(TierProposal.ByCapacity(profile, book, 25, 50, 100)) > 20);
        Assert.True(Twin(PatternReport.Find(profile, book)) > 100);
        Assert.True(Twin(DriftReport.Between(profile, TelcoBooks.Of(drawn[..300]), TelcoBooks.Of(drawn[300..]))) > 100);
        Assert.Equal(proposal.Profile.Fingerprint,
            JsonNode.Parse(Written(proposal))!["profile"]!.Deserialize<ScoringProfile>(Hosts[0])!.Fingerprint);
    }

    [Fact]
    public void What_cannot_be_said_is_written_as_such()
    {
        OutcomeBook few = TelcoBooks.Of(TelcoBooks.Drawn(new Random(1), 8));
        ScoringProfile profile = TelcoBooks.Profile;
        Twin(Backtest.Run(profile, few));
        Twin(BacktestComparison.Between(profile, profile, few));
        Twin(ProfileProposal.Learn(profile, few));
        Twin(PatternReport.Find(profile, few));
        Twin(DriftReport.Between(profile, few, few));
        Assert.Contains("\"aucGain\":null", Written(BacktestComparison.Between(profile, profile, few)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_is_read_back_and_its_errors_are_told()
    {
        ScoringProfile profile = TelcoBooks.Profile;
        Assert.Equal(profile, JsonSerializer.Deserialize<ScoringProfile>(Written(profile), Hosts[0]));
        Assert.StartsWith("The profile has ", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ScoringProfile>("{}", Hosts[0])).Message,
            StringComparison.Ordinal);
    }

    private static int Twin<T>(T result) => JsonTwin.Compare(result, JsonNode.Parse(Written(result)));

    private static string Written<T>(T result)
    {
        string[] written = [.. Hosts.Select(host => JsonSerializer.Serialize(result, host))];
        Assert.Equal(written[1], written[0]);
        return written[0];
    }
}
