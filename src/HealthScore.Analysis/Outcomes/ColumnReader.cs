using HealthScoring.Columns;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Checks the columns of a book, and takes them as they are.</summary>
internal static class ColumnReader
{
    private const double MostWeight = 1e15;

    /// <summary>The rows, in the order given.</summary>
    public static BookRows Read(OutcomeColumns columns, OutcomeWindow window)
    {
        var errors = new OutcomeErrors();
        int rows = columns.Outcomes.Length;
        CheckLengths(columns, rows, errors);
        errors.ThrowIfAny();
        CheckNames(columns.Names ?? [], errors);
        (int[] customers, string[] names) = Customers(columns, errors);
        var outcomes = new RowStatus[rows];
        long[] asOf = new long[rows];
        TimeSpan whole = window.Embargo + window.Horizon;
        for (int i = 0; i < rows; i++)
        {
            int row = i;
            byte outcome = columns.Outcomes.Span[row];
            if (outcome is not (0 or 1 or byte.MaxValue))
            {
                errors.Add(OutcomeErrorKind.Outcome, () => new(PathOf(row), null, Number.Text(outcome), $"{Number.Text(outcome)} is no outcome",
                    "give 0, 1, or 255 for what is not yet known"));
            }
            outcomes[row] = (RowStatus)outcome;
            DateTimeOffset time = columns.AsOf.Span[row];
            if (time == DateTimeOffset.MinValue || DateTimeOffset.MaxValue - time < whole)
            {
                errors.Add(OutcomeErrorKind.Time, () => new(PathOf(row), null, null, $"{TimeText.Exact(time)} is no time of a score",
                    "give the time that the score was for"));
            }
            asOf[row] = time.UtcTicks;
        }
        CheckTwice(customers, asOf, names, errors);
        CheckWeights(columns.Weights.Span, errors);
        CheckCodes("Segments", columns.Segments, errors);
        foreach ((string name, MetricColumn column) in columns.Values)
            CheckCodes($"Values['{Excerpt.OfValue(name)}']", column, errors);
        foreach ((string name, MetricColumn column) in columns.Values.Where(column => !column.Value.IsLabel && column.Value.HasAges))
            CheckAges(name, column, errors);
        errors.ThrowIfAny();
        return new(customers, asOf, outcomes, names, new(rows,
            columns.Values.Where(column => !column.Value.IsLabel).ToDictionary(StringComparer.Ordinal),
            columns.Values.Where(column => column.Value.IsLabel).ToDictionary(StringComparer.Ordinal)))
        {
            Segments = columns.Segments,
            Weights = columns.Weights.ToArray(),
            Treated = columns.Treated.ToArray(),
        };
    }

    private static void CheckLengths(OutcomeColumns columns, int rows, OutcomeErrors errors)
    {
        void Check(string path, int length, bool mayBeEmpty = false)
        {
            if (length != rows && !(mayBeEmpty && length == 0))
            {
                errors.Add(OutcomeErrorKind.Length, () => new(path, null, Number.Text(length),
                    $"it has {Number.Counted(length, "row")}, and there are {Number.Counted(rows, "outcome")}", "give one entry per row"));
            }
        }
        Check("Customers", columns.Customers.Length);
        Check("AsOf", columns.AsOf.Length);
        Check("Segments", columns.Segments.Length, mayBeEmpty: true);
        Check("Weights", columns.Weights.Length, mayBeEmpty: true);
        Check("Treated", columns.Treated.Length, mayBeEmpty: true);
        foreach ((string name, MetricColumn column) in columns.Values)
            Check($"Values['{Excerpt.OfValue(name)}']", column.Length);
        if (columns.Segments.Length > 0 && !columns.Segments.IsLabel)
        {
            errors.Add(OutcomeErrorKind.Length, () => new("Segments", null, null, "it has numbers",
                "give the names of segments with MetricColumn.OfLabels"));
        }
    }

    private static void CheckNames(IReadOnlyList<string> names, OutcomeErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            (string path, string? name) = ($"Names[{Number.Text(i)}]", names[i]);
            if (string.IsNullOrEmpty(name))
                errors.Add(OutcomeErrorKind.NoName, () => new(path, null, null, "there is no id", "give the customer's id"));
            else if (!seen.Add(name))
                errors.Add(OutcomeErrorKind.NoName, () => new(path, null, null, $"{Excerpt.OfValue(name)} is there twice", "give each id once"));
        }
    }

    private static void CheckCodes(string path, MetricColumn column, OutcomeErrors errors)
    {
        if (column.IsLabel && column.Codes.IndexOfAnyExceptInRange(int.MinValue, column.Texts.Length - 1) is >= 0 and var row)
        {
            int code = column.Codes[row];
            errors.Add(OutcomeErrorKind.Code, () => new(path, null, Number.Text(code), $"{PathOf(row)} has code {Number.Text(code)} without a text",
                "give the text, or a negative code where there is none"));
        }
    }

    private static (int[] Customers, string[] Names) Customers(OutcomeColumns columns, OutcomeErrors errors)
    {
        var numbers = new Dictionary<int, int>();
        List<string> names = [];
        int[] customers = new int[columns.Customers.Length];
        for (int i = 0; i < customers.Length; i++)
        {
            (int row, int given) = (i, columns.Customers.Span[i]);
            if (given < 0 || given >= (columns.Names?.Count ?? int.MaxValue))
            {
                errors.Add(OutcomeErrorKind.NoName, () => new(PathOf(row), null, Number.Text(given), $"there is no customer {Number.Text(given)}",
                    columns.Names is null ? "count from 0" : $"give a number below {Number.Text(columns.Names.Count)}, or more names"));
            }
            else if (!numbers.TryGetValue(given, out customers[row]))
            {
                numbers.Add(given, customers[row] = names.Count);
                names.Add(columns.Names?[given] ?? Number.Text(given));
            }
        }
        return (customers, [.. names]);
    }

    private static void CheckTwice(int[] customers, long[] asOf, string[] names, OutcomeErrors errors)
    {
        var seen = new HashSet<(int, long)>(customers.Length);
        for (int i = 0; i < customers.Length; i++)
        {
            int row = i;
            if (!seen.Add((customers[row], asOf[row])) && names.Length > 0)
            {
                errors.Add(OutcomeErrorKind.Twice, () => new(PathOf(row), null, null,
                    $"{Excerpt.OfValue(names[customers[row]])} has two rows at {TimeText.Minute(new(asOf[row], TimeSpan.Zero))}",
                    "keep one of them"));
            }
        }
    }

    private static void CheckWeights(ReadOnlySpan<double> weights, OutcomeErrors errors)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            (int row, double weight) = (i, weights[i]);
            if (!double.IsNaN(weight) && weight is not (>= 0 and <= MostWeight))
            {
                errors.Add(OutcomeErrorKind.Weight, () => new(PathOf(row), null, Number.Text(weight), $"{Number.Text(weight)} is no weight",
                    "a weight is 0 to 1e15, and NaN where it is not known"));
            }
        }
    }

    private static void CheckAges(string name, MetricColumn column, OutcomeErrors errors)
    {
        double[] values = new double[column.Length], ages = new double[column.Length];
        column.CopyTo(0, values);
        column.CopyAgesTo(0, ages);
        for (int i = 0; i < ages.Length; i++)
        {
            (int row, double age) = (i, ages[i]);
            if (age < 0 && double.IsFinite(values[row]))
            {
                errors.Add(OutcomeErrorKind.LookAhead, () => new(PathOf(row), null, Number.Text(age),
                    $"'{Excerpt.OfValue(name)}' was observed {Number.Raw(-age)} days after the time of the score", "give what was known then"));
            }
        }
    }

    private static string PathOf(int row) => $"row {Number.Text(row)}";
}
