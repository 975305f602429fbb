using System.Text.Json.Serialization;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring.Paths;

/// <summary>The same share of the way to the best on several metrics, the smallest found that brings a customer into a tier.</summary>
/// <remarks>
/// Considers the tier that the profile gives (<see cref="HealthScore.ComputedTier"/>), not one that an override pins.
/// </remarks>
public sealed class EqualEffort
{
    private readonly int _tier;

    internal EqualEffort(HealthScore score, int tier, double? effort, IReadOnlyList<EffortStep> steps, HealthScore outcome)
    {
        (Score, _tier, Effort, Steps, Outcome) = (score, tier, effort, steps, outcome);
    }

    /// <summary>The customer's score now.</summary>
    [JsonIgnore]
    public HealthScore Score { get; }

    /// <summary>The name of the tier to reach.</summary>
    public string Target => Score.Scorecard.Tiers[_tier].Name;

    /// <summary>Where the tier starts in the customer's present segment, 0 to 100, inclusive.</summary>
    public double TargetFrom => Score.Scorecard.Tiers[_tier].From;

    /// <summary>
    /// The share of the way, 0 to 1, from each metric's points now to its curve's best points; <see langword="null"/> where not even the
    /// whole way, nor any part of it, reaches the tier. Exact: with the next smaller number the customer does not reach it. In a segment
    /// with curves of its own a smaller effort may reach it too, or one may where this is <see langword="null"/>.
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
    [JsonIgnore]
    public HealthScore Outcome { get; }

    /// <summary>
    /// Why it is not possible, as in <c>even at their best 71.2 (steady)</c>, with the guardrail or the reasons in the way; <see langword="null"/>
    /// where it is.
    /// </summary>
    public string? Reason => IsPossible ? null : $"even at their best {Outcome}{InTheWay()}";

    /// <summary>Finds the smallest equal effort on all metrics that count in a customer's segment, to bring it into a tier or a higher one.</summary>
    /// <param name="score">The customer's score.</param>
    /// <param name="tier">The tier's name.</param>
    /// <returns>The effort; also where none is enough, and then it says why.</returns>
    /// <exception cref="ArgumentException">The profile has no such tier.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static EqualEffort To(HealthScore score, string tier)
    {
        ArgumentNullException.ThrowIfNull(score);
        return new EffortSearch(score, TierPath.IndexOf(tier, score), [.. TierPath.Counting(score.Scorecard)]).Find();
    }

    /// <summary>Finds the smallest equal effort on some metrics that brings a customer into a tier or a higher one.</summary>
    /// <param name="score">The customer's score.</param>
    /// <param name="tier">The tier's name.</param>
    /// <param name="metrics">The metrics to work on, at least one.</param>
    /// <returns>The effort; also where none is enough, and then it says why.</returns>
    /// <exception cref="ArgumentException">
    /// The profile has no such tier; or there is no metric, one does not count in the customer's segment, or one is given twice.
    /// </exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static EqualEffort To(HealthScore score, string tier, IReadOnlyCollection<string> metrics)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(metrics);
        return new EffortSearch(score, TierPath.IndexOf(tier, score), ColumnsOf(metrics, score)).Find();
    }

    /// <summary>The effort as text for people: how much of the way, and each metric's step; without steps where no effort helps.</summary>
    /// <param name="customer">What to call the customer, or <see langword="null"/> to leave it out.</param>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain(string? customer = null) =>
        new ReportWriter(ToString(), customer).Lines(IsPossible ? Steps.Select(step => step.ToString()) : []).ToString();

    /// <summary>The tier and the effort, rounded to a tenth of a per cent.</summary>
    /// <returns>
    /// As in <c>steady from 50.0: 31.5 % of the way to the best</c> or <c>steady from 50.0: not possible, even at their best 42.0 (at-risk)</c>.
    /// </returns>
    public override string ToString() => $"{Target} from {Score.Precision.Text(TargetFrom)}: "
        + (Effort is { } effort ? $"{Number.Percent(effort)} of the way to the best" : $"not possible, {Reason}");

    private static int[] ColumnsOf(IReadOnlyCollection<string> metrics, HealthScore score)
    {
        Scorecard scorecard = score.Scorecard;
        int[] counting = [.. TierPath.Counting(scorecard)];
        if (metrics.Count == 0)
            throw new ArgumentException("There are no metrics to work on; name one, or leave them out for all that count.", nameof(metrics));
        var columns = new SortedSet<int>();
        foreach (string metric in metrics)
        {
            int column = Array.FindIndex(scorecard.Metrics, known => known.Name == metric);
            if (!counting.Contains(column))
            {
                throw new ArgumentException($"'{Excerpt.OfValue(metric ?? "null")}' is not a metric that counts for this customer; "
                    + Suggestion.For(metric ?? "", counting.Select(i => scorecard.Metrics[i].Name)), nameof(metrics));
            }
            if (!columns.Add(column))
                throw new ArgumentException($"Metric '{metric}' is given twice; give each once.", nameof(metrics));
        }
        return [.. columns];
    }

    private string InTheWay()
    {
        if (Outcome.UnscoredReasons.Count > 0)
            return $", because {string.Join("; ", Outcome.UnscoredReasons)}";
        GuardrailMatch? cap = Outcome.Guardrails.FirstOrDefault(match => match.Effect == GuardrailEffect.Cap && match.Change < 0);
        return cap is null ? "" : $", held by {cap.Name} ({cap.Reason})";
    }
}
