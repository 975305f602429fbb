using System.Buffers;
using System.Globalization;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Tables;

namespace HealthScoring.Tool.Proposals;

/// <summary>What is known of a column after all of its cells were seen, whatever they mean.</summary>
/// <param name="header">The column's heading.</param>
internal sealed class ColumnFacts(string header) : BlockColumn(header)
{
    private const int MostTexts = 200;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private static readonly string[] DayPatterns =
        ["d.M.yyyy", "d/M/yyyy", "M/d/yyyy", "d-M-yyyy", "M-d-yyyy", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "d.M.yy", "d/M/yy", "M/d/yy"];

    private static readonly string[] TimePatterns = ["", " H:mm", " H:mm:ss"];

    /// <summary>The patterns of days and times that are looked for, besides those of ISO 8601.</summary>
    private static readonly string[] Patterns = [.. TimePatterns.SelectMany(time => DayPatterns.Select(day => day + time))];

    // Of each style: in a column without and with per cent signs, with any unit.
    private static readonly NumberCells[] Numbers = [.. NumberStyle.All.Select(style => new NumberCells(style.In(AnyUnit), new("")))];

    private static readonly NumberCells[] Percents =
        [.. NumberStyle.All.Select(style => new NumberCells(style.In(AnyUnit), new("") { PercentOf = 100 }))];

    private static readonly TimeCells IsoTimes = new(TableFormat.Plain);

    private readonly Dictionary<string, long> _texts = new(StringComparer.Ordinal);
    private readonly long[] _read = new long[NumberStyle.All.Count];
    private readonly bool[] _isPattern = [.. Enumerable.Repeat(true, Patterns.Length)];
    private readonly HashSet<string> _missing = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _units = new(StringComparer.Ordinal);
    private long _dated;
    private bool _isIso = true;

    private static TableFormat AnyUnit => TableFormat.Plain with { Units = CellTexts.Units };

    /// <summary>How many cells have something.</summary>
    public long Filled { get; private set; }

    /// <summary>How many of these have a per cent sign.</summary>
    public long Percent { get; private set; }

    /// <summary>The first cell that has something.</summary>
    public string? Example { get; private set; }

    /// <summary>The first number that two styles read differently, such as <c>12.400</c>; null where there is none.</summary>
    public string? Ambiguous { get; private set; }

    /// <summary>The texts that say that there is no value.</summary>
    public IEnumerable<string> Missing => _missing.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>The units that stand beside its numbers.</summary>
    public IEnumerable<string> Units => _units.Order(StringComparer.Ordinal);

    /// <summary>The texts that it has, with how often; the first 200 of them.</summary>
    public IReadOnlyDictionary<string, long> Texts => _texts;

    /// <summary>Whether a typed file has it as numbers, or as times.</summary>
    public bool IsTyped { get; private set; }

    /// <summary>Whether every cell is a day or time.</summary>
    public bool IsTime => Filled > 0 && _dated == Filled && (_isIso || PatternsOfTimes.Count > 0);

    /// <summary>Whether it has days or times of ISO 8601.</summary>
    public bool IsIso => _isIso && _dated > 0;

    /// <summary>The patterns that read every cell; none where it has days of ISO 8601.</summary>
    public IReadOnlyList<string> PatternsOfTimes => _isIso ? [] : [.. Patterns.Where((_, index) => _isPattern[index])];

    /// <summary>Whether every cell is a yes or a no.</summary>
    public bool IsAnswer => IsAnswerTo(isOutcome: false);

    /// <summary>Whether every cell is a yes or a no, or says whether a customer left.</summary>
    public bool IsOutcome => IsAnswerTo(isOutcome: true);

    /// <summary>Whether every cell is 1 or 0.</summary>
    public bool IsOneOrZero => Filled > 0 && (IsTyped || _texts.Keys.All(text => text is "0" or "1"));

    /// <summary>How many cells a style reads as numbers.</summary>
    public long ReadAs(int style) => _read[style];

    /// <summary>Whether some style reads most cells as numbers.</summary>
    public bool IsNumber => Filled > 0 && _read.Max() * 2 > Filled;

    public override bool TrySet(int row, ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        if (cell.IsEmpty)
            return true;
        if (!cell.ContainsAny(Digits) && CellTexts.IsMissing(cell.ToString()))
        {
            _missing.Add(cell.ToString());
            return true;
        }
        Filled++;
        Example ??= cell.ToString();
        CountText(cell);
        CountNumber(cell);
        CountTime(cell);
        return true;
    }

    public override bool TrySet(int row, double number)
    {
        if (double.IsNaN(number))
            return true;
        Filled++;
        IsTyped = true;
        Example ??= number.ToString("R", CultureInfo.InvariantCulture);
        for (int style = 0; style < _read.Length; style++)
            _read[style]++;
        return true;
    }

    public override bool TrySet(int row, bool yes)
    {
        // As a label has it, which is what a person sees.
        Example ??= yes ? "true" : "false";
        return base.TrySet(row, yes);
    }

    public override bool TrySet(int row, DateTime time)
    {
        Filled++;
        _dated++;
        IsTyped = true;
        Example ??= time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return true;
    }

    public override bool TrySetMissing(int row) => true;

    public override void SetUnreadable(int row)
    {
    }

    public override void Move(int from, int to)
    {
    }

    public override string Explain(string cell) => "";

    private bool IsAnswerTo(bool isOutcome) => Filled > 0 && _texts.Count < MostTexts
        && _texts.Keys.All(text => CellTexts.IsYes(text, isOutcome) || CellTexts.IsNo(text, isOutcome));

    private void CountText(ReadOnlySpan<char> cell)
    {
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> texts = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (_texts.Count < MostTexts || texts.ContainsKey(cell))
            texts[cell] = texts.TryGetValue(cell, out long count) ? count + 1 : 1;
    }

    private void CountNumber(ReadOnlySpan<char> cell)
    {
        bool percent = cell.EndsWith("%");
        NumberCells[] styles = percent ? Percents : Numbers;
        double? first = null;
        bool any = false;
        for (int style = 0; style < styles.Length; style++)
        {
            if (!styles[style].TryRead(cell, out double number))
                continue;
            any = true;
            _read[style]++;
            if (first is { } other && other != number)
                Ambiguous ??= cell.ToString();
            first ??= number;
        }
        if (!any)
            return;
        Percent += percent ? 1 : 0;
        foreach (string unit in CellTexts.Units)
        {
            if (cell.Contains(unit, StringComparison.OrdinalIgnoreCase))
                _units.Add(unit);
        }
    }

    private void CountTime(ReadOnlySpan<char> cell)
    {
        if (_dated < Filled - 1)
            return;
        bool isIso = IsoTimes.TryRead(cell, out _);
        _isIso &= isIso;
        bool any = isIso;
        for (int i = 0; i < Patterns.Length; i++)
        {
            _isPattern[i] = _isPattern[i] && DateTime.TryParseExact(cell, Patterns[i], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
            any |= _isPattern[i];
        }
        _dated += any ? 1 : 0;
    }
}
