using Xunit;

namespace HealthScoring.Tests.Profiles;

public sealed class WrittenExampleTests
{
    [Fact]
    public void An_example_is_written_with_every_member_that_it_has() => Assert.Equal(
        """
        {
          "name": "p",
          "dimensions": [
            {
              "name": "use",
              "metrics": [
                {
                  "name": "logins",
                  "curve": { "linear": { "worst": 0, "best": 20 } }
                },
                {
                  "name": "survey",
                  "curve": { "linear": { "worst": 0, "best": 10 } },
                  "freshFor": "90 days",
                  "staleAfter": "180 days"
                }
              ]
            }
          ],
          "labels": [
            "plan"
          ],
          "tiers": [
            {
              "name": "low",
              "from": 0
            }
          ],
          "segments": [
            {
              "name": "banks"
            }
          ],
          "examples": [
            {
              "name": "silent",
              "description": "nobody comes",
              "values": {
                "logins": 0,
                "survey": 7.5
              },
              "labels": {
                "plan": "free"
              },
              "ages": {
                "survey": "120 days"
              },
              "segment": "banks",
              "score": 40.5,
              "tier": "low"
            },
            {
              "name": "empty",
              "values": {},
              "unscored": true
            }
          ]
        }
        """.ReplaceLineEndings("\n"),
        ScoringProfile.Create("p", p => p
            .Dimension("use", 1, d => d
                .Metric("logins", Curve.Linear(0, 20))
                .Metric("survey", Curve.Linear(0, 10), m => m.FreshFor(TimeSpan.FromDays(90), staleAfter: TimeSpan.FromDays(180))))
            .Label("plan").Tier("low", 0).Segment("banks", _ => { })
            .Example("silent", e => e.Describe("nobody comes").Value("survey", 7.5, TimeSpan.FromDays(120)).Value("logins", 0)
                .Label("plan", "free").InSegment("banks").ExpectScore(40.5).ExpectTier("low"))
            .Example("empty", e => e.ExpectUnscored())).ToJson());
}
