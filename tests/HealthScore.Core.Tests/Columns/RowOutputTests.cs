using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Columns;

public sealed class RowOutputTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("rows", profile => profile
        .Dimension("use", 1, use => use.Metric("days", Curve.Linear(0, 20)))
        .Signal("overdue")
        .Cap("late", 40, Condition.AtLeast("overdue", 30))
        .Segment("large", large => large.Without("late"))
        .Tier("low", 0));

    private readonly ColumnScorer _scorer = new(Profile);

    // The memory is that of an earlier customer: what has no number now says so.
    [Fact]
    public void Outputs_are_written_whole()
    {
        double[] added = [7, 7], lost = [7, 7], changes = [7];

        Assert.Equal(40, _scorer.ScoreRow([15, 30], added, lost, guardrailChanges: changes).Value);
        Assert.Equal([75, 0], added);
        Assert.Equal([25, 0], lost);
        Assert.Equal([-35], changes);

        Assert.Equal(75, _scorer.ScoreRow([15, 30], added, lost, namedSegment: 0, guardrailChanges: changes).Value);
        Assert.Equal([75, 0], added);
        Assert.Equal([25, 0], lost);
        Assert.Equal([double.NaN], changes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-2)]
    public void A_segment_that_the_profile_does_not_have_is_refused(int segment)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => _scorer.ScoreRow([15, 30], namedSegment: segment));

        Assert.Equal(
            $"The row names segment {segment}; the profile has 1 segments, counted from 0, and -1 stands for none. (Parameter 'namedSegment')",
            refused.Message);
    }

    [Fact]
    public void A_missing_profile_is_refused()
    {
        Assert.Throws<ArgumentNullException>("profile", () => new ColumnScorer(null!));
    }
}
