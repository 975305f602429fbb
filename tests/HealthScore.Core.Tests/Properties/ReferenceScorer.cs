using System.Globalization;

namespace HealthScoring.Tests.Properties;

/// <summary>
/// Scores a draft as the semantics are written down, in exact fractions and over names: slow, naive, and without a line of the library's
/// arithmetic. It asks the library only for the knots of an S-curve.
/// </summary>
internal sealed class ReferenceScorer
{
    private const double Close = 1e-9;

    private readonly ProfileDraft _profile;
    private readonly IReadOnlyDictionary<string, Measurement> _customer;
    private readonly SegmentDraft? _segment;
    private readonly Dictionary<string, Rational?> _dimensionPoints = new(StringComparer.Ordinal);
    private double _largest = 100;
    private bool _isClose;
    private bool _lowestIsClose;

    private ReferenceScorer(ProfileDraft profile, IReadOnlyDictionary<string, Measurement> customer, string? named)
    {
        _profile = profile;
        _customer = customer;
        _segment = profile.Segments.FirstOrDefault(segment => segment.Name == named || (segment.When is { } when && Decide(when) == true));
    }

    private double Tolerance => Close * Math.Max(1, _largest / 1000);

    public static ReferenceScore Score(ProfileDraft profile, IReadOnlyDictionary<string, Measurement> customer, string? named) =>
        new ReferenceScorer(profile, customer, named).Score();

    public static Rational PointsOf(CurveDraft curve, Rational x) => curve.Kind switch
    {
        CurveKind.Linear => Line(x, curve.Corners[0], 0, curve.Corners[1], 100),
        CurveKind.TargetRange => x < curve.Corners[1]
            ? Line(x, curve.Corners[0], 0, curve.Corners[1], 100)
            : x <= curve.Corners[2] ? 100 : Line(x, curve.Corners[2], 100, curve.Corners[3], 0),
        CurveKind.UpperBands => curve.Knots.Where(band => x <= band.X).Select(band => band.Points).DefaultIfEmpty(curve.Corners[0]).First(),
        CurveKind.Bands => curve.Knots.LastOrDefault(band => band.X <= x, curve.Knots[0]).Points,
        _ => Between(x, curve.Build().Knots),
    };

    private static Rational Between(Rational x, IReadOnlyList<Knot> knots)
    {
        if (!knots.Any(knot => knot.X <= x))
            return knots[0].Points;
        Knot left = knots.Last(knot => knot.X <= x);
        return knots.Any(knot => knot.X > x) && knots.First(knot => knot.X > x) is var right
            ? Line(x, left.X, left.Points, right.X, right.Points)
            : left.Points;
    }

    private static Rational Line(Rational x, Rational x0, Rational y0, Rational x1, Rational y1)
    {
        Rational t = Rational.Max(0, Rational.Min(1, (x - x0) / (x1 - x0)));
        return y0 + t * (y1 - y0);
    }

    private ReferenceScore Score()
    {
        var contributions = new Dictionary<string, Rational>();
        var dimensionParts = new List<(string Name, Rational Weight, Rational Fresh, Rational? Points)>();
        var metricShares = new Dictionary<string, Dictionary<string, Rational>>();
        var metricPoints = new Dictionary<string, Rational>();
        bool requiredMissing = false;
        (Rational covered, Rational coverable) = (0, 0);
        foreach (DimensionDraft dimension in _profile.Dimensions)
        {
            double dimensionWeight = Weight(dimension.Name, dimension.Weight);
            (Rational have, Rational all) = (0, 0);
            var parts = new List<(string Name, Rational Weight, Rational Fresh, Rational? Points)>();
            foreach (MetricDraft metric in dimension.Metrics)
            {
                double weight = Weight(metric.Name, metric.Weight);
                Rational? points = Points(metric);
                Rational fresh = Fresh(metric);
                parts.Add((metric.Name, weight, metric.Missing.Kind == MissingPolicyKind.Points ? 1 : fresh, points));
                if (points is { } known)
                    metricPoints[metric.Name] = known;
                bool missing = fresh == 0;
                all += weight;
                have += weight * fresh;
                requiredMissing |= missing && metric.Missing == MissingPolicy.Required && weight > 0 && dimensionWeight > 0;
            }
            bool enough = dimension.MinimumCoverage == 0 || have / all + Close >= dimension.MinimumCoverage;
            _isClose |= dimension.MinimumCoverage > 0 && Rational.Abs(have / all - dimension.MinimumCoverage + Close) <= 0.9 * Close;
            covered += dimensionWeight * (have / all);
            coverable += dimensionWeight;
            bool free = dimension.Formula.Kind == FormulaKind.Points && _profile.Formula.Kind == FormulaKind.Points;
            Rational freshest = parts.Where(part => part.Weight > 0 && part.Points is not null).Select(part => part.Fresh).DefaultIfEmpty(0).Max();
            (Rational? value, metricShares[dimension.Name]) = Combine(dimension.Formula, parts, free ? freshest : 1);
            if (!enough)
                (value, freshest) = (null, 0);
            _dimensionPoints[dimension.Name] = free ? value : Clamp(value);
            dimensionParts.Add((dimension.Name, dimensionWeight, free ? 1 : freshest, free ? value : Clamp(value)));
        }
        (Rational? combined, Dictionary<string, Rational> dimensionShares) = Combine(_profile.Formula, dimensionParts, 1);
        foreach (DimensionDraft dimension in _profile.Dimensions)
        {
            foreach (MetricDraft metric in dimension.Metrics)
            {
                contributions[metric.Name] = dimensionShares.GetValueOrDefault(dimension.Name)
                    * metricShares[dimension.Name].GetValueOrDefault(metric.Name) * metricPoints.GetValueOrDefault(metric.Name);
            }
        }

        TierDraft[] tiers = [.. _profile.Tiers.Select(tier => tier with { From = Override(_segment?.Tiers, tier.Name, tier.From) })];
        Rational coverage = covered / coverable;
        Rational? unguarded = Clamp(combined);
        Dictionary<string, Rational> changes = Guard(unguarded, tiers, out Rational? guarded, out bool withheld);
        bool scored = guarded is not null && !requiredMissing && !withheld && coverage + Close >= _profile.MinimumCoverage;
        return new(unguarded, guarded, coverage, _segment?.Name, scored,
            guarded is { } score && scored ? tiers.Last(tier => tier.From <= score + TierTolerance()).Name : null, changes, contributions)
        {
            Tolerance = Tolerance,
            Largest = _largest,
            LowestIsClose = _lowestIsClose,
            IsClose = _isClose,
            TierIsClose = guarded is { } near && tiers.Any(tier => tier.From != 0
                && Rational.Abs(near - tier.From + TierTolerance()) <= 0.9 * TierTolerance()),
            CoverageIsClose = _profile.MinimumCoverage > 0 && Rational.Abs(coverage - _profile.MinimumCoverage + Close) <= 0.9 * Close,
        };
    }

    /// <summary>1e-9, and ten times as much for every power of ten by which points that are added can exceed 1,000.</summary>
    private double TierTolerance()
    {
        double[] sums = [.. _profile.Dimensions.Select(dimension => dimension.Formula.Kind != FormulaKind.Points ? 100
            : Math.Abs(dimension.Formula.InitialPoints)
                + dimension.Metrics.Where(metric => Weight(metric.Name, metric.Weight) > 0).Sum(metric =>
                    Override(_segment?.Curves, metric.Name, metric.Curve).Build().Knots
                    .Select(knot => Math.Abs(knot.Points)).Append(Math.Abs(metric.Missing.FixedPoints)).Max()))];
        double largest = _profile.Formula.Kind == FormulaKind.Points ? Math.Abs(_profile.Formula.InitialPoints) + sums.Sum() : sums.Max();
        return Close * Math.Pow(10, Math.Max(0, Math.Ceiling(Math.Log10(largest / 1000))));
    }

    private Rational? Points(MetricDraft metric)
    {
        CurveDraft curve = Override(_segment?.Curves, metric.Name, metric.Curve);
        Rational fresh = Fresh(metric);
        Rational? points = fresh > 0 ? PointsOf(curve, _customer[metric.Name].Value!.Value) : null;
        if (metric.Missing.Kind == MissingPolicyKind.Points)
            points = fresh * (points ?? 0) + (1 - fresh) * metric.Missing.FixedPoints;
        _largest = Math.Max(_largest, curve.Build().Knots.Max(knot => Math.Abs(knot.Points)));
        _largest = Math.Max(_largest, Math.Abs(metric.Missing.FixedPoints));
        return points;
    }

    /// <summary>How much a metric's value counts; 0 where it is missing. An age is a double by definition: days of 864e9 ticks.</summary>
    private Rational Fresh(MetricDraft metric)
    {
        Measurement measurement = _customer[metric.Name];
        if (measurement.IsMissing || metric.Freshness is not { } freshness)
            return measurement.IsMissing ? 0 : 1;
        if (measurement.ObservedAt is not { } at || at > Trial.AsOf)
            return 0;
        Rational age = (Trial.AsOf - at).Ticks / 864e9, fresh = freshness.FreshFor.Ticks / 864e9, stale = freshness.StaleAfter.Ticks / 864e9;
        return Rational.Max(0, Rational.Min(1, (stale - age) / (stale - fresh)));
    }

    /// <summary>The value that counts, of a metric or signal.</summary>
    private double? Value(string name) =>
        _profile.Metrics.FirstOrDefault(metric => metric.Name == name) is { } metric && Fresh(metric) == 0 ? null : _customer[name].Value;

    /// <summary>The whole, null where no part is present, and what one point of each part adds to it.</summary>
    private (Rational? Whole, Dictionary<string, Rational> Shares) Combine(
        Formula formula, List<(string Name, Rational Weight, Rational Fresh, Rational? Points)> parts, Rational initial)
    {
        _largest = Math.Max(_largest, Math.Abs(formula.InitialPoints));
        var present = parts.Where(part => part.Weight > 0 && part.Points is not null)
            .Select(part => (part.Name, Weight: part.Weight * part.Fresh, part.Fresh, Points: part.Points!.Value)).ToList();
        if (present.Count == 0)
            return (null, []);
        if (formula.Kind == FormulaKind.Points)
        {
            return (Sum(present.Select(part => part.Fresh * part.Points)) + initial * formula.InitialPoints,
                present.ToDictionary(part => part.Name, part => part.Fresh));
        }
        if (formula.Kind == FormulaKind.Lowest)
        {
            Rational lowest = present.Min(part => part.Points);
            _lowestIsClose |= present.Count(part => part.Points - lowest <= Tolerance) > 1;
            string first = present.Where(part => part.Points == lowest).Select(part => part.Name).Min(StringComparer.Ordinal)!;
            return (lowest, new() { [first] = 1 });
        }
        Rational total = Sum(present.Select(part => part.Weight));
        return (Sum(present.Select(part => part.Weight * part.Points)) / total,
            present.ToDictionary(part => part.Name, part => part.Weight / total));
    }

    private Dictionary<string, Rational> Guard(Rational? unguarded, TierDraft[] tiers, out Rational? guarded, out bool withheld)
    {
        GuardrailDraft[] matched =
        [
            .. _profile.Guardrails.Where(rule => _segment?.Without.Contains(rule.Name) != true)
                .Select(rule => _segment?.Guardrails.FirstOrDefault(own => own.Name == rule.Name) ?? rule)
                .Where(rule => Decide(rule.When, rule.AppliesWhenMissing) == true)
                .Select(rule => rule with { Limit = LimitOf(rule, tiers) })
                .OrderBy(rule => rule.Name, StringComparer.Ordinal),
        ];
        var changes = matched.ToDictionary(rule => rule.Name, _ => (Rational)0);
        withheld = matched.Any(rule => rule.Effect == GuardrailEffect.Unscored);
        guarded = unguarded;
        if (unguarded is not { } score)
            return changes;
        GuardrailDraft? cap = matched.Where(rule => rule.Effect == GuardrailEffect.Cap).MinBy(rule => rule.Limit);
        GuardrailDraft? floor = matched.Where(rule => rule.Effect == GuardrailEffect.Floor).MaxBy(rule => rule.Limit);
        Rational capped = cap is null ? score : Rational.Min(score, cap.Limit);
        Rational floored = floor is null ? capped : Rational.Max(capped, Rational.Min(floor.Limit, cap?.Limit ?? 100));
        if (cap is not null)
            changes[cap.Name] = capped - score;
        if (floor is not null)
            changes[floor.Name] = floored - capped;
        guarded = floored;
        return changes;
    }

    /// <summary>
    /// A cap holds the customer below the next tier by one at the last decimal of its start, or by ten tolerances; a floor is a start.
    /// </summary>
    private double LimitOf(GuardrailDraft rule, TierDraft[] tiers)
    {
        if (rule.Tier is null)
            return rule.Limit;
        int tier = Array.FindIndex(tiers, each => each.Name == rule.Tier);
        if (rule.Effect == GuardrailEffect.Floor)
            return tiers[tier].From;
        string start = tiers[tier + 1].From.ToString("R", CultureInfo.InvariantCulture);
        decimal next = decimal.Parse(start, NumberStyles.Float, CultureInfo.InvariantCulture);
        string digits = next.ToString(CultureInfo.InvariantCulture);
        int decimals = digits.Contains('.', StringComparison.Ordinal)
            ? Math.Min(8, digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1) : 1;
        decimal unit = 1;
        for (int i = 0; i < decimals; i++)
            unit /= 10;
        return Math.Max(tiers[tier].From, (double)(next - Math.Max(unit, 10 * (decimal)TierTolerance())));
    }

    /// <summary>Whether a condition holds by three-valued logic; null where that depends on what is missing.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="applies">Whether a question about what is missing is answered with yes.</param>
    private bool? Decide(Condition condition, bool applies = false)
    {
        bool?[] parts = [.. condition.Parts.Select(part => Decide(part, applies))];
        return condition.Operator switch
        {
            ConditionOperator.All => parts.Contains(false) ? false : parts.Contains(null) ? null : true,
            ConditionOperator.Any => parts.Contains(true) ? true : parts.Contains(null) ? null : false,
            _ => Answer(condition) ?? (applies ? true : null),
        };
    }

    private bool? Answer(Condition question)
    {
        if (question.Subject == ConditionSubject.Dimension)
        {
            if (_dimensionPoints[question.Name] is not { } points)
                return null;
            Rational least = question.Bound - (Rational)TierTolerance();
            _isClose |= Rational.Abs(points - least) <= 0.9 * TierTolerance();
            return points < least == (question.Operator == ConditionOperator.Below);
        }
        if (question.Subject == ConditionSubject.Label)
        {
            string? text = _customer[question.Name].Label;
            return question.Operator == ConditionOperator.Missing ? text is null
                : text is null ? null
                : question.Values.Contains(text, StringComparer.Ordinal) == (question.Operator == ConditionOperator.Is);
        }
        return question.Operator != ConditionOperator.Missing && Value(question.Name) is null ? null : Holds(question);
    }

    private bool Holds(Condition condition) => (condition.Operator, Value(condition.Name)) switch
    {
        (ConditionOperator.Missing, var value) => value is null,
        (ConditionOperator.Below, { } value) => value < condition.Bound,
        (ConditionOperator.AtMost, { } value) => !(value > condition.Bound),
        (ConditionOperator.Above, { } value) => value > condition.Bound,
        (ConditionOperator.AtLeast, { } value) => !(value < condition.Bound),
        (_, var value) => !(value < condition.Bound) && !(value > condition.UpperBound),
    };

    private double Weight(string name, double otherwise) => Override(_segment?.Weights, name, otherwise);

    private static T Override<T>((string Name, T Value)[]? overrides, string name, T otherwise)
    {
        foreach ((string other, T value) in overrides ?? [])
        {
            if (other == name)
                return value;
        }
        return otherwise;
    }

    private static Rational? Clamp(Rational? points) => points is { } known ? Rational.Max(0, Rational.Min(100, known)) : null;

    private static Rational Sum(IEnumerable<Rational> items) => items.Aggregate((Rational)0, (sum, item) => sum + item);
}
