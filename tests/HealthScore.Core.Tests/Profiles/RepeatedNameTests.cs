using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Two parts of one name in the lists of a segment and of the parents.</summary>
public sealed class RepeatedNameTests
{
    [Fact]
    public void Two_guardrails_actions_or_tiers_of_one_name() => Refused(
        """
        { "name": "p",
          "dimensions": [{ "name": "d", "metrics": [{ "name": "m", "curve": { "linear": { "worst": 0, "best": 1 } } }] }],
          "guardrails": [{ "name": "g", "when": { "metric": "m", "below": 1 }, "cap": 40 }],
          "tiers": [{ "name": "low", "from": 0 }, { "name": "high", "from": 50 }],
          "actions": [{ "name": "a", "tier": "low" }],
          "segments": [{ "name": "x",
            "guardrails": [{ "name": "g", "when": { "metric": "m", "below": 2 }, "cap": 40 },
              { "name": "g", "when": { "metric": "m", "below": 3 }, "cap": 30 }],
            "actions": [{ "name": "a", "tier": "low" }, { "name": "a", "tier": "high" }] }],
          "parents": { "tiers": [{ "name": "weak", "from": 0 }, { "name": "weak", "from": 50 }] } }
        """,
        "$.segments[0].guardrails[1].name (line 8): 'g' is also the name of $.segments[0].guardrails[0]; give it a name of its own",
        "$.segments[0].actions[1].name (line 9): 'a' is also the name of $.segments[0].actions[0]; give it a name of its own",
        "$.parents.tiers[1].name (line 10): 'weak' is also the name of $.parents.tiers[0]; give it a name of its own");
}
