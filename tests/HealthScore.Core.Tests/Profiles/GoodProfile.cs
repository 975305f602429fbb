using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>A profile without errors that uses every part, for tests that spoil one thing in it.</summary>
internal static class GoodProfile
{
    public const string GoodJson = """
        {
          "name": "b2b",
          "minimumCoverage": 0.5,
          "dimensions": [
            {
              "name": "usage",
              "weight": 2,
              "metrics": [
                { "name": "logins", "curve": { "linear": { "worst": 0, "best": 20 } } },
                { "name": "seats", "weight": 3, "curve": { "knots": [[0, 0], [50, 80], [90, 100]] }, "missing": { "points": 25 } }
              ]
            },
            {
              "name": "sentiment",
              "metrics": [
                { "name": "nps", "curve": { "bands": [[-100, 0], [0, 50], [50, 100]] } }
              ]
            }
          ],
          "signals": [{ "name": "days-overdue", "unit": "days" }],
          "guardrails": [
            { "name": "unpaid", "when": { "metric": "days-overdue", "atLeast": 60 }, "cap": 40 }
          ],
          "tiers": [
            { "name": "At risk", "from": 0 },
            { "name": "Stable", "from": 40 },
            { "name": "Healthy", "from": 70 }
          ],
          "actions": [
            { "name": "call", "tier": "At risk", "priority": 1 },
            { "name": "train", "driver": "logins", "pointsLost": 5 }
          ],
          "segments": [
            {
              "name": "small",
              "when": { "metric": "seats", "between": [1, 10] },
              "weights": { "sentiment": 3 },
              "curves": { "logins": { "linear": { "worst": 0, "best": 5 } } },
              "guardrails": [{ "name": "unpaid", "when": { "metric": "days-overdue", "above": 90 }, "cap": 30 }],
              "tiers": { "Healthy": 60 },
              "actions": [{ "name": "train", "driver": "logins", "pointsLost": 9 }],
              "without": ["call"]
            }
          ]
        }

        """;

    /// <summary>Replaces texts that each occur exactly once, and expects exactly these errors as the whole message.</summary>
    public static void Refused((string Old, string New)[] slips, params string[] errors) => Refused(Spoiled(slips), errors);

    public static void Refused(string json, params string[] errors) =>
        Says(Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(json)), errors);

    public static void Refused(byte[] json, params string[] errors) =>
        Says(Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(json)), errors);

    public static string Spoiled(params (string Old, string New)[] slips)
    {
        string json = GoodJson;
        foreach ((string old, string slip) in slips)
        {
            Assert.Equal(2, json.Split(old.Trim(' ')).Length);
            json = json.Replace(old.Trim(' '), slip.Trim(' '), StringComparison.Ordinal);
        }
        return json;
    }

    private static void Says(InvalidProfileException exception, string[] errors)
    {
        string[] expected = [.. errors.Select(error => $"- {error.Trim()}")];
        string title = $"The profile has {(errors.Length == 1 ? "an error" : $"{errors.Length} errors")}:";
        Assert.Equal(string.Join('\n', [title, .. expected]), exception.Message);
    }
}
