using HealthScoring.Text;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Tables;

namespace HealthScoring.Tool.Proposals;

/// <summary>Proposes which column of a file is what, from its headings and all of its cells. What is not certain is asked, not guessed.</summary>
internal sealed class MappingProposal
{
    // Seats can be used by half as many again as were bought.
    private const double LargestShare = 1.5;

    private const int Exact = 5;

    private readonly ScoringProfile _profile;
    private readonly ProposalHints _hints;
    private readonly ColumnFacts[] _columns;
    private readonly Dictionary<ColumnFacts, string> _uses = [];
    private readonly Dictionary<string, ColumnFacts> _metrics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ColumnFacts> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ColumnFacts> _observed = new(StringComparer.Ordinal);
    private readonly List<string> _questions = [];
    private readonly List<string> _remarks = [];
    private readonly TableFormat _format;
    private ColumnFacts? _customer;
    private ColumnFacts? _asOf;
    private ColumnFacts? _segment;
    private ColumnFacts? _weight;
    private ColumnFacts? _outcome;

    private MappingProposal(ScoringProfile profile, ProposalHints hints, ColumnFacts[] columns, TableFormat sniffed)
    {
        (_profile, _hints, _columns) = (profile, hints, columns);
        AssignNames();
        AssignRoles();
        AssignTimes();
        AskAboutWords();
        _format = FormatOf(sniffed);
        if (_questions.Count == 0)
            RemarkOnTexts();
    }

    /// <summary>What is not certain: the mapping is not proposed before it is answered.</summary>
    public IReadOnlyList<string> Questions => _questions;

    /// <summary>What a reader should know of the proposal.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>The columns, in the file's order.</summary>
    public IEnumerable<ProposedColumn> Columns => _columns.Select(column =>
        new ProposedColumn(column.Header, _uses.GetValueOrDefault(column), ReadingOf(column), column.Example));

    /// <summary>Looks at a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="profile">The profile whose metrics and labels are looked for.</param>
    /// <param name="hints">What is known of it.</param>
    public static MappingProposal Of(string path, ScoringProfile profile, ProposalHints hints)
    {
        TableFormat format = TableSniffer.Sniff(path);
        using TableSource source = TableSource.Open(path, format);
        ColumnFacts[] columns = [.. source.Headers.Select(header => new ColumnFacts(header))];
        (int, BlockColumn)[] read = [.. columns.Select((column, index) => (index, (BlockColumn)column))];
        while (source.Read(read, most: 1024) > 0)
        {
        }
        return new(profile, hints, columns, format);
    }

    /// <summary>The mapping.</summary>
    public BookMapping ToMapping() => new()
    {
        Customer = _customer!.Header,
        AsOf = _asOf?.Header,
        Segment = _segment?.Header,
        Weight = _weight is { } weight ? ColumnOf(weight, null) : null,
        Metrics = _profile.MetricNames.Where(_metrics.ContainsKey)
            .ToDictionary(name => name, name => ColumnOf(_metrics[name], _observed.GetValueOrDefault(name)), StringComparer.Ordinal),
        Labels = _labels.ToDictionary(label => label.Key, label => label.Value.Header, StringComparer.Ordinal),
        Absent = [.. _profile.MetricNames.Where(name => !_metrics.ContainsKey(name) && !_labels.ContainsKey(name))],
        Outcome = _outcome is { } outcome ? new(ColumnOf(outcome, null), _hints.Horizon) : null,
        Format = _format,
    };

    // The best pairs first; two headings that fit a name equally well are a question.
    private void AssignNames()
    {
        HashSet<string> labels = [.. _profile.Labels];
        var pairs = _profile.MetricNames
            .SelectMany(name => _columns.Select(column => (Name: name, Column: column,
                Likeness: column.Header == name ? Exact : HeaderWords.Of(column.Header).Likeness(HeaderWords.Of(name)))))
            .Where(pair => pair.Likeness > 0 && (labels.Contains(pair.Name) || !pair.Column.IsTime))
            .GroupBy(pair => pair.Likeness).OrderByDescending(group => group.Key);
        foreach (var group in pairs)
        {
            var open = group.Where(pair => !IsAssigned(pair.Name) && !_uses.ContainsKey(pair.Column)).ToArray();
            foreach (var rivals in open.GroupBy(pair => pair.Name))
            {
                ColumnFacts[] candidates = [.. rivals.Select(pair => pair.Column)];
                string[] names = [.. open.Where(pair => candidates.Contains(pair.Column)).Select(pair => pair.Name).Distinct()];
                if (candidates.Length > 1)
                    _questions.Add($"{rivals.Key} could be {Listed(candidates)}. Rename the one that is not.");
                else if (names.Length > 1)
                    _questions.Add($"\"{Excerpt.OfValue(candidates[0].Header)}\" could be {string.Join(" or ", names)}. Rename it to the one it is.");
                else
                    Assign(rivals.Key, candidates[0], labels.Contains(rivals.Key));
            }
            if (_questions.Count > 0)
                return;
        }
        bool IsAssigned(string name) => _metrics.ContainsKey(name) || _labels.ContainsKey(name);
    }

    private void Assign(string name, ColumnFacts column, bool isLabel)
    {
        (isLabel ? _labels : _metrics).Add(name, column);
        _uses.Add(column, isLabel ? $"label {name}" : name);
    }

    private void AssignRoles()
    {
        _customer = _hints.Customer is { } given ? _columns.FirstOrDefault(column => column.Header == given)
            : Find("customer", (words, _) => words.Is("customer", "customer id", "customer number", "customer no", "account", "account id",
                "account number",
                "id", "tenant", "tenant id", "company id", "client id", "client", "kunde", "kundennummer", "kundennr", "kunden nr", "mandant"))
            ?? Find("customer", (words, _) => words.Is("account name", "customer name", "company", "company name", "name", "firma"));
        if (_hints.Customer is not null && _customer is not null && !_uses.TryAdd(_customer, "customer"))
            _questions.Add($"\"{Excerpt.OfValue(_customer.Header)}\" is {_uses[_customer]} already.");
        if (_customer is null && _questions.Count == 0)
        {
            _questions.Add(_hints.Customer is { } unknown
                ? $"No column has the heading \"{Excerpt.OfValue(unknown)}\"; {Suggestion.For(unknown, _columns.Select(column => column.Header))}"
                : "No heading looks like the customers' ids. Say with --customer which column tells customers apart.");
        }
        _asOf = Find("as of", "are not all days or times", column => column.IsTime, "as of", "as of date", "date", "day", "month", "week", "snapshot",
            "snapshot date", "stichtag", "datum", "monat");
        string[] segments = [.. _profile.Segments.Select(segment => segment.Name)];
        _segment = segments.Length == 0 ? null
            : Find("segment", (words, column) => words.Is("segment", "segments")
                || (column.Texts.Count > 0 && column.Texts.Keys.All(segments.Contains)));
        _weight = Find("weight", "are not numbers", column => column.IsNumber, "arr", "mrr", "acv", "revenue", "annual revenue", "monthly revenue",
            "contract value", "annual contract value", "weight", "umsatz", "jahresumsatz", "monthly charges");
        _outcome = Find("outcome", "are neither yes and no nor 1 and 0", column => column.IsOutcome || column.IsOneOrZero, "churned", "churn", "left",
            "cancelled", "canceled", "lost", "outcome", "gekündigt");
        if (_outcome is not null)
        {
            _remarks.Add($"\"{Excerpt.OfValue(_outcome.Header)}\" is taken for who left within {Duration.Text(_hints.Horizon)} after the row's "
                + "time; another time with --horizon.");
        }
    }

    // A column that is called so and does not look so is asked about: without it every row would be taken for something else.
    private ColumnFacts? Find(string use, string problem, Func<ColumnFacts, bool> looks, params string[] headings)
    {
        ColumnFacts? found = Find(use, (words, column) => words.Is(headings) && column.Filled > 0);
        if (found is null || looks(found))
            return found;
        _uses.Remove(found);
        _questions.Add($"\"{Excerpt.OfValue(found.Header)}\" is called like the {(use == "as of" ? "time of the rows" : use)}, and its cells "
            + $"{problem}. Mend them, or rename it.");
        return null;
    }

    private ColumnFacts? Find(string use, Func<HeaderWords, ColumnFacts, bool> fits)
    {
        ColumnFacts[] found = [.. _columns.Where(column => !_uses.ContainsKey(column) && fits(HeaderWords.Of(column.Header), column))];
        if (found.Length > 1)
            _questions.Add($"The {use} could be {Listed(found)}. "
                + $"{(use == "customer" ? "Say with --customer which it is." : "Rename those that are not.")}");
        if (found.Length != 1)
            return null;
        _uses.Add(found[0], use);
        return found[0];
    }

    // When a fading metric was observed stands in a column of its words, and of a time.
    private void AssignTimes()
    {
        foreach (string name in _profile.Dimensions.SelectMany(dimension => dimension.Metrics).Where(metric => metric.Freshness is not null)
            .Select(metric => metric.Name).Where(_metrics.ContainsKey))
        {
            HeaderWords own = HeaderWords.Of(_metrics[name].Header), given = HeaderWords.Of(name);
            ColumnFacts[] found = [.. _columns.Where(column => !_uses.ContainsKey(column) && column.IsTime
                && (HeaderWords.Of(column.Header).Contains(own) || HeaderWords.Of(column.Header).Contains(given)))];
            if (found.Length == 1)
            {
                _observed.Add(name, found[0]);
                _uses.Add(found[0], $"{name}, observed at");
            }
            else
            {
                _questions.Add($"{name} fades, and {(found.Length == 0 ? "no column of days" : Listed(found))} "
                    + $"{(found.Length == 0 ? "has its words" : "could")} "
                    + "say when it was observed. Let one column of days be called by its words, such as "
                    + $"\"{Excerpt.OfValue(_metrics[name].Header)} date\".");
            }
        }
    }

    // What words of its own say of a metric, only people know.
    private void AskAboutWords()
    {
        foreach (ColumnFacts column in _metrics.Values.Where(column => column.IsOutcome && !column.IsAnswer))
        {
            _questions.Add($"\"{Excerpt.OfValue(column.Header)}\" has the words {string.Join(", ", column.Texts.Keys.Order(StringComparer.Ordinal)
                .Select(text => $"\"{Excerpt.OfValue(text)}\""))}, and its metric is a number. Write yes and no, or 1 and 0, in their place.");
        }
    }

    private TableFormat FormatOf(TableFormat sniffed)
    {
        ColumnFacts[] numbers =
        [
            .. _metrics.Values.Append(_weight).Append(_outcome).OfType<ColumnFacts>().Where(column => !IsAnswer(column) && !column.IsTyped),
        ];
        ColumnFacts[] times = [.. _observed.Values.Append(_asOf).OfType<ColumnFacts>().Where(column => !column.IsTyped)];
        NumberStyle style = StyleOf(numbers);
        return sniffed with
        {
            Decimal = style.Decimal,
            Thousands = style.Thousands,
            Dates = DatesOf(times),
            Missing =
            [
                .. _uses.Keys.Where(column => !IsText(column)).SelectMany(column => column.Missing).Distinct(StringComparer.OrdinalIgnoreCase)
                    .Order(StringComparer.OrdinalIgnoreCase),
            ],
            Units = [.. numbers.SelectMany(column => column.Units).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    // Of texts, "none" may be one.
    private bool IsText(ColumnFacts column) => column == _customer || column == _segment || _labels.ContainsValue(column);

    private NumberStyle StyleOf(ColumnFacts[] numbers)
    {
        long[] read = [.. NumberStyle.All.Select((_, style) => numbers.Sum(column => column.ReadAs(style)))];
        int[] possible = [.. Enumerable.Range(0, read.Length).Where(style => _hints.Decimal is null
            || NumberStyle.All[style].Decimal == _hints.Decimal)];
        long most = possible.Max(style => read[style]);
        NumberStyle[] best = [.. possible.Where(style => read[style] == most).Select(style => NumberStyle.All[style])];
        if (best.DistinctBy(style => style.Decimal).Count() > 1 && numbers.FirstOrDefault(column => column.Ambiguous is not null) is { } open)
        {
            _questions.Add($"\"{Excerpt.OfValue(open.Ambiguous!)}\" in column \"{Excerpt.OfValue(open.Header)}\" can be read in two ways. Say with "
                + "--decimal whether the point or the comma is the decimal sign.");
        }
        return best[0];
    }

    private string[] DatesOf(ColumnFacts[] times)
    {
        if (_hints.Dates is { } given)
        {
            var cells = new TimeCells(TableFormat.Plain with { Dates = [given] });
            foreach (ColumnFacts column in times.Where(column => !column.IsIso && !cells.TryRead(column.Example, out _)))
                _questions.Add($"{Example(column)} is not written as {given}.");
            return WithIso([given], times);
        }
        List<(string Pattern, ColumnFacts Column)> certain = [];
        var patterns = new List<string>();
        foreach (ColumnFacts column in times)
        {
            IReadOnlyList<string> possible = column.PatternsOfTimes;
            patterns.AddRange(possible.Take(1));
            if (possible.Count > 1)
            {
                _questions.Add($"{Example(column)} can be {string.Join(" or ", possible)}. Say with --dates which it is.");
            }
            else if (possible.Count == 1)
            {
                // A mapping says once for all columns how days are written.
                (string other, ColumnFacts? before) = certain.FirstOrDefault(known => TimeCells.Differ(known.Pattern, possible[0]));
                if (before is not null)
                    _questions.Add($"{Example(before)} is written as {other}, and {Example(column)} as {possible[0]}. Write both the same way.");
                certain.Add((possible[0], column));
            }
        }
        return WithIso(patterns, times);
    }

    private static string Example(ColumnFacts column) => $"\"{Excerpt.OfValue(column.Example!)}\" in column \"{Excerpt.OfValue(column.Header)}\"";

    // Where another column has days of ISO 8601, their patterns have to be said as well.
    private static string[] WithIso(List<string> patterns, ColumnFacts[] times) =>
        [.. patterns.Concat(patterns.Count > 0 && times.Any(column => column.IsIso) ? TimeCells.Iso : []).Distinct(StringComparer.Ordinal)];

    private void RemarkOnTexts()
    {
        foreach (ColumnFacts column in _metrics.Values.Append(_weight).OfType<ColumnFacts>().Where(column => !column.IsAnswer && !column.IsTyped))
        {
            int style = NumberStyle.All.ToList().IndexOf(new(_format.Decimal, _format.Thousands));
            long unread = column.Filled - column.ReadAs(style);
            if (unread > 0)
            {
                _remarks.Add($"\"{Excerpt.OfValue(column.Header)}\" has {Number.Counted(unread, "cell")} that will not be read as numbers; where "
                    + "they stand for a missing value, add them to \"missing\".");
            }
            if (column.Percent > 0)
            {
                (string read, double other) = WholeOf(column) == 1 ? ("0.45", 100) : ("45", 1);
                _remarks.Add($"\"{Excerpt.OfValue(column.Header)}\" has per cent signs; 45 % is read as {read}, as its curve suggests. "
                    + $"\"percentOf\": {Number.Text(other)} reads it as {Number.Text(0.45 * other)}.");
            }
        }
        foreach (ColumnFacts column in _columns.Where(IsText))
        {
            foreach (string text in column.Missing)
            {
                string quoted = $"\"{Excerpt.OfValue(text)}\" in column \"{Excerpt.OfValue(column.Header)}\"";
                _remarks.Add(_format.Missing.Contains(text, StringComparer.OrdinalIgnoreCase)
                    ? $"{quoted} is missing, as it is in other columns; where it is a text of its own, take it out of \"missing\"."
                    : $"{quoted} is read as it stands; where it stands for a missing value, add it to \"missing\".");
            }
        }
        foreach (string name in _profile.MetricNames.Where(name => !_metrics.ContainsKey(name) && !_labels.ContainsKey(name)))
            _remarks.Add($"{name}: no column is called so; it is listed as absent, which is missing for every customer.");
    }

    // A curve that lives between 0 and 1 is about shares.
    private double WholeOf(ColumnFacts column) =>
        _profile.Dimensions.SelectMany(dimension => dimension.Metrics)
            .Any(metric => _metrics.GetValueOrDefault(metric.Name) == column && metric.Curve.Knots.Max(knot => Math.Abs(knot.X)) <= LargestShare)
                ? 1 : 100;

    private ValueColumn ColumnOf(ColumnFacts column, ColumnFacts? observed)
    {
        var mapped = new ValueColumn(column.Header)
        {
            ObservedAt = observed?.Header,
            PercentOf = column.Percent > 0 ? WholeOf(column) : null,
        };
        if (!IsAnswer(column) || column.IsTyped)
            return mapped;
        bool isOutcome = column == _outcome;
        string[] yes = [.. column.Texts.Keys.Where(text => CellTexts.IsYes(text, isOutcome)).Distinct(StringComparer.OrdinalIgnoreCase)];
        string[] no = [.. column.Texts.Keys.Where(text => CellTexts.IsNo(text, isOutcome)).Distinct(StringComparer.OrdinalIgnoreCase)];
        return mapped with { Yes = yes.Length > 0 ? yes : ["yes"], No = no.Length > 0 ? no : ["no"] };
    }

    private bool IsAnswer(ColumnFacts column) => column == _outcome ? column.IsOutcome : column.IsAnswer;

    private string ReadingOf(ColumnFacts column) => column.Filled == 0 ? "empty"
        : column.IsTime ? "day or time"
        : IsAnswer(column) ? "yes or no"
        : !column.IsNumber ? "text"
        : column.Percent > 0 ? "per cent" : "number";

    private static string Listed(ColumnFacts[] columns) => string.Join(" or ", columns.Select(column => $"\"{Excerpt.OfValue(column.Header)}\""));
}
