namespace HealthScoring.Tool.Mappings;

/// <summary>The column that a metric, a weight or an outcome is read from.</summary>
/// <param name="Header">The column's heading.</param>
internal sealed record ValueColumn(string Header)
{
    /// <summary>What a per cent sign is a share of: 100 leaves the number as it is, 1 divides it by 100; null where there is none.</summary>
    public double? PercentOf { get; init; }

    /// <summary>The texts that are 1; none where the column has numbers.</summary>
    public IReadOnlyList<string> Yes { get; init; } = [];

    /// <summary>The texts that are 0.</summary>
    public IReadOnlyList<string> No { get; init; } = [];

    /// <summary>The heading of the column that says when the value was observed; null where none does.</summary>
    public string? ObservedAt { get; init; }

    /// <summary>The heading of the column that says how old the value is, in days; null where none does.</summary>
    public string? AgeInDays { get; init; }
}
