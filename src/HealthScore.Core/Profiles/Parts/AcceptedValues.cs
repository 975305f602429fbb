namespace HealthScoring;

/// <summary>Which numbers of a metric or signal are values. Any other number is missing, everywhere, and the result says why.</summary>
public sealed class AcceptedValues
{
    internal AcceptedValues(ValueRange? valid, IReadOnlyList<double> missingValues, bool whole)
    {
        Valid = valid is { } range ? new(range.From + 0.0, range.To + 0.0) : null;
        // Their order means nothing. Adding zero turns -0 into 0, which is the same number and must print the same.
        MissingValues = missingValues.Select(value => value + 0.0).Distinct().Order().ToArray().AsReadOnly();
        Whole = whole;
    }

    /// <summary>The range outside which a number is missing (<see cref="MissingReason.OutOfRange"/>); <see langword="null"/> for none.</summary>
    public ValueRange? Valid { get; }

    /// <summary>The numbers that stand for a missing value (<see cref="MissingReason.StandsForMissing"/>), by rising value.</summary>
    public IReadOnlyList<double> MissingValues { get; }

    /// <summary>Whether a number that is not whole is missing (<see cref="MissingReason.NotWhole"/>).</summary>
    public bool Whole { get; }

    /// <summary>What is accepted; null where that is every number.</summary>
    internal static AcceptedValues? Of(ValueRange? valid, IReadOnlyList<double> missingValues, bool whole) =>
        valid is null && missingValues.Count == 0 && !whole ? null : new(valid, missingValues, whole);

    /// <summary>Why a finite number is missing; null where it is not.</summary>
    internal MissingReason? Refused(double value) =>
        MissingValues.Contains(value) ? MissingReason.StandsForMissing
        : Valid is { } valid && !valid.Contains(value) ? MissingReason.OutOfRange
        : Whole && !double.IsInteger(value) ? MissingReason.NotWhole
        : null;

    /// <summary>What is left of some ranges: as few as possible, and where only whole numbers count, each from one to one.</summary>
    internal IReadOnlyList<ValueRange> Within(params IReadOnlyList<ValueRange> ranges)
    {
        IEnumerable<ValueRange> left = ranges;
        if (Valid is { } valid)
            left = left.Select(range => new ValueRange(Math.Max(range.From, valid.From), Math.Min(range.To, valid.To)));
        foreach (double missing in MissingValues)
        {
            left = left.SelectMany(range => range.Contains(missing)
                ? new[] { range with { To = Math.BitDecrement(missing) }, range with { From = Math.BitIncrement(missing) } }
                : [range]);
        }
        if (Whole)
            left = left.Select(range => new ValueRange(Math.Ceiling(range.From), Math.Floor(range.To)));
        // Beyond the largest number there is an infinity and no number.
        return left.Where(range => range.From <= range.To && range.From <= double.MaxValue && range.To >= double.MinValue).ToArray().AsReadOnly();
    }

    /// <summary>The accepted number nearest to another, within a range whose ends are accepted; of two as near, the smaller.</summary>
    internal double Nearest(double value, ValueRange within)
    {
        double below = Math.Floor(value);
        return Math.Clamp(!Whole ? value : value - below > 0.5 ? below + 1 : below, within.From, within.To);
    }
}
