using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Whether the score still means what it meant: the rates of the tiers, the AUC, and the outcomes that were to be expected.</summary>
public sealed class OutcomeDrift
{
    private OutcomeDrift(IReadOnlyList<TierRateDrift> tiers, DriftedAuc before, DriftedAuc after, double aucP, double expected)
    {
        (Tiers, AucBefore, AucAfter, AucP, Expected) = (tiers, before, after, aucP, expected);
        Interval rate = BinomialInterval.Of(after.Events, after.Events + after.Others);
        double customers = after.Events + after.Others;
        if (expected > 0)
            (Ratio, LowerRatio, UpperRatio) = (after.Events / expected, rate.Lower * customers / expected, rate.Upper * customers / expected);
    }

    /// <summary>Each tier, from the lowest.</summary>
    public IReadOnlyList<TierRateDrift> Tiers { get; }

    /// <summary>The AUC of the reference.</summary>
    public DriftedAuc AucBefore { get; }

    /// <summary>The AUC now.</summary>
    public DriftedAuc AucAfter { get; }

    /// <summary>The probability of such a difference of the AUCs where there is none.</summary>
    public double AucP { get; }

    /// <summary>Whether the AUC changed beyond chance, which fewer than 20 customers with or without the outcome do not show.</summary>
    internal bool AucChanged => AucP <= DriftReport.MostP
        && new[] { AucBefore.Events, AucBefore.Others, AucAfter.Events, AucAfter.Others }.Min() >= DriftReport.FewestCustomers;

    /// <summary>How many scored customers had the outcome now.</summary>
    public long Observed => AucAfter.Events;

    /// <summary>How many were to be expected by the reference's risk at the scores of now.</summary>
    public double Expected { get; }

    /// <summary>Observed over expected; <see langword="null"/> where none was to be expected.</summary>
    public double? Ratio { get; }

    /// <summary>The lower end of the ratio's exact 95 % interval, the expectation being taken as known.</summary>
    public double? LowerRatio { get; }

    /// <summary>The upper end of the ratio's exact 95 % interval, the expectation being taken as known.</summary>
    public double? UpperRatio { get; }

    /// <summary>The AUCs, and observed over expected.</summary>
    /// <returns>As in <c>AUC 0.741 (0.702 to 0.777) → 0.700 (0.651 to 0.745); 41 left, 36.2 were to be expected</c>.</returns>
    public override string ToString() => $"AUC {AucBefore} → {AucAfter}; {Number.Count(Observed)} observed, {Number.Points(Expected)} expected";

    /// <summary>Compares the scored customers of two books; each has both outcomes.</summary>
    internal static OutcomeDrift Of(ScoringProfile profile, OutcomeSide before, OutcomeSide after)
    {
        TierRateDrift[] tiers = [.. profile.Tiers.Select((tier, index) => new TierRateDrift(tier.Name, before.OfTier(index), after.OfTier(index)))];
        TierRateDrift[] tests = [.. tiers.Where(tier => tier.IsTest)];
        foreach ((TierRateDrift tier, double adjusted) in tests.Zip(BenjaminiHochberg.Adjusted([.. tests.Select(tier => tier.P)])))
            tier.AdjustedP = adjusted;
        (DriftedAuc was, DriftedAuc now) = (new(before.Groups), new(after.Groups));
        double difference = now.Auc - was.Auc, error = Math.Sqrt(Variance(before, was) + Variance(after, now));
        RiskCurve risk = RiskCurve.Of(before.Groups);
        double expected = 0;
        for (int group = 0; group < after.Groups.Count; group++)
            expected += (after.Groups.Events[group] + after.Groups.Others[group]) * risk.At(after.Groups.Scores[group]);
        return new(tiers, was, now, difference == 0 ? 1 : Normal.TwoSided(difference / error), expected);
    }

    /// <summary>The variance of an AUC; of few, or at an AUC of 1, the placements have too little of it, and the interval has more.</summary>
    private static double Variance(OutcomeSide side, DriftedAuc auc)
    {
        double error = (auc.Upper - auc.Lower) / (2 * Separation.Z95);
        return Math.Max(side.AucVariance(), error * error);
    }
}
