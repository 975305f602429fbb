extern alias core;
using core::HealthScoring.Text;
using Xunit;

namespace HealthScoring.Tests.Text;

/// <summary>How durations are written.</summary>
public sealed class DurationTests
{
    [Theory]
    [InlineData(24, "1 day")]
    [InlineData(48, "2 days")]
    [InlineData(1, "1 hour")]
    [InlineData(12, "12 hours")]
    [InlineData(36, "36 hours")]
    public void Whole_days_are_days_and_other_whole_hours_are_hours(int hours, string text) =>
        Assert.Equal(text, Duration.Text(TimeSpan.FromHours(hours)));

    [Fact]
    public void What_is_not_whole_hours_is_written_as_the_runtime_does() => Assert.Equal("01:30:00", Duration.Text(new TimeSpan(1, 30, 0)));
}
