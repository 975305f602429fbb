extern alias core;
using core::HealthScoring.Json;
using Xunit;

namespace HealthScoring.Tests.Json;

/// <summary>For how many unknown names a near one is looked for.</summary>
public sealed class SourceErrorsTests
{
    private const int MostSuggestions = 20;

    private static readonly string[] Known = ["main"];

    [Fact]
    public void A_near_name_is_looked_for_twenty_times()
    {
        var errors = new SourceErrors();
        for (int i = 0; i <= MostSuggestions; i++)
            AddUnknown(errors, JsonPath.Item("$.names", i));

        Assert.Equal([.. Enumerable.Repeat("did you mean 'main'?", MostSuggestions), "use a name that there is"],
            errors.Sorted.Select(error => error.Remedy));
    }

    [Fact]
    public void None_is_looked_for_where_something_else_is_wrong_already()
    {
        var errors = new SourceErrors();
        errors.Add("$.name", null, "it is wrong", "mend it");
        for (int i = 0; i < MostSuggestions; i++)
            AddUnknown(errors, "$.name");
        AddUnknown(errors, "$.other");

        Assert.Equal(["$.name: it is wrong; mend it", "$.other: unknown name 'mian'; did you mean 'main'?"],
            errors.Sorted.Select(error => error.ToString()));
    }

    private static void AddUnknown(SourceErrors errors, string path) =>
        errors.AddUnknown(path, "\"mian\"", "unknown name 'mian'", "mian", Known);
}
