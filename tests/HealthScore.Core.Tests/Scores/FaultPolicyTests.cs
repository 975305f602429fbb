using HealthScoring.Changes;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>A fault is not an absence: a metric that throws may hide a bad value, and the profile says what then counts.</summary>
public sealed class FaultPolicyTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    // 73, 75, 100 and 11 points with weights 35, 30, 20 and 15.
    [Fact]
    public void A_metric_that_throws_need_not_raise_the_score()
    {
        Assert.Equal("69.7 (steady)", Score(Profile(), isDown: false).ToString());
        Assert.Equal("80.0 (thriving)", Score(Profile(), isDown: true).ToString());
        // 0 in the place of 11: 25.55 + 22.5 + 20 = 68.05.
        Assert.Equal("68.0 (steady)", Score(Profile(m => m.OnFault(FaultPolicy.Points(0))), isDown: true).ToString());
        Assert.Equal("68.0 (steady)", Score(Profile(profile: p => p.OnFault(FaultPolicy.Points(0))), isDown: true).ToString());
        Assert.Equal("80.0 (thriving)",
            Score(Profile(m => m.OnFault(FaultPolicy.AsMissing), p => p.OnFault(FaultPolicy.Points(0))), isDown: true).ToString());

        HealthScore required = Score(Profile(m => m.OnFault(FaultPolicy.Required)), isDown: true);
        Assert.Equal("unscored", required.ToString());
        Assert.Equal("the required metric support has a fault", Assert.Single(required.UnscoredReasons).Text);
        Assert.Equal(UnscoredKind.RequiredMissing, required.UnscoredReasons[0].Kind);
    }

    [Fact]
    public void A_policy_that_every_metric_has_holds_in_spans_too()
    {
        ScoringProfile profile = Profile(profile: p => p.OnFault(FaultPolicy.Points(0)));
        var scores = new double[1];

        int faulty = new HealthScorer<double?>(profile, Metrics(_ => throw new TimeoutException("late")))
            .ScoreInto([11], AsOf, scores, new int[1]);

        Assert.Equal(1, faulty);
        Assert.Equal(68.05, scores[0], 1e-9);
    }

    [Fact]
    public void A_value_that_is_missing_is_no_fault()
    {
        ScoringProfile profile = Profile(m => m.OnFault(FaultPolicy.Points(0)));

        Assert.Equal("80.0 (thriving)", new HealthScorer<double?>(profile, Metrics(_ => null)).Score(11, AsOf).ToString());
    }

    [Fact]
    public void The_profile_keeps_its_policies_as_JSON_and_its_fingerprint_without_any()
    {
        ScoringProfile profile = Profile(m => m.OnFault(FaultPolicy.Points(12.5)), p => p.OnFault(FaultPolicy.Required));
        ScoringProfile read = ScoringProfile.Parse(profile.ToJson());

        Assert.Equal((FaultPolicyKind.Required, FaultPolicyKind.Points, 12.5),
            (read.OnFault.Kind, read.Dimensions[0].Metrics[3].OnFault?.Kind, read.Dimensions[0].Metrics[3].OnFault?.FixedPoints));
        Assert.Equal(profile.Fingerprint, read.Fingerprint);
        Assert.Null(read.Dimensions[0].Metrics[0].OnFault);
        Assert.Equal(Profile().Fingerprint, Profile(profile: p => p.OnFault(FaultPolicy.AsMissing)).Fingerprint);
        Assert.NotEqual(Profile().Fingerprint, profile.Fingerprint);
    }

    [Theory]
    [InlineData("\"never\"", "$.onFault (line 1): unknown fault policy \"never\"; use \"missing\", \"required\" or { \"points\": 0 }")]
    [InlineData("{ \"points\": 101 }", "$.onFault.points (line 1): 101 points are out of range; give points from 0 to 100; "
        + "only the formula \"points\" goes beyond")]
    public void Bad_policies_are_refused(string policy, string error)
    {
        string json = Profile().ToJson().ReplaceLineEndings("");

        InvalidProfileException refused =
            Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(json.Insert(1, $"\"onFault\": {policy}, ")));

        Assert.Equal(error, Assert.Single(refused.Errors).ToString());
    }

    [Fact]
    public void A_change_names_what_a_new_fault_does()
    {
        ScoringProfile profile = Profile(m => m.OnFault(FaultPolicy.Points(0)));

        ScoreChange change = ScoreChange.Between(Score(profile, isDown: false), Score(profile, isDown: true, AsOf.AddDays(1)));

        // Missing it would be 80.05, 10.35 more than 69.7; the policy takes 12.
        Assert.Equal("down 1.7 since 2026-03-01: fault -12.0 (support), support +10.4 (11 → fault: TimeoutException: late)", change.ToString());
        Assert.Equal(change.Change.GetValueOrDefault(), change.Parts.Sum(part => part.Points), 1e-9);
    }

    private static ScoringProfile Profile(Action<MetricBuilder>? support = null, Action<ScoringProfileBuilder>? profile = null) =>
        ScoringProfile.Create("issue", p =>
        {
            p.Dimension("all", weight: 1, d => d
                .Metric("usage", Curve.Linear(0, 100), m => m.Weight(35)).Metric("breadth", Curve.Linear(0, 100), m => m.Weight(30))
                .Metric("nps", Curve.Linear(0, 100), m => m.Weight(20)).Metric("support", Curve.Linear(0, 100), m =>
                {
                    m.Weight(15);
                    support?.Invoke(m);
                }))
                .Tier("at-risk", from: 0).Tier("steady", from: 40).Tier("thriving", from: 80);
            profile?.Invoke(p);
        });

    private static HealthScore Score(ScoringProfile profile, bool isDown, DateTimeOffset? asOf = null) =>
        new HealthScorer<double?>(profile, Metrics(value => isDown ? throw new TimeoutException("late") : value)).Score(11, asOf ?? AsOf);

    private static IMetric<double?>[] Metrics(Func<double?, double?> support) =>
    [
        HealthMetric.From<double?>("usage", _ => 73), HealthMetric.From<double?>("breadth", _ => 75), HealthMetric.From<double?>("nps", _ => 100),
        HealthMetric.From("support", support),
    ];
}
