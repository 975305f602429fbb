using HealthScoring.Analysis;
using HealthScoring.Tests.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>Each thing that no simulation can hold is an error of its own.</summary>
public sealed class RefusedSimulationTests
{
    private const string Mover =
        "{'position':1,'scoreBefore':60,'tierBefore':'high','scoreAfter':60,'tierAfter':'low','change':'60.0 (high) → 60.0 (low)'}";

    private const string NotWhole = "it does not have each tier before with each tier after once, row by row and the unscored last";

    private static readonly ScoringProfile Before = Profile(50), After = Profile(70);

    [Theory]
    [InlineData("$.faultyCustomers", "-1 is less than 0", "'faultyCustomers':0", "'faultyCustomers':-1")]
    [InlineData("$.moved", "4 is more than 3", "'moved':1", "'moved':4")]
    [InlineData("$.moved", "the sum is 2, and should be 1", "'moved':1", "'moved':2")]
    [InlineData("$.movedWeight", "there is only one of \"weight\" and \"movedWeight\"", "'movedWeight':5,", "")]
    [InlineData("$.movedWeight", "the sum is 6, and should be 5", "'movedWeight':5", "'movedWeight':6")]
    [InlineData("$.movedWeight", "-1 is less than 0", "'movedWeight':5", "'movedWeight':-1")]
    [InlineData("$.meanScoreBefore", "there is no mean", "'meanScoreBefore':60,", "")]
    [InlineData("$.meanScoreBefore", "160 is more than 100", "'meanScoreBefore':60", "'meanScoreBefore':160")]
    [InlineData("$.meanScoreAfter", "there is no mean", "'meanScoreAfter':60,", "")]
    [InlineData("$.meanChange", "there is no mean", "'meanChange':0,", "")]
    [InlineData("$.meanChange", "-101 is less than -100", "'meanChange':0", "'meanChange':-101")]
    [InlineData("$.meanChange", "101 is more than 100", "'meanChange':0", "'meanChange':101")]
    public void A_number_that_no_simulation_has_is_an_error(string path, string problem, string from, string to) => Refuses(path, problem, from, to);

    [Theory]
    [InlineData("[2].before", "the name is empty", "{'before':'low','customers'", "{'before':'','customers'")]
    [InlineData("[6].after", "the name is empty", "{'after':'low','customers'", "{'after':'','customers'")]
    [InlineData("[8].customers", "4 is more than 3", "{'customers':2,'weight':15}", "{'customers':4,'weight':15}")]
    [InlineData("[8].customers", "-1 is less than 0", "{'customers':2,'weight':15}", "{'customers':-1,'weight':15}")]
    [InlineData("[8].weight", "-15 is less than 0", "{'customers':2,'weight':15}", "{'customers':2,'weight':-15}")]
    [InlineData("[8].weight", "only one of the simulation and its cell has a weight", "{'customers':2,'weight':15}", "{'customers':2}")]
    [InlineData("", NotWhole, "'after':'low','customers':0,'weight':0},{'before':'low','after':'high'",
        "'after':'high','customers':0,'weight':0},{'before':'low','after':'low'")]
    [InlineData("", NotWhole, "{'after':'low','customers'", "{'before':'low','after':'low','customers':0,'weight':0},"
        + "{'before':'low','after':'high','customers':0,'weight':0},{'before':'low','customers':0,'weight':0},{'after':'low','customers'")]
    [InlineData("", NotWhole,
        ",{'after':'low','customers':0,'weight':0},{'after':'high','customers':0,'weight':0},{'customers':2,'weight':15}", "")]
    public void A_cell_that_no_simulation_has_is_an_error(string at, string problem, string from, string to) =>
        Refuses($"$.matrix{at}", problem, from, to);

    [Fact]
    public void A_tier_that_a_matrix_has_twice_is_an_error() => Assert.Equal(
        Restored("$.matrix", NotWhole),
        Message(Json(null), [.. Enumerable.Repeat(("'after':'high'", "'after':'low'"), 3)]));

    [Theory]
    [InlineData("[0].name", "the name is empty", "{'kind':'metric','name':'','meanChange':1,'customers':1}")]
    [InlineData("[0].name", "the cause has no name", "{'kind':'guardrail','meanChange':1,'customers':1}")]
    [InlineData("[0].name", "there is a name where there is none", "{'kind':'segment','name':'x','meanChange':1,'customers':1}")]
    [InlineData("[0].customers", "0 is less than 1", "{'kind':'segment','meanChange':1,'customers':0}")]
    [InlineData("[1]", "the cause is given twice",
        "{'kind':'metric','name':'x','meanChange':1,'customers':1},{'kind':'metric','name':'x','meanChange':1,'customers':1}")]
    [InlineData("[2]", "the cause is given twice", "{'kind':'segment','meanChange':1,'customers':1},"
        + "{'kind':'metric','name':'x','meanChange':1,'customers':1},{'kind':'segment','meanChange':1,'customers':1}")]
    [InlineData("[1]", "-3 changes more than 2 before it",
        "{'kind':'segment','meanChange':2,'customers':1},{'kind':'metric','name':'x','meanChange':-3,'customers':1}")]
    public void A_cause_that_no_simulation_has_is_an_error(string at, string problem, string causes) =>
        Refuses($"$.causes{at}", problem, "'movers'", $"'causes':[{causes}],'movers'");

    [Fact]
    public void Causes_of_one_name_or_kind_or_size_are_not_the_same_one()
    {
        string json = StoredJson.Changed(Json(null), ("'movers'",
            "'causes':[{'kind':'metric','name':'x','meanChange':-3,'customers':1},{'kind':'guardrail','name':'x','meanChange':3,'customers':1},"
            + "{'kind':'metric','name':'y','meanChange':3,'customers':1},{'kind':'segment','meanChange':-3,'customers':1}],'movers'"));

        Assert.Equal(4, StoredSimulation.Parse(json).Causes.Count);
    }

    [Theory]
    [InlineData("[0]", "its tier is the same before and after", "'tierAfter':'low'", "'tierAfter':'high'")]
    [InlineData("[0].position", "-1 is less than 0", "'position':1", "'position':-1")]
    [InlineData("[0].scoreBefore", "101 is more than 100", "'scoreBefore':60", "'scoreBefore':101")]
    [InlineData("[0].scoreBefore", "there is only one of score and tier", "'scoreBefore':60,", "")]
    [InlineData("[0].scoreAfter", "there is only one of score and tier", "'tierAfter':'low',", "")]
    [InlineData("[0].tierAfter", "\"top\" is no tier of \"matrix\"", "'tierAfter':'low'", "'tierAfter':'top'")]
    [InlineData("", "there are 2, and \"moved\" is 1", "'movers':[", $"'movers':[{Mover},")]
    public void A_mover_that_no_simulation_has_is_an_error(string at, string problem, string from, string to) =>
        Refuses($"$.movers{at}", problem, from, to);

    [Theory]
    [InlineData("[1].position", "0 is not after 0 before it", "'position':1", "'position':0")]
    [InlineData("[1].position", "1 is not after 2 before it", "'position':0", "'position':2")]
    public void Movers_out_of_order_are_an_error(string at, string problem, string from, string to) =>
        Assert.Equal(Restored($"$.movers{at}", problem), Message(Json(60), (from, to)));

    [Fact]
    public void Means_and_movers_of_nobody_are_errors() => Assert.Equal("""
        The stored simulation has 4 errors:
        - $.meanScoreBefore (line 1): there is a mean of nobody; restore what ToJson() wrote
        - $.meanScoreAfter (line 1): there is a mean of nobody; restore what ToJson() wrote
        - $.meanChange (line 1): there is a mean of nobody; restore what ToJson() wrote
        - $.movers (line 1): there are 1, and "moved" is 0; restore what ToJson() wrote
        """.ReplaceLineEndings("\n"), Message(Json(null), ("'moved':1", "'moved':0"), ("'movedWeight':5", "'movedWeight':0"),
        ("'customers':1,'weight':5", "'customers':0,'weight':0"), ("'customers':2,'weight':15", "'customers':3,'weight':20")));

    [Fact]
    public void Less_weight_than_none_is_two_errors() => Assert.Equal("""
        The stored simulation has 2 errors:
        - $.weight (line 1): -1 is less than 0; restore what ToJson() wrote
        - $.movedWeight (line 1): 5 is more than -1; restore what ToJson() wrote
        """.ReplaceLineEndings("\n"), Message(Json(null), ("'weight':20", "'weight':-1")));

    [Fact]
    public void Fewer_customers_than_none_are_the_first_error() => Assert.StartsWith("""
        The stored simulation has 12 errors:
        - $.customers (line 1): -1 is less than 0; restore what ToJson() wrote
        - $.faultyCustomers (line 1): 0 is more than -1; restore what ToJson() wrote

        """.ReplaceLineEndings("\n"), Message(Json(null), ("'customers':3", "'customers':-1")), StringComparison.Ordinal);

    [Fact]
    public void Profiles_without_a_fingerprint_are_errors() => Assert.Equal("""
        The stored simulation has 2 errors:
        - $.before.fingerprint (line 1): "abc" is not a fingerprint; it has 64 lower-case hexadecimal digits
        - $.after.fingerprint (line 1): "def" is not a fingerprint; it has 64 lower-case hexadecimal digits
        """.ReplaceLineEndings("\n"), Message(Json(null), (Before.Fingerprint, "abc"), (After.Fingerprint, "def")));

    private static void Refuses(string path, string problem, string from, string to) =>
        Assert.Equal(Restored(path, problem), Message(Json(null), (from, to)));

    private static string Restored(string path, string problem) =>
        $"The stored simulation has an error:\n- {path} (line 1): {problem}; restore what ToJson() wrote";

    private static string Message(string json, params (string From, string To)[] changes) =>
        Assert.Throws<InvalidStoredDataException>(() => StoredSimulation.Parse(StoredJson.Changed(json, changes))).Message;

    /// <summary>Three customers, of whom the second moves, and the first where it has 60 points.</summary>
    private static string Json(double? first) => ProfileSimulation.Run<(double? Usage, double Weight)>(Before, After,
        [HealthMetric.From<(double? Usage, double Weight)>("usage", customer => customer.Usage)], [(first, 7.5), (60, 5), (null, 7.5)],
        new() { AsOf = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), WeightBy = customer => customer.Weight }).ToStored().ToJson();

    private static ScoringProfile Profile(double high) => ScoringProfile.Create("sales", p => p
        .Dimension("all", 1, d => d.Metric("usage", Curve.Linear(0, 100))).Tier("low", 0).Tier("high", high));
}
