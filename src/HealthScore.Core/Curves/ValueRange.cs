using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>A range of raw values, both bounds inclusive. In JSON an open end is the text <c>"-Infinity"</c> or <c>"Infinity"</c>.</summary>
/// <param name="From">The smallest raw value; negative infinity when there is none.</param>
/// <param name="To">The largest raw value; positive infinity when there is none.</param>
public readonly record struct ValueRange(
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double From,
    [property: JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] double To)
{
    /// <summary>Whether the range holds <paramref name="value"/>; never true for NaN.</summary>
    /// <param name="value">A raw value.</param>
    /// <returns><see langword="true"/> from <see cref="From"/> to <see cref="To"/>, both inclusive.</returns>
    public bool Contains(double value) => value >= From && value <= To;
}
