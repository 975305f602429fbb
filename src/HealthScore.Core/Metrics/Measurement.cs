using System.ComponentModel;
using System.Text.Json.Serialization;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>
/// A metric's value for one customer: a finite number, or missing with the reason, and optionally when it was observed; or the text of a label.
/// <see langword="default"/> is a missing measurement.
/// </summary>
/// <remarks>
/// Creating one allocates nothing. System.Text.Json writes and reads its value and its observation time.
/// </remarks>
public readonly record struct Measurement
{
    // A quiet NaN with 1954 for its payload, as statistics programs mark what is not available.
    private const long NoValueBits = 0x7FF8_0000_0000_07A2;

    // Likewise, for a number where a label is expected, or the other way about.
    private const long WrongKindBits = 0x7FF8_0000_0000_07A3;

    private readonly double _number;
    private readonly bool _given;

    /// <summary>Creates a measurement.</summary>
    /// <param name="value">
    /// The raw number in the metric's own unit. <see langword="null"/>, NaN and both infinities are missing. Negative zero and subnormal
    /// numbers are ordinary numbers.
    /// </param>
    /// <param name="observedAt">When the number was observed, or <see langword="null"/> when that is not known.</param>
    [JsonConstructor]
    public Measurement(double? value, DateTimeOffset? observedAt = null)
    {
        _given = value is { } number && BitConverter.DoubleToInt64Bits(number) != NoValueBits;
        _number = _given ? value.GetValueOrDefault() : 0;
        ObservedAt = observedAt;
    }

    /// <summary>Refused by the compiler: give the time with its offset.</summary>
    /// <param name="value">The raw number.</param>
    /// <param name="observedAt">A time without an offset.</param>
    [Obsolete(TimeText.NoOffset, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Measurement(double? value, DateTime? observedAt)
        : this(value, (DateTimeOffset?)observedAt)
    {
    }

    /// <summary>A measurement without a value (<see cref="MissingReason.NoValue"/>).</summary>
    public static Measurement None => default;

    /// <summary>
    /// The NaN that says "no value" (<see cref="MissingReason.NoValue"/>) in a column of numbers; any other NaN says "not a number". Scores
    /// treat both alike. Its bits distinguish it from other NaNs, so copy it and do not compute with it.
    /// </summary>
    public static double NoValue => BitConverter.Int64BitsToDouble(NoValueBits);

    /// <summary>The raw number in the metric's own unit, always finite, or <see langword="null"/> when missing or a label.</summary>
    public double? Value => Label is null && _given && double.IsFinite(_number) ? _number : null;

    /// <summary>The text of a label, such as <c>banking</c> for the label <c>industry</c>; <see langword="null"/> for a number or nothing.</summary>
    /// <exception cref="ArgumentException">
    /// The text given holds half of a character (one of a surrogate pair), which no file can hold.
    /// </exception>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Label
    {
        get;
        init => field = value is null || !NameRule.HalfCharacter(value) ? value : throw new ArgumentException(
            $"The label '{Excerpt.OfValue(value)}' holds half of a character (one of a surrogate pair); give the whole text.", nameof(value));
    }

    /// <summary>
    /// Why there is no number: <see cref="MissingReason.NoValue"/>, <see cref="MissingReason.NotANumber"/> or
    /// <see cref="MissingReason.Infinite"/>; <see langword="null"/> when there is one, or a label. Not part of the JSON: what is read back has no
    /// value.
    /// </summary>
    [JsonIgnore]
    public MissingReason? MissingReason => this switch
    {
        { Label: not null } => null,
        { _given: false } => HealthScoring.MissingReason.NoValue,
        _ when BitConverter.DoubleToInt64Bits(_number) == WrongKindBits => HealthScoring.MissingReason.WrongKind,
        _ when double.IsNaN(_number) => HealthScoring.MissingReason.NotANumber,
        _ when double.IsInfinity(_number) => HealthScoring.MissingReason.Infinite,
        _ => null,
    };

    /// <summary>What stands in the place of a number where a label is expected, or of a label where a number is.</summary>
    internal static double WrongKind => BitConverter.Int64BitsToDouble(WrongKindBits);

    /// <summary>Whether there is neither a usable number nor a label.</summary>
    [JsonIgnore]
    public bool IsMissing => MissingReason is not null;

    /// <summary>The number as it stands in a column: also NaN and infinities, and <see cref="NoValue"/> where none was given.</summary>
    internal double Raw => _given ? _number : NoValue;

    /// <summary>
    /// When the number was observed, or <see langword="null"/> when that is not known. It has an effect where the profile says how long the
    /// metric stays fresh; there a number without it counts as missing.
    /// </summary>
    public DateTimeOffset? ObservedAt { get; }

    /// <summary>Wraps the text of a label.</summary>
    /// <param name="label">The text; <see langword="null"/> is missing.</param>
    /// <returns>The measurement.</returns>
    /// <exception cref="ArgumentException">The text holds half of a character (one of a surrogate pair), which no file can hold.</exception>
    public static Measurement OfLabel(string? label) => new() { Label = label };

    /// <summary>Wraps a number; NaN and infinities become missing.</summary>
    /// <param name="value">The raw number.</param>
    public static implicit operator Measurement(double value) => new(value);

    /// <summary>Wraps a number; <see langword="null"/>, NaN and infinities become missing.</summary>
    /// <param name="value">The raw number, or <see langword="null"/>.</param>
    public static implicit operator Measurement(double? value) => new(value);
}
