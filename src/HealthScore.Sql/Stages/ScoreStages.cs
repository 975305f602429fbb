using System.Text.Encodings.Web;
using System.Text.Json;
using HealthScoring.Curves;
using HealthScoring.Profiles;
using HealthScoring.Scoring;
using HealthScoring.Statements;

namespace HealthScoring.Stages;

/// <summary>
/// A compiled profile as stages: the arithmetic of the documentation's page on semantics, operation by operation and in the same order. What
/// differs between segments is chosen by segment where it differs, and said once where it does not.
/// </summary>
internal sealed class ScoreStages
{
    private const double Tiny = 1e-250;

    private readonly CompiledProfile _profile;
    private readonly FragmentWriter _sql;
    private readonly ColumnNames _names;
    private readonly List<Stage> _stages = [];
    private readonly string[] _metricStems;
    private readonly string[] _dimensionStems;

    private readonly StageColumn[] _values;
    private readonly StageColumn?[] _freshness;
    private readonly StageColumn[] _points;
    private readonly Joined[] _dimensions;
    private readonly StageColumn? _segment;
    private readonly StageColumn[] _matched;
    private readonly StageColumn _unguarded;
    private readonly Joined _whole;
    private readonly StageColumn _tier;
    private StageColumn[]? _added;
    private StageColumn[]? _lost;

    private readonly string _prefix;

    public ScoreStages(CompiledProfile profile, FragmentWriter sql, ColumnNames names, SourceColumns source, string prefix)
    {
        (_profile, _sql, _names, _prefix) = (profile, sql, names, prefix);
        _metricStems = [.. profile.Columns.Select(ColumnNames.Stem)];
        _dimensionStems = [.. profile.Base.Dimensions.Select(dimension => ColumnNames.Stem(dimension.Name))];
        _stages.Add(source.Stage);

        (_values, _freshness) = Measure(source);
        _segment = Choose(source.NamedSegment);
        Stage earned = NewStage("points", "Points by the curves, and which guardrails match.");
        _points = Earn(earned);
        _matched = Match(earned);
        StageColumn? complete = RequireAll(earned);

        Stage sums = NewStage("sums", "Sums of each dimension's points and weights, and the coverage.");
        Coverage = sums.Add(_names.Take("coverage"), PerScorecard(Cover));
        Stage means = NewStage("means", "Means of the dimensions.");
        Stage joined = NewStage("dimensions", "Dimensions, none outside of its own parts.");
        _dimensions = [.. profile.Base.Dimensions.Select((dimension, i) => Join(
            _dimensionStems[i], dimension.Formula, IsBounded(dimension), scorecard => PartsOf(scorecard, i), sums, means, joined))];

        Stage sum = NewStage("sum", "The sum of the dimensions, and the limits that guardrails set.");
        Stage mean = NewStage("mean", "The mean of the dimensions.");
        Stage unguarded = NewStage("unguarded", "The score before guardrails.");
        _whole = Join("score", profile.Base.Formula, bounded: true, DimensionParts, sum, mean, unguarded);
        _unguarded = _whole.Points;
        (StageColumn? cap, StageColumn? floor, StageColumn? withheld) = Limit(sum);
        StageColumn guarded = Guard(cap, floor);
        Stage scored = NewStage("scored", "The score: none without data, with too little of it, or where it is withheld.");
        Score = Scored(scored, guarded, complete, withheld);
        Stage tiers = NewStage("tiers", "The tier by its place, from 0.");
        _tier = tiers.Add(_names.Take("tier_index"), PerScorecard(TierOf));
    }

    public IReadOnlyList<Stage> Stages => _stages;

    public StageColumn Score { get; }

    public StageColumn Coverage { get; }

    /// <summary>The tier's place; NULL where the customer is unscored.</summary>
    public StageColumn TierIndex => _tier;

    /// <summary>The segment's place; -1 for the base profile.</summary>
    public Fragment SegmentIndex => _segment is null ? _sql.Of($"{-1}") : _sql.Of($"{_segment}");

    public Fragment TierName() => Named(_tier, [.. _profile.Base.Tiers.Select(tier => tier.Name)]);

    public Fragment SegmentName() => _segment is null ? _sql.NoText : Named(_segment, [.. _profile.Segments.Select(plan => plan.Segment.Name)]);

    /// <summary>What each metric added and lost, in canonical order.</summary>
    public (StageColumn[] Added, StageColumn[] Lost) Contribute()
    {
        if (_added is not null)
            return (_added, _lost!);
        Stage shares = NewStage("shares", "What one point of each metric adds to the score.");
        Stage added = NewStage("added", "What each metric added, and could have added.");
        Stage lost = NewStage("lost", "What each metric lost.");
        int count = _profile.Base.Metrics.Length;
        (_added, _lost) = (new StageColumn[count], new StageColumn[count]);
        for (int i = 0; i < count; i++)
        {
            int metric = i;
            StageColumn share = shares.Add(Take(metric, "share"), PerScorecard(scorecard => ShareOf(scorecard, metric)));
            _added[i] = added.Add(Take(metric, "added"), PerScorecard(scorecard => AddedBy(scorecard, metric, share)));
            StageColumn available = added.Add(Take(metric, "available"), PerScorecard(scorecard => AvailableTo(scorecard, metric, share)));
            Fragment difference = _sql.Of($"{available} - {_added[i]}");
            _lost[i] = lost.Add(Take(metric, "lost"), _sql.Case(_sql.Of($"{difference} > {0.0}"), difference, _sql.Of($"{0.0}")));
        }
        return (_added, _lost);
    }

    /// <summary>The names of the guardrails that match, as a JSON array.</summary>
    public StageColumn MatchedNames()
    {
        Stage stage = NewStage("guardrails", "The guardrails that match.");
        return JsonArray(stage, "guardrails", PerScorecard(scorecard => Items(scorecard.Guardrails.Select(guardrail =>
            (guardrail.Rule.Name, (Fragment?)_sql.Of($"{_matched[PlaceOf(guardrail.Rule)]} = {1}"))))));
    }

    /// <summary>The names of the actions that are due, by priority and then in declared order, as a JSON array.</summary>
    public StageColumn DueNames()
    {
        bool drivers = _profile.Segments.Select(plan => plan.Scorecard).Append(_profile.Base).Any(scorecard => scorecard.Actions.Any(action => action.Driver >= 0));
        StageColumn[] lost = drivers ? Contribute().Lost : [];
        Stage stage = NewStage("actions", "The actions that are due.");
        return JsonArray(stage, "actions", PerScorecard(scorecard => Items(scorecard.Actions.OrderBy(action => action.Rule.Priority ?? int.MaxValue)
            .Select(action => (action.Rule.Name, IsDue(scorecard, action, lost))))));
    }

    private Stage NewStage(string name, string comment)
    {
        var stage = new Stage(_prefix + name, comment);
        _stages.Add(stage);
        return stage;
    }

    private StageColumn Take(int metric, string what) => _names.Take($"{_metricStems[metric]}_{what}");

    /// <summary>What each scorecard says, in one expression.</summary>
    private Fragment PerScorecard(Func<Scorecard, Fragment> say)
    {
        Fragment otherwise = say(_profile.Base);
        if (_segment is null)
            return otherwise;
        var others = _profile.Segments.Select((plan, i) => (Place: i, Says: say(plan.Scorecard)))
            .Where(other => other.Says.Text != otherwise.Text)
            .GroupBy(other => other.Says.Text)
            .Select(group => (When: IsIn([.. group.Select(other => other.Place)]), Then: group.First().Says));
        return _sql.Case([.. others], otherwise);
    }

    private Fragment IsIn(int[] segments) => segments.Length == 1 ? _sql.Of($"{_segment!} = {segments[0]}")
        : _sql.Of($"{_segment!} IN ({FragmentWriter.Join(", ", segments.Select(place => _sql.Of($"{place}")))})");

    private Fragment Named(StageColumn place, string[] names) => _sql.Case(
        [.. names.Select((name, i) => (_sql.Of($"{place} = {i}"), _sql.Literal(name)))], _sql.NoText);

    private (StageColumn[] Values, StageColumn?[] Freshness) Measure(SourceColumns source)
    {
        Stage stage = NewStage("measured", "What counts: numbers, neither NaN nor infinite, and not stale.");
        var values = new StageColumn[_profile.Columns.Length];
        var freshness = new StageColumn?[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            StageColumn raw = source.Raw[i];
            // NaN is above every number in some engines and equal to nothing in others; it is between these two in none.
            Fragment counts = _sql.Of($"{raw} >= {double.MinValue} AND {raw} <= {double.MaxValue}");
            if (_profile.Freshness[i] is { } fresh && source.Ages[i] is { } age)
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
        Stage stage = NewStage("segmented", "The first segment that matches, by its place from 0; -1 for the base profile.");
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
            MissingPolicy missing = _profile.Base.Metrics[i].Missing;
            bool hasPoints = missing.Kind == MissingPolicyKind.Points;
            Fragment otherwise = hasPoints ? _sql.Of($"{missing.FixedPoints}") : _sql.NoNumber;
            bool blends = hasPoints && _freshness[i] is not null;
            points[i] = earned.Add(Take(i, blends ? "fresh_points" : "points"),
                PerScorecard(scorecard => OnCurve(scorecard.Metrics[metric].Curve, _values[metric], otherwise)));
            if (blends)
            {
                blended ??= NewStage("blended", "Points of faded values, the rest of which counts as missing.");
                points[i] = blended.Add(Take(i, "points"), Blend(i, points[i], missing.FixedPoints));
            }
        }
        return points;
    }

    private Fragment OnCurve(Curve curve, StageColumn value, Fragment missing)
    {
        Piece[] pieces = [.. curve.Pieces().SelectMany(WithoutUnderflow)];
        var cases = new List<(Fragment When, Fragment Then)> { (_sql.Of($"{value} IS NULL"), missing) };
        for (int i = 0; i < pieces.Length - 1; i++)
            cases.Add((_sql.Of($"{value} < {pieces[i + 1].From}"), At(pieces[i], value)));
        return _sql.Case(cases, At(pieces[^1], value));
    }

    private Fragment At(Piece piece, StageColumn value) => piece.Slope == 0 ? _sql.Of($"{piece.Offset}")
        : piece.Start == 0 ? _sql.Of($"{piece.Offset} + {value} * {piece.Slope}")
        : _sql.Of($"{piece.Offset} + ({value} - {piece.Start}) * {piece.Slope}");

    /// <summary>Where a product that rounds to 0 is an error, the stretch of a line where it does is a piece of its own.</summary>
    private IEnumerable<Piece> WithoutUnderflow(Piece piece)
    {
        if (_sql.Dialect.RaisesOnUnderflow && piece.Slope != 0)
        {
            double first = Math.BitIncrement(piece.Start);
            double above = (first - piece.Start) * piece.Slope != 0 ? first
                : Curve.Boundary(first, double.MaxValue, x => (x - piece.Start) * piece.Slope != 0);
            if (above != first)
            {
                yield return Piece.Flat(piece.From, piece.Offset);
                yield return piece with { From = above };
                yield break;
            }
        }
        yield return piece;
    }

    private Fragment Blend(int metric, StageColumn points, double missing)
    {
        StageColumn fresh = _freshness[metric]!;
        bool tiny = MayBeTiny(missing) || Scorecards.Any(scorecard => MayBeTiny(scorecard.Metrics[metric].Curve));
        Fragment own = _sql.Of($"{points}"), others = _sql.Of($"{missing}");
        Fragment blend = _sql.Of($"{_sql.Product(_sql.Of($"{fresh}"), own, tiny)} + {_sql.Product(_sql.Of($"({1.0} - {fresh})"), others, tiny)}");
        Fragment within = _sql.Least([_sql.Greatest([blend, _sql.Least([own, others])]), _sql.Greatest([own, others])]);
        return _sql.Case(_sql.Of($"{_values[metric]} IS NULL"), others, within);
    }

    private IEnumerable<Scorecard> Scorecards => _profile.Segments.Select(plan => plan.Scorecard).Prepend(_profile.Base);

    private static bool MayBeTiny(double points) => points != 0 && Math.Abs(points) < Tiny;

    // A line is near to 0 points only next to a knot of 0 points, and so near only where the distances between numbers are that small.
    private static bool MayBeTiny(Curve curve) =>
        curve.Knots.Any(knot => MayBeTiny(knot.Points) || (knot.Points == 0 && Math.Abs(knot.X) < Tiny))
        || curve.Pieces().Any(piece => piece.Slope != 0 && Math.Abs(piece.Slope) < Tiny);

    private StageColumn[] Match(Stage stage)
    {
        (Guardrail Rule, int Column)[] rules = _profile.Base.Guardrails;
        return [.. rules.Select(rule => stage.Add(_names.Take($"{ColumnNames.Stem(rule.Rule.Name)}_matched"), PerScorecard(scorecard =>
            scorecard.Guardrails.Where(own => own.Rule.Name == rule.Rule.Name)
                .Select(own => _sql.Case(Holds(own.Rule.When, _values[own.Column]), _sql.Of($"{1}"), _sql.Of($"{0}")))
                .DefaultIfEmpty(_sql.Of($"{0}")).First())))];
    }

    private int PlaceOf(Guardrail rule) => Array.FindIndex(_profile.Base.Guardrails, guardrail => guardrail.Rule.Name == rule.Name);

    private StageColumn? RequireAll(Stage stage)
    {
        if (!Scorecards.Any(scorecard => Required(scorecard).Any()))
            return null;
        return stage.Add(_names.Take("complete"), PerScorecard(scorecard => Required(scorecard).ToArray() is { Length: > 0 } missing
            ? _sql.Case(FragmentWriter.Join(" OR ", missing), _sql.Of($"{0}"), _sql.Of($"{1}")) : _sql.Of($"{1}")));
    }

    private IEnumerable<Fragment> Required(Scorecard scorecard) => Enumerable.Range(0, scorecard.Metrics.Length)
        .Where(i => scorecard.Metrics[i].Missing.Kind == MissingPolicyKind.Required && scorecard.Counts(i))
        .Select(i => _sql.Of($"{_values[i]} IS NULL"));

    private Fragment Cover(Scorecard scorecard)
    {
        double coverable = scorecard.Dimensions.Aggregate(0.0, (sum, dimension) => sum + dimension.Source.Weight);
        return _sql.Of($"({FragmentWriter.Sum(scorecard.Dimensions.Where(dimension => dimension.Source.Weight > 0)
            .Select(dimension => _sql.Of($"{dimension.Source.Weight} * {Cover(scorecard, dimension)}")))}) / {coverable}");
    }

    private Fragment Cover(Scorecard scorecard, DimensionPlan dimension)
    {
        IEnumerable<int> metrics = Enumerable.Range(dimension.First, dimension.Count);
        double coverable = metrics.Aggregate(0.0, (sum, metric) => sum + scorecard.Metrics[metric].Weight);
        Fragment covered = FragmentWriter.Sum(metrics.Where(metric => scorecard.Metrics[metric].Weight > 0).Select(metric =>
        {
            Fragment weight = _sql.Of($"{scorecard.Metrics[metric].Weight}");
            Fragment present = _freshness[metric] is { } fresh ? _sql.Of($"{weight} * {fresh}") : weight;
            return _sql.Case(_sql.Of($"{_values[metric]} IS NULL"), _sql.Of($"{0.0}"), present);
        }));
        return _sql.Of($"(({covered}) / {coverable})");
    }

    private bool IsBounded(DimensionPlan dimension) =>
        dimension.Formula.Kind != FormulaKind.Points || _profile.Base.Formula.Kind != FormulaKind.Points;

    private Part[] PartsOf(Scorecard scorecard, int dimension)
    {
        DimensionPlan plan = scorecard.Dimensions[dimension];
        return [.. Enumerable.Range(plan.First, plan.Count).Where(metric => scorecard.Metrics[metric].Weight > 0).Select(metric =>
        {
            MissingPolicy missing = scorecard.Metrics[metric].Missing;
            bool hasPoints = missing.Kind == MissingPolicyKind.Points;
            bool tiny = MayBeTiny(scorecard.Metrics[metric].Curve) || MayBeTiny(missing.FixedPoints);
            return new Part(scorecard.Metrics[metric].Weight, _points[metric], hasPoints ? null : _freshness[metric], hasPoints, tiny);
        })];
    }

    private Part[] DimensionParts(Scorecard scorecard) =>
    [
        .. scorecard.Dimensions.Select((dimension, i) => (dimension, i)).Where(pair => pair.dimension.Source.Weight > 0).Select(pair =>
        {
            Part[] metrics = PartsOf(scorecard, pair.i);
            bool tiny = metrics.Any(part => part.MayBeTiny) || MayBeTiny(pair.dimension.Formula.InitialPoints);
            return new Part(pair.dimension.Source.Weight, _dimensions[pair.i].Points, IsBounded(pair.dimension) ? _dimensions[pair.i].Counts : null,
                metrics.Any(part => part.IsAlwaysPresent), tiny);
        }),
    ];

    /// <summary>Parts joined by a formula.</summary>
    /// <param name="Points">The result; NULL where no part is present.</param>
    /// <param name="Counts">How much the freshest part counts; <see langword="null"/> where that is fully.</param>
    /// <param name="Total">The sum of weights, under a weighted mean.</param>
    private sealed record Joined(StageColumn Points, StageColumn? Counts, StageColumn? Total);

    private Joined Join(string stem, Formula formula, bool bounded, Func<Scorecard, Part[]> partsOf, Stage sums, Stage means, Stage results)
    {
        Part[][] all = [.. Scorecards.Select(partsOf)];
        StageColumn? counts = all.Any(parts => parts.Any(part => part.Counts is not null)) && all.Any(parts => !parts.Any(part => part.IsAlwaysPresent))
            ? sums.Add(_names.Take($"{stem}_counts"), PerScorecard(scorecard => Freshest(partsOf(scorecard)))) : null;
        StageColumn Result(Fragment value) => results.Add(_names.Take($"{stem}_result"), value);
        // One part is its own mean, and the lowest of one.
        if (formula.Kind != FormulaKind.Points && all.All(parts => parts.Length == 1 && parts[0].Points == all[0][0].Points))
            return new(all[0][0].Points, counts, null);
        if (formula.Kind == FormulaKind.Lowest)
            return new(Result(PerScorecard(scorecard => Present(partsOf(scorecard), Lowest(partsOf(scorecard))))), counts, null);

        StageColumn sum = sums.Add(_names.Take($"{stem}_sum"), PerScorecard(scorecard => formula.Kind == FormulaKind.Points
            ? Present(partsOf(scorecard), Added(formula, bounded, partsOf(scorecard)))
            : FragmentWriter.Sum(partsOf(scorecard).Select(part => OrZero(part, _sql.Product(WeightOf(part), Points(part), part.MayVanish))))));
        if (formula.Kind == FormulaKind.Points)
            return new(bounded ? Result(_sql.Clamp(sum, _sql.Of($"{0.0}"), _sql.Of($"{100.0}"))) : sum, counts, null);

        StageColumn total = sums.Add(_names.Take($"{stem}_weight"), PerScorecard(scorecard => FragmentWriter.Sum(partsOf(scorecard).Select(part =>
            part.IsAlwaysPresent ? WeightOf(part) : _sql.Case(_sql.Of($"{part.Points} IS NULL"), _sql.Of($"{0.0}"), WeightOf(part))))));
        StageColumn least = sums.Add(_names.Take($"{stem}_least"), PerScorecard(scorecard => Lowest(partsOf(scorecard))));
        StageColumn most = sums.Add(_names.Take($"{stem}_most"), PerScorecard(scorecard =>
            _sql.Greatest(partsOf(scorecard).Select(part => Or(part, 0)))));
        bool tiny = all.Any(parts => parts.Any(part => part.MayBeTiny));
        StageColumn mean = means.Add(_names.Take($"{stem}_mean"), _sql.Case(
            _sql.Of($"{total} > {0.0}"), _sql.Quotient(sum, _sql.Of($"{total}"), tiny), _sql.NoNumber));
        return new(Result(_sql.Clamp(mean, _sql.Of($"{least}"), _sql.Of($"{most}"))), counts, total);
    }

    private Fragment Points(Part part) => _sql.Of($"{part.Points}");

    private Fragment WeightOf(Part part) => part.Counts is { } counts ? _sql.Of($"{part.Weight} * {counts}") : _sql.Of($"{part.Weight}");

    /// <summary>A part's points, or others that change nothing where it is not present.</summary>
    private Fragment Or(Part part, double others) => part.IsAlwaysPresent ? Points(part) : _sql.Of($"coalesce({part.Points}, {others})");

    private Fragment OrZero(Part part, Fragment term) => part.IsAlwaysPresent ? term : _sql.Of($"coalesce({term}, {0.0})");

    private Fragment Lowest(Part[] parts) => _sql.Least(parts.Select(part => Or(part, 100)));

    /// <summary>A value where any part is present.</summary>
    private Fragment Present(Part[] parts, Fragment value) => parts.Any(part => part.IsAlwaysPresent) ? value
        : _sql.Case(FragmentWriter.Join(" AND ", parts.Select(part => _sql.Of($"{part.Points} IS NULL"))), _sql.NoNumber, value);

    private Fragment Freshest(Part[] parts) => parts.Any(part => part.IsAlwaysPresent || part.Counts is null) && parts.All(part => part.Counts is null)
        ? _sql.Of($"{1.0}")
        : _sql.Greatest(parts.Select(part => part.IsAlwaysPresent ? _sql.Of($"{1.0}")
            : _sql.Case(_sql.Of($"{part.Points} IS NULL"), _sql.Of($"{0.0}"), part.Counts is { } counts ? _sql.Of($"{counts}") : _sql.Of($"{1.0}"))));

    private Fragment Added(Formula formula, bool bounded, Part[] parts)
    {
        bool fades = !bounded && formula.InitialPoints != 0 && parts.All(part => !part.IsAlwaysPresent) && parts.Any(part => part.Counts is not null);
        Fragment initial = _sql.Of($"{formula.InitialPoints}");
        if (fades)
            initial = _sql.Product(Freshest(parts), initial, MayBeTiny(formula.InitialPoints));
        return FragmentWriter.Sum(parts.Select(part => OrZero(part, part.Counts is { } counts
            ? _sql.Product(_sql.Of($"{counts}"), Points(part), part.MayBeTiny) : Points(part))).Prepend(initial));
    }

    private (StageColumn? Cap, StageColumn? Floor, StageColumn? Withheld) Limit(Stage stage)
    {
        bool Has(GuardrailEffect effect) => Scorecards.Any(scorecard => scorecard.Guardrails.Any(guardrail => guardrail.Rule.Effect == effect));
        StageColumn? cap = !Has(GuardrailEffect.Cap) ? null
            : stage.Add(_names.Take("cap"), PerScorecard(scorecard => FirstMatching(
                scorecard.Guardrails.Where(guardrail => guardrail.Rule.Effect == GuardrailEffect.Cap).OrderBy(guardrail => guardrail.Rule.Limit), 100)));
        StageColumn? floor = !Has(GuardrailEffect.Floor) ? null
            : stage.Add(_names.Take("floor_limit"), PerScorecard(scorecard => FirstMatching(
                scorecard.Guardrails.Where(guardrail => guardrail.Rule.Effect == GuardrailEffect.Floor).OrderByDescending(guardrail => guardrail.Rule.Limit), 0)));
        StageColumn? withheld = !Has(GuardrailEffect.Unscored) ? null
            : stage.Add(_names.Take("withheld"), PerScorecard(scorecard =>
                scorecard.Guardrails.Where(guardrail => guardrail.Rule.Effect == GuardrailEffect.Unscored)
                    .Select(guardrail => _sql.Of($"{_matched[PlaceOf(guardrail.Rule)]} = {1}")).ToArray() is { Length: > 0 } withholding
                ? _sql.Case(FragmentWriter.Join(" OR ", withholding), _sql.Of($"{1}"), _sql.Of($"{0}")) : _sql.Of($"{0}")));
        return (cap, floor, withheld);
    }

    private Fragment FirstMatching(IEnumerable<(Guardrail Rule, int Column)> guardrails, double none) => _sql.Case(
        [.. guardrails.Select(guardrail => (_sql.Of($"{_matched[PlaceOf(guardrail.Rule)]} = {1}"), _sql.Of($"{guardrail.Rule.Limit}")))],
        _sql.Of($"{none}"));

    private StageColumn Guard(StageColumn? cap, StageColumn? floor)
    {
        StageColumn score = _unguarded;
        if (cap is not null)
        {
            score = NewStage("capped", "No score above the lowest cap.")
                .Add(_names.Take("capped"), _sql.Case(_sql.Of($"{score} > {cap}"), _sql.Of($"{cap}"), _sql.Of($"{score}")));
        }
        if (floor is null)
            return score;
        Fragment ground = cap is null ? _sql.Of($"{floor}") : _sql.Least([_sql.Of($"{floor}"), _sql.Of($"{cap}")]);
        return NewStage("guarded", "No score below the highest floor, but for a cap.")
            .Add(_names.Take("guarded"), _sql.Case(_sql.Of($"{score} < {ground}"), ground, _sql.Of($"{score}")));
    }

    private StageColumn Scored(Stage stage, StageColumn guarded, StageColumn? complete, StageColumn? withheld)
    {
        Fragment?[] reasons =
        [
            complete is null ? null : _sql.Of($"{complete} = {0}"),
            _profile.Profile.MinimumCoverage > 0 ? _sql.Of($"{Coverage} < {_profile.Profile.MinimumCoverage - Scorecard.Tolerance}") : null,
            withheld is null ? null : _sql.Of($"{withheld} = {1}"),
        ];
        return reasons.OfType<Fragment>().ToArray() is { Length: > 0 } given
            ? stage.Add(_names.Take("score"), _sql.Case(FragmentWriter.Join(" OR ", given), _sql.NoNumber, _sql.Of($"{guarded}"))) : guarded;
    }

    private Fragment TierOf(Scorecard scorecard) => _sql.Case(
        [.. Enumerable.Range(0, scorecard.Tiers.Count).Reverse().Select(i => (_sql.Of($"{Score} >= {scorecard.Tiers[i].From}"), _sql.Of($"{i}")))],
        FragmentWriter.Word("NULL"));

    private Fragment ShareOf(Scorecard scorecard, int metric)
    {
        int dimension = scorecard.DimensionOf[metric];
        Part[] dimensions = DimensionParts(scorecard), metrics = PartsOf(scorecard, dimension);
        int inScore = Array.FindIndex(dimensions, part => part.Points == _dimensions[dimension].Points);
        int inDimension = Array.FindIndex(metrics, part => part.Points == _points[metric]);
        if (!scorecard.Counts(metric))
            return _sql.Of($"{0.0}");
        Fragment share = Times(
            ShareOf(dimensions, inScore, _profile.Base.Formula, _whole), ShareOf(metrics, inDimension, scorecard.Dimensions[dimension].Formula, _dimensions[dimension]));
        return _sql.Case(_sql.Of($"{_points[metric]} IS NULL"), _sql.Of($"{0.0}"), share);
    }

    private Fragment Times(Fragment first, Fragment second) => first.Text == _sql.Of($"{1.0}").Text ? second
        : second.Text == _sql.Of($"{1.0}").Text ? first : _sql.Of($"({first}) * ({second})");

    private Fragment ShareOf(Part[] parts, int place, Formula formula, Joined joined)
    {
        Part part = parts[place];
        Fragment all = _sql.Of($"{1.0}");
        if (formula.Kind == FormulaKind.Points)
            return part.Counts is { } counts ? _sql.Of($"{counts}") : all;
        if (formula.Kind == FormulaKind.WeightedMean)
            return joined.Total is { } total ? _sql.Of($"{WeightOf(part)} / {total}") : all;
        if (parts.Length == 1)
            return all;
        Fragment first = _sql.Of($"{part.Points} = {joined.Points}");
        Fragment earlier = FragmentWriter.Join(" OR ", parts.Take(place).Select(other => _sql.Of($"{other.Points} = {joined.Points}")));
        return _sql.Case([.. place == 0 ? Array.Empty<(Fragment, Fragment)>() : [(earlier, _sql.Of($"{0.0}"))], (first, all)], _sql.Of($"{0.0}"));
    }

    private Fragment AddedBy(Scorecard scorecard, int metric, StageColumn share)
    {
        if (!scorecard.Counts(metric))
            return _sql.Of($"{0.0}");
        bool tiny = PartsOf(scorecard, scorecard.DimensionOf[metric]).Single(part => part.Points == _points[metric]).MayBeTiny;
        Fragment product = _sql.Product(_sql.Of($"{share}"), _sql.Of($"{_points[metric]}"), tiny);
        return _sql.Case(_sql.Of($"{share} = {0.0}"), _sql.Of($"{0.0}"), _sql.Of($"{product} + {0.0}"));
    }

    private Fragment AvailableTo(Scorecard scorecard, int metric, StageColumn share)
    {
        if (!scorecard.Counts(metric))
            return _sql.Of($"{0.0}");
        if (scorecard.Dimensions[scorecard.DimensionOf[metric]].Formula.Kind != FormulaKind.Points)
            return _sql.Of($"{share} * {100.0}");
        double highest = scorecard.Metrics[metric].Curve.HighestPoints;
        Fragment most = _sql.Greatest([_sql.Of($"{highest}"), _sql.Of($"{_points[metric]}")]);
        bool tiny = MayBeTiny(highest) || MayBeTiny(scorecard.Metrics[metric].Curve) || MayBeTiny(scorecard.Metrics[metric].Missing.FixedPoints);
        return _sql.Case(_sql.Of($"{share} = {0.0}"), _sql.Of($"{0.0}"), _sql.Product(_sql.Of($"{share}"), most, tiny));
    }

    private Fragment? IsDue(Scorecard scorecard, ActionPlan action, StageColumn[] lost)
    {
        ActionRule rule = action.Rule;
        if ((rule.Segment is not null && rule.Segment != scorecard.Segment?.Name) || (rule.Guardrail is not null && action.Guardrail < 0))
            return null;
        Fragment?[] criteria =
        [
            rule.Tier is null ? null : _sql.Of($"{_tier} = {scorecard.Tiers.PlaceOf(rule.Tier)}"),
            rule.Driver is null ? null
                : _sql.Of($"{Score} IS NOT NULL AND {lost[action.Driver]} > {0.0} AND {lost[action.Driver]} >= {rule.PointsLost - Scorecard.Tolerance}"),
            rule.Guardrail is null ? null : _sql.Of($"{_matched[PlaceOf(scorecard.Guardrails[action.Guardrail].Rule)]} = {1}"),
        ];
        return criteria.OfType<Fragment>().ToArray() is { Length: > 0 } given ? FragmentWriter.Join(" AND ", given) : _sql.Of($"{1} = {1}");
    }

    /// <summary>Items of a JSON array, each after a comma, of those whose condition holds; an item without a condition is left out.</summary>
    private Fragment Items(IEnumerable<(string Name, Fragment? When)> items)
    {
        Fragment none = _sql.Literal("");
        Fragment[] given = [.. items.Where(item => item.When is not null)
            .Select(item => _sql.Case(item.When!, _sql.Literal($",\"{JsonEncodedText.Encode(item.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""), none))];
        return given.Length == 0 ? none : _sql.Concat(given);
    }

    private StageColumn JsonArray(Stage stage, string name, Fragment items)
    {
        StageColumn list = stage.Add(_names.Take($"{name}_list"), items);
        Stage array = NewStage($"{name}_array", $"The {name} as a JSON array.");
        return array.Add(_names.Take(name), _sql.Concat([_sql.Literal("["), _sql.Of($"substring({list}, {2}, {1000000})"), _sql.Literal("]")]));
    }
}
