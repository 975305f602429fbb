using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>A simulation that a host stores and reads back.</summary>
public sealed class StoredSimulationTests
{
    private static readonly ScoringProfile Before = Profile(50), After = Profile(70);

    [Fact]
    public void It_is_one_line_of_json_with_the_customers_by_position_and_name()
    {
        StoredSimulation stored = Stored();

        Assert.Equal("{\"formatVersion\":1,\"before\":{\"profile\":\"sales\",\"fingerprint\":\"" + Before.Fingerprint
            + "\"},\"after\":{\"profile\":\"sales\",\"fingerprint\":\"" + After.Fingerprint
            + "\"},\"asOf\":\"2026-11-01T00:00:00+00:00\",\"customers\":3,\"faultyCustomers\":0,\"moved\":1,\"weight\":20,\"movedWeight\":5,"
            + "\"meanScoreBefore\":60,\"meanScoreAfter\":60,\"meanChange\":0,\"matrix\":["
            + "{\"before\":\"low\",\"after\":\"low\",\"customers\":0,\"weight\":0},"
            + "{\"before\":\"low\",\"after\":\"high\",\"customers\":0,\"weight\":0},"
            + "{\"before\":\"low\",\"customers\":0,\"weight\":0},{\"before\":\"high\",\"after\":\"low\",\"customers\":1,\"weight\":5},"
            + "{\"before\":\"high\",\"after\":\"high\",\"customers\":0,\"weight\":0},{\"before\":\"high\",\"customers\":0,\"weight\":0},"
            + "{\"after\":\"low\",\"customers\":0,\"weight\":0},{\"after\":\"high\",\"customers\":0,\"weight\":0},{\"customers\":2,\"weight\":15}],"
            + "\"movers\":[{\"position\":1,\"customer\":\"Globex\",\"scoreBefore\":60,\"tierBefore\":\"high\",\"scoreAfter\":60,"
            + "\"tierAfter\":\"low\",\"change\":\"60.0 (high) → 60.0 (low)\"}]}", stored.ToJson());
        Assert.Equal("Globex: 60.0 (high) → 60.0 (low)", StoredSimulation.Parse(stored.ToJson()).Movers[0].ToString());
        Assert.Equal("customer 1: 60.0 (high) → 60.0 (low)", Result().ToStored().Movers[0].ToString());
        Assert.Throws<ArgumentNullException>(() => StoredSimulation.Parse(null!));
    }

    [Fact]
    public void What_no_simulation_can_hold_is_refused_with_everything_that_is_wrong()
    {
        Refused("The stored simulation has an error:\n- $: the stored simulation is empty; give one that was stored", " ");
        Refused("""
            The stored simulation has 6 errors:
            - $.formatVersion (line 1): 2 is a version that this one does not read; read it with the version that wrote it; this one reads 1
            - $.faultyCustomers (line 1): 4 is more than 3; restore what ToJson() wrote
            - $.movedWeight (line 1): 25 is more than 20; restore what ToJson() wrote
            - $.meanScoreAfter (line 1): 160 is more than 100; restore what ToJson() wrote
            - $.movers[0].position (line 1): 3 is more than 2; restore what ToJson() wrote
            - $.movers[0].scoreAfter (line 1): -1 is less than 0; restore what ToJson() wrote
            """, Changed(("\"formatVersion\":1", "\"formatVersion\":2"), ("\"faultyCustomers\":0", "\"faultyCustomers\":4"),
            ("\"movedWeight\":5", "\"movedWeight\":25"), ("\"meanScoreAfter\":60", "\"meanScoreAfter\":160"),
            ("\"position\":1", "\"position\":3"), ("\"scoreAfter\":60", "\"scoreAfter\":-1")));
        Refused("""
            The stored simulation has 4 errors:
            - $.before.profile (line 1): the name is empty; restore what ToJson() wrote
            - $.after.profile (line 1): the name is empty; restore what ToJson() wrote
            - $.matrix (line 1): the sum is 1, and should be 3; restore what ToJson() wrote
            - $.weight (line 1): the sum is 20, and should be 5; restore what ToJson() wrote
            """, Changed(("{\"profile\":\"sales\"", "{\"profile\":\"\""), ("{\"customers\":2,\"weight\":15}", "{\"customers\":0,\"weight\":0}")));
        Refused("""
            The stored simulation has an error:
            - $.matrix (line 1): it does not have each tier before with each tier after once, row by row and the unscored last; restore what @
            """.Replace("@", "ToJson() wrote", StringComparison.Ordinal), Changed((",{\"customers\":2,\"weight\":15}", "")));
        Refused("""
            The stored simulation has 3 errors:
            - $.causes[0].name (line 1): the cause has no name; restore what ToJson() wrote
            - $.causes[0].customers (line 1): 2 is more than 1; restore what ToJson() wrote
            - $.causes[1] (line 1): 2 changes more than 1 before it; restore what ToJson() wrote
            """, Changed(("\"movers\"", "\"causes\":[{\"kind\":\"metric\",\"meanChange\":1,\"customers\":2},"
            + "{\"kind\":\"segment\",\"meanChange\":2,\"customers\":1}],\"movers\"")));
        Refused("""
            The stored simulation has 3 errors:
            - $.asof (line 1): unknown member "asof"; did you mean 'asOf'?
            - $.movers[0].tierBefore (line 1): "top" is no tier of "matrix"; restore what ToJson() wrote
            - $.movers[0].scoreAfter (line 1): there is only one of score and tier; restore what ToJson() wrote
            """, Changed(("\"tierBefore\":\"high\"", "\"tierBefore\":\"top\""), ("\"scoreAfter\":60,", ""), ("}]}", "}],\"asof\":1}")));
    }

    private static void Refused(string expected, string json) => Assert.Equal(expected.ReplaceLineEndings("\n"),
        Assert.Throws<InvalidStoredDataException>(() => StoredSimulation.Parse(json)).Message);

    private static string Changed(params (string Old, string New)[] changes)
    {
        string json = Stored().ToJson();
        foreach ((string old, string changed) in changes)
        {
            Assert.Contains(old, json, StringComparison.Ordinal);
            json = json.Replace(old, changed, StringComparison.Ordinal);
        }
        return json;
    }

    private static StoredSimulation Stored() => Result().ToStored(customer => customer.Name);

    private static SimulationResult<(string Name, double? Usage, double Weight)> Result() => ProfileSimulation.Run(Before, After,
        [HealthMetric.From<(string Name, double? Usage, double Weight)>("usage", customer => customer.Usage)],
        [("Acme", null, 7.5), ("Globex", 60, 5), ("Initech", null, 7.5)],
        new() { AsOf = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), WeightBy = customer => customer.Weight });

    private static ScoringProfile Profile(double high) => ScoringProfile.Create("sales", p => p
        .Dimension("all", 1, d => d.Metric("usage", Curve.Linear(0, 100))).Tier("low", 0).Tier("high", high));
}
