using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>What is left of ranges of numbers, and which of them is nearest, where not every number is a value.</summary>
public sealed class AcceptedNumberTests
{
    [Fact]
    public void The_end_of_a_range_may_stand_for_a_missing_value() =>
        Assert.Equal([new ValueRange(0, 6)], new AcceptedValues(valid: null, [7], whole: true).Within(new ValueRange(0, 7)));

    [Fact]
    public void The_smallest_and_the_largest_number_are_numbers()
    {
        ValueRange smallest = new(double.MinValue, double.MinValue), largest = new(double.MaxValue, double.MaxValue);
        Assert.Equal([smallest, largest], new AcceptedValues(valid: null, [], whole: true).Within(smallest, largest));
    }

    [Fact]
    public void The_nearest_number_is_the_number_itself_where_it_need_not_be_whole() =>
        Assert.Equal(4.4, new AcceptedValues(new ValueRange(0, 10), [], whole: false).Nearest(4.4, new ValueRange(0, 10)));
}
