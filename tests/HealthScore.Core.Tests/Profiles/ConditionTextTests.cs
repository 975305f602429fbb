using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>Conditions in words, as messages and reports say them.</summary>
public sealed class ConditionTextTests
{
    [Fact]
    public void A_comparison()
    {
        Assert.Equal("seats is between 1 and 10", Condition.Between("seats", 1, 10).ToString());
        Assert.Equal("nps is missing", Condition.IsMissing("nps").ToString());
        Assert.Equal("plan is not free", Condition.LabelIsNot("plan", "free").ToString());
        Assert.Equal("plan is none of free, trial", Condition.LabelIsNot("plan", "free", "trial").ToString());
    }

    [Fact]
    public void A_part_stands_in_parentheses_where_it_joins_more_than_one_condition()
    {
        Condition few = Condition.Below("seats", 3), free = Condition.LabelIs("plan", "free"), silent = Condition.IsMissing("nps");
        Assert.Equal("(seats is below 3 or plan is free) and nps is missing", Condition.All(Condition.Any(few, free), silent).ToString());
        Assert.Equal("seats is below 3 and nps is missing", Condition.All(Condition.Any(few), silent).ToString());
    }

    [Fact]
    public void Only_what_has_a_name_is_asked_about_by_name() => Assert.All(
        [
            Condition.ScoreBelow(50), Condition.ScoreAtLeast(50), Condition.TierIs("low"),
            Condition.All(Condition.IsMissing("nps")), Condition.Any(Condition.IsMissing("nps")),
        ],
        condition => Assert.Equal("", condition.Name));
}
