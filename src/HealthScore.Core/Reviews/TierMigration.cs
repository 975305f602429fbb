namespace HealthScoring.Reviews;

/// <summary>The customers that are in one tier before a change of the profile, and in the same or another one after it.</summary>
/// <remarks>Immutable.</remarks>
public sealed class TierMigration
{
    internal TierMigration(string? from, string? to, long customers, double? weight)
    {
        From = from;
        To = to;
        Customers = customers;
        Weight = weight;
    }

    /// <summary>The tier under the profile before; <see langword="null"/> for unscored.</summary>
    public string? From { get; }

    /// <summary>The tier under the profile after; <see langword="null"/> for unscored.</summary>
    public string? To { get; }

    /// <summary>How many customers there are.</summary>
    public long Customers { get; }

    /// <summary>The sum of their weights; <see langword="null"/> when no customer of the book has one.</summary>
    public double? Weight { get; }

    /// <summary>Whether the two tiers have different names.</summary>
    public bool IsMove => From != To;
}
