using HealthScoring.Changes;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class ChangeLaws
{
    private static readonly ScoreChangeKind[] OfMetrics = [ScoreChangeKind.Value, ScoreChangeKind.Appeared, ScoreChangeKind.Vanished,
        ScoreChangeKind.Freshness];

    [Law(costs: 8)]
    public void The_parts_sum_to_the_change(Trial trial)
    {
        var months = new TwoMonths(trial);
        foreach (ScoringProfile profile in new[] { months.Profile, months.OtherProfile() })
        {
            ScoreChange change = ScoreChange.Between(months.ScoreBefore(), months.ScoreAfter(profile));
            Assert.Equal(change.After.Value - change.Before.Value, change.Change);
            Assert.Equal(change.Change.GetValueOrDefault(), change.Parts.Sum(part => part.Points), 1e-9);
        }
    }

    [Law(costs: 2)]
    public void Where_a_side_is_unscored_there_is_no_change_and_no_part(Trial trial)
    {
        var months = new TwoMonths(trial);
        ScoreChange change = ScoreChange.Between(months.ScoreBefore(), months.ScoreAfter());
        bool scored = change.Before.Value is not null && change.After.Value is not null;
        Assert.Equal(scored, change.Change is not null);
        Assert.True(scored || change.Parts.Count == 0);
        Assert.Equal(change.Before.Value is null || change.After.Value is null, change.ToString().Contains("unscored", StringComparison.Ordinal));
    }

    [Law(costs: 2)]
    public void A_customer_scored_twice_has_no_change(Trial trial)
    {
        var months = new TwoMonths(trial);
        ScoreChange change = ScoreChange.Between(months.ScoreBefore(), months.ScoreBefore());
        Assert.True(change.Change is null or 0);
        Assert.Empty(change.Parts);
    }

    [Law(costs: 3)]
    public void The_way_back_has_the_same_parts_negated_to_the_last_bit(Trial trial)
    {
        var months = new TwoMonths(trial);
        (HealthScore before, HealthScore after) = (months.ScoreBefore(months.Named), months.ScoreAfter());
        if (before.Segment != after.Segment)
            throw LawAttribute.Discard();
        Assert.Equal(
            ScoreChange.Between(before, after).Parts.Select(part => (part.Kind, part.Name, Points: part.Points)),
            ScoreChange.Between(after, before).Parts.Select(part => (Kind: Back(part.Kind), part.Name, Points: 0 - part.Points))
                .OrderByDescending(part => Math.Abs(part.Points)).ThenBy(part => part.Kind).ThenBy(part => part.Name, StringComparer.Ordinal));
    }

    [Law(costs: 5)]
    public void A_metric_has_a_part_if_and_only_if_its_value_or_its_freshness_changed(Trial trial)
    {
        var months = new TwoMonths(trial);
        ScoreChange change = ScoreChange.Between(months.ScoreBefore(), months.ScoreAfter());
        if (change.Change is null)
            throw LawAttribute.Discard();
        IEnumerable<(ScoreChangeKind, string?)> changed = change.Before.Contributions.Zip(change.After.Contributions)
            .SelectMany(pair => Kinds(pair.First, pair.Second));
        Assert.Equal(changed.Order(), change.Parts.Where(part => OfMetrics.Contains(part.Kind)).Select(part => (part.Kind, part.Name)).Order());
    }

    [Law(costs: 8)]
    public void A_metric_gets_the_mean_of_what_it_does_in_canonical_order_and_in_the_reverse(Trial trial)
    {
        var months = new TwoMonths(trial);
        (HealthScore before, HealthScore after) = (months.ScoreBefore(months.Named), months.ScoreAfter());
        // A customer scored on the way is in the segment that the values choose, not always in the old one.
        if (months.Draft.Segments.Length > 0 || before.ValueBeforeGuardrails is null || after.ValueBeforeGuardrails is null)
            throw LawAttribute.Discard();
        ScoreChange change = ScoreChange.Between(before, after);
        (ScoreChangeKind Kind, string? Name)[] order = [.. change.Parts.Where(part => OfMetrics.Contains(part.Kind))
            .Select(part => (part.Kind, part.Name))
            .OrderBy(part => DimensionOf(part.Name), StringComparer.Ordinal)
            .ThenBy(part => part.Name, StringComparer.Ordinal).ThenBy(part => part.Kind)];
        double[] there = Effects(months, before, after, order), back = Effects(months, before, after, [.. order.Reverse()]);
        for (int i = 0; i < order.Length; i++)
        {
            double points = change.Parts.Single(part => (part.Kind, part.Name) == order[i]).Points;
            Assert.Equal((there[i] + back[^(i + 1)]) / 2, points, 1e-9);
        }

        string DimensionOf(string? metric) =>
            months.Draft.Dimensions.Single(dimension => dimension.Metrics.Any(candidate => candidate.Name == metric)).Name;
    }

    [Law(costs: 3)]
    public void Guardrails_get_what_they_changed_afterwards_less_what_they_changed_before(Trial trial)
    {
        var months = new TwoMonths(trial);
        (HealthScore before, HealthScore after) = (months.ScoreBefore(months.Named), months.ScoreAfter());
        if (before.Segment != after.Segment || before.ValueBeforeGuardrails is null || after.ValueBeforeGuardrails is null)
            throw LawAttribute.Discard();
        ScoreChange change = ScoreChange.Between(before, after);
        foreach (GuardrailDraft rule in change.Change is null ? [] : months.Draft.Guardrails)
        {
            Assert.Equal(Taken(after, rule.Name) - Taken(before, rule.Name),
                change.Parts.Where(part => part.Kind == ScoreChangeKind.Guardrail && part.Name == rule.Name).Sum(part => part.Points));
        }
    }

    [Law(costs: 5)]
    public void Another_profile_changes_no_other_part(Trial trial)
    {
        var months = new TwoMonths(trial);
        ScoringProfile other = months.OtherProfile();
        HealthScore before = months.ScoreBefore(), after = months.ScoreAfter(other);
        // What the other profile does not read is as old as it was.
        var kept = months.After.ToDictionary(pair => pair.Key, pair => after.Measurements.ContainsKey(pair.Key) ? pair.Value
            : Later(months, months.Before[pair.Key]), StringComparer.Ordinal);
        HealthScore restated = TwoMonths.Score(months.Profile, kept, months.AfterAsOf, months.Named);
        if (before.Value is null || after.Value is null || restated.Value is null)
            throw LawAttribute.Discard();
        Assert.Equal(Apart(ScoreChange.Between(before, restated)), Apart(ScoreChange.Between(before, after)));
        if (other.Fingerprint != months.Profile.Fingerprint && before.Override is null && after.Override is null)
        {
            Assert.Equal(after.Value.Value - restated.Value.Value,
                ScoreChange.Between(before, after).Parts.Single(part => part.Kind == ScoreChangeKind.Profile).Points, 1e-9);
        }

        static IEnumerable<(ScoreChangeKind, string?, double, string)> Apart(ScoreChange change) => change.Parts
            .Where(part => part.Kind is not (ScoreChangeKind.Profile or ScoreChangeKind.Override))
            .Select(part => (part.Kind, part.Name, part.Points, part.Text));
    }

    /// <summary>What is as old in the second month as the measurement is in the first.</summary>
    private static Measurement Later(TwoMonths months, Measurement measurement) =>
        new(measurement.Value, measurement.ObservedAt + (months.AfterAsOf - months.BeforeAsOf));

    private static ScoreChangeKind Back(ScoreChangeKind kind) => kind switch
    {
        ScoreChangeKind.Appeared => ScoreChangeKind.Vanished,
        ScoreChangeKind.Vanished => ScoreChangeKind.Appeared,
        _ => kind,
    };

    private static double Taken(HealthScore score, string guardrail) =>
        score.Guardrails.Where(match => match.Name == guardrail).Sum(match => match.Change);

    private static IEnumerable<(ScoreChangeKind Kind, string? Name)> Kinds(Contribution before, Contribution after)
    {
        if (before.Value is null != after.Value is null)
            return [(before.Value is null ? ScoreChangeKind.Appeared : ScoreChangeKind.Vanished, before.Metric)];
        ScoreChangeKind?[] kinds = before.Value is null ? [] :
            [before.Value != after.Value ? ScoreChangeKind.Value : null, before.Freshness != after.Freshness ? ScoreChangeKind.Freshness : null];
        return kinds.OfType<ScoreChangeKind>().Select(kind => (kind, (string?)before.Metric));
    }

    /// <summary>The score before guardrails is asked anew after every change, of a customer whose numbers are partly those of before.</summary>
    private static double[] Effects(TwoMonths months, HealthScore before, HealthScore after, (ScoreChangeKind Kind, string? Name)[] order)
    {
        var customer = before.Measurements.ToDictionary(pair => pair.Key, pair => Later(months, pair.Value), StringComparer.Ordinal);
        List<double?> scores = [before.ValueBeforeGuardrails];
        foreach ((ScoreChangeKind kind, string? name) in order)
        {
            (Measurement old, Measurement now) = (customer[name!], after.Measurements[name!]);
            customer[name!] = kind switch
            {
                ScoreChangeKind.Value => new(now.Value, old.ObservedAt),
                ScoreChangeKind.Freshness => new(old.Value, now.ObservedAt),
                _ => now,
            };
            scores.Add(TwoMonths.Score(months.Profile, customer, months.AfterAsOf).ValueBeforeGuardrails);
        }
        double[] known = [.. scores.Select((score, i) => score
            ?? (scores.Take(i).Last(other => other is not null)!.Value + scores.Skip(i).First(other => other is not null)!.Value) / 2)];
        return [.. known.Skip(1).Zip(known, (now, was) => now - was)];
    }
}
