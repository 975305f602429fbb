namespace HealthScoring;

/// <summary>A metric that earns no points: conditions of guardrails, segments and actions read it.</summary>
public sealed class Signal
{
    internal Signal(string name, string? unit = null, string? description = null, AcceptedValues? accepted = null)
    {
        Name = name;
        Unit = unit;
        Description = description;
        Accepted = accepted;
    }

    /// <summary>The metric's name; unique among the profile's dimensions, metrics, signals and labels.</summary>
    public string Name { get; }

    /// <summary>What the raw number counts (free text), or <see langword="null"/>.</summary>
    public string? Unit { get; }

    /// <summary>What it means (free text), or <see langword="null"/>.</summary>
    public string? Description { get; }

    /// <summary>Which numbers are values, or <see langword="null"/> where every number is one.</summary>
    public AcceptedValues? Accepted { get; }
}
