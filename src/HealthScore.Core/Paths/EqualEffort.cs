using System.Text;
using HealthScoring.Customers;
using HealthScoring.Profiles;
using HealthScoring.Profiles.Validation;

namespace HealthScoring.Paths;

/// <summary>The same share of the way to the best on several metrics, the smallest that brings a customer into a tier.</summary>
/// <remarks>
/// Immutable and safe to share between threads. It is about the tier by the profile alone (<see cref="HealthScore.ComputedTier"/>), whatever
/// an override pins.
/// </remarks>
public sealed class EqualEffort
{
    private readonly int _tier;

    internal EqualEffort(HealthScore score, int tier, double? effort, IReadOnlyList<EffortStep> steps, HealthScore outcome)
    {
        (Score, _tier, Effort, Steps, Outcome) = (score, tier, effort, steps, outcome);
    }

    /// <summary>The customer's score now.</summary>
    public HealthScore Score { get; }

    /// <summary>The name of the tier to reach.</summary>
    public string Target => Score.Scorecard.Tiers[_tier].Name;

    /// <summary>Where the tier starts in the customer's present segment, 0 to 100, inclusive.</summary>
    public double TargetFrom => Score.Scorecard.Tiers[_tier].From;

    /// <summary>
    /// The share of the way, 0 to 1, from each metric's points now to its curve's best points; <see langword="null"/> where not even the
    /// whole way, nor any part of it, reaches the tier. Exact: with the next smaller number the customer does not reach it.
    /// </summary>
    public double? Effort { get; }

    /// <summary>Whether effort on these metrics can reach the tier.</summary>
    public bool IsPossible => Effort is not null;

    /// <summary>What each metric has to become, in canonical order; at its best where the tier is not reached.</summary>
    public IReadOnlyList<EffortStep> Steps { get; }

    /// <summary>
    /// The customer scored again with the steps' values, all observed now; without an override. In the tier or a higher one if and only if
    /// <see cref="IsPossible"/>.
    /// </summary>
    public HealthScore Outcome { get; }

    /// <summary>
    /// Why it is not possible, as in <c>even at their best 71.2 (steady)</c>, with the guardrail or the reasons in the way; <see langword="null"/>
    /// where it is.
    /// </summary>
    public string? Reason => IsPossible ? null : $"even at their best {Outcome}{InTheWay()}";

    /// <summary>The effort as text for people: how much of the way, and each metric's step.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain()
    {
        var text = new StringBuilder().Append(Excerpt.OfLine(ToString())).Append('\n');
        foreach (EffortStep step in Steps)
            text.Append("  ").Append(Excerpt.OfLine(step.ToString())).Append('\n');
        return text.ToString();
    }

    /// <summary>The tier and the effort, rounded to a tenth of a per cent.</summary>
    /// <returns>
    /// As in <c>steady from 50.0: 31.5 % of the way to the best</c> or <c>steady from 50.0: not possible, even at their best 42.0 (at-risk)</c>.
    /// </returns>
    public override string ToString() => $"{Target} from {Number.Score(TargetFrom, Score.Decimals)}: "
        + (Effort is { } effort ? $"{Number.Percent(effort)} of the way to the best" : $"not possible, {Reason}");

    private string InTheWay()
    {
        if (Outcome.UnscoredReasons.Count > 0)
            return $", because {string.Join("; ", Outcome.UnscoredReasons)}";
        GuardrailMatch? cap = Outcome.Guardrails.FirstOrDefault(match => match.Effect == GuardrailEffect.Cap && match.Change < 0);
        return cap is null ? "" : $", held by {cap.Name} ({cap.Reason})";
    }
}
