namespace HealthScoring.Analysis;

/// <summary>
/// Finds a customer of a setting in a tier, or proves that there is none. Every formula rises with the points of each metric and does not jump, so
/// over one chain for each metric the scores are all those between the worst and the best customer's.
/// </summary>
/// <param name="profile">The profile.</param>
/// <param name="setting">The setting.</param>
internal sealed class ReachSearch(AuditedProfile profile, Setting setting)
{
    /// <summary>The most choices of chains that are looked at for one tier.</summary>
    public const int MostChoices = 10_000;

    private int _choices;
    private bool _undecided;

    /// <summary>The chains of each column.</summary>
    public Chain[][] Chains => field ??= [.. setting.Stretches.Select((stretch, column) =>
        setting.Variant.Curves[column] is { } curve && setting.Variant.Counts(column) && !stretch.IsMissing
            ? Chain.Of(stretch, curve)
            : [new Chain(setting.Worst[column], setting.Worst[column])])];

    /// <summary>Whether a customer is in a tier; null where that is not decided.</summary>
    /// <param name="tier">The index of the tier.</param>
    /// <param name="accept">What else the customer has to be.</param>
    public bool? Reaches(int tier, Func<double[], bool>? accept = null)
    {
        (_choices, _undecided) = (0, false);
        if (Array.Exists(Chains, chains => chains.Length == 0))
            return false;
        if (Visit(0, tier, accept, [.. setting.Worst], [.. setting.Best]))
            return true;
        return _undecided ? null : false;
    }

    /// <summary>The customer at a share of the way from one to another.</summary>
    public static double[] Between(double[] worst, double[] best, double share)
    {
        double[] row = new double[worst.Length];
        for (int i = 0; i < row.Length; i++)
            row[i] = Math.Clamp(double.Lerp(worst[i], best[i], share), Math.Min(worst[i], best[i]), Math.Max(worst[i], best[i]));
        return row;
    }

    private bool Visit(int column, int tier, Func<double[], bool>? accept, double[] worst, double[] best)
    {
        if (++_choices > MostChoices)
        {
            _undecided = true;
            return false;
        }
        for (int i = column; i < Chains.Length; i++)
        {
            Curve? curve = setting.Variant.Curves[i];
            worst[i] = Chains[i].Length == 1 || curve is null ? Chains[i][0].Worst : Chains[i].MinBy(chain => curve.Evaluate(chain.Worst))!.Worst;
            best[i] = Chains[i].Length == 1 || curve is null ? Chains[i][0].Best : Chains[i].MaxBy(chain => curve.Evaluate(chain.Best))!.Best;
        }
        int lowest = Tier(worst), highest = Tier(best);
        if (tier < lowest || tier > highest)
            return false;
        if ((lowest == tier && accept?.Invoke(worst) != false) || (highest == tier && accept?.Invoke(best) != false))
            return true;
        int next = Array.FindIndex(Chains, column, chains => chains.Length > 1);
        if (next < 0 && worst.AsSpan().SequenceEqual(best))
            return false;
        if (next < 0)
            return Bisect(tier, accept, worst, best);
        foreach (Chain chain in Chains[next])
        {
            double[] lower = [.. worst], upper = [.. best];
            (lower[next], upper[next]) = (chain.Worst, chain.Best);
            if (Visit(next + 1, tier, accept, lower, upper))
                return true;
        }
        return false;
    }

    private bool Bisect(int tier, Func<double[], bool>? accept, double[] worst, double[] best)
    {
        (double low, double high) = (0, 1);
        while (true)
        {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high)
                break;
            double[] row = Between(worst, best, middle);
            int reached = Tier(row);
            if (reached == tier && accept?.Invoke(row) != false)
                return true;
            if (reached < tier)
                low = middle;
            else
                high = middle;
        }
        // Numbers so large or points so steep that doubles step over the tier, or a customer of the tier that is not what else was asked.
        _undecided = true;
        return false;
    }

    private int Tier(double[] row) => profile.Score(row, setting.Named).TierIndex;
}
