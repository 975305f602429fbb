using Xunit;
using static HealthScoring.Tests.Metrics.Account;

namespace HealthScoring.Tests.Metrics;

/// <summary>A list of names of which a share is taken.</summary>
public sealed class NamedSetTests
{
    [Fact]
    public void What_is_no_list_of_different_names_is_refused_in_words()
    {
        Assert.Equal("A name is null. (Parameter 'features')", Refused("api", null!));
        Assert.Equal("'api' is listed twice. (Parameter 'features')", Refused("api", "reports", "api"));
        Assert.Equal("The list is empty; a share needs at least one name. (Parameter 'features')", Refused());
    }

    private static string Refused(params string[] features) => Assert.Throws<ArgumentException>(() => Log.Breadth(features)).Message;
}
