using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Two parts of one name in a list of the profile, of a segment, or of the parents.</summary>
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

    [Fact]
    public void Two_labels_guardrails_actions_segments_or_examples_of_one_name() => Refused(
        """
        { "name": "p",
          "dimensions": [{ "name": "d", "metrics": [{ "name": "m", "curve": { "linear": { "worst": 0, "best": 1 } } }] }],
          "labels": ["plan", "country", "plan"],
          "guardrails": [{ "name": "g", "when": { "metric": "m", "below": 1 }, "cap": 40 },
            { "name": "g", "when": { "metric": "m", "below": 2 }, "cap": 30 }],
          "tiers": [{ "name": "low", "from": 0 }],
          "actions": [{ "name": "a", "tier": "low" },
            { "name": "a", "driver": "m" }],
          "segments": [{ "name": "s" },
            { "name": "s" }],
          "examples": [{ "name": "e", "values": { "m": 1 }, "score": 100 },
            { "name": "e", "values": { "m": 0 }, "score": 0 }] }
        """,
        "$.labels[2] (line 3): 'plan' is also the name of $.labels[0]; give it a name of its own",
        "$.guardrails[1].name (line 5): 'g' is also the name of $.guardrails[0]; give it a name of its own",
        "$.actions[1].name (line 8): 'a' is also the name of $.actions[0]; give it a name of its own",
        "$.segments[1].name (line 10): 's' is also the name of $.segments[0]; give it a name of its own",
        "$.examples[1].name (line 12): 'e' is also the name of $.examples[0]; give it a name of its own");
}
