using HealthScoring.Tool.Books;
using Parquet;
using Parquet.Schema;

namespace HealthScoring.Tool.Scores;

/// <summary>Writes scores as Parquet: the columns of the CSV, with null for what is missing.</summary>
internal sealed class ParquetSink : ScoreSink
{
    private const int RowsOfGroup = 1 << 16;

    private readonly ScoreNames _names;
    private readonly ParquetWriter _writer;
    private readonly DataField _customer = new DataField<string>("customer");
    private readonly DataField _asOf = new DataField<DateTime>("as-of");
    private readonly DataField _segment = new DataField<string>("segment");
    private readonly DataField _score = new DataField<double?>("score");
    private readonly DataField _tier = new DataField<string>("tier");
    private readonly DataField _coverage = new DataField<double>("coverage");
    private readonly DataField _drivers = new DataField<string>("drivers");
    private readonly DataField _guardrails = new DataField<string>("guardrails");
    private readonly DataField _actions = new DataField<string>("actions");
    private readonly bool _hasTimes;
    private readonly bool _hasDetails;
    private readonly List<string?> _customers = [], _segments = [], _tiers = [], _driverTexts = [], _guardrailTexts = [], _actionTexts = [];
    private readonly List<DateTime> _times = [];
    private readonly List<double?> _scores = [];
    private readonly List<double> _coverages = [];

    /// <summary>Begins the file.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="names">The names of segments and tiers.</param>
    /// <param name="hasTimes">Whether rows tell their time.</param>
    /// <param name="hasDetails">Whether drivers, guardrails and actions are written.</param>
    public ParquetSink(Stream stream, ScoreNames names, bool hasTimes, bool hasDetails)
    {
        (_names, _hasTimes, _hasDetails) = (names, hasTimes, hasDetails);
        Field[] fields =
        [
            _customer, .. hasTimes ? [_asOf] : (Field[])[], _segment, _score, _tier, _coverage,
            .. hasDetails ? [_drivers, _guardrails, _actions] : (Field[])[],
        ];
        _writer = ParquetWriter.CreateAsync(new(fields), stream).GetAwaiter().GetResult();
    }

    public override void Write(BookBlock block, ScoredRows scores)
    {
        for (int row = 0; row < block.Rows; row++)
        {
            _customers.Add(block.Customers.Values[row]);
            _times.Add(block.TimeOf(row).UtcDateTime);
            _segments.Add(_names.SegmentOf(scores.Segments[row]));
            _scores.Add(double.IsNaN(scores.Scores[row]) ? null : scores.Scores[row]);
            _tiers.Add(_names.TierOf(scores.Segments[row], scores.Tiers[row]));
            _coverages.Add(scores.Coverage[row]);
            if (!_hasDetails)
                continue;
            _driverTexts.Add(scores.Details[row].Drivers);
            _guardrailTexts.Add(scores.Details[row].Guardrails);
            _actionTexts.Add(scores.Details[row].Actions);
        }
        if (_customers.Count >= RowsOfGroup)
            WriteGroup().GetAwaiter().GetResult();
    }

    public override void Complete()
    {
        if (_customers.Count > 0)
            WriteGroup().GetAwaiter().GetResult();
        _writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private async Task WriteGroup()
    {
        using (ParquetRowGroupWriter group = _writer.CreateRowGroup())
        {
            await group.WriteAsync(_customer, _customers!).ConfigureAwait(false);
            if (_hasTimes)
                await group.WriteAsync<DateTime>(_asOf, _times.ToArray()).ConfigureAwait(false);
            await group.WriteAsync(_segment, _segments!).ConfigureAwait(false);
            await group.WriteAsync<double>(_score, _scores.ToArray()).ConfigureAwait(false);
            await group.WriteAsync(_tier, _tiers!).ConfigureAwait(false);
            await group.WriteAsync<double>(_coverage, _coverages.ToArray()).ConfigureAwait(false);
            if (_hasDetails)
            {
                await group.WriteAsync(_drivers, _driverTexts!).ConfigureAwait(false);
                await group.WriteAsync(_guardrails, _guardrailTexts!).ConfigureAwait(false);
                await group.WriteAsync(_actions, _actionTexts!).ConfigureAwait(false);
            }
        }
        foreach (List<string?> texts in (List<string?>[])[_customers, _segments, _tiers, _driverTexts, _guardrailTexts, _actionTexts])
            texts.Clear();
        _times.Clear();
        _scores.Clear();
        _coverages.Clear();
    }
}
