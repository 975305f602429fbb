using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>Profiles as the library writes them, whole: what differs from a default is written, and nothing else.</summary>
public sealed class WrittenProfileTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Create("p", p => p
        .OnFault(FaultPolicy.Required)
        .Dimension("d", 1, d => d.Describe("what they do").Formula(Formula.Points(-5))
            .Metric("m", Curve.Linear(-0.0, 10), m => m.OnFault(FaultPolicy.AsMissing))
            .Metric("n", Curve.Linear(0, 10)))
        .Tier("low", 0).Tier("high", 50)
        .Segment("s", s => s.Weight("n", 2).Weight("d", 4).Weight("m", 3))
        .Tracking(t => t.Dwell(down: Dwell.For(TimeSpan.FromDays(14)), up: Dwell.Scores(3)).Drop(10).Window(TimeSpan.FromDays(60)))
        .Parents(parents => parents.MinimumCoverage(0.5)));

    [Fact]
    public void The_JSON_of_a_profile() => Assert.Equal("""
        {
          "name": "p",
          "onFault": "required",
          "dimensions": [
            {
              "name": "d",
              "description": "what they do",
              "formula": "points",
              "initialPoints": -5,
              "metrics": [
                {
                  "name": "m",
                  "curve": { "linear": { "worst": 0, "best": 10 } },
                  "onFault": "missing"
                },
                {
                  "name": "n",
                  "curve": { "linear": { "worst": 0, "best": 10 } }
                }
              ]
            }
          ],
          "tiers": [
            {
              "name": "low",
              "from": 0
            },
            {
              "name": "high",
              "from": 50
            }
          ],
          "segments": [
            {
              "name": "s",
              "weights": {
                "d": 4,
                "m": 3,
                "n": 2
              }
            }
          ],
          "tracking": {
            "dwell": {
              "down": "14 days",
              "up": "3 scores"
            },
            "drop": 10,
            "window": "60 days"
          },
          "parents": {
            "minimumCoverage": 0.5
          }
        }
        """.ReplaceLineEndings("\n"), Profile.ToJson());

    [Fact]
    public void The_canonical_JSON_of_a_profile_that_only_has_a_margin_and_a_roll_up() => Assert.Equal(
        """{"name":"p","dimensions":[{"name":"d","metrics":[{"name":"m","curve":{"knots":[[0,0],[10,100]]}}]}]"""
            + ""","tiers":[{"name":"t","from":0}],"tracking":{"margin":2},"parents":{"rollUp":"lowest"}}""",
        ScoringProfile.Create("p", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("t", 0)
            .Tracking(t => t.Margin(2)).Parents(parents => parents.Lowest())).ToCanonicalJson());

    [Fact]
    public void The_JSON_of_an_action_and_of_parents_with_tiers_of_their_own() => Assert.Equal("""
        {
          "name": "p",
          "dimensions": [
            {
              "name": "d",
              "metrics": [
                {
                  "name": "m",
                  "curve": { "linear": { "worst": 0, "best": 10 } }
                }
              ]
            }
          ],
          "tiers": [
            {
              "name": "any",
              "from": 0
            }
          ],
          "actions": [
            {
              "name": "call",
              "description": "within a day",
              "priority": 1,
              "tier": "any"
            }
          ],
          "parents": {
            "rollUp": "lowest",
            "tiers": [
              {
                "name": "poor",
                "description": "one of them is",
                "from": 0
              },
              {
                "name": "good",
                "from": 50
              }
            ]
          }
        }
        """.ReplaceLineEndings("\n"), ScoringProfile.Create("p", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("any", 0)
            .Action("call", a => a.Describe("within a day").Priority(1).InTier("any"))
            .Parents(parents => parents.Lowest().Tier("poor", 0, "one of them is").Tier("good", 50))).ToJson());
}
