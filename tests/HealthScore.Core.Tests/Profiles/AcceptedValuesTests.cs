using HealthScoring.Analysis;
using HealthScoring.Columns;
using HealthScoring.Paths;
using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Numbers that are no values: out of range, standing for a missing one, or not whole.</summary>
public sealed class AcceptedValuesTests
{
    private const string Income = """
        { "name": "income", "weight": 1, "curve": { "linear": { "worst": 0, "best": 100 } }, "valid": [0, 1000], "missingValues": [-1, -999] }
        """;

    [Fact]
    public void An_income_of_minus_999_is_missing()
    {
        HealthScore score = Score(Two(Income), ("income", -999), ("use", 80));
        Assert.Equal("80.0 (high)", score.ToString());
        Assert.Equal("income (stands for missing: -999)", Assert.Single(score.Missing).ToString());
        Assert.Contains("income (stands for missing: -999)", score.Explain(), StringComparison.Ordinal);
        // Without the list it is a number, and the worst there is.
        string naive = Income.Replace(", \"valid\": [0, 1000], \"missingValues\": [-1, -999]", "", StringComparison.Ordinal);
        Assert.Equal("40.0 (low)", Score(Two(naive), ("income", -999), ("use", 80)).ToString());
    }

    [Fact]
    public void Each_reason_is_told_with_the_number()
    {
        const string Nps = """
            { "name": "income", "curve": { "linear": { "worst": 0, "best": 10 } }, "valid": [0, 10], "missingValues": [0], "whole": true }
            """;
        string Why(double value) => string.Join(", ", Score(Two(Nps), ("income", value), ("use", 80)).Missing);
        Assert.Equal("income (out of range: 11)", Why(11));
        Assert.Equal("income (out of range: -0.5)", Why(-0.5));
        Assert.Equal("income (not whole: 7.5)", Why(7.5));
        Assert.Equal("income (stands for missing: 0)", Why(-0.0));
        Assert.Equal("", Why(10));
        Assert.Equal("", Why(1));
        Assert.Equal(MissingReason.NotANumber, Score(Two(Nps), ("income", double.NaN), ("use", 80)).Missing[0].Reason);
    }

    [Fact]
    public void Columns_take_the_same_numbers_for_values()
    {
        var profile = ScoringProfile.Create("p", p => p.Dimension("d", 1, d => d
            .Metric("grade", Curve.Linear(0, 10), m => m.Valid(1, 9).MissingValues(2, 7).Whole())
            .Metric("listed", Curve.Linear(0, 10), m => m.WhenMissing(MissingPolicy.Required).MissingValues(5))).Tier("any", 0));
        double[] grades = [0, 0.5, 1, 2, 3, 3.5, 7, 8, 9, 9.5, 10, double.NaN, double.PositiveInfinity, -0.0];
        var scores = new double[grades.Length];
        double[] coverage = new double[grades.Length];

        new ColumnScorer(profile).Score([grades, Enumerable.Repeat(-3.5, grades.Length).ToArray()], scores, new int[grades.Length], coverage);

        // Half a score is that of the other metric, which is 0.
        Assert.Equal([0, 0, 5, 0, 15, 0, 0, 40, 45, 0, 0, 0, 0, 0], scores);
        Assert.Equal([0.5, 0.5, 1, 0.5, 1, 0.5, 0.5, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5], coverage);
        new ColumnScorer(profile).Score([grades, Enumerable.Repeat(5.0, grades.Length).ToArray()], scores, new int[grades.Length]);
        Assert.All(scores, score => Assert.True(double.IsNaN(score)));
    }

    [Fact]
    public void What_is_no_value_is_none_for_guardrails_and_segments_either()
    {
        var profile = ScoringProfile.Create("seats", p => p
            .Dimension("all", 1, d => d.Metric("use", Curve.Linear(0, 100)))
            .Signal("seats", s => s.Unit("seats").Describe("Bought.").Valid(1, 1e6).MissingValues(999_999).Whole())
            .Cap("few-seats", 20, Condition.Below("seats", 3))
            .Segment("big", s => s.When(Condition.AtLeast("seats", 500)).Tier("high", 90))
            .Tier("low", 0).Tier("high", 50));
        Assert.Equal("20.0 (low)", Score(profile, ("use", 80), ("seats", 2)).ToString());
        Assert.Equal("80.0 (high)", Score(profile, ("use", 80), ("seats", 0)).ToString());
        Assert.Equal("80.0 (high)", Score(profile, ("use", 80), ("seats", 1.5)).ToString());
        Assert.Equal("80.0 (high)", Score(profile, ("use", 80), ("seats", 999_999)).ToString());
        Assert.Equal("80.0 (low)", Score(profile, ("use", 80), ("seats", 999_998)).ToString());
        Assert.Equal(profile, ScoringProfile.Parse(profile.ToJson()));
        Assert.Contains("\"valid\": [1, 1000000],", profile.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_that_is_written_out_changes_no_fingerprint()
    {
        const string Plain = """{ "name": "income", "curve": { "linear": { "worst": 0, "best": 100 } } }""";
        const string Written = """{ "name": "income", "curve": { "linear": { "worst": 0, "best": 100 } }, "missingValues": [], "whole": false }""";
        Assert.Equal(Two(Plain).Fingerprint, Two(Written).Fingerprint);
        Assert.NotEqual(Two(Plain).Fingerprint, Two(Income).Fingerprint);
        Assert.Equal(Two(Income).Fingerprint, Two(Income.Replace("[-1, -999]", "[-999, -1, -999]", StringComparison.Ordinal)).Fingerprint);
    }

    [Fact]
    public void A_path_leads_to_a_number_that_is_a_value()
    {
        const string Days = """{ "name": "income", "curve": { "linear": { "worst": 0, "best": 8 } }, "valid": [0, 7], "whole": true }""";
        PathStep step = TierPath.To(Score(Two(Days), ("income", 1), ("use", 45)), "high").Steps[0];
        // 55 points are at 4.4 days, and seven days earn 87.5 at most.
        Assert.Equal("income: 1 → 5", step.ToString());
        Assert.Equal([new ValueRange(5, 7)], step.ReachingValues);
        Assert.Equal("income: missing → 5", TierPath.To(Score(Two(Days), ("income", 8), ("use", 45)), "high").Steps
            .Single(one => one.Metric == "income").ToString());
        Assert.Equal("income: not alone (at most +43.8 points)", TierPath.To(Score(Two(Days), ("income", 0), ("use", 5)), "high").Steps
            .Single(one => one.Metric == "income").ToString());
    }

    [Fact]
    public void A_difference_says_what_is_a_value_now()
    {
        const string Plain = """{ "name": "income", "curve": { "linear": { "worst": 0, "best": 100 } } }""";
        const string Whole = """{ "name": "income", "curve": { "linear": { "worst": 0, "best": 100 } }, "whole": true, "valid": [0, 500] }""";
        Assert.Equal(["valid range of income added: 0 to 1000", "missing values of income added: -999, -1"],
            ProfileDiff.Between(Two(Plain), Two(Income)).Changes.Select(change => change.ToString()));
        Assert.Equal(
            ["valid range of income 0 to 1000 → 0 to 500", "missing values of income removed: -999, -1", "income: whole numbers only no → yes"],
            ProfileDiff.Between(Two(Income), Two(Whole)).Changes.Select(change => change.ToString()));
        Assert.Equal(
            "metric gain of dimension all added: weight 1 (50.0 % of the score), curve linear worst 0 best 100, valid range 0 to 500, "
                + "whole numbers only",
            ProfileDiff.Between(Two(Income), Two(Whole.Replace("income", "gain", StringComparison.Ordinal))).Changes[0].ToString());
    }

    [Fact]
    public void A_stored_score_is_judged_again()
    {
        HealthScore score = Score(Two(Income), ("income", -999), ("use", 80));
        StoredScore stored = StoredScore.Parse(new StoredScore(score).ToJson());
        Assert.Equal("income (stands for missing: -999)", Assert.Single(stored.Rescore(Two(Income)).Missing).ToString());
    }

    [Fact]
    public void A_range_that_is_none() => Refused(
        [("\"name\": \"logins\", ", "\"name\": \"logins\", \"valid\": [10, 0], ")],
        "$.dimensions[0].metrics[0].valid (line 9): the range from 10 to 0 is empty; give the smaller bound first");

    [Fact]
    public void A_range_without_a_value() => Refused(
        [("\"name\": \"logins\", ", "\"name\": \"logins\", \"whole\": true, \"valid\": [0.2, 0.8], ")],
        "$.dimensions[0].metrics[0].valid (line 9): no number from 0.2 to 0.8 is a value; give a wider range");

    [Fact]
    public void A_bound_in_quotes_is_one_error() => Refused(
        [("\"name\": \"logins\", ", "\"name\": \"logins\", \"valid\": [\"0\", 10], ")],
        "$.dimensions[0].metrics[0].valid[0] (line 9): \"0\" is text, not a number; remove the quotes");

    [Fact]
    public void A_range_of_one_number_and_a_missing_value_in_quotes() => Refused(
        [("\"name\": \"days-overdue\", ", "\"name\": \"days-overdue\", \"valid\": [0], \"missingValues\": [\"-1\"], \"whole\": 1, ")],
        "$.signals[0].valid (line 20): there should be two numbers, not 1; write [from, to]",
        "$.signals[0].missingValues[0] (line 20): \"-1\" is text, not a number; remove the quotes",
        "$.signals[0].whole (line 20): 1 is a number, not a yes/no value; write true or false, without quotes");

    [Fact]
    public void A_range_in_code_that_is_not_finite()
    {
        var error = Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p => p
            .Dimension("all", 1, d => d.Metric("use", Curve.Linear(0, 100), m => m.Valid(0, double.PositiveInfinity).MissingValues(double.NaN)))
            .Tier("low", 0)));
        Assert.Equal(
            "The profile 'p' has 2 errors:\n- $.dimensions[0].metrics[0].missingValues: NaN is not a finite number; give a finite number\n"
                + "- $.dimensions[0].metrics[0].valid: Infinity is not a finite number; give a finite number",
            error.Message);
    }

    private static HealthScore Score(ScoringProfile profile, params (string Name, double Value)[] values) =>
        new HealthScorer<(string Name, double Value)[]>(profile, values.Select(value =>
            HealthMetric.From<(string Name, double Value)[]>(value.Name, customer => customer.Single(one => one.Name == value.Name).Value)))
            .Score(values);

    private static ScoringProfile Two(string income) => ScoringProfile.Parse($$"""
        {
          "name": "two",
          "dimensions": [ { "name": "all", "metrics": [
            {{income.Trim()}},
            { "name": "use", "curve": { "linear": { "worst": 0, "best": 100 } } } ] } ],
          "tiers": [ { "name": "low", "from": 0 }, { "name": "high", "from": 50 } ]
        }
        """);
}
