using HealthScoring.Paths;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>How far each weight of a profile may move, all others staying, before too many customers come into another tier.</summary>
/// <remarks>
/// Considers the tier that the profile gives, without overrides (<see cref="HealthScore.ComputedTier"/>); for a customer without a score,
/// any tier is another one. A metric with a fault is missing here, also where <see cref="ScoringProfile.OnFault"/> says otherwise. Weights stay
/// within a profile's 1e-9 to 1e9; a weight of 0 is not among them. The bounds are found by scoring
/// again, and are exact to the last bit; only where a dimension has a <see cref="Dimension.MinimumCoverage"/>, or customers have no score, too many
/// customers can be in another tier at a weight between them. For one customer, in its own segment, there is <see cref="WeightSensitivity"/>.
/// </remarks>
public sealed class PortfolioSensitivity
{
    private PortfolioSensitivity(int customers, double share, IReadOnlyList<WeightRange> weights) =>
        (Customers, Share, Weights) = (customers, share, weights);

    /// <summary>How many customers were looked at; at least 1.</summary>
    public int Customers { get; }

    /// <summary>The share of the customers that may have another tier, 0 to 1, inclusive.</summary>
    public double Share { get; }

    /// <summary>
    /// The weights of the base profile above 0, those of metrics only in dimensions whose weight is above 0: each dimension before its metrics, in
    /// canonical order.
    /// </summary>
    public IReadOnlyList<WeightRange> Weights { get; }

    /// <summary>
    /// How far each weight of the base profile may move while at most a share of the customers comes into another tier. Customers in a segment
    /// that has a weight of its own of that name are not affected by it.
    /// </summary>
    /// <param name="profile">The profile.</param>
    /// <param name="scores">The customers' scores, all by that profile; at least one.</param>
    /// <param name="share">The share of them that may have another tier, 0 to 1, inclusive.</param>
    /// <returns>The ranges. All customers are scored about 120 times per weight, by column.</returns>
    /// <exception cref="ArgumentException">There is not a score, one is <see langword="null"/>, or one is by another profile.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is NaN or outside 0 to 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> or <paramref name="scores"/> is <see langword="null"/>.</exception>
    public static PortfolioSensitivity Of(ScoringProfile profile, IReadOnlyList<HealthScore> scores, double share)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(scores);
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share goes from 0 to 1.");
        HealthScore[] all = [.. scores];
        Require(profile, all);
        return new(all.Length, share + 0.0, Array.AsReadOnly([.. new WeightTrial(profile, all, share).Ranges()]));
    }

    /// <summary>The weights as text for people.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain()
    {
        var report = new ReportWriter(ToString());
        foreach (WeightRange weight in Weights)
            report.Line(weight.ToString(), depth: weight.IsDimension ? 1 : 2);
        return report.ToString();
    }

    /// <summary>What the ranges keep.</summary>
    /// <returns>As in <c>weights that keep the tier of all but 5.0 % of 1,200 customers</c>.</returns>
    public override string ToString() =>
        $"weights that keep the tier of all but {Number.Percent(Share)} of {Number.Counted(Customers, "customer")}";

    private static void Require(ScoringProfile profile, HealthScore[] scores)
    {
        if (scores.Length == 0)
            throw new ArgumentException("There are no scores; give at least one.", nameof(scores));
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] is not { } score)
                throw new ArgumentException(FormattableString.Invariant($"Score {i} is null."), nameof(scores));
            if (score.Fingerprint != profile.Fingerprint)
            {
                throw new ArgumentException(FormattableString.Invariant($"Score {i} is by profile {score.ProfileName} ({score.Fingerprint[..12]}), ")
                    + $"not by {profile}; give scores by that profile.", nameof(scores));
            }
        }
    }
}
