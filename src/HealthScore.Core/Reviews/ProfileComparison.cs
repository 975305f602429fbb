using HealthScoring.Text;

namespace HealthScoring.Reviews;

/// <summary>
/// Compares two profiles part by part. It tells apart exactly what the canonical form of a profile tells apart, as that decides the
/// fingerprint: a member that is added there is added here.
/// </summary>
internal sealed class ProfileComparison(ChangeLog log, ScoringProfile before, ScoringProfile after)
{
    private const string Tiers = "tiers", Tracking = "tracking";

    public void Compare()
    {
        if (before.Name != after.Name)
            log.Add("name", ProfileChangeKind.Changed, $"profile {before.Name} is now called {after.Name}");
        log.Words("description", "description of the profile", before.Description, after.Description);
        CompareFormula(log, "", "", before.Formula, after.Formula);
        log.Number("minimumCoverage", "minimum coverage", before.MinimumCoverage, after.MinimumCoverage);
        new DimensionComparison(log, before, after).Compare();
        var rules = new RuleComparison(log, "", "");
        rules.CompareGuardrails(before.Guardrails, after.Guardrails);
        CompareTiers();
        rules.CompareActions(before.Actions, after.Actions);
        log.Order("actions", "action", Names(before.Actions), Names(after.Actions), " of the declared order");
        new SegmentComparison(log, before, after).Compare();
        CompareTracking(before.Tracking, after.Tracking);
    }

    /// <summary>Compares how parts join, in the score or in a dimension.</summary>
    public static void CompareFormula(ChangeLog log, string path, string of, Formula before, Formula after)
    {
        if (before.Kind != after.Kind)
            log.Member(ChangeLog.Path(path, "formula"), "formula" + of, Texts.Of(before), Texts.Of(after));
        else
            log.Number(ChangeLog.Path(path, "initialPoints"), "initial points" + of, before.InitialPoints, after.InitialPoints);
    }

    // Cut-offs rise strictly: another order is another cut-off.
    private void CompareTiers() => ChangeLog.Parts(before.TierList, after.TierList, tier => tier.Name,
        removed => log.Add(ChangeLog.Path(Tiers, removed.Name), ProfileChangeKind.Removed, $"tier {removed.Name} removed: {Texts.Of(removed)}"),
        CompareTier,
        added => log.Add(ChangeLog.Path(Tiers, added.Name), ProfileChangeKind.Added, $"tier {added.Name} added: {Texts.Of(added)}"));

    private void CompareTier(Tier old, Tier now)
    {
        string path = ChangeLog.Path(Tiers, now.Name);
        log.Number(ChangeLog.Path(path, "from"), $"{now.Name} starts at", old.From, now.From);
        log.Words(ChangeLog.Path(path, "description"), $"description of tier {now.Name}", old.Description, now.Description);
    }

    private void CompareTracking(TrackingRules old, TrackingRules now)
    {
        log.Number(Tracking + ".margin", "tracking: margin", old.Margin, now.Margin);
        log.Member(Tracking + ".dwell", "tracking: dwell", DwellOf(old), DwellOf(now));
        log.Number(Tracking + ".drop", "tracking: drop", old.Drop, now.Drop);
        log.Number(Tracking + ".rise", "tracking: rise", old.Rise, now.Rise);
        log.Member(Tracking + ".window", "tracking: window", Duration.Text(old.Window), Duration.Text(now.Window));
    }

    private static string? DwellOf(TrackingRules rules) => rules.Dwell.IsNone ? null : rules.Dwell.ToString();

    private static string[] Names(IEnumerable<ActionRule> actions) => [.. actions.Select(action => action.Name)];
}
