using HealthScoring.Portfolios;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Portfolios;

public sealed class ParentTests
{
    private const string Profile = """
        {
          "name": "group",
          "dimensions": [ { "name": "d", "metrics": [ { "name": "m", "curve": { "linear": { "worst": 0, "best": 100 } } } ] } ],
          "tiers": [ { "name": "at-risk", "from": 0 }, { "name": "steady", "from": 50, "description": "nothing to do" },
            { "name": "thriving", "from": 80 } ]
          PARENTS
        }
        """;

    // By hand: 30 of 80, 10 of 30; 7 weigh nothing in the score, and 0 takes no part.
    [Theory]
    [InlineData("", 67.5, "steady", "Nordic", 17.5)]
    [InlineData("\"rollUp\": \"lowest\"", 30.0, "at-risk", "Nordic", 70.0)]
    [InlineData("\"rollUp\": \"shareBelow\", \"below\": \"steady\"", 75.0, "steady", "Nordic", 25.0)]
    [InlineData("\"rollUp\": \"shareBelow\", \"below\": \"thriving\"", 75.0, "steady", "Nordic", 25.0)]
    [InlineData("\"rollUp\": \"lowest\", \"tiers\": [ { \"name\": \"weak\", \"from\": 0 }, { \"name\": \"sound\", \"from\": 30 } ]",
        30.0, "sound", "Nordic", 70.0)]
    public void Children_join_as_the_profile_says(string parents, double score, string tier, string child, double takes)
    {
        ParentScore parent = Family(With(parents)).ToScore();

        Assert.Equal((score, tier, 40.0 / 47), (parent.Value, parent.Tier, parent.Coverage));
        Assert.Equal((5, 1, 1, 47.0), (parent.Children, parent.UnscoredChildren, parent.UnweightedChildren, parent.Weight));
        Assert.Equal((child, takes), (parent.CostliestChild!.Name, parent.CostliestChild.PointsLost));
    }

    [Fact]
    public void A_parent_explains_itself_and_names_the_child_that_takes_most()
    {
        Assert.Equal("""
            Acme: 67.5 of 100, steady (nothing to do): the weighted mean of 4 children
              Nordic takes 17.5 points: 30.0 (at-risk), 21.3 % of the weight
              coverage: 85.1 %; unscored: 1 child; without a weight: 1 child

            """, Family(With("")).ToScore().Explain("Acme"), ignoreLineEndingDifferences: true);
        Assert.Equal("""
            75.0 of 100, steady (nothing to do): the share of 4 children not below steady
              Nordic takes 25.0 points: 30.0 (at-risk), 21.3 % of the weight
              coverage: 85.1 %; unscored: 1 child; without a weight: 1 child

            """, Family(With("\"rollUp\": \"shareBelow\", \"below\": \"steady\"")).ToScore().Explain(), ignoreLineEndingDifferences: true);
        Assert.Equal("67.5 (steady) from 4 of 5 children", Family(With("")).ToScore().ToString());
    }

    [Fact]
    public void A_parent_explains_no_more_than_there_is()
    {
        var alone = new ParentTally(With("\"rollUp\": \"lowest\""));
        alone.Add("Malta", 10, "at-risk");

        Assert.Equal("""
            Acme: 10.0 of 100, at-risk: the lowest of 1 child
              Malta takes 90.0 points: 10.0 (at-risk), 100.0 % of the weight
              coverage: 100.0 %

            """, alone.ToScore().Explain("Acme"), ignoreLineEndingDifferences: true);
        Assert.Equal("""
            unscored: the weighted mean of 0 children
              coverage: 0.0 %

            """, new ParentTally(With("")).ToScore().Explain(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_child_in_a_tier_without_a_score_counts_only_where_tiers_do()
    {
        ParentTally mean = new(With("")), share = new(With("\"rollUp\": \"shareBelow\", \"below\": \"steady\""));
        foreach (ParentTally tally in (ParentTally[])[mean, share])
        {
            tally.Add("France", 80, "thriving", 30);
            tally.Add("Iberia", null, "at-risk", 10);
        }

        Assert.Equal("""
            80.0 of 100, thriving: the weighted mean of 1 child
              France takes 20.0 points: 80.0 (thriving), 75.0 % of the weight
              coverage: 75.0 %; unscored: 1 child

            """, mean.ToScore().Explain(), ignoreLineEndingDifferences: true);
        Assert.Equal("""
            75.0 of 100, steady (nothing to do): the share of 2 children not below steady
              Iberia takes 25.0 points: unscored (at-risk), 25.0 % of the weight
              coverage: 100.0 %

            """, share.ToScore().Explain(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Of_two_children_of_one_name_that_take_the_same_the_one_without_a_score_is_named()
    {
        ScoringProfile profile = With("\"rollUp\": \"shareBelow\", \"below\": \"steady\"");
        foreach (double?[] order in (double?[][])[[null, 0.5], [0.5, null]])
        {
            var tally = new ParentTally(profile);
            foreach (double? score in order)
                tally.Add("x", score, "at-risk");
            Assert.Equal(("x", null), (tally.ToScore().CostliestChild!.Name, tally.ToScore().CostliestChild!.Value));
        }
    }

    [Fact]
    public void A_childs_score_is_printed_on_its_side_of_the_cut_offs()
    {
        var tally = new ParentTally(ScoringProfile.Parse(With("").ToJson().Replace("80", "80.25", StringComparison.Ordinal)));
        tally.Add("Nordic", 80.25, "thriving");

        Assert.Contains("Nordic takes 19.8 points: 80.25 (thriving)", tally.ToScore().Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_order_nor_a_negative_zero_tells_children_of_one_name_apart()
    {
        ScoringProfile mean = With(""), lowest = With("\"rollUp\": \"lowest\"");
        (double Score, double Weight)[] children = [(0, 1), (50, 2)];
        foreach ((double, double)[] order in new[] { children, [.. children.Reverse()] })
        {
            var tally = new ParentTally(mean);
            foreach ((double score, double weight) in order)
                tally.Add("x", score, score < 50 ? "at-risk" : "steady", weight);
            Assert.Equal((0.0, 1.0), (tally.ToScore().CostliestChild!.Value, tally.ToScore().CostliestChild!.Weight));
        }
        var zero = new ParentTally(lowest);
        zero.Add("x", -0.0, "at-risk");
        Assert.Equal(0, BitConverter.DoubleToInt64Bits(zero.ToScore().Value!.Value));
        Assert.Equal(0, BitConverter.DoubleToInt64Bits(zero.ToScore().CostliestChild!.Value!.Value));
    }

    [Fact]
    public void A_parent_of_whom_too_little_is_known_has_no_score()
    {
        ParentTally tally = Family(With("\"minimumCoverage\": 0.9"));
        ParentScore parent = tally.ToScore();

        Assert.Equal((null, null, -1), (parent.Value, parent.Tier, parent.TierIndex));
        Assert.Equal("""
            Acme: unscored: the weighted mean of 4 children
              Nordic takes 17.5 points: 30.0 (at-risk), 21.3 % of the weight
              coverage: 85.1 %, below 90.0 %; unscored: 1 child; without a weight: 1 child

            """, parent.Explain("Acme"), ignoreLineEndingDifferences: true);
        Assert.Equal("unscored from 0 of 0 children", new ParentTally(With("")).ToScore().ToString());
        tally.Add("Baltic", 90, "thriving", weight: 23);
        Assert.Equal(63.0 / 70, tally.ToScore().Coverage);
        Assert.Equal(Math.Round((2400 + 300 + 2070) / 63.0, 6), tally.ToScore().Value);
    }

    // By hand: 499,999,999 of 1e9 are 1e-9 below one half.
    [Theory]
    [InlineData(499_999_999.0, 500_000_001.0, 80.0)]
    [InlineData(499_999_998.0, 500_000_002.0, null)]
    public void A_parent_has_a_score_from_1e_9_below_its_minimum_coverage_on(double scored, double unscored, double? score)
    {
        var tally = new ParentTally(With("\"minimumCoverage\": 0.5"));
        tally.Add("France", 80, "thriving", scored);
        tally.Add("Iberia", null, null, unscored);

        Assert.Equal(score, tally.ToScore().Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"minimumCoverage\": 0")]
    public void A_parent_whose_children_weigh_nothing_has_coverage_0_and_no_score(string parents)
    {
        var tally = new ParentTally(With(parents));
        tally.Add("Malta", 10, "at-risk", 0);

        Assert.Equal((null, 0.0), (tally.ToScore().Value, tally.ToScore().Coverage));
    }

    [Fact]
    public void A_tracked_child_is_in_the_tier_that_it_counts_as()
    {
        var profile = ScoringProfile.Create("group", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 100)))
            .Tier("at-risk", 0).Tier("steady", 50).Tracking(t => t.Dwell(Dwell.Scores(2))).Parents(p => p.ShareBelow("steady")));
        var scorer = new HealthScorer<double>(profile, [HealthMetric.From<double>("m", value => value)]);
        DateTimeOffset night = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        TrackedScore first = Tracker.Next(null, scorer.Score(60, night));
        TrackedScore second = Tracker.Next(first.State, scorer.Score(40, night.AddDays(1)));
        (ParentTally raw, ParentTally tracked) = (new(profile), new(profile));

        second.Score.AddToParent(raw, "a");
        second.AddToParent(tracked, "a");

        Assert.Equal((0.0, 100.0), (raw.ToScore().Value, tracked.ToScore().Value));
    }

    [Theory]
    [InlineData("\"rollUp\": \"median\"", "$.parents.rollUp (line 6): unknown roll-up 'median'; use one of: lowest, shareBelow, weightedMean")]
    [InlineData("\"rollUp\": \"shareBelow\"",
        "$.parents.rollUp (line 6): nothing says below which tier a child counts; name it: \"below\": \"…\"")]
    [InlineData("\"below\": \"steady\"",
        "$.parents.below (line 6): only \"rollUp\": \"shareBelow\" reads it; remove it, or set \"rollUp\": \"shareBelow\"")]
    [InlineData("\"rollUp\": \"shareBelow\", \"below\": \"at-risk\"",
        "$.parents.below (line 6): no tier is below 'at-risk'; name a higher tier")]
    [InlineData("\"rollUp\": \"shareBelow\", \"below\": \"stady\"",
        "$.parents.below (line 6): unknown tier 'stady'; did you mean 'steady'?")]
    [InlineData("\"minimumCoverage\": 50",
        "$.parents.minimumCoverage (line 6): 50 is not a share; give a share from 0 to 1, such as 0.5 for half")]
    [InlineData("\"tiers\": [ { \"name\": \"a\", \"from\": 5 } ]",
        "$.parents.tiers[0].from (line 6): the first tier, 'a', starts at 5; let the first tier start at 0, so that every score has a tier")]
    public void What_is_wrong_with_parents_is_said(string parents, string error) =>
        Assert.Equal("The profile has an error:\n- " + error,
            Assert.Throws<InvalidProfileException>(() => With(parents)).Message.ReplaceLineEndings("\n"));

    [Fact]
    public void What_no_child_can_be_is_refused()
    {
        var tally = new ParentTally(With(""));

        Assert.Equal("A child with a score has a tier. (Parameter 'tier')",
            Assert.Throws<ArgumentException>(() => tally.Add("a", 50, null)).Message);
        Assert.Equal("Profile 'group' has no tier 'green'. (Parameter 'tier')",
            Assert.Throws<ArgumentException>(() => tally.Add("a", 50, "green")).Message);
        Assert.Equal("A score is 0 to 100, and null for an unscored child. (Parameter 'score')\nActual value was 100.5.",
            Assert.Throws<ArgumentOutOfRangeException>(() => tally.Add("a", 100.5, "thriving")).Message.ReplaceLineEndings("\n"));
        Assert.Equal("A weight is 0 to 1e15, and null where it is not known. (Parameter 'weight')\nActual value was NaN.",
            Assert.Throws<ArgumentOutOfRangeException>(() => tally.Add("a", 50, "steady", double.NaN)).Message.ReplaceLineEndings("\n"));
        var lowest = new ParentTally(With("\"rollUp\": \"lowest\""));
        Assert.Equal($"The parent is of profile 'group' ({lowest.Profile.Fingerprint}), not of 'group' ({tally.Profile.Fingerprint}). "
            + "(Parameter 'other')", Assert.Throws<ArgumentException>(() => tally.Add(lowest)).Message);
        Assert.Throws<ArgumentNullException>("child", () => tally.Add(null!, 50, "steady"));
        Assert.Throws<ArgumentNullException>("other", () => tally.Add(null!));
        Assert.Throws<ArgumentNullException>("profile", () => new ParentTally(null!));
        Assert.Equal(0, tally.ToScore().Children);
    }

    [Fact]
    public void A_parent_holds_four_million_children_and_its_sums_are_still_exact()
    {
        var tally = new ParentTally(With(""));
        tally.Add("first", 100, "thriving", 1e15);
        for (int doubled = 1; doubled < 1 << 22; doubled *= 2)
        {
            var copy = new ParentTally(tally.Profile);
            copy.Add(tally);
            tally.Add(copy);
        }

        Assert.Equal((100.0, 1 << 22, 1e15 * (1 << 22)), (tally.ToScore().Value, tally.ToScore().Children, tally.ToScore().Weight));
        var more = new ParentTally(tally.Profile);
        more.Add("one more", 0, "at-risk");
        Assert.Equal("A parent has at most 4,194,304 children.", Assert.Throws<OverflowException>(() => tally.Add("one more", 0, "at-risk")).Message);
        Assert.Equal("A parent has at most 4,194,304 children.", Assert.Throws<OverflowException>(() => tally.Add(more)).Message);
        Assert.Equal(1 << 22, tally.ToScore().Children);
    }

    private static ParentTally Family(ScoringProfile profile)
    {
        var tally = new ParentTally(profile);
        tally.Add("France", 80, "thriving", 30);
        tally.Add("Nordic", 30, "at-risk", 10);
        tally.Add("Iberia", null, null, 7);
        tally.Add("Malta", 10, "at-risk", 0);
        tally.Add("Cyprus", 0, "at-risk", null);
        return tally;
    }

    private static ScoringProfile With(string parents) =>
        ScoringProfile.Parse(Profile.Replace("PARENTS", parents.Length == 0 ? "" : $", \"parents\": {{ {parents} }}", StringComparison.Ordinal));
}
