namespace HealthScoring.Reviews;

/// <summary>Compares segments: their order, who is in them, and what each has of its own.</summary>
internal sealed class SegmentComparison(ChangeLog log, ScoringProfile before, ScoringProfile after)
{
    private const string Segments = "segments";

    public void Compare()
    {
        ChangeLog.Parts(before.Segments, after.Segments, segment => segment.Name,
            removed => log.Add(ChangeLog.Path(Segments, removed.Name), ProfileChangeKind.Removed, $"segment {removed.Name} removed: {Who(removed)}"),
            CompareSegment, Add);
        log.Order(Segments, "segment", [.. before.Segments.Select(segment => segment.Name)], [.. after.Segments.Select(segment => segment.Name)],
            ": the first that matches wins");
    }

    private static string Who(Segment segment) => (segment.When is null ? "named by the host" : $"when {segment.When}")
        + (segment.Description is null ? "" : $", description {Texts.Quoted(segment.Description)}");

    private void Add(Segment segment)
    {
        log.Add(ChangeLog.Path(Segments, segment.Name), ProfileChangeKind.Added, $"segment {segment.Name} added: {Who(segment)}");
        // What it has of its own is told one by one, as if it had been there without.
        CompareOverrides(new Segment { Name = segment.Name }, segment, new(before), new(ProfileVariation.Of(after, segment)));
    }

    private void CompareSegment(Segment old, Segment now)
    {
        string path = ChangeLog.Path(Segments, now.Name);
        log.Words(ChangeLog.Path(path, "description"), $"description of segment {now.Name}", old.Description, now.Description);
        log.Member(ChangeLog.Path(path, "when"), $"segment {now.Name}: when", old.When?.ToString(), now.When?.ToString());
        CompareOverrides(old, now, new(ProfileVariation.Of(before, old)), new(ProfileVariation.Of(after, now)));
    }

    private void CompareOverrides(Segment old, Segment now, WeightShares oldShares, WeightShares newShares)
    {
        (string path, string of) = (ChangeLog.Path(Segments, now.Name), $"segment {now.Name}: ");
        foreach (string name in Names(old.Weights.Keys, now.Weights.Keys))
        {
            log.Number(ChangeLog.Path(path + ".weights", name), $"{of}weight of {name}", Find(old.Weights, name), Find(now.Weights, name),
                WeightShares.Change(oldShares, name, newShares, name));
        }
        foreach (string name in Names(old.Curves.Keys, now.Curves.Keys))
            CompareCurve(ChangeLog.Path(path + ".curves", name), $"{of}curve of {name}", old.Curves.GetValueOrDefault(name), now.Curves.GetValueOrDefault(name));
        var rules = new RuleComparison(log, path, of);
        rules.CompareGuardrails(old.Guardrails, now.Guardrails);
        foreach (string name in Names(old.Tiers.Keys, now.Tiers.Keys))
            log.Number(ChangeLog.Path(path + ".tiers", name), $"{of}start of tier {name}", Find(old.Tiers, name), Find(now.Tiers, name));
        rules.CompareActions(Sorted(old.Actions), Sorted(now.Actions));
        foreach (string name in Names(now.Without, []).Except(old.Without, StringComparer.Ordinal))
            log.Add(ChangeLog.Path(path + ".without", name), ProfileChangeKind.Added, $"{of}{name} is left out");
        foreach (string name in Names(old.Without, []).Except(now.Without, StringComparer.Ordinal))
            log.Add(ChangeLog.Path(path + ".without", name), ProfileChangeKind.Removed, $"{of}{name} is no longer left out");
    }

    private void CompareCurve(string path, string what, Curve? old, Curve? now)
    {
        if (old is not null && now is not null && !old.Equals(now))
            log.Add(path, ProfileChangeKind.Changed, $"{what}: {Texts.Of(old)} → {Texts.Of(now)}{Texts.Effect(old, now)}");
        else if (old is null || now is null)
            log.Member(path, what, old is null ? null : Texts.Of(old), now is null ? null : Texts.Of(now));
    }

    // In a segment the order of its own actions means nothing: each keeps the place of the one that it replaces.
    private static ActionRule[] Sorted(IEnumerable<ActionRule> actions) => [.. actions.OrderBy(action => action.Name, StringComparer.Ordinal)];

    private static IEnumerable<string> Names(IEnumerable<string> old, IEnumerable<string> now) =>
        old.Union(now, StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static double? Find(IReadOnlyDictionary<string, double> values, string name) => values.TryGetValue(name, out double value) ? value : null;
}
