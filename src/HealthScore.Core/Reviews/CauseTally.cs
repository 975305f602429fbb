using HealthScoring.Plans;

namespace HealthScoring.Reviews;

/// <summary>Sums up, over customers, what changed their scores: points by the name of what added or took them.</summary>
internal sealed class CauseTally
{
    // Much finer than the steps of portfolio sums, so that causes sum to the change of the score within 1e-9; still whole numbers, so that
    // no order of the customers changes a bit. A billion customers of a billion points stay within 102 bits.
    private const double Steps = 1L << 40;

    private readonly List<(SimulationCauseKind Kind, string? Name)> _causes = [];
    private readonly Dictionary<(SimulationCauseKind Kind, string? Name), int> _places = [];
    private readonly double[] _changes;
    private readonly Int128[] _sums;
    private readonly long[] _customers;
    private Int128 _change;

    public CauseTally(ScoringProfile before, ScoringProfile after)
    {
        Register(before);
        Register(after);
        Register(SimulationCauseKind.Segment, name: null);
        Register(SimulationCauseKind.OtherPoints, name: null);
        _changes = new double[_causes.Count];
        _sums = new Int128[_causes.Count];
        _customers = new long[_causes.Count];
    }

    /// <summary>How many customers were added.</summary>
    public long Customers { get; private set; }

    /// <summary>The mean change of their scores; null where there are none.</summary>
    public double? MeanChange => Customers > 0 ? Mean(_change) : null;

    /// <summary>Adds a customer that is scored before and after.</summary>
    public void Add(HealthScore before, HealthScore after)
    {
        double change = after.Value.GetValueOrDefault() - before.Value.GetValueOrDefault();
        Array.Clear(_changes);
        if (before.Scorecard.Segment?.Name != after.Scorecard.Segment?.Name)
        {
            _changes[_places[(SimulationCauseKind.Segment, null)]] = change;
        }
        else
        {
            Collect(before, -1);
            Collect(after, +1);
        }
        for (int i = 0; i < _changes.Length; i++)
        {
            Int128 steps = Of(_changes[i]);
            _sums[i] += steps;
            _customers[i] += steps == 0 ? 0 : 1;
        }
        _change += Of(change);
        Customers++;
    }

    /// <summary>What changed a score at all, what changed them most on average first.</summary>
    public IReadOnlyList<SimulationCause> ToCauses() => Array.AsReadOnly([.. _causes
        .Select((cause, i) => new SimulationCause(cause.Kind, cause.Name, _customers[i] > 0 ? Mean(_sums[i]) : 0, _customers[i]))
        .Where(cause => cause.Customers > 0)
        .OrderByDescending(cause => Math.Abs(cause.MeanChange))
        .ThenBy(cause => cause.Kind)
        .ThenBy(cause => cause.Name, StringComparer.Ordinal)]);

    private static Int128 Of(double points) => (Int128)Math.Round(points * Steps);

    private double Mean(Int128 sum) => (double)sum / Steps / Customers;

    private void Register(ScoringProfile profile)
    {
        foreach (ProfileMetric metric in profile.Dimensions.SelectMany(dimension => dimension.Metrics))
            Register(SimulationCauseKind.Metric, metric.Name);
        foreach (Guardrail guardrail in profile.Guardrails)
            Register(SimulationCauseKind.Guardrail, guardrail.Name);
    }

    private void Register(SimulationCauseKind kind, string? name)
    {
        if (_places.TryAdd((kind, name), _causes.Count))
            _causes.Add((kind, name));
    }

    private void Collect(HealthScore score, int sign)
    {
        (Scorecard scorecard, Evaluation evaluation) = (score.Scorecard, score.Evaluation);
        for (int i = 0; i < scorecard.Metrics.Length; i++)
            _changes[_places[(SimulationCauseKind.Metric, scorecard.Metrics[i].Name)]] += sign * RowArithmetic.PointsAdded(scorecard, evaluation, i);
        for (int i = 0; i < scorecard.Guardrails.Length; i++)
        {
            double change = evaluation.GuardrailChanges[i];
            if (!double.IsNaN(change))
                _changes[_places[(SimulationCauseKind.Guardrail, scorecard.Guardrails[i].Rule.Name)]] += sign * change;
        }
        _changes[_places[(SimulationCauseKind.OtherPoints, null)]] += sign * score.OtherPoints;
    }
}
