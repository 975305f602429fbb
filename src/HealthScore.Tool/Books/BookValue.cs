using HealthScoring.Columns;
using HealthScoring.Tool.Tables;

namespace HealthScoring.Tool.Books;

/// <summary>One metric, signal or label of a block of rows.</summary>
/// <param name="numbers">The numbers of a metric or signal; null for a label.</param>
/// <param name="label">The texts of a label; null for a metric or signal.</param>
/// <param name="observedAt">When the numbers were observed; null where the file does not say.</param>
/// <param name="age">How old they are, in days; null where the file does not say.</param>
internal sealed class BookValue(NumberColumn? numbers, LabelColumn? label, TimeColumn? observedAt, NumberColumn? age)
{
    private readonly double[] _days = observedAt is null && age is null ? [] : new double[numbers!.Values.Length];

    /// <summary>The columns that it is read from.</summary>
    public IEnumerable<BlockColumn> Columns => ((BlockColumn?[])[numbers, label, observedAt, age]).OfType<BlockColumn>();

    /// <summary>Whether it is a label.</summary>
    public bool IsLabel => label is not null;

    /// <summary>Whether the file says how old its numbers are.</summary>
    public bool HasAges => observedAt is not null || age is not null;

    /// <summary>Whether a row has a value which cannot be read.</summary>
    public bool IsUnreadable(int row) =>
        numbers?.IsUnreadable(row) == true || label?.IsUnreadable(row) == true || age?.IsUnreadable(row) == true
        || observedAt?.IsUnreadable(row) == true;

    /// <summary>A row's measurement.</summary>
    /// <param name="row">The row.</param>
    /// <param name="asOf">The time of the row.</param>
    public Measurement MeasurementOf(int row, DateTimeOffset asOf)
    {
        if (label is not null)
            return Measurement.OfLabel(label[row]);
        double value = numbers!.Values[row];
        return double.IsNaN(value) ? Measurement.None : new(value, ObservedAt(row, asOf));
    }

    /// <summary>The block's first rows as a column to score, with the ages as of each row's time.</summary>
    public MetricColumn ToColumn(int rows, Func<int, DateTimeOffset> timeOf)
    {
        if (label is not null)
            return label.ToColumn(rows);
        var column = new MetricColumn(numbers!.Values.AsMemory(0, rows));
        if (_days.Length == 0)
            return column;
        for (int row = 0; row < rows; row++)
        {
            DateTimeOffset asOf = timeOf(row);
            _days[row] = ObservedAt(row, asOf) is { } observed ? (asOf - observed).Ticks / (double)TimeSpan.TicksPerDay : double.NaN;
        }
        return column.WithAges(_days.AsMemory(0, rows));
    }

    // An age is a time of observation, so that a score is the same however the file tells it.
    private DateTimeOffset? ObservedAt(int row, DateTimeOffset asOf)
    {
        if (age is null)
            return observedAt?[row];
        double ticks = Math.Round(age.Values[row] * TimeSpan.TicksPerDay);
        if (double.IsNaN(ticks))
            return null;
        return ticks >= asOf.UtcTicks ? DateTimeOffset.MinValue
            : ticks <= asOf.UtcTicks - DateTimeOffset.MaxValue.UtcTicks ? DateTimeOffset.MaxValue
            : asOf.AddTicks(-(long)ticks);
    }
}
