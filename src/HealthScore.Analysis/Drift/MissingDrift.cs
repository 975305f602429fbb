using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>How many customers lack a metric, then and now.</summary>
public sealed class MissingDrift
{
    private const double LeastEffect = 0.05;
    private const long MostForFisher = 10_000;

    private readonly long _customersBefore;
    private readonly long _customersAfter;

    internal MissingDrift(string metric, long before, long customersBefore, long after, long customersAfter)
    {
        (Metric, Before, _customersBefore, After, _customersAfter) = (metric, before, customersBefore, after, customersAfter);
        P = customersBefore + customersAfter > MostForFisher
            ? ChiSquared.Homogeneity([before, customersBefore - before], [after, customersAfter - after]).P
            : FisherTest.TwoSided(before, customersBefore - before, after, customersAfter - after);
    }

    /// <summary>The metric.</summary>
    public string Metric { get; }

    /// <summary>How many customers of the reference lack it.</summary>
    public long Before { get; }

    /// <summary>How many customers lack it now.</summary>
    public long After { get; }

    /// <summary>The share of the reference that lacks it.</summary>
    public double ShareBefore => Share(Before, _customersBefore);

    /// <summary>The share that lacks it now.</summary>
    public double ShareAfter => Share(After, _customersAfter);

    /// <summary>The probability of such a difference where nothing changed: Fisher's test, chi-squared for more than 10,000 customers.</summary>
    public double P { get; }

    /// <summary>The probability, corrected for the number of tests of the report.</summary>
    public double AdjustedP { get; internal set; } = 1;

    /// <summary>Drifted where the corrected probability is at most 5 % and the shares differ by 5 percentage points or more.</summary>
    public DriftVerdict Verdict => AdjustedP > DriftReport.MostP ? DriftVerdict.NoDrift
        : Math.Abs(ShareAfter - ShareBefore) >= LeastEffect ? DriftVerdict.Drifted : DriftVerdict.DetectableSmall;

    /// <summary>Whether some customers lack it, and some do not.</summary>
    internal bool IsTest => Before + After is > 0 and var missing && missing < _customersBefore + _customersAfter;

    /// <summary>The change in words.</summary>
    /// <returns>As in <c>nps is missing for 31.0 %, 12.0 % before</c>.</returns>
    public override string ToString() => $"{Metric} is missing for {Number.Percent(ShareAfter)}, {Number.Percent(ShareBefore)} before";

    private static double Share(long some, long all) => all == 0 ? 0 : (double)some / all;
}
