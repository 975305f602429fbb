using Xunit;

namespace HealthScoring.Tests.Json;

/// <summary>How many errors the message of an exception lists.</summary>
public sealed class ErrorListTests
{
    [Fact]
    public void As_many_errors_are_listed_as_leave_room_for_the_number_of_the_others()
    {
        // 24 of the 65,536 characters are kept for that number.
        const string start = "It has 2 errors:\n- $: a; b";
        int most = 65_536 - 24 - start.Length - "\n- $: ; b".Length;

        Assert.Equal($"{start}\n- $: {new string('x', most)}; b", Message("a", new('x', most)));
        Assert.Equal($"{start}\n- … and 1 more", Message("a", new('x', most + 1)));
    }

    [Fact]
    public void The_first_error_is_listed_however_long_it_is()
    {
        string problem = new('x', 70_000);

        Assert.Equal($"It has an error:\n- $: {problem}; b", Message(problem));
        Assert.Equal($"It has 2 errors:\n- $: {problem}; b\n- … and 1 more", Message(problem, "c"));
    }

    private static string Message(params string[] problems) =>
        new InvalidStoredDataException("It", [.. problems.Select(problem => new InputError("$", null, null, problem, "b"))]).Message;
}
