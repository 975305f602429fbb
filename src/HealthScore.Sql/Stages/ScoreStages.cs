using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>
/// A compiled profile as stages: the arithmetic of the documentation's page on semantics, operation by operation and in the same order. What
/// differs between segments is chosen by segment where it differs, and said once where it does not.
/// </summary>
internal sealed class ScoreStages
{
    private readonly StagePlan _plan;
    private readonly Plan _profile;
    private readonly FragmentWriter _sql;
    private readonly ColumnNames _names;
    private readonly string[] _stems;
    private readonly StageColumn[] _values;
    private readonly StageColumn?[] _freshness;
    private readonly Lazy<ContributionStages> _contributions;

    public ScoreStages(StagePlan plan, SourceColumns source)
    {
        (_plan, _profile, _sql, _names) = (plan, plan.Profile, plan.Sql, plan.Names);
        _stems = [.. _profile.Columns.Select(ColumnNames.Stem)];
        _contributions = new(() => new(plan, this));
        Formulas = new(plan);
        plan.Add(source.Stage);

        (_values, _freshness) = Measure(source);
        plan.Segment = Choose(source.NamedSegment);
        Stage earned = plan.NewStage("points", "Points by the curves, and which guardrails match.");
        Points = Earn(earned);
        Matched = Match(earned);
        StageColumn? complete = RequireAll(earned);

        Stage sums = plan.NewStage("sums", "Sums of each dimension's points and weights, and the coverage.");
        Coverage = sums.Add(_names.Take("coverage"), plan.PerScorecard(Cover));
        Stage means = plan.NewStage("means", "Means of the dimensions.");
        Stage joined = plan.NewStage("dimensions", "Dimensions, none outside of its own parts.");
        Dimensions = [.. _profile.Base.Dimensions.Select((dimension, i) => Formulas.Join(ColumnNames.Stem(dimension.Name),
            dimension.Formula, dimension.IsBounded, scorecard => PartsOf(scorecard, i), sums, means, joined))];

        Stage sum = plan.NewStage("sum", "The sum of the dimensions, and the limits that guardrails set.");
        Stage mean = plan.NewStage("mean", "The mean of the dimensions.");
        Stage unguarded = plan.NewStage("unguarded", "The score before guardrails.");
        Whole = Formulas.Join("score", _profile.Base.Formula, bounded: true, DimensionParts, sum, mean, unguarded);
        (StageColumn? cap, StageColumn? floor, StageColumn? withheld) = Limit(sum);
        StageColumn guarded = Guard(cap, floor);
        Stage scored = plan.NewStage("scored", "The score: none without data, with too little of it, or where it is withheld.");
        Score = Scored(scored, guarded, complete, withheld);
        Stage tiers = plan.NewStage("tiers", "The tier by its place, from 0.");
        TierIndex = tiers.Add(_names.Take("tier_index"), plan.PerScorecard(TierOf));
    }

    public FormulaStages Formulas { get; }

    /// <summary>Each metric's points, in canonical order; NULL where it does not count.</summary>
    public StageColumn[] Points { get; }

    /// <summary>Whether each guardrail matches: 1 or 0.</summary>
    public StageColumn[] Matched { get; }

    public Joined[] Dimensions { get; }

    /// <summary>The dimensions joined: the score before guardrails.</summary>
    public Joined Whole { get; }

    /// <summary>What each metric added and lost; its stages are there from when it is first asked for.</summary>
    public ContributionStages Contributions => _contributions.Value;

    public StageColumn Score { get; }

    public StageColumn Coverage { get; }

    /// <summary>The tier's place; NULL where the customer is unscored.</summary>
    public StageColumn TierIndex { get; }

    /// <summary>The segment's place; -1 for the base profile.</summary>
    public Fragment SegmentIndex => _plan.Segment is null ? _sql.Of($"{-1}") : _sql.Of($"{_plan.Segment}");

    public Fragment TierName() => Named(TierIndex, [.. _profile.Base.Tiers.Select(tier => tier.Name)]);

    public Fragment SegmentName() => _plan.Segment is null ? _sql.NoText : Named(_plan.Segment, [.. _profile.Segments.Select(plan => plan.Segment.Name)]);

    /// <summary>A column about a metric.</summary>
    public StageColumn Take(int metric, string what) => _names.Take($"{_stems[metric]}_{what}");

    private Fragment Named(StageColumn place, string[] names) => _sql.Case(
        [.. names.Select((name, i) => (_sql.Of($"{place} = {i}"), _sql.Literal(name)))], _sql.NoText);

    private (StageColumn[] Values, StageColumn?[] Freshness) Measure(SourceColumns source)
    {
        Stage stage = _plan.NewStage("measured", "What counts: numbers, neither NaN nor infinite, and not stale.");
        var values = new StageColumn[_profile.Columns.Length];
        var freshness = new StageColumn?[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            StageColumn raw = source.Raw[i];
            // NaN is above every number in some engines and equal to nothing in others; it is between these two in none.
            Fragment counts = _sql.Of($"{raw} >= {double.MinValue} AND {raw} <= {double.MaxValue}");
            if (_profile.FreshnessOf(i) is { } fresh && source.Ages[i] is { } age)
            {
                (double full, double stale) = fresh.InDays;
                counts = _sql.Of($"{counts} AND {age} >= {0.0} AND {age} < {stale}");
                freshness[i] = stage.Add(Take(i, "fresh"),
                    _sql.Case(_sql.Of($"{age} <= {full}"), _sql.Of($"{1.0}"), _sql.Of($"({stale} - {age}) / {stale - full}")));
            }
            values[i] = stage.Add(Take(i, "value"), _sql.Case(counts, _sql.Of($"{raw}"), _sql.NoNumber));
        }
        return (values, freshness);
    }

    private StageColumn? Choose(StageColumn? named)
    {
        if (_profile.Segments.Length == 0)
            return null;
        Stage stage = _plan.NewStage("segmented", "The first segment that matches, by its place from 0; -1 for the base profile.");
        var cases = new List<(Fragment When, Fragment Then)>();
        for (int i = 0; i < _profile.Segments.Length; i++)
        {
            SegmentPlan plan = _profile.Segments[i];
            Fragment?[] ways =
            [
                named is null ? null
                    : FragmentWriter.Word(_sql.Dialect.TextEquals(named.Quoted, _sql.Dialect.Literal(plan.Segment.Name))) with { Uses = [named] },
                plan.Segment.When is { } when ? Holds(when, _values[plan.Column]) : null,
            ];
            if (ways.OfType<Fragment>().ToArray() is { Length: > 0 } given)
                cases.Add((FragmentWriter.Join(" OR ", given), _sql.Of($"{i}")));
        }
        return stage.Add(_names.Take("segment_index"), _sql.Case(cases, _sql.Of($"{-1}")));
    }

    private Fragment Holds(Condition condition, StageColumn value) => condition.Operator switch
    {
        ConditionOperator.Below => _sql.Of($"{value} < {condition.Bound}"),
        ConditionOperator.AtMost => _sql.Of($"{value} <= {condition.Bound}"),
        ConditionOperator.Above => _sql.Of($"{value} > {condition.Bound}"),
        ConditionOperator.AtLeast => _sql.Of($"{value} >= {condition.Bound}"),
        ConditionOperator.Between => _sql.Of($"({value} >= {condition.Bound} AND {value} <= {condition.UpperBound})"),
        _ => _sql.Of($"{value} IS NULL"),
    };

    private StageColumn[] Earn(Stage earned)
    {
        Stage? blended = null;
        var points = new StageColumn[_profile.Base.Metrics.Length];
        for (int i = 0; i < points.Length; i++)
        {
            int metric = i;
            double? missing = _profile.Base.Metrics[i].MissingPoints;
            Fragment otherwise = missing is { } others ? _sql.Of($"{others}") : _sql.NoNumber;
            bool blends = _profile.Base.Metrics[i].Blends;
            points[i] = earned.Add(Take(i, blends ? "fresh_points" : "points"),
                _plan.PerScorecard(scorecard => CurveExpression.Of(_sql, scorecard.Metrics[metric].Curve, _values[metric], otherwise)));
            if (blends)
            {
                blended ??= _plan.NewStage("blended", "Points of faded values, the rest of which counts as missing.");
                points[i] = blended.Add(Take(i, "points"), Blend(i, points[i], missing.GetValueOrDefault()));
            }
        }
        return points;
    }

    private Fragment Blend(int metric, StageColumn points, double missing)
    {
        StageColumn fresh = _freshness[metric]!;
        bool tiny = CurveExpression.MayBeTiny(missing) || _plan.Scorecards.Any(scorecard => CurveExpression.MayBeTiny(scorecard.Metrics[metric].Curve));
        Fragment own = _sql.Of($"{points}"), others = _sql.Of($"{missing}");
        Fragment blend = _sql.Of($"{_sql.Product(_sql.Of($"{fresh}"), own, tiny)} + {_sql.Product(_sql.Of($"({1.0} - {fresh})"), others, tiny)}");
        Fragment within = _sql.Least([_sql.Greatest([blend, _sql.Least([own, others])]), _sql.Greatest([own, others])]);
        return _sql.Case(_sql.Of($"{_values[metric]} IS NULL"), others, within);
    }

    private StageColumn[] Match(Stage stage)
    {
        GuardrailPlan[] rules = _profile.Base.Guardrails;
        return [.. rules.Select(rule => stage.Add(_names.Take($"{ColumnNames.Stem(rule.Rule.Name)}_matched"), _plan.PerScorecard(scorecard =>
            scorecard.Guardrails.Where(own => own.Rule.Name == rule.Rule.Name)
                .Select(own => _sql.Case(Holds(own.Rule.When, _values[own.Column]), _sql.Of($"{1}"), _sql.Of($"{0}")))
                .DefaultIfEmpty(_sql.Of($"{0}")).First())))];
    }

    public int PlaceOf(Guardrail rule) => Array.FindIndex(_profile.Base.Guardrails, guardrail => guardrail.Rule.Name == rule.Name);

    private StageColumn? RequireAll(Stage stage)
    {
        if (!_plan.Scorecards.Any(scorecard => scorecard.Required.Length > 0))
            return null;
        return stage.Add(_names.Take("complete"), _plan.PerScorecard(scorecard => scorecard.Required is { Length: > 0 } missing
            ? _sql.Case(FragmentWriter.Join(" OR ", missing.Select(metric => _sql.Of($"{_values[metric.Index]} IS NULL"))), _sql.Of($"{0}"), _sql.Of($"{1}")) : _sql.Of($"{1}")));
    }

    private Fragment Cover(Scorecard scorecard) =>
        _sql.Of($"({FragmentWriter.Sum(scorecard.Weighted.Select(dimension => _sql.Of($"{dimension.Weight} * {Cover(dimension)}")))}) / {scorecard.DimensionWeight}");

    private Fragment Cover(DimensionPlan dimension)
    {
        Fragment covered = FragmentWriter.Sum(dimension.Weighted.Select(metric =>
        {
            Fragment weight = _sql.Of($"{metric.Weight}");
            Fragment present = _freshness[metric.Index] is { } fresh ? _sql.Of($"{weight} * {fresh}") : weight;
            return _sql.Case(_sql.Of($"{_values[metric.Index]} IS NULL"), _sql.Of($"{0.0}"), present);
        }));
        return _sql.Of($"(({covered}) / {dimension.MetricWeight})");
    }

    public Part[] PartsOf(Scorecard scorecard, int dimension) => [.. scorecard.Dimensions[dimension].Weighted.Select(metric =>
    {
        bool tiny = CurveExpression.MayBeTiny(metric.Curve) || CurveExpression.MayBeTiny(metric.MissingPoints ?? 0);
        return new Part(metric.Weight, Points[metric.Index], metric.Fades ? _freshness[metric.Index] : null, metric.MissingPoints is not null, tiny);
    })];

    public Part[] DimensionParts(Scorecard scorecard) => [.. scorecard.Weighted.Select(dimension =>
    {
        Part[] metrics = PartsOf(scorecard, dimension.Index);
        bool tiny = metrics.Any(part => part.MayBeTiny) || CurveExpression.MayBeTiny(dimension.Formula.InitialPoints);
        Joined joined = Dimensions[dimension.Index];
        return new Part(dimension.Weight, joined.Points, dimension.IsBounded ? joined.Counts : null, metrics.Any(part => part.IsAlwaysPresent), tiny);
    })];

    private (StageColumn? Cap, StageColumn? Floor, StageColumn? Withheld) Limit(Stage stage)
    {
        bool Has(GuardrailEffect effect) => _plan.Scorecards.Any(scorecard => scorecard.Guardrails.Any(guardrail => guardrail.Rule.Effect == effect));
        StageColumn? cap = !Has(GuardrailEffect.Cap) ? null
            : stage.Add(_names.Take("cap"), _plan.PerScorecard(scorecard => FirstMatching(
                scorecard.Caps.Select(i => scorecard.Guardrails[i]), 100)));
        StageColumn? floor = !Has(GuardrailEffect.Floor) ? null
            : stage.Add(_names.Take("floor_limit"), _plan.PerScorecard(scorecard => FirstMatching(
                scorecard.Floors.Select(i => scorecard.Guardrails[i]), 0)));
        StageColumn? withheld = !Has(GuardrailEffect.Unscored) ? null
            : stage.Add(_names.Take("withheld"), _plan.PerScorecard(scorecard =>
                scorecard.Withholding.Select(i => _sql.Of($"{Matched[PlaceOf(scorecard.Guardrails[i].Rule)]} = {1}")).ToArray() is { Length: > 0 } withholding
                ? _sql.Case(FragmentWriter.Join(" OR ", withholding), _sql.Of($"{1}"), _sql.Of($"{0}")) : _sql.Of($"{0}")));
        return (cap, floor, withheld);
    }

    private Fragment FirstMatching(IEnumerable<GuardrailPlan> guardrails, double none) => _sql.Case(
        [.. guardrails.Select(guardrail => (_sql.Of($"{Matched[PlaceOf(guardrail.Rule)]} = {1}"), _sql.Of($"{guardrail.Rule.Limit}")))],
        _sql.Of($"{none}"));

    private StageColumn Guard(StageColumn? cap, StageColumn? floor)
    {
        StageColumn score = Whole.Points;
        if (cap is not null)
        {
            score = _plan.NewStage("capped", "No score above the lowest cap.")
                .Add(_names.Take("capped"), _sql.Case(_sql.Of($"{score} > {cap}"), _sql.Of($"{cap}"), _sql.Of($"{score}")));
        }
        if (floor is null)
            return score;
        Fragment ground = cap is null ? _sql.Of($"{floor}") : _sql.Least([_sql.Of($"{floor}"), _sql.Of($"{cap}")]);
        return _plan.NewStage("guarded", "No score below the highest floor, but for a cap.")
            .Add(_names.Take("guarded"), _sql.Case(_sql.Of($"{score} < {ground}"), ground, _sql.Of($"{score}")));
    }

    private StageColumn Scored(Stage stage, StageColumn guarded, StageColumn? complete, StageColumn? withheld)
    {
        Fragment?[] reasons =
        [
            complete is null ? null : _sql.Of($"{complete} = {0}"),
            _profile.Base.AsksForCoverage ? _sql.Of($"{Coverage} < {_profile.Base.LeastCoverage}") : null,
            withheld is null ? null : _sql.Of($"{withheld} = {1}"),
        ];
        return reasons.OfType<Fragment>().ToArray() is { Length: > 0 } given
            ? stage.Add(_names.Take("score"), _sql.Case(FragmentWriter.Join(" OR ", given), _sql.NoNumber, _sql.Of($"{guarded}"))) : guarded;
    }

    private Fragment TierOf(Scorecard scorecard) => _sql.Case(
        [.. Enumerable.Range(0, scorecard.TierCuts.Length).Reverse().Select(i => (_sql.Of($"{Score} >= {scorecard.TierCuts[i]}"), _sql.Of($"{i}")))],
        FragmentWriter.Word("NULL"));
}
