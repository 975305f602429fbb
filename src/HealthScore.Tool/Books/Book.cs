using HealthScoring.Analysis;
using HealthScoring.Text;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Tables;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Books;

/// <summary>A file of customers, opened for the metrics of some profiles.</summary>
internal sealed class Book : IDisposable
{
    private readonly string _path;
    private readonly TableSource _source;
    private readonly BookMapping _mapping;
    private readonly DateTimeOffset? _only;
    private readonly DateTimeOffset _asOf;
    private readonly string[] _names;
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly UnknownSegments _unknownSegments;
    private long _rows;

    private Book(string path, TableSource source, BookMapping mapping, IReadOnlyList<ScoringProfile> profiles, DateTimeOffset? asOf,
        DateTimeOffset now)
    {
        (_path, _source, _mapping) = (path, source, mapping);
        _only = mapping.AsOf is null ? null : asOf;
        _asOf = asOf ?? now;
        HasTimes = mapping.AsOf is not null || asOf is not null;
        _names = [.. profiles.SelectMany(profile => profile.MetricNames).Distinct(StringComparer.Ordinal)];
        _unknownSegments = new(profiles);
        string[] problems = [.. Problems(profiles)];
        if (problems.Length > 0)
        {
            throw new CommandException($"'{Excerpt.OfValue(path)}' and its mapping do not fit"
                + $"{(problems.Length == 1 ? "" : $" in {problems.Length} places")}:{string.Concat(problems.Select(problem => $"\n- {problem}"))}");
        }
    }

    /// <summary>Which column is what.</summary>
    public BookMapping Mapping => _mapping;

    /// <summary>Whether the time of each row is known, and not taken to be now.</summary>
    public bool HasTimes { get; }

    /// <summary>The share of the file that has been read, from 0 to 1.</summary>
    public double Progress => _source.Progress;

    /// <summary>The cells that cannot be read.</summary>
    public UnreadableCells Unreadable => _source.Unreadable;

    /// <summary>Opens a file, and checks it against its mapping and the profiles.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mapping">Which column is what.</param>
    /// <param name="profiles">The profiles whose metrics, signals and labels are read.</param>
    /// <param name="asOf">
    /// The time of the rows; where they tell theirs, the time of those that are read. Where it is not given, the clock's, or each row's own.
    /// </param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="CommandException">The file cannot be read, or something does not fit; all of it is listed.</exception>
    public static Book Open(string path, BookMapping mapping, IReadOnlyList<ScoringProfile> profiles, DateTimeOffset? asOf, TimeProvider clock)
    {
        TableSource source = TableSource.Open(path, mapping.Format);
        try
        {
            return new(path, source, mapping, profiles, asOf, clock.GetUtcNow());
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Makes a block to read rows into.</summary>
    public BookBlock NewBlock() => new(_mapping, _names, header => _indexes[header], _asOf);

    /// <summary>Reads the next rows into a block.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Read(BookBlock block)
    {
        int read = block.Read(_source, _only);
        _rows += block.Rows;
        _unknownSegments.Count(block);
        return read > 0;
    }

    /// <summary>What the file is called.</summary>
    public string Name => Excerpt.OfValue(_path);

    /// <summary>The names in the mapping that no profile has; null where there are none.</summary>
    public string? UnknownNames
    {
        get
        {
            string[] unknown = [.. _mapping.Metrics.Keys.Concat(_mapping.Labels.Keys).Concat(_mapping.Absent).Except(_names, StringComparer.Ordinal)];
            return unknown.Length == 0 ? null : $"in the mapping, and not in the profile: {string.Join(", ", unknown.Select(Excerpt.OfValue))}";
        }
    }

    /// <summary>The segments that the file names and no profile has, with their rows; null where there are none.</summary>
    public string? UnknownSegments => _unknownSegments.Text;

    /// <summary>Reads all rows, one by one.</summary>
    /// <param name="maxUnreadable">The largest share of rows that may have a cell which cannot be read.</param>
    /// <exception cref="CommandException">There are more; thrown after the last row.</exception>
    public IEnumerable<BookRow> ReadRows(double maxUnreadable = 0)
    {
        BookBlock block = NewBlock();
        while (Read(block))
        {
            for (int row = 0; row < block.Rows; row++)
                yield return BookRow.Of(block, row);
        }
        RequireReadable(maxUnreadable);
    }

    /// <summary>Refuses the file where too many rows have a cell that cannot be read. Called after the last row.</summary>
    /// <param name="max">The largest share of rows that may.</param>
    /// <exception cref="CommandException">There are more, a row's customer or time cannot be read, or there are no rows.</exception>
    public void RequireReadable(double max)
    {
        if (Unreadable.Rows > max * _rows || Unreadable.HasRequired)
        {
            throw new CommandException($"'{Excerpt.OfValue(_path)}': {Number.Counted(Unreadable.Rows, "row")} of {Number.Count(_rows)} "
                + $"{(Unreadable.Rows == 1 ? "has a cell" : "have cells")} that cannot be "
                + $"read.{string.Concat(Unreadable.Lines().Select(line => $"\n- {line}"))}");
        }
        if (_rows == 0)
        {
            throw new CommandException(_only is { } time
                ? $"'{Excerpt.OfValue(_path)}' has no row of {TimeText.Minute(time)}."
                : $"'{Excerpt.OfValue(_path)}' has headings and no rows.");
        }
    }

    /// <summary>Says that its rows make no book of outcomes.</summary>
    public CommandException Refused(OutcomeException exception) =>
        new($"'{Name}', rows counted from 0 without the headings: {exception.Message}");

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private IEnumerable<string> Problems(IReadOnlyList<ScoringProfile> profiles)
    {
        HashSet<string> labels = [.. profiles.SelectMany(profile => profile.Labels)];
        IEnumerable<(string Place, string Header)> headers = Headers(labels);
        foreach ((string place, string header) in headers.DistinctBy(named => named.Header))
        {
            int[] found = [.. Enumerable.Range(0, _source.Headers.Count).Where(index => _source.Headers[index] == header)];
            if (found.Length == 1)
                _indexes.Add(header, found[0]);
            else if (found.Length > 1)
                yield return $"{place}: {found.Length} columns have the heading \"{Excerpt.OfValue(header)}\"; give each its own";
            else
                yield return $"{place}: no column has the heading \"{Excerpt.OfValue(header)}\"; {NoHeader(header)}";
        }
        foreach (string problem in _names.Select(name => ProblemOf(name, labels.Contains(name))).OfType<string>())
            yield return problem;
        foreach (ProfileMetric fading in profiles.SelectMany(profile => profile.Dimensions).SelectMany(dimension => dimension.Metrics)
            .Where(metric => metric.Freshness is not null).DistinctBy(metric => metric.Name))
        {
            if (_mapping.Metrics.TryGetValue(fading.Name, out ValueColumn? column) && column is { ObservedAt: null, AgeInDays: null })
            {
                yield return $"metrics.{fading.Name}: the profile lets it fade, and the mapping does not say how old its values are; add "
                    + "\"observedAt\" or \"ageInDays\"";
            }
        }
    }

    private IEnumerable<(string Place, string Header)> Headers(HashSet<string> labels)
    {
        List<(string Place, string? Header)> named =
        [
            ("customer", _mapping.Customer), ("asOf", _mapping.AsOf), ("segment", _mapping.Segment), ("weight", _mapping.Weight?.Header),
            ("treated", _mapping.Treated?.Header), ("outcome", _mapping.Outcome?.Column.Header),
        ];
        foreach (string name in _names)
        {
            if (labels.Contains(name))
                named.Add(($"labels.{name}", _mapping.Labels.GetValueOrDefault(name)));
            else if (_mapping.Metrics.TryGetValue(name, out ValueColumn? column))
                named.AddRange([($"metrics.{name}", column.Header), ($"metrics.{name}", column.ObservedAt), ($"metrics.{name}", column.AgeInDays)]);
        }
        return named.Where(pair => pair.Header is not null).Select(pair => (pair.Place, pair.Header!));
    }

    private string NoHeader(string header)
    {
        if (_source.Headers is [var only] && only.AsSpan().IndexOfAny(";\t|") is var at and >= 0)
        {
            return $"the first row looks separated by {(only[at] == '\t' ? "tabs" : $"'{only[at]}'")}: write \"separator\": "
                + $"\"{(only[at] == '\t' ? "\\t" : only[at])}\" in the mapping's format";
        }
        return Suggestion.For(header, _source.Headers);
    }

    private string? ProblemOf(string name, bool isLabel)
    {
        (bool number, bool text) = (_mapping.Metrics.ContainsKey(name), _mapping.Labels.ContainsKey(name));
        bool absent = _mapping.Absent.Contains(name);
        if (absent && (number || text))
            return $"absent: {name} has a column as well; keep one of the two";
        if (absent || (isLabel ? text && !number : number && !text))
            return null;
        if (number || text)
            return isLabel ? $"metrics.{name}: the profile has it as a label; move it to \"labels\"" : $"labels.{name}: the profile has it as a "
                + "metric; move it to \"metrics\"";
        return $"{name}: the profile asks for it, and the mapping does not have it; name its column under \"{(isLabel ? "labels" : "metrics")}\", or "
            + "list it under \"absent\" if the file does not have it";
    }
}
