using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Portfolios;

public sealed class NameTallyTests
{
    [Theory]
    [InlineData("fedcbab")]
    [InlineData("abbcdef")]
    [InlineData("bfacbed")]
    public void The_first_five_names_are_kept_with_their_customers_in_any_order(string names)
    {
        var tally = new NameTally();
        foreach (char name in names)
            tally.Add($"{name}", 2);

        Assert.Equal(14, tally.Customers);
        Assert.Equal([("a", 2L), ("b", 4L), ("c", 2L), ("d", 2L), ("e", 2L)], tally.First.Select(named => (named.Name, named.Customers)));
    }
}
