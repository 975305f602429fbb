namespace HealthScoring.Tool.Proposals;

/// <summary>What a person says about a file before it is looked at.</summary>
internal sealed record ProposalHints
{
    /// <summary>The heading of the customers' ids; null to look for it.</summary>
    public string? Customer { get; init; }

    /// <summary>The decimal sign; null to look for it.</summary>
    public char? Decimal { get; init; }

    /// <summary>The pattern of days; null to look for it.</summary>
    public string? Dates { get; init; }

    /// <summary>How long after a row an outcome counts.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromDays(90);
}
