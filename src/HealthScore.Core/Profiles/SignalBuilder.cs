namespace HealthScoring;

/// <summary>Adds to a signal what is optional.</summary>
public sealed class SignalBuilder
{
    private readonly AcceptedValuesBuilder _accepted = new();
    private string? _unit;
    private string? _description;

    internal SignalBuilder()
    {
    }

    /// <summary>Says what the raw number counts.</summary>
    /// <param name="unit">The unit, as in <c>days</c>.</param>
    public SignalBuilder Unit(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        _unit = unit;
        return this;
    }

    /// <summary>Describes what the signal means.</summary>
    /// <param name="description">The text.</param>
    public SignalBuilder Describe(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _description = description;
        return this;
    }

    /// <summary>Says in which range a number is a value; any other is missing (<see cref="MissingReason.OutOfRange"/>).</summary>
    /// <param name="from">The smallest value.</param>
    /// <param name="to">The largest value.</param>
    public SignalBuilder Valid(double from, double to)
    {
        _accepted.Valid = new(from, to);
        return this;
    }

    /// <summary>Says which numbers stand for a missing value (<see cref="MissingReason.StandsForMissing"/>).</summary>
    /// <param name="values">The numbers, as in <c>-1, -999</c>.</param>
    public SignalBuilder MissingValues(params ReadOnlySpan<double> values)
    {
        _accepted.MissingValues = values.ToArray();
        return this;
    }

    /// <summary>Says that only whole numbers are values; any other is missing (<see cref="MissingReason.NotWhole"/>).</summary>
    public SignalBuilder Whole()
    {
        _accepted.Whole = true;
        return this;
    }

    internal static Signal Build(string name, Action<SignalBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new SignalBuilder();
        configure(builder);
        return new(name, builder._unit, builder._description, builder._accepted.Build());
    }
}
