namespace HealthScoring;

/// <summary>A named range of scores: from <see cref="From"/> (inclusive) to the next tier's (exclusive).</summary>
public sealed class Tier
{
    internal Tier(string name, double from, string? description = null)
    {
        Name = name;
        From = from + 0.0;
        Description = description;
    }

    /// <summary>The tier's name.</summary>
    public string Name { get; }

    /// <summary>The lowest score of the tier, 0 to 100, inclusive.</summary>
    public double From { get; }

    /// <summary>What the tier means (free text), or <see langword="null"/>.</summary>
    public string? Description { get; }
}
