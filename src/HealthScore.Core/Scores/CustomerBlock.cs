using System.Collections.ObjectModel;
using HealthScoring.Columns;
using HealthScoring.Plans;
using HealthScoring.Portfolios;

namespace HealthScoring;

/// <summary>Some customers that stand one after the other in a source, what was measured of them, and their scores. Reused.</summary>
internal sealed class CustomerBlock<TCustomer>(MeasuredBlock measured, int capacity)
{
    private readonly TCustomer[] _customers = new TCustomer[capacity];
    private readonly bool[] _null = new bool[capacity];
    private readonly double[] _scores = new double[capacity];
    private readonly int[] _tiers = new int[capacity];
    private readonly double[] _coverage = new double[capacity];
    private readonly int[] _segments = new int[capacity];
    private double[] _weights = [];
    private int _rows;

    /// <summary>The position of the first customer in the source.</summary>
    public long First { get; private set; }

    /// <summary>How many customers there are, with those that are null.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    public MeasuredBlock Measured => measured;

    /// <summary>The customers that are not null, one row each.</summary>
    public ReadOnlyMemory<TCustomer> Customers => _customers.AsMemory(0, _rows);

    public void Restart(long first) => (First, Count, _rows) = (first, 0, 0);

    /// <summary>Adds the next customer of the source. One that is null gets no row, so that no metric ever sees it.</summary>
    public void Add(TCustomer customer)
    {
        _null[Count] = customer is null;
        if (!_null[Count++])
            _customers[_rows++] = customer;
    }

    /// <summary>How many customers have a fault, those that are null included.</summary>
    public int Faulty => measured.Faults.Count(_rows) + Count - _rows;

    /// <summary>Scores the customers, and counts them in the block's own tally.</summary>
    /// <param name="scorer">Scores the rows.</param>
    /// <param name="counts">Whether they are counted.</param>
    /// <param name="weightBy">Weighs a customer; null where they have no weight.</param>
    /// <exception cref="InvalidOperationException">A weight is out of range.</exception>
    public void Score(BlockScorer scorer, bool counts, Func<TCustomer, double?>? weightBy)
    {
        if (weightBy is not null)
            Weigh(weightBy);
        if (counts)
            measured.Tally.Clear();
        measured.Score(scorer, new(_scores.AsSpan(0, _rows), _tiers.AsSpan(0, _rows))
        {
            Coverage = _coverage.AsSpan(0, _rows),
            Segments = _segments.AsSpan(0, _rows),
            Tally = counts ? measured.Tally : null,
            Weights = weightBy is null ? [] : _weights.AsSpan(0, _rows),
        });
        if (counts)
            measured.Tally.Group(-1).AddUnknown(Count - _rows);
    }

    /// <summary>Tells who listens how many customers have each tier.</summary>
    public void RecordTiers()
    {
        measured.Standings.Add(_tiers.AsSpan(0, _rows), _segments.AsSpan(0, _rows));
        measured.Standings.AddUnknown(Count - _rows);
        measured.Standings.Record(ScoringCall.Stream);
    }

    /// <summary>The results in the order of the source.</summary>
    /// <param name="plan">What they were scored by.</param>
    /// <param name="asOf">The time they are for.</param>
    /// <param name="detailsFor">Says for whom the full result is made; for no one where null.</param>
    public IEnumerable<ScoredCustomer<TCustomer>> Results(
        Plan plan, DateTimeOffset asOf, Func<ScoredCustomer<TCustomer>, bool>? detailsFor)
    {
        for ((int i, int row) = (0, 0); i < Count; i++)
        {
            if (_null[i])
            {
                yield return new(First + i, default, double.NaN, tier: -1, plan.Base, coverage: 0,
                    NullFaults(plan, First + i), unknownSegment: null, segmentFault: null, decision: null, overrideFault: null);
                continue;
            }
            var score = new ScoredCustomer<TCustomer>(First + i, _customers[row], _scores[row], _tiers[row], plan.ScorecardOf(_segments[row]),
                _coverage[row], measured.MetricFaults(row), measured.UnknownSegment(row), measured.Faults.Segment(row), measured.Overrides.Of(row),
                measured.Faults.Override(row));
            yield return detailsFor?.Invoke(score) == true ? score.With(measured.Explain(row, asOf)) : score;
            row++;
        }
    }

    private void Weigh(Func<TCustomer, double?> weightBy)
    {
        if (_weights.Length == 0)
            _weights = new double[capacity];
        for ((int i, int row) = (0, 0); i < Count; i++)
        {
            if (_null[i])
                continue;
            double weight = weightBy(_customers[row]) ?? double.NaN;
            if (!double.IsNaN(weight) && !Grid.IsWeight(weight))
                throw new InvalidOperationException(FormattableString.Invariant($"Customer {First + i} of the source {WeightCheck.Problem(weight)}"));
            _weights[row++] = weight;
        }
    }

    private static ReadOnlyCollection<MissingMetric> NullFaults(Plan plan, long position)
    {
        var fault = new ArgumentNullException(paramName: null, FormattableString.Invariant($"Customer {position} of the source is null."));
        return Array.AsReadOnly([.. plan.Columns.Select(column => new MissingMetric(column, MissingReason.Fault, fault))]);
    }
}
