using System.Globalization;
using HealthScoring.Columns;
using HealthScoring.Portfolios;
using HealthScoring.Text;
using HealthScoring.Tool.Books;

namespace HealthScoring.Tool.Scores;

/// <summary>
/// Scores blocks of rows by columns, and row by row where more than the score is asked for, a cell cannot be read, or a segment is named that the
/// profile does not have: with the same bits.
/// </summary>
internal sealed class BookScorer
{
    private const int MostDrivers = 3;

    private readonly ScoringProfile _profile;
    private readonly ColumnScorer _columns;
    private readonly HealthScorer<BookRow> _rows;
    private readonly PortfolioTally _tally;
    private readonly bool _details;
    private readonly Dictionary<string, int> _segmentOf = new(StringComparer.Ordinal);
    private readonly MetricColumn[] _parts;
    private readonly int[] _named = new int[BookBlock.MostRows];
    private readonly double[] _nothing = new double[BookBlock.MostRows];
    private readonly int[] _noTexts = new int[BookBlock.MostRows];

    /// <summary>Makes a scorer.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="tally">Counts the customers.</param>
    /// <param name="details">Whether drivers, guardrails and actions are asked for.</param>
    public BookScorer(ScoringProfile profile, PortfolioTally tally, bool details)
    {
        (_profile, _tally, _details) = (profile, tally, details);
        _columns = new(profile);
        _rows = BookRow.ScorerFor(profile);
        _parts = new MetricColumn[_columns.Columns.Count];
        for (int i = 0; i < profile.Segments.Count; i++)
            _segmentOf.Add(profile.Segments[i].Name, i);
        Array.Fill(_nothing, double.NaN);
        Array.Fill(_noTexts, -1);
    }

    /// <summary>Room for the scores of a block.</summary>
    public ScoredRows NewScores() => new() { Details = _details ? new (string, string, string)[BookBlock.MostRows] : [] };

    /// <summary>Scores a block.</summary>
    public void Score(BookBlock block, ScoredRows scores)
    {
        if (_details || NamesUnknownSegment(block) || block.Values.Values.Any(value => HasUnreadable(value, block.Rows)))
            ScoreRows(block, scores);
        else
            ScoreColumns(block, scores);
    }

    private bool NamesUnknownSegment(BookBlock block) => block.Segments is { } segments && segments.Texts.Any(text => !_segmentOf.ContainsKey(text!));

    private static bool HasUnreadable(BookValue value, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            if (value.IsUnreadable(row))
                return true;
        }
        return false;
    }

    private void ScoreColumns(BookBlock block, ScoredRows scores)
    {
        int rows = block.Rows;
        for (int i = 0; i < _parts.Length; i++)
        {
            string name = _columns.Columns[i];
            _parts[i] = block.Values.TryGetValue(name, out BookValue? value) ? value.ToColumn(rows, block.TimeOf)
                : _profile.Labels.Contains(name) ? MetricColumn.OfLabels(_noTexts.AsMemory(0, rows), default)
                : new MetricColumn(_nothing.AsMemory(0, rows)).WithAges(_nothing.AsMemory(0, rows));
        }
        _columns.Score(_parts, scores.Scores.AsSpan(0, rows), scores.Tiers.AsSpan(0, rows), scores.Coverage.AsSpan(0, rows),
            scores.Segments.AsSpan(0, rows), NamedSegments(block), _tally, block.Weights is { } weights ? weights.Values.AsSpan(0, rows) : default);
    }

    private ReadOnlySpan<int> NamedSegments(BookBlock block)
    {
        if (block.Segments is not { } segments)
            return default;
        int[] known = [.. segments.Texts.Select(text => _segmentOf[text!])];
        for (int row = 0; row < block.Rows; row++)
            _named[row] = segments.Codes[row] is >= 0 and var code ? known[code] : -1;
        return _named.AsSpan(0, block.Rows);
    }

    private void ScoreRows(BookBlock block, ScoredRows scores)
    {
        for (int row = 0; row < block.Rows; row++)
        {
            BookRow customer = BookRow.Of(block, row);
            HealthScore score = _rows.Score(customer, customer.AsOf);
            score.AddTo(_tally, customer.Weight);
            scores.Scores[row] = score.Value ?? double.NaN;
            scores.Tiers[row] = score.TierIndex;
            scores.Coverage[row] = score.Coverage;
            scores.Segments[row] = score.Segment is { } segment ? _segmentOf[segment] : -1;
            if (_details)
                scores.Details[row] = DetailsOf(score);
        }
    }

    private static (string Drivers, string Guardrails, string Actions) DetailsOf(HealthScore score) => (
        string.Join("; ", score.Drivers.Take(MostDrivers).Select(driver =>
            string.Create(CultureInfo.InvariantCulture, $"{driver.Metric} lost {Number.Points(driver.PointsLost)}"))),
        string.Join("; ", score.Guardrails.Select(guardrail => guardrail.Name)),
        string.Join("; ", score.Actions.Select(action => action.Name)));
}
