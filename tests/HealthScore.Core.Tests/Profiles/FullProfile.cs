namespace HealthScoring.Tests.Profiles;

/// <summary>A profile with every member that the format has, at least once.</summary>
internal static class FullProfile
{
    public const string Json =
        """
        {
          "$schema": "profile.v1.schema.json",
          "formatVersion": 1,
          "name": "full",
          "id": "full-2025",
          "description": "everything",
          "formula": "points",
          "initialPoints": 10,
          "minimumCoverage": 0.25,
          "onFault": { "points": 5 },
          "dimensions": [
            { "name": "adoption", "description": "usage", "weight": 3, "formula": "points", "initialPoints": -5, "metrics": [
              { "name": "usage", "description": "days", "unit": "days", "weight": 2,
                "curve": { "linear": { "worst": 0, "best": 20 } }, "missing": "required", "onFault": "required" },
              { "name": "depth", "curve": { "knots": [[0, -20], [5, 60], [5, 70], [8, 120]] }, "missing": { "points": -3 } },
              { "name": "breadth", "weight": 0, "curve": { "bands": [[0, 0], [0.5, 100]] }, "missing": "exclude" },
              { "name": "users", "curve": { "log": { "worst": 0, "best": 1000 } }, "valid": [0, 1e6], "missingValues": [-1, -999], "whole": true },
              { "name": "errors", "curve": { "bands": [{ "upTo": 5, "points": 100 }, { "upTo": 10, "points": 50.5 }, { "points": -1 }] } } ] },
            { "name": "support", "formula": "lowest", "minimumCoverage": 0.5, "metrics": [
              { "name": "tickets", "curve": { "targetRange": { "worstBelow": -1, "bestFrom": 2, "bestTo": 5, "worstAbove": 30 } } },
              { "name": "nps", "curve": { "sCurve": { "worst": -100, "best": 100 } }, "freshFor": "90 days", "staleAfter": "180 days" } ] } ],
          "signals": [ { "name": "days-overdue", "description": "money", "unit": "days" },
            { "name": "seats", "valid": [1, 1e6], "missingValues": [0], "whole": true } ],
          "labels": ["industry", "plan"],
          "guardrails": [
            { "name": "overdue", "description": "pays late", "when": { "metric": "days-overdue", "atLeast": 30 }, "cap": 40, "immediate": true },
            { "name": "happy", "when": { "metric": "nps", "above": 50 }, "floor": 20, "whenMissing": "apply" },
            { "name": "unknown", "when": { "metric": "usage", "missing": true }, "unscored": true },
            { "name": "few", "when": { "metric": "usage", "below": 1 }, "cap": 30 },
            { "name": "none", "when": { "metric": "depth", "atMost": 0 }, "cap": 20 },
            { "name": "middle", "when": { "metric": "tickets", "between": [2, 3] }, "floor": 0 },
            { "name": "renewal", "when": { "all": [ { "any": [ { "label": "plan", "isNot": ["free", "trial"] }, { "metric": "seats", "above": 9 } ] },
              { "dimension": "support", "below": 30 } ] }, "cap": "low" } ],
          "tiers": [ { "name": "low", "description": "bad", "from": 0 }, { "name": "high", "from": 50.5 } ],
          "actions": [
            { "name": "call", "description": "by phone", "priority": 1, "tier": "low", "driver": "usage", "pointsLost": 2.5,
              "guardrail": "few", "segment": "big", "coolDown": "30 days" },
            { "name": "mail", "tier": "low", "coolDown": "untilTierChanges" },
            { "name": "upsell",
              "when": { "any": [ { "score": { "atLeast": 80 } }, { "score": { "below": 5 } }, { "tier": ["low", "high"] } ] } },
            { "name": "train", "driver": "breadth" } ],
          "segments": [
            { "name": "big", "description": "many seats", "when": { "metric": "seats", "atLeast": 500 }, "weights": { "support": 4, "usage": 0 },
              "curves": { "tickets": { "linear": { "worst": 30, "best": 0 } } },
              "guardrails": [ { "name": "few", "when": { "metric": "usage", "below": 3 }, "cap": 30 } ],
              "tiers": { "high": 60 }, "actions": [ { "name": "train", "priority": 2, "driver": "depth" } ], "without": ["overdue"] },
            { "name": "banks", "when": { "label": "industry", "is": "banking" } },
            { "name": "named-by-the-host" } ],
          "tracking": { "margin": 2, "dwell": { "down": "1 score", "up": "3 scores" }, "drop": 10, "rise": 12.5, "window": "60 days",
            "acceptLossAfter": "3 days" },
          "parents": { "rollUp": "shareBelow", "below": "high", "minimumCoverage": 0.5,
            "tiers": [ { "name": "weak", "from": 0 }, { "name": "sound", "description": "most are well", "from": 80 } ] },
          "examples": [
            { "name": "silent", "description": "nobody comes", "values": { "usage": 0, "nps": 10 }, "labels": { "plan": "free" },
              "ages": { "nps": "120 days" },
              "segment": "big", "score": 40.5, "tier": "low" },
            { "name": "empty", "values": {}, "unscored": true } ]
        }
        """;
}
