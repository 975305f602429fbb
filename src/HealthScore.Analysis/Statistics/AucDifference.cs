namespace HealthScoring.Analysis.Statistics;

/// <summary>The difference of two AUCs on the same rows, its standard error by customer, and the test that there is none.</summary>
/// <param name="Difference">The first AUC less the second.</param>
/// <param name="StandardError">Its standard error.</param>
internal readonly record struct AucDifference(double Difference, double StandardError)
{
    /// <summary>The difference in standard errors; 0 for none.</summary>
    public double Z => Difference == 0 ? 0 : Difference / StandardError;

    /// <summary>The probability of a difference at least as large, either way, where there is none.</summary>
    public double P => Normal.TwoSided(Z);

    /// <summary>Compares two scores.</summary>
    /// <param name="first">The rows by the first score.</param>
    /// <param name="second">The rows by the second score.</param>
    /// <param name="events">Whether each row had an event.</param>
    /// <param name="customers">The number of each row's customer, from 0.</param>
    public static AucDifference Of(ScoreGroups first, ScoreGroups second, ReadOnlySpan<bool> events, ReadOnlySpan<int> customers)
    {
        (double[] one, double[] other) = (Placements.Of(first, events), Placements.Of(second, events));
        double variance = AucCovariance.Of(one, one, events, customers) + AucCovariance.Of(other, other, events, customers)
            - 2 * AucCovariance.Of(one, other, events, customers);
        return new(Concordance.Of(first).Auc - Concordance.Of(second).Auc, Math.Sqrt(Math.Max(0, variance)));
    }
}
