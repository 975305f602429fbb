using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>
/// How well low scores go with churn, or high scores with expansion: of a customer with the outcome and one without, how often the first has the
/// worse score.
/// </summary>
public sealed class Separation
{
    internal static readonly double Z95 = Normal.Quantile(0.975);

    private Separation(JudgedRows rows, bool isExpansion)
    {
        Concordance pairs = Concordance.Of(rows.Groups);
        (TwiceConcordantPairs, Pairs, Auc) = (pairs.TwiceConcordant, pairs.Pairs, pairs.Auc);
        (Lower, Upper) = NewcombeInterval.Of(Auc, rows.EventCustomers, rows.OtherCustomers, Z95);
        KolmogorovSmirnov distance = KolmogorovSmirnov.Of(rows.Groups, areNegated: isExpansion);
        (Ks, KsAt) = (distance.Value, distance.At);
    }

    /// <summary>
    /// The area under the curve: 1 where every customer with the outcome has a worse score than every other, 0.5 where scores say nothing, less where
    /// they point the wrong way. Equal scores count half.
    /// </summary>
    public double Auc { get; }

    /// <summary>
    /// The lower end of its 95 % interval, by customers (method 5 of R. G. Newcombe, Statistics in Medicine 25 (2006) 559).
    /// </summary>
    public double Lower { get; }

    /// <summary>The upper end of its interval.</summary>
    public double Upper { get; }

    /// <summary>The largest distance between the shares of both kinds of rows at or above a score, 0 to 1.</summary>
    public double Ks { get; }

    /// <summary>The score at which that is; the highest of several.</summary>
    public double KsAt { get; }

    /// <summary>Two for each pair of rows that stands right, one for each of equal scores.</summary>
    public UInt128 TwiceConcordantPairs { get; }

    /// <summary>The pairs of a row with the outcome and one without.</summary>
    public UInt128 Pairs { get; }

    /// <summary>The AUC with its interval.</summary>
    /// <returns>As in <c>AUC 0.741 (0.702 to 0.776)</c>.</returns>
    public override string ToString() => $"AUC {Fraction.Text(Auc)} ({Fraction.Text(Lower)} to {Fraction.Text(Upper)})";

    /// <summary>Judges rows; null where all or none have the outcome.</summary>
    internal static Separation? Of(JudgedRows rows, Outcome outcome) => rows.HasBoth ? new(rows, outcome == Outcome.Expanded) : null;
}
