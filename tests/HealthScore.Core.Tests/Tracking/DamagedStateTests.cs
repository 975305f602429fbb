using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>A state whose form is right, with mistakes, each on a line of its own.</summary>
public sealed class DamagedStateTests
{
    [Fact]
    public void Each_place_of_a_state_that_no_score_can_have_written_is_named()
    {
        string zeros = new('0', 64);
        InvalidStoredDataException refused = Assert.Throws<InvalidStoredDataException>(() => TrackingState.Parse($$"""
            {
              "profile": " ",
              "formatVersion": 1, "fingerprint": "{{zeros}}", "rules": "{{zeros}}", "asOf": "2026-03-03T00:00:00Z",
              "tier": "",
              "pending": { "tier": " ", "since": "2026-03-02T00:00:00Z", "scores": 2 },
              "lows": [{ "day": "2026-03-01", "score": 40 },
                { "day": "2026-03-02", "score": 40 }],
              "stale": [" ", "survey"],
              "known": ["debt", "usage"],
              "lost": [{ "metric": "nps", "since": "2026-03-01T00:00:00Z" },
                { "metric": "csat", "since": "2026-03-01T00:00:00Z" },
                { "metric": "", "since": "2026-03-01T00:00:00Z" }],
              "accepted": [{ "metric": "usage", "since": "2026-03-01T00:00:00Z" }],
              "fired": [{ "action": "call", "at": "2026-03-01T00:00:00Z" },
                { "action": "ask", "at": "2026-03-01T00:00:00Z" },
                { "action": "visit", "at": "2026-03-04T00:00:00Z" }]
            }
            """));

        Assert.Equal("""
            The tracking state has 10 errors:
            - $.profile (line 2): the profile's id is blank; restore what ToJson() wrote
            - $.tier (line 4): the name is empty; restore what ToJson() wrote
            - $.pending.tier (line 5): the name is empty; restore what ToJson() wrote
            - $.lows[1] (line 7): 40 is not above 40 before it; restore what ToJson() wrote
            - $.stale[0] (line 8): the name is empty; restore what ToJson() wrote
            - $.lost[1] (line 11): 'csat' does not come after 'nps' before it in ordinal order; restore what ToJson() wrote
            - $.lost[2].metric (line 12): the name is empty; restore what ToJson() wrote
            - $.accepted[0] (line 13): 'usage' is accepted, and is known; restore what ToJson() wrote
            - $.fired[1] (line 15): 'ask' does not come after 'call' before it in ordinal order; restore what ToJson() wrote
            - $.fired[2].at (line 16): 2026-03-04T00:00:00Z is after "asOf", 2026-03-03T00:00:00Z; restore what ToJson() wrote
            """.ReplaceLineEndings("\n"), refused.Message);
        Assert.Equal("\" \"", refused.Errors[0].Value);
    }
}
