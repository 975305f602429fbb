using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>The value that an error names is the one at its path, as JSON has it.</summary>
public sealed class ErrorValueTests
{
    [Fact]
    public void An_error_names_the_value_at_its_path() => Assert.Equal(
        [
            "$.dimensions[0].metrics is []",
            "$.tiers is []",
            "$.guardrails[0].immediate is true",
            "$.guardrails[1].whenMissing is \"apply\"",
            "$.parents.rollUp is \"shareBelow\"",
        ],
        Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse("""
            { "name": "p", "dimensions": [{ "name": "d", "metrics": [] }], "signals": [{ "name": "s" }], "tiers": [],
              "guardrails": [{ "name": "g", "when": { "metric": "s", "missing": true }, "unscored": true, "immediate": true },
                { "name": "h", "when": { "metric": "s", "missing": true }, "cap": 40, "whenMissing": "apply" }],
              "parents": { "rollUp": "shareBelow" } }
            """)).Errors.Select(error => $"{error.Path} is {error.Value}"));
}
