namespace HealthScoring.Tests.Properties;

/// <summary>
/// Audits a small profile by scoring every customer of a grid: each column's knots and bounds, their neighbours, a number drawn at random, and, where
/// a condition asks about the column, a number between any two and beyond them all. Where a column moves between two of them that are not neighbours,
/// nothing jumps, so the score takes every value in between.
/// </summary>
internal sealed class GridAudit
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ScoringProfile _profile;
    private readonly string[] _columns;
    private readonly bool[] _isMetric;
    private readonly double[][] _numbers;
    private readonly HealthScore[] _scores;
    private readonly int[] _strides;
    private readonly int _count;
    private readonly int[] _named;

    public GridAudit(ScoringProfile profile, int seed)
    {
        var random = new Random(seed);
        _profile = profile;
        _columns = [.. profile.MetricNames];
        _isMetric = [.. _columns.Select(column => profile.Signals.All(signal => signal.Name != column))];
        Guardrail[] guardrails = [.. profile.Guardrails.Concat(profile.Segments.SelectMany(segment => segment.Guardrails))];
        Condition[] conditions = [.. guardrails.Select(guardrail => guardrail.When),
            .. profile.Segments.Select(segment => segment.When).OfType<Condition>()];
        _numbers = [.. _columns.Select(column => Numbers(column, [.. conditions.Where(when => when.Name == column)],
            guardrails.Any(guardrail => guardrail.When.Name == column && guardrail.AppliesWhenMissing), 2 * random.NextDouble()))];
        _strides = new int[_columns.Length];
        _count = 1;
        for (int i = 0; i < _columns.Length; i++)
            (_strides[i], _count) = (_count, _count * _numbers[i].Length);
        _named = [-1, .. profile.Segments.Index().Where(segment => segment.Item.When is null).Select(segment => segment.Index)];
        _scores = [.. _named.SelectMany(named =>
        {
            var scorer = Scorer(profile, named < 0 ? null : profile.Segments[named].Name);
            return Enumerable.Range(0, _count).Select(row => scorer.Score(Row(row), AsOf));
        })];
        Search();
    }

    /// <summary>The largest loss by a better number, by metric.</summary>
    public Dictionary<string, double> Losses { get; } = [];

    /// <summary>The largest jump at a border between segments, by column and the first number above it.</summary>
    public Dictionary<(string Column, double From), double> Jumps { get; } = [];

    public HashSet<string> Tiers { get; } = [];

    public HashSet<string> Guardrails { get; } = [];

    public HashSet<string> Actions { get; } = [];

    /// <summary>The metrics that change a customer's tier.</summary>
    public HashSet<string> Metrics { get; } = [];

    public static HealthScorer<IReadOnlyDictionary<string, Measurement>> Scorer(ScoringProfile profile, string? named) =>
        StoredMeasurements.ScorerFor(profile, new() { SegmentBy = _ => named });

    private void Search()
    {
        for (int at = 0; at < _scores.Length; at++)
        {
            HealthScore score = _scores[at];
            if (score.Tier is { } tier)
                Tiers.Add(tier);
            Actions.UnionWith(score.Actions.Select(action => action.Name));
            Guardrails.UnionWith(score.Guardrails.Where(match => Decides(match, score)).Select(match => match.Name));
            for (int column = 0; column < _columns.Length; column++)
            {
                int own = at / _strides[column] % _numbers[column].Length;
                for (int other = own + 1; other < _numbers[column].Length; other++)
                {
                    Compare(score, _scores[at + (other - own) * _strides[column]], column, _numbers[column][own], _numbers[column][other],
                        other - own);
                }
            }
        }
    }

    private void Compare(HealthScore lower, HealthScore upper, int column, double below, double above, int steps)
    {
        if (double.IsNaN(above))
            return;
        string name = _columns[column];
        bool isMetric = _isMetric[column];
        if (isMetric && lower.Tier != upper.Tier)
            Metrics.Add(name);
        bool areNeighbours = Math.BitIncrement(below) == above;
        if (steps == 1 && !areNeighbours)
            Between(lower, upper);
        if (lower.Value is not { } one || upper.Value is not { } two)
            return;
        if (areNeighbours && lower.Segment != upper.Segment)
            Raise(Jumps, (name, above), Math.Abs(one - two));
        if (!isMetric)
            return;
        // The curves are asked only where the answer matters: there are many pairs.
        double most = Losses.GetValueOrDefault(name, double.NegativeInfinity);
        if (one - two > most && Points(name, lower.Segment, above) > Points(name, lower.Segment, below))
            Raise(Losses, name, one - two);
        if (two - one > most && Points(name, upper.Segment, below) > Points(name, upper.Segment, above))
            Raise(Losses, name, two - one);
    }

    /// <summary>Two customers between whom only points change, and do not jump.</summary>
    private void Between(HealthScore one, HealthScore two)
    {
        for (int tier = Math.Min(one.TierIndex, two.TierIndex) + 1; tier < Math.Max(one.TierIndex, two.TierIndex) && one.TierIndex >= 0; tier++)
        {
            Tiers.Add(_profile.Tiers[tier].Name);
            foreach (ActionRule action in _profile.Actions)
            {
                bool isLeftOut = _profile.Segments.Any(segment => segment.Name == one.Segment && segment.Without.Contains(action.Name));
                if (!isLeftOut && action.Driver is null && action.Tier == _profile.Tiers[tier].Name
                    && (action.Segment is null || action.Segment == one.Segment)
                    && (action.Guardrail is null || one.Guardrails.Any(match => match.Name == action.Guardrail)))
                    Actions.Add(action.Name);
            }
        }
    }

    private static bool Decides(GuardrailMatch match, HealthScore score) => score.Value is null
        ? score.UnscoredReasons is [{ Kind: UnscoredKind.Guardrail }] && match.Effect == GuardrailEffect.Unscored
            && score.Guardrails.Count(other => other.Effect == GuardrailEffect.Unscored) == 1
        : Math.Abs(match.Change) > 1e-9;

    private double Points(string metric, string? segment, double value) =>
        (_profile.Segments.FirstOrDefault(own => own.Name == segment)?.Curves.GetValueOrDefault(metric)
            ?? _profile.Dimensions.SelectMany(dimension => dimension.Metrics).Single(own => own.Name == metric).Curve).Evaluate(value);

    private static void Raise<T>(Dictionary<T, double> most, T key, double value)
        where T : notnull => most[key] = Math.Max(most.GetValueOrDefault(key), value);

    private Dictionary<string, Measurement> Row(int index) => Enumerable.Range(0, _columns.Length).ToDictionary(
        column => _columns[column], column => new Measurement(_numbers[column][index / _strides[column] % _numbers[column].Length], AsOf));

    private double[] Numbers(string column, Condition[] conditions, bool asksForMissing, double drawn)
    {
        double[] knots = [.. Curves(column).SelectMany(curve => curve.Knots).Select(knot => knot.X)];
        double[] own = [drawn, .. knots.SelectMany(x => new[] { Math.BitDecrement(x), x })];
        if (conditions.Length == 0)
            return [.. own.Distinct().Order()];
        double[] at = [.. knots.Concat(conditions.Where(when => when.Operator != ConditionOperator.Missing)
            .SelectMany(when => new[] { when.Bound, when.UpperBound })).DefaultIfEmpty(0).Distinct().Order()];
        double[] around = [.. at.SelectMany((x, i) =>
            new[] { Math.BitDecrement(x), x, Math.BitIncrement(x), i + 1 < at.Length ? (x + at[i + 1]) / 2 : x + 1 })];
        return
        [
            at[0] - 1,
            .. around.Append(drawn).Distinct().Order(),
            .. asksForMissing || conditions.Any(when => when.Operator == ConditionOperator.Missing) ? new[] { double.NaN } : [],
        ];
    }

    private IEnumerable<Curve> Curves(string column) => _profile.Dimensions.SelectMany(dimension => dimension.Metrics)
        .Where(metric => metric.Name == column).Select(metric => metric.Curve)
        .Concat(_profile.Segments.SelectMany(segment => segment.Curves).Where(curve => curve.Key == column).Select(curve => curve.Value));
}
