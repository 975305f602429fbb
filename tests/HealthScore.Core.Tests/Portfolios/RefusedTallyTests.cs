using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Portfolios;

/// <summary>Each thing that no tally can hold is an error of its own.</summary>
public sealed class RefusedTallyTests
{
    private static readonly ScoringProfile Labelled = ScoringProfile.Create("labelled", p => p
        .Label("plan")
        .Dimension("usage", weight: 1, d => d.Metric("logins", Curve.Linear(worst: 0, best: 20)))
        .Cap("free", 20, Condition.LabelIs("plan", "free"))
        .Tier("low", from: 0));

    [Fact]
    public void What_the_changes_start_from_is_read()
    {
        foreach ((PortfolioTally tally, ScoringProfile profile) in
            ((PortfolioTally, ScoringProfile)[])[(UsagePortfolio.Tally(), UsagePortfolio.Profile), (OfLabels(), Labelled)])
        {
            Assert.Equal(tally.ToJson(), PortfolioTally.Parse(tally.ToJson(), profile).ToJson());
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Five_names_have_all_customers_or_leave_some_to_names_that_are_not_listed(int customers)
    {
        string json = StoredJson.Changed(UsagePortfolio.Tally().ToJson(), ("[0,0,2]", "[0,0,6]"), ("'ofUnknownSegment':0",
            $"'ofUnknownSegment':{customers},'unknownSegments':[" + "{'name':'a','customers':1},{'name':'b','customers':1},"
            + "{'name':'c','customers':1},{'name':'d','customers':1},{'name':'e','customers':1}]"));

        Assert.Equal(json, PortfolioTally.Parse(json, UsagePortfolio.Profile).ToJson());
    }

    [Theory]
    [InlineData("$.groups[0].tierCustomers", 2, 3, "[0,0,2]", "[0,2]")]
    [InlineData("$.groups[0].tierWeights", 4, 3, "['0','0','2097152']", "['0','0','2097152','0']")]
    [InlineData("$.groups[0].histogram", 11, 10, "[0,0,0,0,0,0,1,0,1,0]", "[0,0,0,0,0,0,1,0,1,0,0]")]
    [InlineData("$.groups[0].lost", 1, 2, "'lost':['58982400','0']", "'lost':['58982400']")]
    [InlineData("$.groups[0].missing", 4, 3, "'missing':[0,0,1]", "'missing':[0,0,1,0]")]
    [InlineData("$.groups[0].belowCurve", 1, 2, "'belowCurve':[0,0]", "'belowCurve':[0]")]
    [InlineData("$.groups[0].aboveCurve", 3, 2, "'aboveCurve':[0,1]", "'aboveCurve':[0,1,0]")]
    [InlineData("$.groups[0].otherTexts", 1, 0, "'ofUnknownSegment':0", "'ofUnknownSegment':0,'otherTexts':[{'customers':0,'first':[]}]")]
    public void A_list_of_another_length_is_an_error(string path, int items, int expected, string from, string to) =>
        Refuses(path, $"there are {items} items, and the profile asks for {expected}", from, to);

    [Theory]
    [InlineData("tierWeights[0]", "'tierWeights':['0'", "'tierWeights':['-1'")]
    [InlineData("histogram[0]", "'histogram':[0", "'histogram':[-1")]
    [InlineData("lost[1]", "'lost':['58982400','0'", "'lost':['58982400','-1'")]
    [InlineData("missing[0]", "'missing':[0", "'missing':[-1")]
    [InlineData("belowCurve[0]", "'belowCurve':[0", "'belowCurve':[-1")]
    [InlineData("aboveCurve[0]", "'aboveCurve':[0", "'aboveCurve':[-1")]
    [InlineData("scores", "'scores':'150732800'", "'scores':'-1'")]
    [InlineData("coverage", "'coverage':'2097152'", "'coverage':'-1'")]
    [InlineData("weighted", "'weighted':1", "'weighted':-1")]
    [InlineData("scoredWeight", "'scoredWeight':'2097152'", "'scoredWeight':'-1'")]
    [InlineData("weightedScores", "'weightedScores':'137438953472000'", "'weightedScores':'-1'")]
    [InlineData("faulty", "'faulty':0", "'faulty':-1")]
    [InlineData("ofUnknownSegment", "'ofUnknownSegment':0", "'ofUnknownSegment':-1")]
    public void A_negative_number_is_an_error(string member, string from, string to) =>
        Refuses($"$.groups[0].{member}", "-1 is negative", from, to);

    [Theory]
    [InlineData("histogram", 3, 2, "[0,0,0,0,0,0,1,0,1,0]", "[1,0,0,0,0,0,1,0,1,0]")]
    [InlineData("weighted", 3, 2, "'weighted':1", "'weighted':3")]
    [InlineData("scoredWeight", 2097153, 2097152, "'scoredWeight':'2097152'", "'scoredWeight':'2097153'")]
    [InlineData("tierWeights[2]", 2097152, 0, "'weighted':1", "'weighted':0")]
    [InlineData("missing[1]", 3, 2, "'belowCurve':[0,0]", "'belowCurve':[0,2]")]
    [InlineData("missing[0]", 3, 2, "'aboveCurve':[0,1]", "'aboveCurve':[3,1]")]
    [InlineData("ofUnknownSegment", 3, 2, "'ofUnknownSegment':0", "'ofUnknownSegment':3,'unknownSegments':[{'name':'a','customers':3}]")]
    public void More_than_the_customers_can_have_is_an_error(string member, int number, int most, string from, string to) =>
        Refuses($"$.groups[0].{member}", $"{number} is more than the customers can have, {most}", from, to);

    [Theory]
    [InlineData("[0].name", "'large' is a segment of the profile", 1, "{'name':'large','customers':1}")]
    [InlineData("[0].customers", "0 is less than 1", 1, "{'name':'a','customers':0},{'name':'b','customers':1}")]
    [InlineData("[1]", "'a' does not come after 'b' before it in ordinal order", 2, "{'name':'b','customers':1},{'name':'a','customers':1}")]
    [InlineData("[1]", "'a' does not come after 'a' before it in ordinal order", 2, "{'name':'a','customers':1},{'name':'a','customers':1}")]
    [InlineData("", "they have 5 customers, and \"ofUnknownSegment\" is 2", 2, "{'name':'a','customers':1},{'name':'b','customers':1},"
        + "{'name':'c','customers':1},{'name':'d','customers':1},{'name':'e','customers':1}")]
    [InlineData("", "there are 6 names, and at most 5 are kept", 2, "{'name':'a','customers':1},{'name':'b','customers':1},"
        + "{'name':'c','customers':1},{'name':'d','customers':1},{'name':'e','customers':1},{'name':'f','customers':1}")]
    public void Unknown_segments_that_nobody_counted_are_an_error(string at, string problem, int customers, string names) =>
        Refuses($"$.groups[0].unknownSegments{at}", problem, "'ofUnknownSegment':0", $"'ofUnknownSegment':{customers},'unknownSegments':[{names}]");

    [Theory]
    [InlineData(".customers", "4 is more than the customers can have, 3", "{'customers':2,'first':[{'name':'gold','customers':1",
        "{'customers':4,'first':[{'name':'gold','customers':3")]
    [InlineData(".customers", "2 is more than the customers can have, 1", "'missing':[0,0]", "'missing':[0,2]")]
    [InlineData(".first", "they have 3 customers, and \"customers\" is 2", "'name':'gold','customers':1", "'name':'gold','customers':2")]
    [InlineData(".first[0].name", "'free' is named by a condition of the profile", "'gold'", "'free'")]
    [InlineData(".first[0].customers", "0 is less than 1", "'name':'gold','customers':1},{'name':'team','customers':1",
        "'name':'gold','customers':0},{'name':'team','customers':2")]
    [InlineData(".first[1]", "'gold' does not come after 'team' before it in ordinal order",
        "'name':'gold','customers':1},{'name':'team'", "'name':'team','customers':1},{'name':'gold'")]
    public void Texts_that_nobody_counted_are_an_error(string at, string problem, string from, string to) =>
        Refuses(Labelled, OfLabels(), Restored($"$.groups[0].otherTexts[0]{at}", problem), (from, to));

    [Fact]
    public void Texts_are_compared_with_the_customers_that_have_one_of_their_own_label()
    {
        ScoringProfile profile = ScoringProfile.Create("labelled twice", p => p
            .Label("industry")
            .Label("plan")
            .Dimension("usage", weight: 1, d => d.Metric("logins", Curve.Linear(worst: 0, best: 20)))
            .Cap("farms", 20, Condition.LabelIs("industry", "farming"))
            .Cap("free", 20, Condition.LabelIs("plan", "free"))
            .Tier("low", from: 0));
        var tally = new PortfolioTally(profile);
        new ColumnScorer(profile).Score([new double[] { 10, 10, 10 }, MetricColumn.OfLabels((int[])[0, 0, 0], (string[])["farming"]),
            MetricColumn.OfLabels((int[])[0, 1, 2], (string[])["free", "gold", "team"])], new double[3], new int[3], tally: tally);

        Refuses(profile, tally, Restored("$.groups[0].otherTexts[1].customers", "2 is more than the customers can have, 1"),
            ("'missing':[0,0,0]", "'missing':[0,0,2]"));
    }

    [Fact]
    public void Fewer_texts_than_none_are_two_errors() => Refuses(Labelled, OfLabels(), """
        The tally has 2 errors:
        - $.groups[0].otherTexts[0].customers (line 1): -1 is negative; restore what ToJson() wrote
        - $.groups[0].otherTexts[0].first (line 1): they have 2 customers, and "customers" is -1; restore what ToJson() wrote
        """, ("'otherTexts':[{'customers':2", "'otherTexts':[{'customers':-1"));

    [Fact]
    public void Another_number_of_groups_or_of_labels_is_an_error()
    {
        string json = UsagePortfolio.Tally().ToJson(), second = json[json.IndexOf(",{\"tierCustomers\":[0,0,0]", StringComparison.Ordinal)..^2];

        Refuses("$.groups", "there are 1 items, and the profile asks for 2", second, "");
        Refuses("$.groups", "there are 3 items, and the profile asks for 2", second, second + second);
        // A number that cannot be read says that the text was changed.
        Refuses(UsagePortfolio.Profile, UsagePortfolio.Tally(), Restored("$.groups[0].weighted", "0.5 is not a whole number"),
            (second, second + second), ("'weighted':1", "'weighted':0.5"));
        Refuses(Labelled, OfLabels(), Restored("$.groups[0].otherTexts", "there are 0 items, and the profile asks for 1"),
            (",'otherTexts':[{'customers':2,'first':[{'name':'gold','customers':1},{'name':'team','customers':1}]}]", ""));
    }

    [Theory]
    [InlineData("[0,1,9007199254740992]", "[0,0,0]")]
    [InlineData("[0,0,9007199254740992]", "[1,0,0]")]
    public void More_customers_than_there_can_be_are_an_error(string first, string second) => Refuses(UsagePortfolio.Profile, UsagePortfolio.Tally(),
        Restored("$.groups", "there are 9007199254740993 customers, more than there can be"), ("[0,0,2]", first), ("[0,0,0]", second));

    [Fact]
    public void Sums_of_more_customers_than_there_can_be_are_not_judged() => Refuses(UsagePortfolio.Profile, UsagePortfolio.Tally(),
        Restored("$.groups", "there are 9007199254740993 customers, more than there can be"),
        ("[0,0,2]", "[0,1,9007199254740992]"), ("'scores':'150732800'", "'scores':'209715201'"));

    [Fact]
    public void As_many_customers_as_there_can_be_are_read_and_their_sums_judged()
    {
        (string, string) most = ("[0,0,2]", "[0,0,9007199254740992]");
        string json = StoredJson.Changed(UsagePortfolio.Tally().ToJson(), most);

        Assert.Equal(json, PortfolioTally.Parse(json, UsagePortfolio.Profile).ToJson());
        Refuses(UsagePortfolio.Profile, UsagePortfolio.Tally(),
            Restored("$.groups[0].scores", "209715201 is more than the customers can have, 209715200"),
            most, ("'scores':'150732800'", "'scores':'209715201'"));
    }

    [Fact]
    public void The_weight_of_those_with_a_score_is_not_compared_with_weights_that_are_wrong() =>
        Refuses(UsagePortfolio.Profile, UsagePortfolio.Tally(),
            Restored("$.groups[0].tierWeights[2]", "2097152 is more than the customers can have, 0"),
            ("'weighted':1", "'weighted':0"), ("'scoredWeight':'2097152'", "'scoredWeight':'2097153'"));

    [Fact]
    public void A_profile_without_a_name_or_fingerprint_is_an_error()
    {
        Refuses("$.profile", "the name is empty", "'profile':'usage'", "'profile':''");
        Refuses(UsagePortfolio.Profile, UsagePortfolio.Tally(),
            "The tally has an error:\n- $.fingerprint (line 1): \"abc\" is not a fingerprint; it has 64 lower-case hexadecimal digits",
            (UsagePortfolio.Profile.Fingerprint, "abc"));
    }

    /// <summary>Three customers, the texts of two of whom no condition names.</summary>
    private static PortfolioTally OfLabels()
    {
        var tally = new PortfolioTally(Labelled);
        new ColumnScorer(Labelled).Score([new double[] { 10, 10, 10 }, MetricColumn.OfLabels((int[])[0, 1, 2], (string[])["free", "gold", "team"])],
            new double[3], new int[3], tally: tally);
        return tally;
    }

    private static string Restored(string path, string problem) =>
        $"The tally has an error:\n- {path} (line 1): {problem}; restore what ToJson() wrote";

    private static void Refuses(string path, string problem, string from, string to) =>
        Refuses(UsagePortfolio.Profile, UsagePortfolio.Tally(), Restored(path, problem), (from, to));

    private static void Refuses(ScoringProfile profile, PortfolioTally tally, string message, params (string From, string To)[] changes) =>
        Assert.Equal(message.ReplaceLineEndings("\n"), Assert.Throws<InvalidStoredDataException>(
            () => PortfolioTally.Parse(StoredJson.Changed(tally.ToJson(), changes), profile)).Message);
}
