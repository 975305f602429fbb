using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>An example that the profile does not score as expected.</summary>
public sealed class ExampleFailure
{
    private readonly string _what;
    private readonly string? _why;

    internal ExampleFailure(ProfileExample example, HealthScore score, string what, string actual, string expected, string? why)
    {
        Example = example;
        Score = score;
        _what = what;
        Expected = expected;
        Actual = actual;
        _why = why;
    }

    /// <summary>The example's name.</summary>
    public string Name => Example.Name;

    /// <summary>The example. Not part of the JSON.</summary>
    [JsonIgnore]
    public ProfileExample Example { get; }

    /// <summary>The profile's score of the example's customer. Not part of the JSON.</summary>
    [JsonIgnore]
    public HealthScore Score { get; }

    /// <summary>What the example asks for: a score, a tier or <c>unscored</c>.</summary>
    public string Expected { get; }

    /// <summary>What the profile says instead, as in <c>43.7</c>, <c>steady, at 63.4</c> or <c>unscored</c>.</summary>
    public string Actual { get; }

    /// <summary>The failure in a line, with what decided the score.</summary>
    /// <returns>
    /// As in <c>example 'silent': score is 43.7, not 40.0 (mostly for logins: 4 days, 12.0 of 45.0 points)</c>.
    /// </returns>
    public override string ToString() => $"example '{Example.Name}': {Problem}";

    internal InputError ToError() => new($"example '{Example.Name}'", null, null, Problem, "correct the example, or the profile");

    private string Problem => $"{_what} is {Actual}, not {Expected}{(_why is null ? "" : $" ({_why})")}";
}
