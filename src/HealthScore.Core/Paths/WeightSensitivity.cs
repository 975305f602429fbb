using HealthScoring.Text;

namespace HealthScoring.Paths;

/// <summary>How far each weight of a profile may move, all others staying, before a customer comes into another tier.</summary>
/// <remarks>
/// Considers the tier that the profile gives, without overrides (<see cref="HealthScore.ComputedTier"/>); for a customer without a score,
/// any tier is another one. Weights stay within a profile's 1e-9 to 1e9; a weight of 0 is not among them. The bounds are found by scoring
/// again, and are exact to the last bit. The package HealthScore.Analysis asks the same of many customers.
/// </remarks>
public sealed class WeightSensitivity
{
    private WeightSensitivity(HealthScore score)
    {
        Segment = score.Scorecard.Segment?.Name;
        Weights = Array.AsReadOnly([.. WeightSearch.Ranges(score)]);
    }

    /// <summary>The segment whose weights they are, or <see langword="null"/> for the base profile's.</summary>
    public string? Segment { get; }

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
        return new(score);
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

    /// <summary>Whose weights they are.</summary>
    /// <returns>As in <c>weights that keep the tier</c> or <c>weights of segment enterprise that keep the tier</c>.</returns>
    public override string ToString() => $"weights{(Segment is null ? "" : $" of segment {Segment}")} that keep the tier";
}
