using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Texts for people that say nothing: each of them is judged, wherever it stands.</summary>
public sealed class EmptyTextTests
{
    [Fact]
    public void A_description_or_a_unit_that_is_empty() => Refused(
        """
        { "name": "p", "description": "",
          "dimensions": [{ "name": "d", "description": "", "metrics": [
            { "name": "m", "description": "", "unit": "", "curve": { "linear": { "worst": 0, "best": 1 } } }] }],
          "signals": [{ "name": "s", "unit": "", "description": "" }],
          "tiers": [{ "name": "low", "description": "", "from": 0 }, { "name": "high", "from": 50 }],
          "guardrails": [{ "name": "g", "description": "", "when": { "metric": "m", "below": 1 }, "cap": 40 }],
          "actions": [{ "name": "a", "description": "", "tier": "low" }],
          "segments": [{ "name": "x", "description": "",
            "guardrails": [{ "name": "g", "description": "", "when": { "metric": "m", "below": 2 }, "cap": 40 }],
            "actions": [{ "name": "a", "description": "", "tier": "low" }] }],
          "parents": { "tiers": [{ "name": "weak", "description": "", "from": 0 }] } }
        """,
        Empty("$.description (line 1)"),
        Empty("$.dimensions[0].description (line 2)"),
        Empty("$.dimensions[0].metrics[0].description (line 3)"),
        Empty("$.dimensions[0].metrics[0].unit (line 3)"),
        Empty("$.signals[0].unit (line 4)"),
        Empty("$.signals[0].description (line 4)"),
        Empty("$.tiers[0].description (line 5)"),
        Empty("$.guardrails[0].description (line 6)"),
        Empty("$.actions[0].description (line 7)"),
        Empty("$.segments[0].description (line 8)"),
        Empty("$.segments[0].guardrails[0].description (line 9)"),
        Empty("$.segments[0].actions[0].description (line 10)"),
        Empty("$.parents.tiers[0].description (line 11)"));

    private static string Empty(string place) => $"{place}: the text is empty; write something, or leave the member out";
}
