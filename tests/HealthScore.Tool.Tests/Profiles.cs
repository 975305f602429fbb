namespace HealthScoring.Tests.Tool;

/// <summary>Profiles that tests share.</summary>
internal static class Profiles
{
    /// <summary>Two metrics, one of which fades, a signal, a label and two segments.</summary>
    public const string Small = """
        {
          "name": "small",
          "dimensions": [
            { "name": "use", "weight": 3, "metrics": [
              { "name": "logins", "unit": "days", "curve": { "linear": { "worst": 0, "best": 20 } } } ] },
            { "name": "voice", "weight": 1, "metrics": [
              { "name": "nps", "curve": { "linear": { "worst": -100, "best": 100 } }, "freshFor": "90 days", "staleAfter": "180 days" } ] } ],
          "signals": [ { "name": "days-overdue", "unit": "days" } ],
          "labels": [ "plan" ],
          "segments": [
            { "name": "free", "when": { "label": "plan", "is": "free" }, "weights": { "voice": 3 } },
            { "name": "large", "weights": { "use": 9 } } ],
          "guardrails": [ { "name": "overdue", "when": { "metric": "days-overdue", "atLeast": 30 }, "cap": 40 } ],
          "tiers": [ { "name": "low", "from": 0 }, { "name": "high", "from": 50 } ],
          "actions": [ { "name": "call", "tier": "low" } ]
        }
        """;

    /// <summary>One metric.</summary>
    public const string Tiny = """
        {
          "name": "tiny",
          "dimensions": [ { "name": "use", "metrics": [ { "name": "logins", "curve": { "linear": { "worst": 0, "best": 20 } } } ] } ],
          "tiers": [ { "name": "low", "from": 0 }, { "name": "high", "from": 50 } ]
        }
        """;

    /// <summary>The mapping of a file for <see cref="Tiny"/>.</summary>
    public const string TinyMap = """{ "customer": "id", "metrics": { "logins": "logins" } }""";
}
