using HealthScoring.Analysis;
using HealthScoring.Columns;
using HealthScoring.Text;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Books;

/// <summary>Reads a book whose rows say what became of their customers.</summary>
internal sealed class OutcomeBookReader
{
    private const byte NotYetKnown = 255;

    private readonly Dictionary<string, int> _numberOf = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<int> _customers = [];
    private readonly List<DateTimeOffset> _asOf = [];
    private readonly List<byte> _outcomes = [];
    private readonly List<double> _weights = [];
    private readonly List<bool> _treated = [];
    private readonly TextCodes _segments = new();
    private readonly Dictionary<string, (List<double> Values, List<double>? Ages)> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextCodes> _labels = new(StringComparer.Ordinal);

    private OutcomeBookReader()
    {
    }

    /// <summary>Reads a book.</summary>
    /// <param name="book">The file.</param>
    /// <param name="timeOption">The option that says when its rows were measured.</param>
    /// <exception cref="CommandException">It does not say what became of customers, or cells cannot be read.</exception>
    public static OutcomeBook Read(Book book, string timeOption = "--as-of")
    {
        if (book.Mapping.Outcome is not { } outcome)
        {
            throw new CommandException("The mapping does not say what became of customers. Add \"outcome\": { \"column\": …, \"horizon\": \"90 "
                + "days\" }: "
                + "1 or a yes where a customer left within that time, 0 or a no where it did not, empty where that is not known yet.");
        }
        if (!book.HasTimes)
        {
            throw new CommandException("The rows do not tell when they were measured, which was before the outcome. "
                + $"Say it with {timeOption}, or add \"asOf\" to the mapping.");
        }
        var reader = new OutcomeBookReader();
        BookBlock block = book.NewBlock();
        while (book.Read(block))
            reader.Add(block);
        book.RequireReadable(0);
        try
        {
            return OutcomeBook.FromColumns(reader.ToColumns(), new(outcome.Horizon, outcome.Embargo), outcome.Expanded ? Outcome.Expanded
                : Outcome.Churned);
        }
        catch (OutcomeException exception)
        {
            throw book.Refused(exception);
        }
    }

    private void Add(BookBlock block)
    {
        for (int row = 0; row < block.Rows; row++)
        {
            string customer = block.Customers.Values[row];
            if (!_numberOf.TryGetValue(customer, out int number))
            {
                _numberOf.Add(customer, number = _names.Count);
                _names.Add(customer);
            }
            _customers.Add(number);
            _asOf.Add(block.TimeOf(row));
            _outcomes.Add(block.Outcomes!.Values[row] switch { 1 => 1, 0 => 0, _ => NotYetKnown });
            _weights.Add(block.Weights?.Values[row] ?? double.NaN);
            _treated.Add(block.Treated?.Values[row] == 1);
            _segments.Add(block.Segments?[row]);
            foreach ((string name, BookValue value) in block.Values)
                Add(name, value, value.MeasurementOf(row, _asOf[^1]), _asOf[^1]);
        }
    }

    private void Add(string name, BookValue value, Measurement measurement, DateTimeOffset asOf)
    {
        if (value.IsLabel)
        {
            if (!_labels.TryGetValue(name, out TextCodes? texts))
                _labels.Add(name, texts = new());
            texts.Add(measurement.Label);
            return;
        }
        if (!_numbers.TryGetValue(name, out (List<double> Values, List<double>? Ages) column))
            _numbers.Add(name, column = ([], value.HasAges ? [] : null));
        column.Values.Add(measurement.Value ?? double.NaN);
        column.Ages?.Add(measurement.ObservedAt is { } observed ? Duration.Days(asOf - observed) : double.NaN);
    }

    private OutcomeColumns ToColumns() => new()
    {
        Values = _numbers.Select(column => KeyValuePair.Create(column.Key, WithAges(column.Value)))
            .Concat(_labels.Select(label => KeyValuePair.Create(label.Key, label.Value.ToColumn())))
            .ToDictionary(StringComparer.Ordinal),
        Customers = _customers.ToArray(),
        AsOf = _asOf.ToArray(),
        Outcomes = _outcomes.ToArray(),
        Segments = _segments.ToColumn(),
        Weights = _weights.TrueForAll(double.IsNaN) ? default : _weights.ToArray(),
        Treated = _treated.Contains(true) ? _treated.ToArray() : default,
        Names = _names,
    };

    // A time that no row has is still a time that is not known: the metric is missing, as where it is scored.
    private static MetricColumn WithAges((List<double> Values, List<double>? Ages) column)
    {
        MetricColumn values = column.Values.ToArray();
        return column.Ages is { } ages ? values.WithAges(ages.ToArray()) : values;
    }

    /// <summary>Texts, each by its number in the list of all.</summary>
    private sealed class TextCodes
    {
        private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
        private readonly List<int> _codes = [];

        public void Add(string? text)
        {
            int code = -1;
            if (text is not null && !_codeOf.TryGetValue(text, out code))
                _codeOf.Add(text, code = _codeOf.Count);
            _codes.Add(code);
        }

        public MetricColumn ToColumn() => MetricColumn.OfLabels(_codes.ToArray(), _codeOf.Keys.Cast<string?>().ToArray());
    }
}
