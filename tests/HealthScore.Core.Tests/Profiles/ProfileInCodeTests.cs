using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>Everything that a person may write in JSON can be written in C#.</summary>
public sealed class ProfileInCodeTests
{
    [Fact]
    public void A_profile_with_every_member_is_the_same_in_C_sharp_examples_included()
    {
        ScoringProfile expected = ScoringProfile.Parse(FullProfile.Json);
        ScoringProfile profile = ScoringProfile.Create("full", p => p
            .Id("full-2025").Describe("everything").Formula(Formula.Points(10)).MinimumCoverage(0.25).OnFault(FaultPolicy.Points(5))
            .Dimension("adoption", 3, d => d
                .Describe("usage").Formula(Formula.Points(-5))
                .Metric("usage", Curve.Linear(0, 20), m => m
                    .Describe("days").Unit("days").Weight(2).WhenMissing(MissingPolicy.Required).OnFault(FaultPolicy.Required))
                .Metric("depth", Curve.FromKnots((0, -20), (5, 60), (5, 70), (8, 120)), m => m.WhenMissing(MissingPolicy.Points(-3)))
                .Metric("breadth", Curve.Bands((0, 0), (0.5, 100)), weight: 0)
                .Metric("users", Curve.Log(0, 1000), m => m.Valid(0, 1e6).MissingValues(-1, -999).Whole())
                .Metric("errors", Curve.UpTo(5, points: 100).UpTo(10, points: 50.5).Above(points: -1)))
            .Dimension("support", 1, d => d
                .Formula(Formula.Lowest).MinimumCoverage(0.5)
                .Metric("tickets", Curve.TargetRange(-1, 2, 5, 30))
                .Metric("nps", Curve.SCurve(-100, 100), m => m.FreshFor(TimeSpan.FromDays(90), staleAfter: TimeSpan.FromDays(180))))
            .Signal("days-overdue", unit: "days", description: "money")
            .Signal("seats", s => s.Valid(1, 1e6).MissingValues(0).Whole())
            .Label("industry").Label("plan")
            .Cap("overdue", 40, Condition.AtLeast("days-overdue", 30), g => g.Describe("pays late").Immediate())
            .Floor("happy", 20, Condition.Above("nps", 50), g => g.ApplyWhenMissing())
            .Unscored("unknown", Condition.IsMissing("usage"))
            .Cap("few", 30, Condition.Below("usage", 1))
            .Cap("none", 20, Condition.AtMost("depth", 0))
            .Floor("middle", 0, Condition.Between("tickets", 2, 3))
            .CapAtTier("renewal", "low", Condition.All(
                Condition.Any(Condition.LabelIsNot("plan", "free", "trial"), Condition.Above("seats", 9)), Condition.DimensionBelow("support", 30)))
            .Tier("low", 0, "bad").Tier("high", 50.5)
            .Action("call", a => a.Describe("by phone").Priority(1).InTier("low").DrivenBy("usage", pointsLost: 2.5).OnGuardrail("few")
                .InSegment("big").CoolDown(CoolDown.For(TimeSpan.FromDays(30))))
            .Action("mail", a => a.InTier("low").CoolDown(CoolDown.UntilTierChanges))
            .Action("upsell", a => a.When(
                Condition.Any(Condition.ScoreAtLeast(80), Condition.ScoreBelow(5), Condition.TierIs("low", "high"))))
            .Action("train", a => a.DrivenBy("breadth"))
            .Segment("big", s => s
                .Describe("many seats").When(Condition.AtLeast("seats", 500)).Weight("support", 4).Weight("usage", 0)
                .Curve("tickets", Curve.Linear(30, 0)).Cap("few", 30, Condition.Below("usage", 3)).Tier("high", 60)
                .Action("train", a => a.Priority(2).DrivenBy("depth")).Without("overdue"))
            .Segment("banks", s => s.When(Condition.LabelIs("industry", "banking")))
            .Segment("named-by-the-host", _ => { })
            .Tracking(t => t.Margin(2).Dwell(down: Dwell.Scores(1), up: Dwell.Scores(3)).Drop(10).Rise(12.5).Window(TimeSpan.FromDays(60))
                .AcceptLossAfter(TimeSpan.FromDays(3)))
            .Parents(p => p.ShareBelow("high").MinimumCoverage(0.5).Tier("weak", 0).Tier("sound", 80, "most are well"))
            .Example("silent", e => e.Describe("nobody comes").Value("usage", 0).Value("nps", 10, TimeSpan.FromDays(120)).Label("plan", "free")
                .InSegment("big")
                .ExpectScore(40.5).ExpectTier("low"))
            .Example("empty", e => e.ExpectUnscored()));

        Assert.Equal(expected.Fingerprint, profile.Fingerprint);
        Assert.Equal(expected.ToJson(), "{\n  \"$schema\": \"profile.v1.schema.json\"," + profile.ToJson()[1..]);
    }

    [Fact]
    public void A_guardrail_without_a_score_cannot_be_immediate() => Assert.Equal("""
        The profile 'p' has an error:
        - $.guardrails[0].immediate: an unscored customer has no tier that could follow at once; leave "immediate" to caps and floors
        """.ReplaceLineEndings("\n"), Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1))).Tier("any", 0)
            .Unscored("silent", Condition.IsMissing("m"), g => g.Immediate()))).Message);

    [Fact]
    public void An_example_has_one_number_per_metric() => Assert.Throws<ArgumentException>(() => ScoringProfile.Create("p", p => p
        .Example("e", e => e.Value("m", 1).Value("m", 2))));

    [Fact]
    public void A_driver_given_again_takes_its_points_with_it()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1)).Metric("n", Curve.Linear(0, 1))).Tier("any", 0)
            .Action("a", a => a.DrivenBy("m", pointsLost: 7).DrivenBy("n")));
        Assert.Equal(("n", 1), (profile.Actions[0].Driver, profile.Actions[0].PointsLost));
    }

    [Fact]
    public void The_name_of_a_profile_with_errors_stays_on_a_line_and_short()
    {
        static InvalidProfileException Refused(string name) => Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create(name, p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1)))));

        Assert.StartsWith("The profile 'a\\u000Ab' has 2 errors:\n", Refused("a\nb").Message, StringComparison.Ordinal);
        Assert.InRange(Refused(new string('a', 100_000)).Message.Length, 1, 1000);
    }

    [Fact]
    public void A_bad_name_is_told_as_JSON_has_it()
    {
        InvalidProfileException refused = Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1))).Tier("all", 0).Action("call", a => a.InTier("x\"y\\z"))));

        Assert.Equal("""
            "x\"y\\z"
            """, Assert.Single(refused.Errors).Value);
    }

    [Fact]
    public void The_same_wrong_dwell_for_both_directions_is_told_where_it_stands()
    {
        string Paths(string dwell) => string.Join(' ', Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(
            $$"""
            { "name": "p", "dimensions": [{ "name": "d", "metrics": [{ "name": "m", "curve": { "linear": { "worst": 0, "best": 1 } } }] }],
              "tiers": [{ "name": "all", "from": 0 }], "tracking": { "dwell": {{dwell}} } }
            """)).Errors.Select(error => error.Path));

        Assert.Equal("$.tracking.dwell.down $.tracking.dwell.up", Paths("""{ "down": "2000 scores", "up": "2000 scores" }"""));
        Assert.Equal("$.tracking.dwell", Paths("\"2000 scores\""));
    }

    [Fact]
    public void An_example_that_is_not_unscored_expects_a_score()
    {
        Assert.Equal("$.examples[0].unscored", Assert.Single(Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse("""
            { "name": "p", "dimensions": [{ "name": "d", "metrics": [{ "name": "m", "curve": { "linear": { "worst": 0, "best": 1 } } }] }],
              "tiers": [{ "name": "all", "from": 0 }], "examples": [{ "name": "e", "values": {}, "score": 50, "unscored": false }] }
            """)).Errors).Path);
    }

    [Fact]
    public void Nothing_is_not_a_name_a_curve_or_a_criterion()
    {
        static void Refuses(string argument, Action<ScoringProfileBuilder> configure) =>
            Assert.Throws<ArgumentNullException>(argument, () => ScoringProfile.Create("p", configure));
        Refuses("configure", p => p.Action("a", null!));
        Refuses("name", p => p.Action(null!, _ => { }));
        Refuses("tier", p => p.Action("a", a => a.InTier(null!)));
        Refuses("metric", p => p.Action("a", a => a.DrivenBy(null!, 2)));
        Refuses("guardrail", p => p.Action("a", a => a.OnGuardrail(null!)));
        Refuses("segment", p => p.Action("a", a => a.InSegment(null!)));
        Refuses("coolDown", p => p.Action("a", a => a.CoolDown(null!)));
        Refuses("curve", p => p.Dimension("d", 1, d => d.Metric("m", null!)));
        Refuses("policy", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1), m => m.WhenMissing(null!))));
        Refuses("unit", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 1), m => m.Unit(null!))));
        Refuses("when", p => p.Cap("c", 1, null!));
        Refuses("tier", p => p.CapAtTier("c", null!, Condition.IsMissing("m")));
        Refuses("tier", p => p.FloorAtTier("c", null!, Condition.IsMissing("m")));
        Refuses("tier", p => p.Segment("s", s => s.CapAtTier("c", null!, Condition.IsMissing("m"))));
        Refuses("tier", p => p.Segment("s", s => s.FloorAtTier("c", null!, Condition.IsMissing("m"))));
        Refuses("description", p => p.Cap("c", 1, Condition.IsMissing("m"), g => g.Describe(null!)));
        Refuses("dwell", p => p.Tracking(t => t.Dwell(null!)));
        Refuses("configure", p => p.Tracking(null!));
        Refuses("tier", p => p.Example("e", e => e.ExpectTier(null!)));
        Refuses("configure", p => p.Example("e", null!));
    }
}
