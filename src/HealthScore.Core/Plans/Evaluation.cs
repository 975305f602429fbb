namespace HealthScoring.Plans;

/// <summary>Every number of one scored row, in canonical order; results put names and words to them.</summary>
internal sealed class Evaluation
{
    // One array, not seven: most of a score's memory would be their headers.
    private readonly double[] _numbers;
    private readonly int _metrics;
    private readonly int _dimensions;

    /// <summary>Memory for the numbers of one row.</summary>
    public Evaluation(Scorecard scorecard)
    {
        (_metrics, _dimensions) = (scorecard.Metrics.Length, scorecard.Dimensions.Length);
        _numbers = new double[3 * (_metrics + _dimensions) + scorecard.Guardrails.Length];
    }

    /// <summary>Each metric's points, or those of its missing policy.</summary>
    public Span<double> Points => _numbers.AsSpan(0, _metrics);

    /// <summary>
    /// How much each metric counts: 0 where it is missing; less than 1 where its value fades; 1 where its policy gives points for what is
    /// missing or faded.
    /// </summary>
    public Span<double> Freshness => _numbers.AsSpan(_metrics, _metrics);

    /// <summary>What one point of a metric adds to its dimension.</summary>
    public Span<double> MetricShares => _numbers.AsSpan(2 * _metrics, _metrics);

    /// <summary>Each dimension's points; NaN where none of its metrics counts.</summary>
    public Span<double> DimensionPoints => _numbers.AsSpan(3 * _metrics, _dimensions);

    /// <summary>How much each dimension counts: as much as the freshest of its metrics, and 0 where none counts.</summary>
    public Span<double> DimensionFreshness => _numbers.AsSpan(3 * _metrics + _dimensions, _dimensions);

    /// <summary>What one point of a dimension adds to the score.</summary>
    public Span<double> DimensionShares => _numbers.AsSpan(3 * _metrics + 2 * _dimensions, _dimensions);

    /// <summary>What each guardrail changed: 0 where it matched without effect, NaN where it did not match.</summary>
    public Span<double> GuardrailChanges => _numbers.AsSpan(3 * (_metrics + _dimensions));

    /// <summary>The share of the profile's weight that had usable data, 0..1.</summary>
    public double Coverage { get; set; }

    /// <summary>The score before guardrails; NaN where nothing counts.</summary>
    public double Unguarded { get; set; }

    /// <summary>The score after guardrails, also where it is then withheld; NaN where nothing counts.</summary>
    public double Guarded { get; set; }

    /// <summary>The score; NaN where the customer is unscored.</summary>
    public double Score { get; set; }

    /// <summary>The tier's index; -1 where the customer is unscored.</summary>
    public int Tier { get; set; }

    public bool RequiredMissing { get; set; }

    public bool LowCoverage { get; set; }

    /// <summary>Whether a guardrail withholds the score.</summary>
    public bool Withheld { get; set; }
}
