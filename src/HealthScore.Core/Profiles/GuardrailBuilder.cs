namespace HealthScoring;

/// <summary>Adds to a guardrail what is optional.</summary>
public sealed class GuardrailBuilder
{
    private string? _description;
    private bool _immediate;
    private bool _appliesWhenMissing;

    internal GuardrailBuilder()
    {
    }

    /// <summary>Describes why it is there.</summary>
    /// <param name="description">The text.</param>
    public GuardrailBuilder Describe(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _description = description;
        return this;
    }

    /// <summary>
    /// Lets the customer's tier follow at once while it matches, without margin and dwell, where scores are tracked. Only for caps and floors.
    /// </summary>
    public GuardrailBuilder Immediate()
    {
        _immediate = true;
        return this;
    }

    /// <summary>
    /// Lets it match when the value that its condition asks about is missing, so that an outage cannot hide what it guards against.
    /// Not with a condition that asks for a missing value.
    /// </summary>
    public GuardrailBuilder ApplyWhenMissing()
    {
        _appliesWhenMissing = true;
        return this;
    }

    internal static Guardrail Build(
        string name, Condition when, GuardrailEffect effect, double limit, Action<GuardrailBuilder>? configure, string? tier = null)
    {
        var builder = new GuardrailBuilder();
        configure?.Invoke(builder);
        return new(name, when, effect, limit)
        {
            Tier = tier,
            Description = builder._description,
            Immediate = builder._immediate,
            AppliesWhenMissing = builder._appliesWhenMissing,
        };
    }
}
