namespace HealthScoring.Reviews;

/// <summary>Compares guardrails and actions, of a profile or of a segment that has its own.</summary>
/// <param name="log">Takes the differences.</param>
/// <param name="path">The path of what they belong to.</param>
/// <param name="of">What a text starts with: empty, or the segment.</param>
internal sealed class RuleComparison(ChangeLog log, string path, string of)
{
    public void CompareGuardrails(IReadOnlyList<Guardrail> before, IReadOnlyList<Guardrail> after)
    {
        string all = ChangeLog.Path(path, "guardrails");
        void Whole(Guardrail guardrail, ProfileChangeKind kind, string happened) => log.Add(
            ChangeLog.Path(all, guardrail.Name), kind, $"{of}guardrail {guardrail.Name} {happened}: {Texts.Of(guardrail)}");
        ChangeLog.Parts(
            [.. before.OrderBy(guardrail => guardrail.Name, StringComparer.Ordinal)],
            [.. after.OrderBy(guardrail => guardrail.Name, StringComparer.Ordinal)], guardrail => guardrail.Name,
            removed => Whole(removed, ProfileChangeKind.Removed, "removed"),
            (old, now) => CompareGuardrail(ChangeLog.Path(all, now.Name), $"{of}guardrail {now.Name}", old, now),
            added => Whole(added, ProfileChangeKind.Added, "added"));
    }

    public void CompareActions(IReadOnlyList<ActionRule> before, IReadOnlyList<ActionRule> after)
    {
        string all = ChangeLog.Path(path, "actions");
        void Whole(ActionRule action, ProfileChangeKind kind, string happened) => log.Add(
            ChangeLog.Path(all, action.Name), kind, $"{of}action {action.Name} {happened}: {Texts.Of(action)}");
        ChangeLog.Parts(before, after, action => action.Name,
            removed => Whole(removed, ProfileChangeKind.Removed, "removed"),
            (old, now) => CompareAction(ChangeLog.Path(all, now.Name), $"{of}action {now.Name}", old, now),
            added => Whole(added, ProfileChangeKind.Added, "added"));
    }

    private void CompareGuardrail(string at, string title, Guardrail old, Guardrail now)
    {
        log.Member(ChangeLog.Path(at, "when"), $"{title}: when", old.When.ToString(), now.When.ToString());
        string effect = now.Effect switch { GuardrailEffect.Cap => "cap", GuardrailEffect.Floor => "floor", _ => "unscored" };
        if (old.Effect == now.Effect)
            log.Number(ChangeLog.Path(at, effect), $"{title}: {effect}", old.Limit, now.Limit);
        else
            log.Member(ChangeLog.Path(at, effect), title + ":", Texts.Effect(old), Texts.Effect(now));
        log.Member(ChangeLog.Path(at, "immediate"), $"{title}: immediate", YesOrNo(old.Immediate), YesOrNo(now.Immediate));
        log.Words(ChangeLog.Path(at, "description"), $"description of {title}", old.Description, now.Description);
    }

    private void CompareAction(string at, string title, ActionRule old, ActionRule now)
    {
        log.Number(ChangeLog.Path(at, "priority"), $"{title}: priority", old.Priority, now.Priority);
        log.Member(ChangeLog.Path(at, "tier"), $"{title}: tier", old.Tier, now.Tier);
        log.Member(ChangeLog.Path(at, "driver"), $"{title}: driver", old.Driver, now.Driver);
        log.Number(ChangeLog.Path(at, "pointsLost"), $"{title}: points lost", old.PointsLost, now.PointsLost);
        log.Member(ChangeLog.Path(at, "guardrail"), $"{title}: guardrail", old.Guardrail, now.Guardrail);
        log.Member(ChangeLog.Path(at, "segment"), $"{title}: segment", old.Segment, now.Segment);
        log.Member(ChangeLog.Path(at, "coolDown"), $"{title}: cool-down", old.CoolDown?.ToString(), now.CoolDown?.ToString());
        log.Words(ChangeLog.Path(at, "description"), $"description of {title}", old.Description, now.Description);
    }

    private static string YesOrNo(bool value) => value ? "yes" : "no";
}
