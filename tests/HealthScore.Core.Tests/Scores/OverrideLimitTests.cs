using System.Globalization;
using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>The ends of what an override may say.</summary>
public sealed class OverrideLimitTests
{
    private static readonly DateTimeOffset From = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Until = From.AddDays(30);

    [Fact]
    public void A_score_may_be_0_and_100_and_0_has_no_sign()
    {
        static double Pinned(double score) => ScoreOverride.OfScore(score, "the sponsor has left", "Ann", From, Until).Score!.Value;

        Assert.Equal((0.0, 100.0), (Pinned(0), Pinned(100)));
        Assert.Equal("0", Pinned(-0.0).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_tier_must_be_given() =>
        Assert.Throws<ArgumentNullException>("tier", () => ScoreOverride.OfTier(null!, "the sponsor has left", "Ann", From, Until));

    [Fact]
    public void A_text_with_half_of_a_character_is_refused() => Assert.Equal(
        "The reason holds half of a character (one of a surrogate pair); give the whole text. (Parameter 'reason')",
        Assert.Throws<ArgumentException>(() => ScoreOverride.OfScore(20, "left \ud83d", "Ann", From, Until)).Message);
}
