using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>The same judgement for profiles written in C#; what JSON cannot say is judged too.</summary>
public sealed class BadFluentProfileTests
{
    private const string Weights = "give a weight from 1e-9 to 1e9 (only ratios matter), or 0 to leave it out of the score";
    private static readonly Curve Line = Curve.Linear(0, 10);

    [Theory]
    [InlineData(double.NaN, "NaN is not a number")]
    [InlineData(double.PositiveInfinity, "Infinity is too large")]
    [InlineData(double.NegativeInfinity, "-Infinity is negative")]
    [InlineData(1e308, "1E+308 is too large")]
    public void A_weight_that_is_none(double weight, string problem)
    {
        Refused(profile => profile.Dimension("d", weight, d => d.Metric("m", Line)).Tier("t", 0),
            $"$.dimensions[0].weight: {problem}; {Weights}");
        Refused(profile => profile.Dimension("d", 1, d => d.Metric("m", Line, weight)).Tier("t", 0),
            $"$.dimensions[0].metrics[0].weight: {problem}; {Weights}");
    }

    [Fact]
    public void Numbers_that_are_not_finite() => Refused(
        profile => profile.MinimumCoverage(double.NaN).Formula(Formula.Points(double.NaN))
            .Dimension("d", 1, d => d.Metric("m", Line, m => m.WhenMissing(MissingPolicy.Points(double.NaN))))
            .Cap("c", double.NaN, Condition.Below("m", double.NaN)).Tier("t", double.NaN)
            .Action("a", a => a.DrivenBy("m", pointsLost: double.NaN)),
        "$.minimumCoverage: NaN is not a share; give a share from 0 to 1, such as 0.5 for half",
        "$.initialPoints: NaN initial points are out of range; keep points between -1e9 and 1e9",
        "$.dimensions[0].metrics[0].missing.points: NaN points are out of range; "
            + "give points from 0 to 100; only the formula \"points\" goes beyond",
        "$.tiers[0].from: 't' starts at NaN; use a start from 0 to 100",
        "$.guardrails[0].when.below: NaN is not a finite number; give a finite number",
        "$.guardrails[0].cap: NaN is not a score; give a number from 0 to 100",
        "$.actions[0].pointsLost: NaN points cannot be lost; give a number above 0 and at most 1e9");

    [Fact]
    public void Nothing_at_all() => Refused(_ => { },
        "$.dimensions: there are no dimensions; give at least one",
        "$.tiers: there are no tiers; give at least one tier from 0");

    [Fact]
    public void A_metric_too_many()
    {
        static void Build(ScoringProfileBuilder profile, int signals)
        {
            profile.Dimension("d", 1, d => d.Metric("m", Line)).Tier("t", 0);
            for (int i = 0; i < signals; i++)
                profile.Signal($"signal {i}");
        }
        Assert.Equal(9_999, ScoringProfile.Create("p", profile => Build(profile, 9_999)).Signals.Count);
        Refused(profile => Build(profile, 10_000), "$.dimensions: there are 10001 metrics, signals and labels; use at most 10000");
    }

    [Fact]
    public void An_error_has_no_line()
    {
        var refused = Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", profile => profile.Tier("t", 0)));
        InputError error = Assert.Single(refused.Errors);
        Assert.Null(error.Line);
        Assert.Equal(("$.dimensions", "[]"), (error.Path, error.Value));
    }

    private static void Refused(Action<ScoringProfileBuilder> configure, params string[] errors)
    {
        var refused = Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", configure));
        string count = errors.Length == 1 ? "an error" : $"{errors.Length} errors";
        Assert.Equal($"The profile 'p' has {count}:{string.Concat(errors.Select(error => $"\n- {error}"))}", refused.Message);
    }
}
