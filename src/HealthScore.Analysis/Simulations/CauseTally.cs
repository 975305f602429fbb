namespace HealthScoring.Analysis;

/// <summary>Sums up, over customers, what changed their scores: points by the name of what added or took them.</summary>
internal sealed class CauseTally
{
    // Much finer than the steps of portfolio sums, so that causes sum to the change of the score within 1e-9; still whole numbers, so that
    // no order of the customers changes a bit. A billion customers of a billion points stay within 102 bits.
    private const double Steps = 1L << 40;

    private readonly List<(SimulationCauseKind Kind, string? Name)> _causes = [];
    private readonly Dictionary<(SimulationCauseKind Kind, string? Name), int> _indexes = [];
    private readonly double[] _changes;
    private readonly StepSum[] _sums;
    private StepSum _change = new(Steps);

    public CauseTally(ScoringProfile before, ScoringProfile after)
    {
        Register(before);
        Register(after);
        Register(SimulationCauseKind.Segment, name: null);
        Register(SimulationCauseKind.OtherPoints, name: null);
        _changes = new double[_causes.Count];
        _sums = [.. _causes.Select(_ => new StepSum(Steps))];
    }

    /// <summary>How many customers were added.</summary>
    public long Customers { get; private set; }

    /// <summary>The mean change of their scores; null where there are none.</summary>
    public double? MeanChange => _change.Mean(Customers);

    /// <summary>Adds a customer that is scored before and after.</summary>
    public void Add(HealthScore before, HealthScore after)
    {
        double change = after.Value.GetValueOrDefault() - before.Value.GetValueOrDefault();
        Array.Clear(_changes);
        if (before.Segment != after.Segment)
        {
            _changes[_indexes[(SimulationCauseKind.Segment, null)]] = change;
        }
        else
        {
            Collect(before, -1);
            Collect(after, +1);
        }
        for (int i = 0; i < _changes.Length; i++)
            _sums[i].Add(_changes[i]);
        _change.Add(change);
        Customers++;
    }

    /// <summary>What changed a score at all, what changed them most on average first.</summary>
    public IEnumerable<StoredCause> ToCauses() => _causes
        .Select((cause, i) => new StoredCause(cause.Kind, cause.Name, _sums[i].Mean(Customers).GetValueOrDefault(), _sums[i].Counted))
        .Where(cause => cause.Customers > 0)
        .OrderByDescending(cause => Math.Abs(cause.MeanChange))
        .ThenBy(cause => cause.Kind)
        .ThenBy(cause => cause.Name, StringComparer.Ordinal);

    private void Register(ScoringProfile profile)
    {
        foreach (ProfileMetric metric in profile.Dimensions.SelectMany(dimension => dimension.Metrics))
            Register(SimulationCauseKind.Metric, metric.Name);
        foreach (Guardrail guardrail in profile.Guardrails)
            Register(SimulationCauseKind.Guardrail, guardrail.Name);
    }

    private void Register(SimulationCauseKind kind, string? name)
    {
        if (_indexes.TryAdd((kind, name), _causes.Count))
            _causes.Add((kind, name));
    }

    private void Collect(HealthScore score, int sign)
    {
        foreach (Contribution metric in score.Contributions)
            _changes[_indexes[(SimulationCauseKind.Metric, metric.Metric)]] += sign * metric.PointsAdded;
        foreach (GuardrailMatch guardrail in score.Guardrails)
            _changes[_indexes[(SimulationCauseKind.Guardrail, guardrail.Name)]] += sign * guardrail.Change;
        _changes[_indexes[(SimulationCauseKind.OtherPoints, null)]] += sign * score.OtherPoints;
    }
}
