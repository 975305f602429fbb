using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>
/// The share of rows with the outcome by score, as the best curve that never turns (isotonic least squares; M. Ayer and others, Annals of
/// Mathematical Statistics 26 (1955) 641).
/// </summary>
public sealed class RiskByScore
{
    private readonly RiskCurve _curve;
    private readonly double _sign;

    internal RiskByScore(JudgedRows rows, Outcome outcome)
    {
        _sign = outcome == Outcome.Churned ? 1 : -1;
        _curve = RiskCurve.Of(rows.Groups);
        (Discrimination, Uncertainty) = BrierParts.Of(rows.Groups);
        double[] scores = rows.Groups.Scores;
        RiskBlock[] blocks = [.. _curve.Blocks.Select(block =>
            new RiskBlock(_sign * scores[block.First], _sign * scores[block.First + block.Groups - 1], block))];
        Blocks = [.. outcome == Outcome.Churned ? blocks : blocks.Reverse().Select(block => block.Turned())];
    }

    /// <summary>Blocks of neighbouring scores with one rate, from the lowest score.</summary>
    public IReadOnlyList<RiskBlock> Blocks { get; }

    /// <summary>How much smaller the squared error of these rates is than that of one rate for all; 0 where scores say nothing.</summary>
    public double Discrimination { get; }

    /// <summary>The squared error of one rate for all.</summary>
    public double Uncertainty { get; }

    /// <summary>The share of rows with the outcome to expect at a score: linear between observed scores, flat beyond them.</summary>
    /// <param name="score">The score.</param>
    /// <returns>The share, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The score is NaN: whoever is unscored has no risk by score.</exception>
    public double At(double score)
    {
        if (double.IsNaN(score))
            throw new ArgumentOutOfRangeException(nameof(score), score, "The score is NaN; leave out who is unscored.");
        return _curve.At(_sign * score);
    }
}
