using HealthScoring.Tool.Books;

namespace HealthScoring.Tool.Scores;

/// <summary>The scores of a block of rows.</summary>
internal sealed class ScoredRows
{
    /// <summary>The scores, 0 to 100; NaN for an unscored customer.</summary>
    public double[] Scores { get; } = new double[BookBlock.MostRows];

    /// <summary>The tiers' indexes; −1 for an unscored customer.</summary>
    public int[] Tiers { get; } = new int[BookBlock.MostRows];

    /// <summary>The coverage, 0 to 1.</summary>
    public double[] Coverage { get; } = new double[BookBlock.MostRows];

    /// <summary>The segments' indexes; −1 for the base profile.</summary>
    public int[] Segments { get; } = new int[BookBlock.MostRows];

    /// <summary>What cost the customers most, which guardrails matched and what is to be done; empty where that is not asked for.</summary>
    public (string Drivers, string Guardrails, string Actions)[] Details { get; init; } = [];
}
