namespace HealthScoring;

/// <summary>An action that is due for a customer, with the reason.</summary>
public sealed class DueAction
{
    internal DueAction(ActionRule rule, string reason)
    {
        Name = rule.Name;
        Reason = reason;
        Priority = rule.Priority;
        Description = rule.Description;
    }

    /// <summary>The action's name.</summary>
    public string Name { get; }

    /// <summary>Every criterion that made it due, as in <c>in at-risk; usage-frequency lost 27.0 points</c>.</summary>
    public string Reason { get; }

    /// <summary>1 comes first; <see langword="null"/> comes last.</summary>
    public int? Priority { get; }

    /// <summary>What to do (free text), or <see langword="null"/>.</summary>
    public string? Description { get; }

    /// <summary>The action with what to do.</summary>
    internal string Text => Description is null ? ToString() : $"{this}. {Description}";

    /// <summary>The name and the reason.</summary>
    /// <returns>As in <c>csm-call: in at-risk</c>.</returns>
    public override string ToString() => $"{Name}: {Reason}";
}
