using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Plans;

/// <summary>A dimension with too little data of its metrics does not count, as if it had none.</summary>
public sealed class DimensionCoverageTests
{
    // Adoption weighs 3 and asks for 60 % of its weights 1, 2 and 2; sentiment weighs 1.
    private static readonly ScoringProfile Profile = ScoringProfile.Create("covered", p => p
        .Dimension("adoption", 3, d => d.MinimumCoverage(0.6)
            .Metric("logins", Scored.Same, 1).Metric("breadth", Scored.Same, 2).Metric("depth", Scored.Same, 2))
        .Dimension("sentiment", 1, d => d.Metric("nps", Scored.Same))
        .Tier("low", 0).Tier("high", 50));

    [Theory]
    // (1·90 + 2·10) / 3 = 36.67; (3·36.67 + 50) / 4 = 40.
    [InlineData(90d, 10d, null, 50d, "40.0 (low)", 0.6)]
    // Only 40 % of adoption is known: sentiment alone decides.
    [InlineData(null, 10d, null, 50d, "50.0 (high)", 0.4)]
    [InlineData(90d, null, null, 50d, "50.0 (high)", 0.2)]
    [InlineData(null, 10d, 30d, 50d, "27.5 (low)", 0.8)]
    [InlineData(90d, null, null, null, "unscored", 0.2)]
    public void A_dimension_counts_from_its_least_coverage_on(
        double? logins, double? breadth, double? depth, double? nps, string text, double coverage)
    {
        HealthScore score = Profile.Score(("logins", logins), ("breadth", breadth), ("depth", depth), ("nps", nps));
        var scorer = new ColumnScorer(Profile);
        double[] numbers = new double[9];
        scorer.Score([.. scorer.Columns.Select(name => new MetricColumn(Enumerable.Repeat(name switch
        {
            "logins" => logins, "breadth" => breadth, "depth" => depth, _ => nps,
        } ?? double.NaN, 9).ToArray()))], numbers, new int[9]);

        Assert.Equal(text, score.ToString());
        Assert.Equal(coverage, score.Dimensions[0].Coverage);
        Assert.All(numbers, number => Assert.Equal(score.Value ?? double.NaN, number));
    }

    [Fact]
    public void What_is_left_out_is_said()
    {
        HealthScore score = Profile.Score(("logins", 90), ("nps", 50));
        HealthScore none = Profile.Score(("logins", 90));

        Assert.Equal("adoption: left out, coverage is 20.0 %, below 60.0 %", score.Dimensions[0].ToString());
        Assert.Contains("\n  adoption: left out, coverage is 20.0 %, below 60.0 %\n", score.Explain(), StringComparison.Ordinal);
        Assert.Equal([0, 0, 0, 50], score.Contributions.Select(contribution => contribution.PointsAdded));
        Assert.Equal("no dimension has as much data as it asks for", Assert.Single(none.UnscoredReasons).Text);
    }

    [Fact]
    public void So_is_what_is_left_out_although_points_for_missing_values_count()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.Tier("all", 0)
            .Dimension("opinions", 1, d => d.MinimumCoverage(0.5).Metric("nps", Curve.Linear(0, 100), m => m.WhenMissing(MissingPolicy.Points(50))))
            .Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 100))));

        HealthScore score = profile.Score(("logins", 90));

        Assert.Equal("opinions: left out, coverage is 0.0 %, below 50.0 %", score.Dimensions.Single(one => one.Name == "opinions").ToString());
        Assert.Equal(90, score.Value);
    }

    [Theory]
    [InlineData("1.2", "1.2")]
    [InlineData("-0.5", "-0.5")]
    public void What_is_no_share_is_refused(string given, string shown) => Assert.Equal(
        $"""
        The profile has an error:
        - $.dimensions[0].minimumCoverage (line 1): {shown} is not a share; give a share from 0 to 1, such as 0.5 for half
        """.ReplaceLineEndings("\n"),
        Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse($$"""
            { "name": "p", "dimensions": [ { "name": "d", "minimumCoverage": {{given}}, "metrics": [
              { "name": "m", "curve": { "linear": { "worst": 0, "best": 1 } } } ] } ], "tiers": [ { "name": "t", "from": 0 } ] }
            """)).Message);
}
