using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>Keeps a tier from flapping: a cut-off must be crossed by a margin, and for some time.</summary>
internal static class TierRule
{
    /// <param name="previous">The state before.</param>
    /// <param name="score">The score.</param>
    /// <param name="profileChanged">Whether the rules are others than those of the state.</param>
    /// <param name="loss">What is lost: while anything is, no tier rises by a score, and no fall starts that may come from it.</param>
    /// <param name="counts">Whether it is a score among those to wait for.</param>
    public static TierDecision Decide(TrackingState? previous, HealthScore score, bool profileChanged, DataLoss loss, bool counts)
    {
        bool isLosing = loss.Any;
        TierScale tiers = score.Scorecard.Tiers;
        int tier = tiers.IndexOf(previous?.Tier);
        if (score.TierIndex < 0)
            return new(tier, HidesFall: isLosing);
        bool followsNow = profileChanged || previous?.Data.FollowsNext == true;
        if (isLosing && tier >= 0 && score.Override is null
            && (score.TierIndex > tier || (followsNow && !Immediate(score, isLosing).Any())))
        {
            return new(tier, profileChanged ? null : Falling(previous!, tiers, tier), IsHeld: true);
        }
        string? atOnce = AtOnce(previous, score, profileChanged, isLosing);
        if (atOnce is not null || tier < 0)
            return new(score.TierIndex, Reason: atOnce);
        // Without an override a tier comes from a score.
        double value = score.Value.GetValueOrDefault();
        TrackingRules rules = score.Plan.Profile.Tracking;
        int asked = Asked(score.Scorecard, tier, value, rules.Margin);
        if (asked == tier)
            return new(tier, isLosing ? Falling(previous!, tiers, tier) : null);
        PendingTier pending = Continue(previous!, tiers, tier, asked, score.AsOf);
        Dwell dwell = asked > tier ? rules.DwellUp : rules.DwellDown;
        if (!IsOver(dwell, pending, score.AsOf) || (!counts && !dwell.IsNone))
        {
            // What goes missing may lower the score by itself; what falls later, with the same data, falls by the rest.
            bool hides = isLosing && pending.Scores == 1 && (loss.HasNew || previous!.Data.HidesFall);
            return new(tier, hides ? null : pending, HidesFall: hides);
        }
        int next = tiers.IndexOf(pending.Tier);
        double cutOff = tiers[Math.Max(tier, next) == next ? next : next + 1].From;
        return new(next, Points: Math.Abs(value - cutOff), Reason: ByItself(value, cutOff, dwell, pending, score.AsOf));
    }

    /// <summary>Why the score's own tier counts without margin and dwell; null where it does not.</summary>
    private static string? AtOnce(TrackingState? previous, HealthScore score, bool profileChanged, bool isLosing)
    {
        if (score.Override is not null)
            return $"override: {score.Override}";
        string[] guardrails = [.. Immediate(score, isLosing)];
        string? byGuardrails = guardrails.Length == 0 ? null : $"at once by {string.Join(", ", guardrails)}";
        // While data are lost nothing else counts at once.
        if (isLosing && byGuardrails is not null)
            return byGuardrails;
        return profileChanged ? "the profile changed"
            : previous?.Data.FollowsNext == true ? "an override ended, or the profile changed before"
            : byGuardrails;
    }

    /// <summary>The guardrails that do not wait. Where data are lost, a number that is missing is no news of the customer.</summary>
    private static IEnumerable<string> Immediate(HealthScore score, bool isLosing) => score.Scorecard.Guardrails
        .Where((guardrail, i) => guardrail.Rule.Immediate && !double.IsNaN(score.Evaluation.GuardrailChanges[i])
            && !(isLosing && !guardrail.When.Holds(score.Asked(), missing: false)))
        .Select(guardrail => guardrail.Rule.Name);

    /// <summary>What is pending downwards: it waits for data that are lost. What is pending upwards does not.</summary>
    private static PendingTier? Falling(TrackingState previous, TierScale tiers, int tier) =>
        previous.Data.Pending is { } pending && tiers.IndexOf(pending.Tier) < tier ? pending : null;

    /// <summary>The tier a score asks for, seen from the one that counts: a cut-off must be crossed by the margin.</summary>
    private static int Asked(Scorecard scorecard, int tier, double score, double margin)
    {
        TierScale tiers = scorecard.Tiers;
        int asked = tier;
        while (asked + 1 < tiers.Count && score >= scorecard.Precision.Least(tiers[asked + 1].From, margin))
            asked++;
        while (asked > 0 && score < scorecard.Precision.Least(tiers[asked].From, -margin))
            asked--;
        return asked;
    }

    /// <summary>Scores that ask for tiers on one side wait together, for the nearest of those: each of them asked for that one at least.</summary>
    private static PendingTier Continue(TrackingState previous, TierScale tiers, int tier, int asked, DateTimeOffset asOf)
    {
        int waiting = tiers.IndexOf(previous.Data.Pending?.Tier);
        if (previous.Data.Pending is not { } pending || waiting > tier != asked > tier)
            return new(tiers[asked].Name, asOf.UtcDateTime, 1);
        int nearest = asked > tier ? Math.Min(waiting, asked) : Math.Max(waiting, asked);
        return new(tiers[nearest].Name, pending.Since, Math.Min(pending.Scores, int.MaxValue - 1) + 1);
    }

    private static bool IsOver(Dwell dwell, PendingTier pending, DateTimeOffset asOf) =>
        dwell.Time is { } time ? asOf - pending.Since >= time : pending.Scores >= dwell.Count;

    private static string ByItself(double score, double cutOff, Dwell dwell, PendingTier pending, DateTimeOffset asOf)
    {
        string distance = $"{Number.Points(Math.Abs(score - cutOff))} points {(score < cutOff ? "below" : "above")} {Number.Text(cutOff)}";
        return dwell.Count is not null && pending.Scores > 1 ? $"{distance} with {Duration.Counted(pending.Scores, "score")} in a row"
            : asOf > pending.Since ? $"{distance} for {Number.Age(Duration.Days(asOf - pending.Since))}"
            : distance;
    }
}
