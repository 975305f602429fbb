using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What became of the customers whose score a guardrail changed.</summary>
public sealed class GuardrailOutcome
{
    internal GuardrailOutcome(string guardrail, int matched, RateOfRows changed, double? expected, double? limit, double? riskAtLimit,
        double? scoreOfRate)
    {
        (Guardrail, Matched, Changed, Events, ExpectedEvents) = (guardrail, matched, changed.Rows, changed.Events, expected);
        (Lower, Upper) = changed.Exact;
        (Limit, RiskAtLimit, ScoreOfRate) = (limit, riskAtLimit, scoreOfRate);
    }

    /// <summary>The guardrail's name.</summary>
    public string Guardrail { get; }

    /// <summary>How many rows it matches.</summary>
    public int Matched { get; }

    /// <summary>How many scores it changes.</summary>
    public int Changed { get; }

    /// <summary>How many of those changed had the outcome.</summary>
    public int Events { get; }

    /// <summary>
    /// How many would have had it, were they as other customers with the score they had before guardrails; 0 where it changes no score,
    /// <see langword="null"/> where it matches every customer, so that there are no others.
    /// </summary>
    public double? ExpectedEvents { get; }

    /// <summary>The lower end of the exact 95 % interval of the rate among those changed, by customers.</summary>
    public double Lower { get; }

    /// <summary>The upper end of that interval.</summary>
    public double Upper { get; }

    /// <summary>Its cap or floor; <see langword="null"/> where it changes no score, or there are no other customers.</summary>
    public double? Limit { get; }

    /// <summary>The risk of other customers at that score; <see langword="null"/> where it changes no score, or there are no others.</summary>
    public double? RiskAtLimit { get; }

    /// <summary>
    /// The score at which other customers have the rate of those changed: the limit that would say what happened. <see langword="null"/> where none
    /// has, it changes no score, or there are no others.
    /// </summary>
    public double? ScoreOfRate { get; }

    /// <summary>The outcome in a line.</summary>
    /// <returns>As in <c>unpaid: 3 of 21 changed had the outcome, 2.8 to be expected without it</c>.</returns>
    public override string ToString() => Changed == 0
        ? $"{Guardrail}: {Number.Count(Matched)} matched, none changed"
        : $"{Guardrail}: {Number.Count(Events)} of {Number.Count(Changed)} changed had the outcome, "
            + (ExpectedEvents is { } expected ? $"{Number.Points(expected)} to be expected without it" : "and no others say what to expect");
}
