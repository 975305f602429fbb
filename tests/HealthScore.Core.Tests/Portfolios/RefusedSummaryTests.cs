using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Portfolios;

/// <summary>Each thing that no summary can hold is an error of its own.</summary>
public sealed class RefusedSummaryTests
{
    private const string End = "'missing':0}]}]}";

    [Theory]
    [InlineData("$.all.segment", "there is a segment where there is none", "'all':{", "'all':{'segment':'x',")]
    [InlineData("$.segments[0].segment", "there is a segment where there is none", "'segments':[{", "'segments':[{'segment':'x',")]
    [InlineData("$.segments[1].segment", "the name is empty", "'segment':'large'", "'segment':' '")]
    [InlineData("$.all.customersWithoutWeight", "3 is more than 2", "'customersWithoutWeight':1", "'customersWithoutWeight':3")]
    [InlineData("$.all.faultyCustomers", "3 is more than 2", "'faultyCustomers':0", "'faultyCustomers':3")]
    [InlineData("$.all.customersOfUnknownSegment", "3 is more than 2", "'customersOfUnknownSegment':0", "'customersOfUnknownSegment':3")]
    [InlineData("$.all.weight", "-2 is negative", "'weight':2,'customersWithoutWeight'", "'weight':-2,'customersWithoutWeight'")]
    [InlineData("$.all.meanScore", "there is no mean", "'meanScore':71.875,", "")]
    [InlineData("$.all.meanScore", "171.875 is more than 100", "'meanScore':71.875", "'meanScore':171.875")]
    [InlineData("$.all.weightedMeanScore", "162.5 is more than 100", "'weightedMeanScore':62.5", "'weightedMeanScore':162.5")]
    [InlineData("$.all.meanCoverage", "there is no mean", "'meanCoverage':1,", "")]
    [InlineData("$.all.meanCoverage", "2 is more than 1", "'meanCoverage':1,", "'meanCoverage':2,")]
    [InlineData("$.segments[1].meanCoverage", "there is a mean of nobody", "[0,0,0,0,0,0,0,0,0,0],", "[0,0,0,0,0,0,0,0,0,0],'meanCoverage':1,")]
    public void A_number_that_no_group_has_is_an_error(string path, string problem, string from, string to) =>
        Refuses(path, problem, (from, to));

    [Theory]
    [InlineData("$.all.unscored.tier", "there is a tier where there is none", "'unscored':{", "'unscored':{'tier':'x',")]
    [InlineData("$.all.tiers[0].tier", "the tier has no name", "{'tier':'low',", "{")]
    [InlineData("$.all.tiers[0].tier", "the name is empty", "{'tier':'low',", "{'tier':'',")]
    [InlineData("$.all.tiers[0].customers", "3 is more than 2", "{'tier':'low','customers':0,'share':0", "{'tier':'low','customers':3,'share':1.5")]
    [InlineData("$.all.tiers[0].customers", "-1 is negative", "{'tier':'low','customers':0,'share':0", "{'tier':'low','customers':-1,'share':-0.5")]
    [InlineData("$.all.tiers[0].share", "the share is not that of the customers",
        "{'tier':'low','customers':0,'share':0", "{'tier':'low','customers':0,'share':0.5")]
    [InlineData("$.all.tiers", "they sum to 3, not to 2", "{'tier':'low','customers':0,'share':0", "{'tier':'low','customers':1,'share':0.5")]
    [InlineData("$.all.unscored.weight", "only one of the group and its tier has a weight",
        "'unscored':{'customers':0,'share':0,'weight':0", "'unscored':{'customers':0,'share':0")]
    [InlineData("$.segments[1].unscored.weight", "only one of the group and its tier has a weight",
        "'unscored':{'customers':0}", "'unscored':{'customers':0,'weight':0}")]
    [InlineData("$.all.unscored.weight", "-1 is negative", "'share':0,'weight':0", "'share':0,'weight':-1")]
    [InlineData("$.all.unscored.weightShare", "2 is more than 1", "'weightShare':0", "'weightShare':2")]
    [InlineData("$.all.histogram", "there are 9 counts, not 10", "[0,0,0,0,0,0,1,0,1,0]", "[0,0,0,0,0,1,0,1,0]")]
    [InlineData("$.all.histogram", "they sum to 1, not to 2", "[0,0,0,0,0,0,1,0,1,0]", "[0,0,0,0,0,0,1,0,0,0]")]
    [InlineData("$.all.histogram[6]", "3 is more than 2", "[0,0,0,0,0,0,1,0,1,0]", "[0,0,0,0,0,0,3,0,1,0]")]
    [InlineData("$.all.histogram[9]", "-1 is negative", "[0,0,0,0,0,0,1,0,1,0]", "[0,0,0,0,0,0,1,0,2,-1]")]
    public void A_tier_that_no_group_has_is_an_error(string path, string problem, string from, string to) => Refuses(path, problem, (from, to));

    [Theory]
    [InlineData("$.all.metrics[0].metric", "the name is empty", "'metric':'logins'", "'metric':''")]
    [InlineData("$.all.metrics[0].pointsLost", "-1 is negative", "'pointsLost':56.25", "'pointsLost':-1")]
    [InlineData("$.all.metrics[0].meanPointsLost", "-1 is negative", "'meanPointsLost':28.125", "'meanPointsLost':-1")]
    [InlineData("$.all.metrics[0].meanPointsLost", "there is no mean", "'meanPointsLost':28.125,", "")]
    [InlineData("$.segments[1].metrics[0].meanPointsLost", "there is a mean of nobody",
        "'pointsLost':0,'missing':0", "'pointsLost':0,'meanPointsLost':0,'missing':0")]
    [InlineData("$.all.metrics[0].missing", "-1 is negative", "'meanPointsLost':28.125,'missing':0", "'meanPointsLost':28.125,'missing':-1")]
    [InlineData("$.all.metrics[0].belowCurve", "-1 is negative", "'belowCurve':0", "'belowCurve':-1")]
    [InlineData("$.all.metrics[0].aboveCurve", "3 is more than 2", "'aboveCurve':0", "'aboveCurve':3")]
    [InlineData("$.all.metrics[1].aboveCurve", "1 is more than 0", "'belowCurve':0,'aboveCurve':1", "'belowCurve':2,'aboveCurve':1")]
    [InlineData("$.all.metrics[1].aboveCurve", "1 is more than 0",
        "'missing':0,'belowCurve':0,'aboveCurve':1", "'missing':2,'belowCurve':0,'aboveCurve':1")]
    [InlineData("$.all.signals[0].signal", "the name is empty", "'signal':'debt'", "'signal':''")]
    [InlineData("$.all.signals[0].missing", "3 is more than 2", "'signal':'debt','missing':1", "'signal':'debt','missing':3")]
    public void A_metric_that_no_group_has_is_an_error(string path, string problem, string from, string to) => Refuses(path, problem, (from, to));

    [Fact]
    public void No_customer_without_a_value_has_one_beyond_the_curve() => Assert.Equal("""
        The portfolio summary has 2 errors:
        - $.all.metrics[0].belowCurve (line 1): 1 is more than 0; restore what ToJson() wrote
        - $.all.metrics[0].aboveCurve (line 1): 0 is more than -1; restore what ToJson() wrote
        """.ReplaceLineEndings("\n"), Message(
            ("'meanPointsLost':28.125,'missing':0,'belowCurve':0", "'meanPointsLost':28.125,'missing':2,'belowCurve':1")));

    [Theory]
    [InlineData("[0].customers", "-1 is negative", "{'name':'a','customers':-1}")]
    [InlineData("[0].customers", "3 is more than 2", "{'name':'a','customers':3}")]
    [InlineData("[1]", "'a' does not come after 'b' before it in ordinal order", "{'name':'b','customers':1},{'name':'a','customers':1}")]
    [InlineData("[1]", "'b' does not come after 'b' before it in ordinal order", "{'name':'b','customers':1},{'name':'b','customers':1}")]
    public void Unknown_segments_that_nobody_counted_are_an_error(string at, string problem, string names) =>
        Refuses($"$.unknownSegments{at}", problem,
            ("'customersOfUnknownSegment':0", "'customersOfUnknownSegment':2"), (End, $"'missing':0}}]}}],'unknownSegments':[{names}]}}"));

    [Theory]
    [InlineData("[1]", "'a' does not come after 'b' before it in ordinal order",
        "{'label':'b','named':[],'otherCustomers':0,'other':[]},{'label':'a','named':[],'otherCustomers':0,'other':[]}")]
    [InlineData("[0].otherCustomers", "3 is more than 2", "{'label':'a','named':[],'otherCustomers':3,'other':[]}")]
    [InlineData("[0].named[1]", "'x' does not come after 'y' before it in ordinal order",
        "{'label':'a','named':['y','x'],'otherCustomers':0,'other':[]}")]
    [InlineData("[0].other[1]", "'x' does not come after 'y' before it in ordinal order",
        "{'label':'a','named':[],'otherCustomers':2,'other':[{'name':'y','customers':1},{'name':'x','customers':1}]}")]
    [InlineData("[0].other[0].customers", "2 is more than 1",
        "{'label':'a','named':[],'otherCustomers':1,'other':[{'name':'x','customers':2}]}")]
    public void Texts_that_nobody_counted_are_an_error(string at, string problem, string labels) =>
        Refuses($"$.labels{at}", problem, (End, $"'missing':0}}]}}],'labels':[{labels}]}}"));

    [Fact]
    public void Segments_that_do_not_sum_to_all_are_an_error() => Refuses("$.segments", "they sum to 2, not to 3",
        ("'all':{'customers':2", "'all':{'customers':3"),
        ("'unscored':{'customers':0,'share':0", "'unscored':{'customers':1,'share':0.3333333333333333"),
        ("'customers':2,'share':1", "'customers':2,'share':0.6666666666666666"));

    [Fact]
    public void Segments_of_which_one_is_wrong_in_itself_are_not_compared_with_all() => Refuses(
        "$.segments[0].segment", "there is a segment where there is none",
        ("'segments':[{", "'segments':[{'segment':'x',"), ("{'tier':'low','customers':0}", "{'tier':'bad','customers':0}"));

    [Fact]
    public void A_name_that_is_given_twice_is_an_error_in_each_group() => Assert.Equal("""
        The portfolio summary has 3 errors:
        - $.all (line 1): 'nps' is given twice; restore what ToJson() wrote
        - $.segments[0] (line 1): 'nps' is given twice; restore what ToJson() wrote
        - $.segments[1] (line 1): 'nps' is given twice; restore what ToJson() wrote
        """.ReplaceLineEndings("\n"), Message([.. Enumerable.Repeat(("'signal':'debt'", "'signal':'nps'"), 3)]));

    [Fact]
    public void Fewer_customers_than_none_are_the_first_error() => Assert.StartsWith("""
        The portfolio summary has 15 errors:
        - $.segments[1].customers (line 1): -1 is negative; restore what ToJson() wrote
        - $.segments[1].customersWithoutWeight (line 1): 0 is more than -1; restore what ToJson() wrote

        """.ReplaceLineEndings("\n"), Message(("'segment':'large','customers':0", "'segment':'large','customers':-1")), StringComparison.Ordinal);

    [Fact]
    public void Another_version_and_no_fingerprint_are_errors() => Assert.Equal("""
        The portfolio summary has 2 errors:
        - $.formatVersion (line 1): 2 is a version that this one does not read; read it with the version that wrote it; this one reads 1
        - $.fingerprint (line 1): "abc" is not a fingerprint; it has 64 lower-case hexadecimal digits
        """.ReplaceLineEndings("\n"), Message(("'formatVersion':1", "'formatVersion':2"), (UsagePortfolio.Profile.Fingerprint, "abc")));

    private static void Refuses(string path, string problem, params (string From, string To)[] changes) => Assert.Equal(
        $"The portfolio summary has an error:\n- {path} (line 1): {problem}; restore what ToJson() wrote", Message(changes));

    private static string Message(params (string From, string To)[] changes) => Assert.Throws<InvalidStoredDataException>(
        () => PortfolioSummary.Parse(StoredJson.Changed(UsagePortfolio.Tally().ToSummary().ToJson(), changes))).Message;
}
