namespace HealthScoring.Analysis;

/// <summary>Finds a customer whom another number of one metric brings into another tier, or proves that there is none.</summary>
/// <param name="profile">The profile.</param>
/// <param name="column">The metric's column.</param>
internal sealed class TierChangeSearch(AuditedProfile profile, int column)
{
    private int _choices;

    /// <summary>Whether there is such a customer; null where that is not decided.</summary>
    public bool? Changes() => Answer.Any(profile.Others(column).Select(settings =>
        Among([.. settings.Where(setting => !setting.Stretches[column].IsMissing)])));

    /// <summary>
    /// The question where everything else stays in its stretches. In each stretch of the metric the score rises with its points, so the worst and
    /// the best number there have the lowest and the highest tier.
    /// </summary>
    private bool? Among(Setting[] own)
    {
        (Setting Setting, double Value)[] probes = [.. own.SelectMany(setting => new[]
        {
            (setting, setting.Worst[column]), (setting, setting.Best[column]),
        }).Distinct()];
        if (AlwaysAgree(own, probes))
            return false;
        double[][][] pieces = [.. Enumerable.Range(0, profile.Columns.Length).Select(other => Pieces(own, other))];
        return Visit(0, pieces, probes, [.. probes.Select(probe => Moved(probe.Setting.Worst, probe))],
            [.. probes.Select(probe => Moved(probe.Setting.Best, probe))]);
    }

    /// <summary>
    /// The numbers of another column, cut where a curve that counts in one of the settings jumps. Between two jumps a score takes every value from
    /// that of its worst number to that of its best.
    /// </summary>
    private double[][] Pieces(Setting[] own, int other)
    {
        Curve[] curves = [.. own.Select(setting => setting.Variant).Distinct().Where(variant => variant.Counts(other))
            .Select(variant => variant.Curves[other]!)];
        return other == column || curves.Length == 0 ? [[own[0].Worst[other]]] : own[0].Stretches[other].Runs(curves);
    }

    /// <summary>
    /// The question where the columns before one have a piece each. Each probe has its own worst and best customer: neither a probe's curves nor
    /// its weights need be those of another.
    /// </summary>
    private bool? Visit(int from, double[][][] pieces, (Setting Setting, double Value)[] probes, double[][] worst, double[][] best)
    {
        if (worst.Concat(best).Any(row => Differ(row, probes)))
            return true;
        int tier = Tier(worst[0], probes[0]);
        if (probes.Index().All(probe => Tier(worst[probe.Index], probe.Item) == tier && Tier(best[probe.Index], probe.Item) == tier))
            return false;
        if (from == pieces.Length)
            return probes.Index().Any(probe => ChangesBetween(worst[probe.Index], best[probe.Index], probe.Item, probes)) ? true : null;
        bool? any = false;
        foreach (double[] piece in pieces[from])
        {
            if (++_choices > ReachSearch.MostChoices)
                return null;
            double[] End(double[] row, int probe, bool isBest) => LossBound.With(row, from,
                probes[probe].Setting.Variant.Curves[from] is not { } curve ? piece[0]
                    : isBest ? piece.MaxBy(curve.Evaluate) : piece.MinBy(curve.Evaluate));
            bool? answer = Visit(from + 1, pieces, probes, [.. worst.Select((row, i) => End(row, i, isBest: false))],
                [.. best.Select((row, i) => End(row, i, isBest: true))]);
            if (answer == true)
                return true;
            any = answer is null ? null : any;
        }
        return any;
    }

    /// <summary>Looks on the way from a probe's worst customer to its best, on both sides of each change of its tier.</summary>
    private bool ChangesBetween(double[] worst, double[] best, (Setting Setting, double Value) probe, (Setting Setting, double Value)[] probes)
    {
        int highest = Tier(best, probe);
        for (int tier = Tier(worst, probe); tier < highest; tier++)
        {
            double last = Halving.Last(0, 1, share => Tier(ReachSearch.Between(worst, best, share), probe) <= tier);
            if (Differ(ReachSearch.Between(worst, best, last), probes) || Differ(ReachSearch.Between(worst, best, Math.BitIncrement(last)), probes))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Whether all probes have the same tier whatever the other numbers are: the same score before guardrails, and limits that are on the same side
    /// of every cut-off.
    /// </summary>
    private bool AlwaysAgree(Setting[] own, (Setting Setting, double Value)[] probes)
    {
        Variant variant = own[0].Variant;
        bool Reach(Func<Setting, double> limit) => own.All(setting => variant.TierCuts.All(cut => limit(setting) >= cut == limit(own[0]) >= cut));
        return own.All(setting => setting.IsScored && setting.Variant.CountsAs(variant) && setting.Variant.TierCuts.SequenceEqual(variant.TierCuts))
            && (!variant.Counts(column) || probes.Select(probe => variant.Curves[column]!.Evaluate(probe.Value)).Distinct().Count() == 1)
            && Reach(setting => setting.Ceiling) && Reach(setting => setting.Ground);
    }

    private bool Differ(double[] row, (Setting Setting, double Value)[] probes) =>
        probes.Skip(1).Any(probe => Tier(row, probe) != Tier(row, probes[0]));

    private int Tier(double[] row, (Setting Setting, double Value) probe) => profile.Score(Moved(row, probe), probe.Setting.Named).TierIndex;

    private double[] Moved(double[] row, (Setting Setting, double Value) probe) => LossBound.With(row, column, probe.Value);
}
