using System.Globalization;
using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>
/// How well the score separates in one book: its AUC with a 95 % interval, each customer by one row, chosen without a look at its outcome.
/// </summary>
public sealed record DriftedAuc
{
    internal DriftedAuc(ScoreGroups groups)
    {
        (Auc, Events, Others) = (Concordance.Of(groups).Auc, groups.AllEvents, groups.AllOthers);
        Interval interval = NewcombeInterval.Of(Auc, Events, Others, Separation.Z95);
        (Lower, Upper) = (interval.Lower, interval.Upper);
    }

    /// <summary>The AUC.</summary>
    public double Auc { get; }

    /// <summary>The lower end of its interval.</summary>
    public double Lower { get; }

    /// <summary>The upper end of its interval.</summary>
    public double Upper { get; }

    /// <summary>How many scored customers had the outcome.</summary>
    public long Events { get; }

    /// <summary>How many scored customers had it not.</summary>
    public long Others { get; }

    /// <summary>The AUC with its interval.</summary>
    /// <returns>As in <c>0.741 (0.702 to 0.777)</c>.</returns>
    public override string ToString() => $"{Text(Auc)} ({Text(Lower)} to {Text(Upper)})";

    private static string Text(double auc) => Math.Round(auc, 3).ToString("F3", CultureInfo.InvariantCulture);
}
