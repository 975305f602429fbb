namespace HealthScoring.Analysis;

/// <summary>Finds a customer whom another number of one metric brings into another tier, or proves that there is none.</summary>
/// <param name="profile">The profile.</param>
/// <param name="searches">A search for each setting, for its chains.</param>
/// <param name="column">The metric's column.</param>
internal sealed class TierChangeSearch(AuditedProfile profile, ReachSearch[] searches, int column)
{
    private int _choices;

    /// <summary>Whether there is such a customer; null where that is not decided.</summary>
    public bool? Changes()
    {
        bool? any = false;
        foreach (Setting[] settings in profile.Others(column))
        {
            bool? answer = Among([.. settings.Where(setting => !setting.Stretches[column].IsMissing)]);
            if (answer == true)
                return true;
            any = answer is null ? null : any;
        }
        return any;
    }

    /// <summary>
    /// The question where everything else stays in its stretches. Within a stretch of the metric the score rises with its points, so its worst and
    /// best number there decide.
    /// </summary>
    private bool? Among(Setting[] own)
    {
        (Setting Setting, double Value)[] probes = [.. own.SelectMany(setting => new[]
        {
            (setting, setting.Worst[column]), (setting, setting.Best[column]),
        }).Distinct()];
        if (own.Any(setting => Differ(setting.Worst, probes) || Differ(setting.Best, probes)))
            return true;
        if (own.All(setting => setting.LowestTier == own[0].LowestTier && setting.HighestTier == own[0].LowestTier)
            || (own.All(setting => setting.Variant.CountsAs(own[0].Variant) && setting.IsScored) && !Earns(own[0].Variant, probes)
                && LimitsAgree(own)))
            return false;
        bool proves = own.All(setting => HasCurvesOf(own[0], setting));
        if (!proves && Steps(own) is { } steps)
            return Visit(0, steps, [.. own[0].Worst], [.. own[0].Best], probes, proves: true);
        bool? any = false;
        foreach (Setting first in proves ? own.Take(1) : own.DistinctBy(setting => setting.Variant))
        {
            Chain[][] chains = [.. searches[first.Index].Chains];
            chains[column] = [new(first.Worst[column], first.Worst[column])];
            bool? answer = Visit(0, chains, [.. first.Worst], [.. first.Best], probes, proves);
            if (answer == true)
                return true;
            any = answer is null ? null : any;
        }
        return any;
    }

    private bool? Visit(int from, Chain[][] chains, double[] worst, double[] best, (Setting Setting, double Value)[] probes, bool proves)
    {
        if (from == chains.Length)
            return Along(worst, best, probes, proves);
        bool? any = false;
        foreach (Chain chain in chains[from])
        {
            if (++_choices > ReachSearch.MostChoices)
                return null;
            (worst[from], best[from]) = (chain.Worst, chain.Best);
            bool? answer = Visit(from + 1, chains, worst, best, probes, proves);
            if (answer == true)
                return true;
            any = answer is null ? null : any;
        }
        return any;
    }

    /// <summary>One chain for each other metric: the customers on the way from the worst to the best, where one of the tiers changes.</summary>
    private bool? Along(double[] worst, double[] best, (Setting Setting, double Value)[] probes, bool proves)
    {
        if (Differ(worst, probes) || Differ(best, probes))
            return true;
        int lowest = Tier(worst, probes[0]), highest = Tier(best, probes[0]);
        if (lowest == highest)
            return proves ? false : null;
        for (int tier = lowest + 1; tier <= highest; tier++)
        {
            foreach ((Setting Setting, double Value) probe in probes)
            {
                double last = Halving.Last(0, 1, share => Tier(ReachSearch.Between(worst, best, share), probe) < tier);
                if (Differ(ReachSearch.Between(worst, best, last), probes)
                    || Differ(ReachSearch.Between(worst, best, Math.BitIncrement(last)), probes))
                    return true;
            }
        }
        return null;
    }

    private bool Earns(Variant variant, (Setting Setting, double Value)[] probes) => variant.Counts(column)
        && probes.Select(probe => variant.Curves[column]!.Evaluate(probe.Value)).Distinct().Count() > 1;

    /// <summary>Whether the same score before guardrails always leads to the same tier: every limit is on the same side of every cut-off.</summary>
    private static bool LimitsAgree(Setting[] own) => own[0].Variant.TierStarts.Index().All(tier =>
        own.All(setting => setting.Variant.TierStarts[tier.Index] == tier.Item && Side(setting.Ceiling, tier.Item) == Side(own[0].Ceiling, tier.Item)
            && Side(setting.Ground, tier.Item) == Side(own[0].Ground, tier.Item))
        && Side(own[0].Ceiling, tier.Item) != 0 && Side(own[0].Ground, tier.Item) != 0);

    /// <summary>Whether a limit reaches a cut-off; 0 where it is so near below that the tolerance of scores may decide.</summary>
    private static int Side(double limit, double from) => limit >= from ? 1 : limit < from - LossSearch.Near ? -1 : 0;

    /// <summary>Each number of the other columns at which a curve of one of the settings changes; null where one changes in between.</summary>
    private Chain[][]? Steps(Setting[] own)
    {
        var steps = new Chain[profile.Columns.Length][];
        for (int i = 0; i < steps.Length; i++)
        {
            Curve[] curves = i == column ? [] : [.. own.Where(setting => setting.Variant.Counts(i)).Select(setting => setting.Variant.Curves[i]!)];
            double[] corners = curves.Length == 0 ? [own[0].Worst[i]] : own[0].Stretches[i].Corners(curves);
            if (corners.Zip(corners.Skip(1)).Any(piece => Math.BitIncrement(piece.First) != piece.Second
                && curves.Any(curve => curve.Evaluate(piece.First) != curve.Evaluate(piece.Second))))
                return null;
            steps[i] = [.. corners.Select(value => new Chain(value, value))];
        }
        return steps;
    }

    private bool HasCurvesOf(Setting one, Setting other) => Enumerable.Range(0, profile.Columns.Length).All(i => i == column
        || one.Variant.Curves[i] is not { } curve || curve.Equals(other.Variant.Curves[i]));

    private bool Differ(double[] row, (Setting Setting, double Value)[] probes) =>
        probes.Skip(1).Any(probe => Tier(row, probe) != Tier(row, probes[0]));

    private int Tier(double[] row, (Setting Setting, double Value) probe) =>
        profile.Score(LossBound.With(row, column, probe.Value), probe.Setting.Named).TierIndex;
}
