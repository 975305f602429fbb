using System.Text;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring.Paths;

/// <summary>How far each weight of a profile may move, all others staying, before customers come into another tier.</summary>
/// <remarks>
/// Immutable and safe to share between threads. It is about the tier by the profile alone (<see cref="HealthScore.ComputedTier"/>); for a
/// customer without a score, another tier is any. Weights stay within a profile's 1e-9 to 1e9; a weight of 0 is not among them. The
/// bounds are found by scoring again, and are exact to the last bit.
/// </remarks>
public sealed class WeightSensitivity
{
    private WeightSensitivity(string? segment, int customers, double share, IReadOnlyList<WeightRange> weights)
    {
        (Segment, Customers, Share, Weights) = (segment, customers, share, weights);
    }

    /// <summary>The segment whose weights they are, or <see langword="null"/> for the base profile's.</summary>
    public string? Segment { get; }

    /// <summary>How many customers were looked at; at least 1.</summary>
    public int Customers { get; }

    /// <summary>The share of the customers that may have another tier, 0 to 1, inclusive; 0 for a single customer.</summary>
    public double Share { get; }

    /// <summary>
    /// The weights above 0, those of metrics only in dimensions whose weight is above 0: each dimension before its metrics, in canonical order.
    /// </summary>
    public IReadOnlyList<WeightRange> Weights { get; }

    /// <summary>How far each weight may move while a customer stays in its tier, in the segment it is in.</summary>
    /// <param name="score">The customer's score.</param>
    /// <returns>The ranges.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="score"/> is <see langword="null"/>.</exception>
    public static WeightSensitivity Of(HealthScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        Plan profile = score.Plan;
        var own = new Scorecard?[profile.Segments.Length + 1];
        own[profile.IndexOf(score.Scorecard.Segment?.Name) + 1] = score.Scorecard;
        WeightRange[] weights = [.. new WeightSearch([score], share: 0).Ranges(score.Scorecard, _ => own)];
        return new(score.Scorecard.Segment?.Name, 1, 0, Array.AsReadOnly(weights));
    }

    /// <summary>
    /// How far each weight of the base profile may move while at most a share of many customers comes into another tier. Customers in a segment
    /// that has a weight of its own of that name are not touched by it.
    /// </summary>
    /// <param name="scores">The customers' scores, all by one profile; at least one.</param>
    /// <param name="share">The share of them that may have another tier, 0 to 1, inclusive.</param>
    /// <returns>The ranges. Takes about 120 evaluations a customer and weight, of the time that the formulas alone need.</returns>
    /// <exception cref="ArgumentException">There is no score, one is <see langword="null"/>, or one is by another profile.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is NaN or outside 0 to 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="scores"/> is <see langword="null"/>.</exception>
    public static WeightSensitivity OfPortfolio(IReadOnlyList<HealthScore> scores, double share)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share goes from 0 to 1.");
        HealthScore[] all = [.. scores];
        Require(all);
        Plan profile = all[0].Plan;
        Scorecard?[] Sharing(string name) =>
            [profile.Base, .. profile.Segments.Select(plan => plan.Segment.Weights.ContainsKey(name) ? null : plan.Scorecard)];
        WeightRange[] weights = [.. new WeightSearch(all, share).Ranges(profile.Base, Sharing)];
        return new(segment: null, all.Length, share + 0.0, Array.AsReadOnly(weights));
    }

    /// <summary>The weights as text for people.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain()
    {
        var text = new StringBuilder().Append(Excerpt.OfLine(ToString())).Append('\n');
        foreach (WeightRange weight in Weights)
            text.Append(weight.IsDimension ? "  " : "    ").Append(Excerpt.OfLine(weight.ToString())).Append('\n');
        return text.ToString();
    }

    /// <summary>What the ranges are of.</summary>
    /// <returns>
    /// As in <c>weights that keep the tier</c>, <c>weights of segment enterprise that keep the tier</c>, or
    /// <c>weights that keep the tier of all but 5.0 % of 1200 customers</c>.
    /// </returns>
    public override string ToString()
    {
        string whose = Segment is null ? "" : $" of segment {Segment}";
        string whom = Customers == 1 && Share == 0
            ? ""
            : FormattableString.Invariant($" of all but {Number.Percent(Share)} of {Customers} customers");
        return $"weights{whose} that keep the tier{whom}";
    }

    private static string Name(HealthScore score) => $"'{score.Profile}' ({score.Fingerprint[..12]})";

    private static void Require(HealthScore[] scores)
    {
        if (scores.Length == 0)
            throw new ArgumentException("There are no scores; give at least one.", nameof(scores));
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] is null)
                throw new ArgumentException(FormattableString.Invariant($"Score {i} is null."), nameof(scores));
            if (scores[i].Fingerprint != scores[0].Fingerprint)
            {
                throw new ArgumentException(FormattableString.Invariant($"Score {i} is by profile {Name(scores[i])}, and score 0 by ")
                    + $"{Name(scores[0])}; give scores by one profile.", nameof(scores));
            }
        }
    }
}
