using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>A customer whose tier said something else than what happened.</summary>
public sealed class MisjudgedCustomer
{
    internal MisjudgedCustomer(string customer, DateTimeOffset asOf, double score, string tier, double? weight, IReadOnlyList<string> reasons) =>
        (Customer, AsOf, Score, Tier, Weight, Reasons) = (customer, asOf, score, tier, weight, reasons);

    /// <summary>The customer's id.</summary>
    public string Customer { get; }

    /// <summary>The time of the score.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The score.</summary>
    public double Score { get; }

    /// <summary>The tier.</summary>
    public string Tier { get; }

    /// <summary>What the customer pays; <see langword="null"/> where that is not known.</summary>
    public double? Weight { get; }

    /// <summary>
    /// The metrics and guardrails that speak most for that tier, three at most, the strongest first, as in <c>logins +32.0</c>: the points that each
    /// adds to the score or, where the tier is the lowest, takes from it.
    /// </summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>The customer in a line.</summary>
    /// <returns>As in <c>acme: 84.2 (thriving) at 2026-03-01 00:00 UTC</c>.</returns>
    public override string ToString() =>
        $"{Excerpt.OfValue(Customer)}: {Precision.Standard.Text(Score)} ({Tier}) at {TimeText.Minute(AsOf)}";
}
