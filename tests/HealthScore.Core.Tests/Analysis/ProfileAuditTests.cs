using System.Text.Json.Nodes;
using HealthScoring.Analysis;
using HealthScoring.Tests.Paths;
using HealthScoring.Tests.Plans;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class ProfileAuditTests
{
    [Fact]
    public void The_templates_have_no_flaw() =>
        Assert.All([ProfileTemplates.B2BSaas, ProfileTemplates.Expansion], template => Assert.Empty(ProfileAudit.Of(template).Findings));

    // Setup earns 76 points at 0.8. While setting up, it has 4 of 12 parts of the score, later 1 of 9: 76/3 against 76/9. Adoption has 4 of 12 and
    // 4 of 9, of which three sevenths are for frequency: 8 days earn all points, later 60. Whatever else earns points earns more of them later.
    [Fact]
    public void A_segment_that_is_kinder_takes_points_from_a_customer_who_leaves_it()
    {
        JsonNode json = JsonNode.Parse(ProfileTemplates.B2BSaas.ToJson())!;
        json["segments"]![0]!["weights"] = JsonNode.Parse("""{ "onboarding": 4 }""");
        json["segments"]![0]!["curves"] = JsonNode.Parse("""{ "usage-frequency": { "linear": { "worst": 0, "best": 8 } } }""");
        var profile = ScoringProfile.Parse(json.ToJsonString());
        var audit = ProfileAudit.Of(profile);

        Assert.Equal([AuditFindingKind.BetterNumberLowersScore, AuditFindingKind.SegmentBorder], audit.Findings.Select(finding => finding.Kind));
        Assert.All(audit.Findings, finding =>
        {
            Assert.Equal(76 / 3.0 - 76 / 9.0 + 100 / 7.0 - 80 / 7.0, finding.Points!.Value, 1e-9);
            Assert.Equal(finding.Points, finding.PointsAtMost);
            Assert.Equal(("setting-up", null), (finding.Before!.Segment, finding.After!.Segment));
            Assert.Equal(76 / 3.0 + 100 / 7.0, finding.Before.Score!.Value, 1e-9);
            Assert.Equal(0.8, finding.Before.Values["setup-progress"]!.Value, 1e-9);
            Assert.True(finding.Before.Values["setup-progress"] < 0.8 && finding.After.Values["setup-progress"] >= 0.8);
            Assert.Equal(8, finding.After.Values["usage-frequency"]);
        });
        Assert.Equal(["setup-progress", "setting-up"], audit.Findings.Select(finding => finding.Part));
        Assert.Equal($"{profile}: 2 findings", audit.ToString());
        Assert.Equal("setup-progress from just below 0.8 to 0.8 loses 19.7 points, 39.6 (critical) → 19.8 (critical), "
            + "from segment setting-up to the base profile", audit.Findings[1].ToString());
    }

    [Fact]
    public void A_profile_without_a_flaw_has_no_finding()
    {
        var audit = ProfileAudit.Of(Accounts.Three(to => to.Cap("unpaid", 40, Condition.AtLeast("debt", 30))));

        Assert.Empty(audit.Findings);
        Assert.EndsWith(": no finding", audit.ToString(), StringComparison.Ordinal);
        Assert.Equal($"{audit}\n", audit.Explain());
    }

    [Fact]
    public void A_cap_on_better_numbers_lowers_the_score()
    {
        // Half of the score is usage: just below 90 it is 45, and 50 of the others, and the cap leaves 40.
        AuditFinding finding = Only(Accounts.Three(to => to.Cap("too-good", 40, Condition.AtLeast("usage", 90))));

        Assert.Equal((AuditFindingKind.BetterNumberLowersScore, "usage"), (finding.Kind, finding.Part));
        Assert.Equal(95 - 40, finding.Points!.Value, 1e-9);
        Assert.Equal("usage from just below 90 to 90 loses 55.0 points, 95.0 (high) → 40.0 (low), with too-good", finding.Text);
    }

    [Fact]
    public void A_floor_that_ends_where_numbers_get_better_lowers_the_score()
    {
        AuditFinding finding = Only(Accounts.Three(to => to.Floor("new", 70, Condition.Below("usage", 20))));

        // With 20 of usage and nothing else the score is 10.
        Assert.Equal(60, finding.Points!.Value, 1e-9);
        Assert.EndsWith(", 70.0 (middle) → 10.0 (low), without new", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_border_that_a_signal_crosses_is_found_in_the_direction_that_loses()
    {
        // With 100 and 0 points the score is 50; in the segment usage has 4 of 6 parts instead of 2 of 4.
        AuditFinding finding = Only(Accounts.Three(to => to.Segment("large", large => large.When(Condition.Above("debt", 5)).Weight("usage", 4))));

        Assert.Equal((AuditFindingKind.SegmentBorder, "large"), (finding.Kind, finding.Part));
        Assert.Equal(100 * (4 / 6.0 - 2 / 4.0), finding.Points!.Value, 1e-9);
        double[] debts = [finding.Before!.Values["debt"]!.Value, finding.After!.Values["debt"]!.Value];
        Assert.Equal([5, Math.BitIncrement(5)], debts.Order());
    }

    [Fact]
    public void A_loss_is_largest_where_a_score_meets_a_limit()
    {
        // With usage of 60 and a mean v of the others the score is 30 + v/2, or 70 if less, and in the segment, where usage has 6 of 8 parts, it is
        // 45 + v/4.
        // So the loss rises with v by a quarter, until the score meets the cap at v = 80, and falls after that.
        AuditFinding finding = ProfileAudit.Of(Accounts.Three(to => to.Cap("limit", 70, Condition.AtLeast("usage", 0))
            .Segment("users", users => users.When(Condition.AtLeast("usage", 60)).Weight("usage", 6))))
            .Findings.First(finding => finding.Kind == AuditFindingKind.BetterNumberLowersScore);

        Assert.Equal(70 - 65, finding.Points!.Value, 1e-6);
        Assert.Equal(70, finding.Before!.Score!.Value, 1e-6);
        Assert.Equal(finding.Points, finding.PointsAtMost);
    }

    [Fact]
    public void A_metric_that_does_not_count_cannot_change_a_tier()
    {
        ScoringProfile Weighted(double nps) => ScoringProfile.Create("weighted", to => to
            .Dimension("all", 1, all => all.Metric("usage", Curve.Bands((0, 0), (1, 90))).Metric("nps", Curve.Bands((0, 0), (1, 100)), nps))
            .Tier("low", 0).Tier("high", 60));

        // With weights 1 and 0.1 the scores are 0, 9.1, 81.8 and 90.9; with 1 and 1 they are 0, 45, 50 and 95.
        Assert.Equal("nps can change the tier of no customer with all data", Only(Weighted(0)).Text);
        Assert.Equal("nps", Only(Weighted(0.1)).Part);
        Assert.Empty(ProfileAudit.Of(Weighted(1)).Findings);
    }

    [Fact]
    public void A_metric_that_chooses_the_parts_that_count_changes_a_tier()
    {
        // Without logins and with the best opinion the score is 0 for few seats and 50 for many. With both or with neither the tier is the same.
        ScoringProfile profile = ScoringProfile.Create("chosen", to => to
            .Dimension("use", 1, use => use.Metric("logins", Curve.Bands((0, 0), (1, 100))))
            .Dimension("mood", 0, mood => mood.Metric("nps", Scored.Same).Metric("seats", Scored.Same, 0))
            .Tier("low", 0).Tier("high", 50)
            .Segment("large", large => large.When(Condition.AtLeast("seats", 10)).Weight("mood", 1)));

        Assert.DoesNotContain(ProfileAudit.Of(profile).Findings,
            finding => finding.Kind is AuditFindingKind.MetricCannotChangeTier or AuditFindingKind.NotDecided);
    }

    [Theory]
    [InlineData(79.9999999995, true)]
    [InlineData(79.99, false)]
    public void A_cap_within_the_tolerance_of_a_tier_does_not_leave_it(double cap, bool cannot)
    {
        ScoringProfile profile = ScoringProfile.Create("near", to => to
            .Dimension("all", 1, all => all.Metric("usage", Scored.Same).Metric("nps", Scored.Same, 0))
            .Tier("low", 0).Tier("high", 80).Cap("unhappy", cap, Condition.Below("nps", 10)));

        Assert.Equal(cannot ? ["nps"] : [], ProfileAudit.Of(profile).Findings
            .Where(finding => finding.Kind == AuditFindingKind.MetricCannotChangeTier).Select(finding => finding.Part));
    }

    [Fact]
    public void A_loss_that_may_lie_between_knots_is_not_called_the_largest()
    {
        // Between 100 and 0 points of the base curve both ways; the segment gives half of them, and no score passes 60. With 60 points the loss is
        // 60 - 30, with 100 it is 60 - 50.
        ScoringProfile profile = ScoringProfile.Create("lowest", to => to
            .Dimension("all", 1, all => all.Formula(Formula.Lowest).Metric("usage", Curve.FromKnots((0, 100), (1, 0), (2, 100)))
                .Metric("nps", Curve.Bands((0, 60), (1, 60))))
            .Tier("low", 0).Segment("half", half => half.When(Condition.AtLeast("usage", 1)).Curve("usage", Curve.FromKnots((1, 0), (2, 50)))));

        AuditFinding loss = ProfileAudit.Of(profile).Findings.First(finding => finding.Part == "usage");
        Assert.True(loss.PointsAtMost >= 30 - 1e-6, loss.Text);
    }

    [Fact]
    public void A_tier_between_the_scores_that_there_are_is_out_of_reach()
    {
        ScoringProfile Between(double from, double to) => ScoringProfile.Create("between", profile => profile
            .Dimension("all", 1, all => all.Metric("one", Curve.Bands((0, 0), (1, 100))).Metric("two", Curve.Bands((0, 0), (1, 100)), 2))
            .Tier("low", 0).Tier("middle", from).Tier("high", to));

        // The scores are 0, 33.3, 66.7 and 100.
        AuditFinding[] findings = [.. ProfileAudit.Of(Between(40, 60)).Findings];
        Assert.Equal(["one can change the tier of no customer with all data", "no customer with all data can be in middle"],
            findings.Select(finding => finding.Text));
        Assert.Empty(ProfileAudit.Of(Between(40, 70)).Findings);
    }

    [Fact]
    public void A_guardrail_behind_a_stronger_one_never_decides()
    {
        ScoringProfile profile = Scored.Simple(to => to.Cap("hard", 40, Condition.AtLeast("debt", 30)).Cap("soft", 60, Condition.AtLeast("debt", 60))
            .Cap("never", 20, Condition.Between("seats", 3, 3)).Segment("all", all => all.When(Condition.AtLeast("seats", 3)).Without("never")));

        Assert.Equal(
        [
            "never decides the score of no customer with all data: it never matches",
            "soft decides the score of no customer with all data: the score is the same without it wherever it matches",
        ], ProfileAudit.Of(profile).Findings.Where(finding => finding.Kind == AuditFindingKind.GuardrailNeverDecides)
            .Select(finding => finding.Text));
    }

    [Fact]
    public void A_guardrail_that_asks_whether_a_value_is_missing_decides()
    {
        Assert.Empty(ProfileAudit.Of(Scored.Simple(to => to.Unscored("unknown", Condition.IsMissing("debt")))).Findings);
    }

    [Fact]
    public void A_guardrail_that_applies_when_its_value_is_missing_decides()
    {
        ScoringProfile With(bool applies) => Scored.Simple(to => to.Signal("silent-days")
            .Segment("quiet", quiet => quiet.When(Condition.AtLeast("silent-days", 7)).Without("silence"))
            .Cap("silence", 40, Condition.AtLeast("silent-days", 7), cap => _ = applies ? cap.ApplyWhenMissing() : cap));

        Assert.DoesNotContain(ProfileAudit.Of(With(applies: true)).Findings, finding => finding.Kind == AuditFindingKind.GuardrailNeverDecides);
        Assert.Contains(ProfileAudit.Of(With(applies: false)).Findings, finding => finding.Kind == AuditFindingKind.GuardrailNeverDecides);
    }

    [Fact]
    public void A_guardrail_that_withholds_no_score_which_is_not_withheld_anyway_never_decides()
    {
        ScoringProfile profile = Scored.Simple(to => to.Unscored("debt-unknown", Condition.IsMissing("debt"))
            .Unscored("usage-unknown", Condition.IsMissing("usage")));

        // Without usage there is no score to withhold.
        Assert.Equal("usage-unknown", Only(profile).Part);
    }

    [Fact]
    public void An_action_whose_driver_cannot_lose_enough_in_its_tier_is_never_due()
    {
        // In high a customer has lost 20 points at most; usage has half of the score, the others a quarter each.
        ScoringProfile Due(double lost) => Accounts.Three(to => to.Action("help", help => help.InTier("high").DrivenBy("usage", lost))
            .Action("call", call => call.InTier("low")));

        Assert.Empty(ProfileAudit.Of(Due(20)).Findings);
        Assert.Equal("help is due for no customer with all data", Only(Due(21)).Text);
    }

    [Fact]
    public void A_segment_that_only_the_host_names_is_reached()
    {
        ScoringProfile profile = Accounts.Three(to => to.Action("greet", greet => greet.InSegment("partner")).Segment("partner", _ => { }));

        Assert.Empty(ProfileAudit.Of(profile).Findings);
    }

    [Fact]
    public void What_is_not_searched_is_not_decided()
    {
        ScoringProfile wide = ScoringProfile.Create("wide", to =>
        {
            to.Dimension("all", 1, all => all.Metric("usage", Scored.Same)).Tier("low", 0).Tier("high", 50);
            for (int i = 0; i < 14; i++)
                to.Signal($"s{i}").Cap($"g{i}", 40 + i, Condition.Above($"s{i}", 0));
        });

        AuditFinding finding = Only(wide);
        Assert.Equal((AuditFindingKind.NotDecided, "wide"), (finding.Kind, finding.Part));
        Assert.Equal("nothing was searched: conditions cut the customers into 16384 groups, and an audit searches at most 10,000; "
            + "audit a profile with fewer guardrails and segments", finding.Text);
        Assert.Throws<ArgumentNullException>("profile", () => ProfileAudit.Of(null!));
    }

    private static AuditFinding Only(ScoringProfile profile) => Assert.Single(ProfileAudit.Of(profile).Findings);
}
