using HealthScoring.Plans;
using Xunit;

namespace HealthScoring.Tests.Plans;

/// <summary>A score from next to nothing is none.</summary>
public sealed class LittleDataTests
{
    private static readonly DateTimeOffset Answered = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_opinions_in_their_last_days_give_no_score_and_so_none_that_jumps()
    {
        Assert.Equal((0.1, ScoringProfile.Parse(Opinions.ToJson()).MinimumCoverage), (Opinions.MinimumCoverage, Opinions.MinimumCoverage));
        // 90 days old they count fully, 180 days old no more. On day d coverage is (180 - d + 0.25) / 90: 10.3 % on day 171 and 9.2 % on day 172.
        HealthScore[] nightly = [.. Enumerable.Range(1, 180).Select(day => Score(Opinions, day))];

        Assert.Equal(171, nightly.Count(score => score.Value is not null));
        Assert.Equal("coverage is 9.2 %, below 10.0 %", Assert.Single(nightly[171].UnscoredReasons).ToString());
        double[] scores = [.. nightly.Select(score => score.Value).OfType<double>()];
        // Section 4 allows 100 / 90 · (1 / 0.1 + 1 / 0.1 + 1) = 23.3 points a day; these two move by less than 1.
        Assert.All(scores.Zip(scores.Skip(1)), pair => Assert.InRange(Math.Abs(pair.Second - pair.First), 0, 1));
    }

    [Fact]
    public void Without_a_minimum_the_last_opinion_decides()
    {
        ScoringProfile any = ScoringProfile.Create("any", p => Fill(p.MinimumCoverage(0)));

        Assert.Equal("40.0 (steady)", Score(any, 179).ToString());
        Assert.Equal("0.0 (at-risk)", Score(any, 180).ToString());
        Assert.Contains("\"minimumCoverage\": 0", any.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("minimumCoverage", Opinions.ToJson(), StringComparison.Ordinal);
        Assert.NotEqual(Opinions.Fingerprint, any.Fingerprint);
        Assert.Equal((true, false), (new Plan(Opinions).Base.AsksForCoverage, new Plan(any).Base.AsksForCoverage));
    }

    private static ScoringProfile Opinions { get; } = ScoringProfile.Create("opinions", p => Fill(p));

    private static void Fill(ScoringProfileBuilder profile) => profile
        .Dimension("sentiment", weight: 1, d => d
            .Metric("csat", Scored.Same, m => m.FreshFor(TimeSpan.FromDays(90), TimeSpan.FromDays(180)))
            .Metric("nps", Scored.Same, m => m.FreshFor(TimeSpan.FromDays(90), TimeSpan.FromDays(180))))
        .Tier("at-risk", from: 0).Tier("steady", from: 35);

    /// <summary>Of the answers 100 and 0 the worse is twelve hours younger.</summary>
    private static HealthScore Score(ScoringProfile profile, int day) => StoredMeasurements.ScorerFor(profile).Score(
        new Dictionary<string, Measurement>
        {
            ["csat"] = new(100, Answered),
            ["nps"] = new(0, Answered.AddHours(12)),
        }, Answered.AddDays(day));
}
