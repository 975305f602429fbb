using System.Collections.ObjectModel;

namespace HealthScoring;

/// <summary>A group of customers with its own variation of the profile. It inherits everything that it does not override.</summary>
public sealed class Segment
{
    internal Segment()
    {
    }

    /// <summary>The segment's name; unique among segments. A host that names a customer's segment itself must use exactly this name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Which customers belong to it, or <see langword="null"/> when only the host says so.</summary>
    public Condition? When { get; internal init; }

    /// <summary>Other weights, by the name of a dimension or metric.</summary>
    public IReadOnlyDictionary<string, double> Weights { get; internal init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Other curves, by the name of a metric.</summary>
    public IReadOnlyDictionary<string, Curve> Curves { get; internal init; } = ReadOnlyDictionary<string, Curve>.Empty;

    /// <summary>Guardrails that replace those of the same name.</summary>
    public IReadOnlyList<Guardrail> Guardrails { get; internal init; } = [];

    /// <summary>Other tier cut-offs, by the name of a tier.</summary>
    public IReadOnlyDictionary<string, double> Tiers { get; internal init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Actions that replace those of the same name; they keep the replaced action's index in the declared order.</summary>
    public IReadOnlyList<ActionRule> Actions { get; internal init; } = [];

    /// <summary>Names of guardrails and actions that do not apply in this segment.</summary>
    public IReadOnlyList<string> Without { get; internal init; } = [];

    /// <summary>Who is in it (free text), or <see langword="null"/>.</summary>
    public string? Description { get; internal init; }
}
