using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>A customer whose tier said something else than what happened.</summary>
public sealed class MisjudgedCustomer
{
    internal MisjudgedCustomer(string customer, DateTimeOffset asOf, double score, string tier, double? weight) =>
        (Customer, AsOf, Score, Tier, Weight) = (customer, asOf, score, tier, weight);

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

    /// <summary>The customer in a line.</summary>
    /// <returns>As in <c>acme: 84.2 (thriving) at 2026-03-01 00:00 UTC</c>.</returns>
    public override string ToString() =>
        $"{Excerpt.OfValue(Customer)}: {Precision.Standard.Text(Score)} ({Tier}) at {TimeText.Minute(AsOf)}";
}
