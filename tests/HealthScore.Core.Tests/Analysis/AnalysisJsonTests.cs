using System.Text.Json;
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

    private static string Written<T>(T result)
    {
        string[] written = [.. Hosts.Select(host => JsonSerializer.Serialize(result, host))];
        Assert.Equal(written[1], written[0]);
        return written[0];
    }
}
