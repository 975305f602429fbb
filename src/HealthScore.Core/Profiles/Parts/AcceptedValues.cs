namespace HealthScoring;

/// <summary>Which numbers of a metric or signal are values. Any other number is missing, everywhere, and the result says why.</summary>
public sealed class AcceptedValues
{
    private readonly double[] _missing;

    internal AcceptedValues(ValueRange? valid, IReadOnlyList<double> missingValues, bool whole)
    {
        Valid = valid is { } range ? new(range.From + 0.0, range.To + 0.0) : null;
        // Their order means nothing. Adding zero turns -0 into 0, which is the same number and must print the same.
        _missing = [.. missingValues.Select(value => value + 0.0).Distinct().Order()];
        MissingValues = _missing.AsReadOnly();
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
        Array.BinarySearch(_missing, value) >= 0 ? MissingReason.StandsForMissing
        : Valid is { } valid && !valid.Contains(value) ? MissingReason.OutOfRange
        : Whole && !double.IsInteger(value) ? MissingReason.NotWhole
        : null;

    /// <summary>What is left of some ranges: as few as possible, and where only whole numbers count, each from one to one.</summary>
    internal IReadOnlyList<ValueRange> Within(params IReadOnlyList<ValueRange> ranges)
    {
        List<ValueRange> left = [];
        foreach (ValueRange range in ranges)
        {
            double from = Math.Max(range.From, Valid?.From ?? range.From), to = Math.Min(range.To, Valid?.To ?? range.To);
            int next = Array.BinarySearch(_missing, from);
            for (next = next < 0 ? ~next : next; next < _missing.Length && _missing[next] <= to; next++)
            {
                Add(from, Math.BitDecrement(_missing[next]));
                from = Math.BitIncrement(_missing[next]);
            }
            Add(from, to);
        }
        return left.AsReadOnly();

        void Add(double from, double to)
        {
            if (Whole)
                (from, to) = (Math.Ceiling(from), Math.Floor(to));
            // Beyond the largest number there is an infinity and no number.
            if (from <= to && from <= double.MaxValue && to >= double.MinValue)
                left.Add(new(from, to));
        }
    }

    /// <summary>The accepted number nearest to another, within a range whose ends are accepted; of two as near, the smaller.</summary>
    internal double Nearest(double value, ValueRange within)
    {
        double below = Math.Floor(value);
        return Math.Clamp(!Whole ? value : value - below > 0.5 ? below + 1 : below, within.From, within.To);
    }
}
