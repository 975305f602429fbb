using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Judges what the parts of a profile mean, alone and together. The same for JSON and for C#.</summary>
internal sealed class ProfileValidator(SourceErrors errors)
{
    // Wide enough for any ratio that means something, and narrow enough that no sum of weighted points overflows or vanishes.
    private const double SmallestWeight = 1e-9;
    private const double LargestWeight = 1e9;
    private const double LargestPoints = CurveShape.LargestPoints;
    private const int MostMetrics = 10_000;
    private const int MostVariations = 1_000_000;

    private readonly TrackingValidator _tracking = new(errors);
    private DeclaredNames _dimensions = new([]);
    private DeclaredNames _scored = new([]);
    private DeclaredNames _metrics = new([]);
    private DeclaredNames _weighted = new([]);
    private DeclaredNames _removable = new([]);
    private DeclaredNames _guardrails = new([]);
    private DeclaredNames _tiers = new([]);
    private DeclaredNames _actions = new([]);
    private DeclaredNames _segments = new([]);

    public void Validate(ScoringProfile profile)
    {
        foreach ((string path, string? text) in ProfileTexts.Of(profile))
            CheckText(path, text);
        CheckName("$", profile.Name);
        if (profile.MinimumCoverage is not (>= 0 and <= 1))
        {
            Add("$.minimumCoverage", profile.MinimumCoverage, $"{Number.Text(profile.MinimumCoverage)} is not a share",
                "give a share from 0 to 1, such as 0.5 for half");
        }
        CheckInitialPoints("$", profile.Formula);
        if (profile.Dimensions.Count == 0)
            errors.Add("$.dimensions", "[]", "there are no dimensions", "give at least one");
        int metrics = profile.MetricNames.Count;
        if (metrics > MostMetrics)
            errors.Add("$.dimensions", null, $"there are {metrics} metrics and signals", $"use at most {MostMetrics}");
        if ((long)metrics * profile.Segments.Count > MostVariations)
        {
            errors.Add("$.segments", null, $"{profile.Segments.Count} segments vary {metrics} metrics",
                $"use at most {MostVariations} divided by the number of metrics");
        }

        CheckUnique(Measured(profile));
        CheckUnique(profile.Guardrails.Select((guardrail, i) => (JsonPath.Item("$.guardrails", i), guardrail.Name)));
        CheckUnique(profile.TierList.Select((tier, i) => (JsonPath.Item("$.tiers", i), tier.Name)));
        CheckUnique(profile.Actions.Select((action, i) => (JsonPath.Item("$.actions", i), action.Name)));
        CheckUnique(profile.Segments.Select((segment, i) => (JsonPath.Item("$.segments", i), segment.Name)));
        CheckUnique(profile.Examples.Select((example, i) => (JsonPath.Item("$.examples", i), example.Name)));

        for (int i = 0; i < profile.Dimensions.Count; i++)
            CheckDimension(JsonPath.Item("$.dimensions", i), profile.Dimensions[i]);
        CheckTiers(profile.TierList, i => JsonPath.Item("$.tiers", i) + ".from");

        Declare(profile);
        for (int i = 0; i < profile.Guardrails.Count; i++)
            CheckGuardrail(JsonPath.Item("$.guardrails", i), profile.Guardrails[i]);
        for (int i = 0; i < profile.Actions.Count; i++)
            CheckAction(JsonPath.Item("$.actions", i), profile.Actions[i]);
        for (int i = 0; i < profile.Segments.Count; i++)
            CheckSegment(JsonPath.Item("$.segments", i), profile.Segments[i], profile);
        for (int i = 0; i < profile.Examples.Count; i++)
            CheckExample(JsonPath.Item("$.examples", i), profile.Examples[i], profile);

        // Last, because it finds fault with whole lists whose parts and names are sound.
        foreach ((string path, string what, bool weighty) in Sums(profile))
            CheckSomeWeight(path, what, weighty);
        for (int i = 0; i < profile.Segments.Count; i++)
            CheckVariation(JsonPath.Item("$.segments", i), profile.Segments[i], profile);
        _tracking.CheckRules(profile);
    }

    private void Declare(ScoringProfile profile)
    {
        _dimensions = new(profile.Dimensions.Select(dimension => dimension.Name), !errors.IsFaulty("$.dimensions"));
        _scored = new(profile.Dimensions.SelectMany(dimension => dimension.Metrics).Select(metric => metric.Name), !errors.IsFaulty("$.dimensions")
            && !Enumerable.Range(0, profile.Dimensions.Count).Any(i => errors.IsFaulty(JsonPath.Item("$.dimensions", i) + ".metrics")));
        _metrics = _scored.Or(new(profile.Signals.Select(signal => signal.Name), !errors.IsFaulty("$.signals")));
        _guardrails = new(profile.Guardrails.Select(guardrail => guardrail.Name), !errors.IsFaulty("$.guardrails"));
        _tiers = new(profile.TierList.Select(tier => tier.Name), !errors.IsFaulty("$.tiers"));
        _actions = new(profile.Actions.Select(action => action.Name), !errors.IsFaulty("$.actions"));
        _segments = new(profile.Segments.Select(segment => segment.Name), !errors.IsFaulty("$.segments"));
        _weighted = _dimensions.Or(_scored);
        _removable = _guardrails.Or(_actions);
    }

    private static IEnumerable<(string Path, string Name)> Measured(ScoringProfile profile)
    {
        for (int i = 0; i < profile.Dimensions.Count; i++)
        {
            string path = JsonPath.Item("$.dimensions", i);
            yield return (path, profile.Dimensions[i].Name);
            for (int j = 0; j < profile.Dimensions[i].Metrics.Count; j++)
                yield return (JsonPath.Item(path + ".metrics", j), profile.Dimensions[i].Metrics[j].Name);
        }
        for (int i = 0; i < profile.Signals.Count; i++)
            yield return (JsonPath.Item("$.signals", i), profile.Signals[i].Name);
    }

    private void CheckUnique(IEnumerable<(string Path, string Name)> named)
    {
        var seen = new Dictionary<string, (string Path, string Name)>(StringComparer.Ordinal);
        foreach ((string path, string name) in named)
        {
            if (!CheckName(path, name))
                continue;
            if (seen.TryGetValue(NameRule.Likeness(name), out (string Path, string Name) other))
            {
                errors.Add(path + ".name", Quoted(name), other.Name == name
                    ? $"'{name}' is also the name of {other.Path}"
                    : $"'{name}' is too like '{other.Name}', the name of {other.Path}: they differ only in upper and lower case or in Unicode form",
                    "give it a name of its own");
            }
            else
            {
                seen.Add(NameRule.Likeness(name), (path, name));
            }
        }
    }

    private void CheckText(string path, string? text)
    {
        if (text is null)
            return;
        if (string.IsNullOrWhiteSpace(text))
            errors.Add(path, Quoted(text), "the text is empty", "write something, or leave the member out");
        else if (NameRule.HalfCharacter(text))
            errors.Add(path, null, "the text holds half of a character (one of a surrogate pair)", "write the character itself");
    }

    private bool CheckName(string path, string name)
    {
        if (NameRule.Problem(name) is not var (problem, remedy))
            return true;
        errors.Add(path + ".name", Quoted(name), problem, remedy);
        return false;
    }

    private void CheckDimension(string path, Dimension dimension)
    {
        CheckWeight(path + ".weight", dimension.Weight);
        CheckInitialPoints(path, dimension.Formula);
        if (dimension.Metrics.Count == 0)
            errors.Add(path + ".metrics", "[]", $"dimension '{dimension.Name}' has no metrics", "give at least one");
        for (int i = 0; i < dimension.Metrics.Count; i++)
        {
            ProfileMetric metric = dimension.Metrics[i];
            string at = JsonPath.Item(path + ".metrics", i);
            CheckWeight(at + ".weight", metric.Weight);
            CheckCurve(at + ".curve", metric.Curve, AnyPoints(path, dimension));
            CheckPoints(at + ".missing.points", metric.Missing.FixedPoints, AnyPoints(path, dimension));
            _tracking.CheckFreshness(at, metric.Freshness);
        }
    }

    /// <summary>Whether points may lie outside 0..100: under the formula "points", and where the formula could not be read.</summary>
    private bool AnyPoints(string path, Dimension dimension) =>
        dimension.Formula.Kind == FormulaKind.Points || errors.IsFaulty(path + ".formula");

    /// <summary>Every list whose weights are shared out, and whether it has any weight; an empty list is another error.</summary>
    private static IEnumerable<(string Path, string What, bool Weighty)> Sums(ScoringProfile profile)
    {
        static bool Weighty(IEnumerable<double> weights) => weights.All(weight => weight == 0) == !weights.Any();
        yield return ("$.dimensions", "dimensions", Weighty(profile.Dimensions.Select(dimension => dimension.Weight)));
        for (int i = 0; i < profile.Dimensions.Count; i++)
        {
            Dimension dimension = profile.Dimensions[i];
            yield return (JsonPath.Item("$.dimensions", i) + ".metrics", $"metrics of dimension '{dimension.Name}'",
                Weighty(dimension.Metrics.Select(metric => metric.Weight)));
        }
    }

    private void CheckSomeWeight(string path, string what, bool weighty)
    {
        if (!weighty)
            errors.Add(path, null, $"all {what} have weight 0", "give at least one a weight above 0");
    }

    private void CheckWeight(string path, double weight)
    {
        if (weight is 0 or (>= SmallestWeight and <= LargestWeight))
            return;
        string text = Number.Text(weight);
        Add(path, weight, double.IsNaN(weight) ? "NaN is not a number"
            : weight < 0 ? $"{text} is negative"
            : weight < SmallestWeight ? $"{text} is too small"
            : $"{text} is too large", "give a weight from 1e-9 to 1e9 (only ratios matter), or 0 to leave it out of the score");
    }

    private void CheckInitialPoints(string path, Formula formula)
    {
        if (formula.InitialPoints is not (>= -LargestPoints and <= LargestPoints))
        {
            Add(path + ".initialPoints", formula.InitialPoints,
                $"{Number.Text(formula.InitialPoints)} initial points are out of range", "keep points between -1e9 and 1e9");
        }
    }

    private void CheckCurve(string path, Curve curve, bool anyPoints)
    {
        if (!anyPoints && (curve.LowestPoints < 0 || curve.HighestPoints > 100))
        {
            Knot outside = curve.Knots.First(knot => knot.Points is < 0 or > 100);
            Add(path, outside.Points, $"the curve gives {Number.Text(outside.Points)} points at {Number.Text(outside.X)}",
                "keep points from 0 to 100; only the formula \"points\" goes beyond");
        }
    }

    private void CheckPoints(string path, double points, bool anyPoints)
    {
        if (anyPoints ? points is not (>= -LargestPoints and <= LargestPoints) : points is not (>= 0 and <= 100))
            Add(path, points, $"{Number.Text(points)} points are out of range", anyPoints ? "keep points between -1e9 and 1e9"
                : "give points from 0 to 100; only the formula \"points\" goes beyond");
    }

    private void CheckCondition(string path, Condition when)
    {
        CheckReference(path + ".metric", "metric", when.Metric, _metrics,
            "declare it under \"signals\" if it earns no points, or ");
        string member = path + "." + ProfileWriter.MemberOf(when.Operator);
        if (!double.IsFinite(when.Bound) || !double.IsFinite(when.UpperBound))
        {
            double bad = double.IsFinite(when.Bound) ? when.UpperBound : when.Bound;
            Add(member, bad, $"{Number.Text(bad)} is not a finite number", "give a finite number");
        }
        else if (when.UpperBound < when.Bound)
        {
            errors.Add(member, null, $"the range from {Number.Text(when.Bound)} to {Number.Text(when.UpperBound)} is empty",
                "give the smaller bound first");
        }
    }

    private void CheckGuardrail(string path, Guardrail guardrail)
    {
        CheckCondition(path + ".when", guardrail.When);
        if (guardrail.Limit is not (>= 0 and <= 100))
        {
            Add($"{path}.{(guardrail.Effect == GuardrailEffect.Cap ? "cap" : "floor")}", guardrail.Limit,
                $"{Number.Text(guardrail.Limit)} is not a score", "give a number from 0 to 100");
        }
    }

    private void CheckTiers(IReadOnlyList<Tier> tiers, Func<int, string> startOf)
    {
        // A start that could not be read is an error already; judging its neighbours by it would only add noise.
        if (Enumerable.Range(0, tiers.Count).Any(i => errors.IsFaulty(startOf(i))))
            return;
        foreach (TierProblem problem in TierScale.Problems(tiers))
        {
            if (tiers.Count == 0)
                errors.Add("$.tiers", "[]", problem.Problem, problem.Remedy);
            else
                Add(startOf(problem.Index), tiers[problem.Index].From, problem.Problem, problem.Remedy);
        }
    }

    private void CheckAction(string path, ActionRule action)
    {
        if (action is { Tier: null, Driver: null, Guardrail: null, Segment: null } && !errors.HasFaultWithin(path))
            errors.Add(path, null, $"action '{action.Name}' is never due", "say when: give a tier, driver, guardrail or segment");
        CheckReference(path + ".tier", "tier", action.Tier, _tiers);
        CheckReference(path + ".driver", "metric", action.Driver, _scored, "a signal earns no points and cannot lose any; ");
        CheckReference(path + ".guardrail", "guardrail", action.Guardrail, _guardrails);
        CheckReference(path + ".segment", "segment", action.Segment, _segments);
        if (action is { GivenPointsLost: { } given, Driver: null } && !errors.IsFaulty(path + ".driver"))
        {
            Add(path + ".pointsLost", given, "points lost are given without a driver",
                "name the metric that loses them under \"driver\", or remove them");
        }
        if (action.PointsLost is not (> 0 and <= LargestPoints))
            Add(path + ".pointsLost", action.PointsLost, $"{Number.Text(action.PointsLost)} points cannot be lost", "give a number above 0");
        _tracking.CheckCoolDown(path + ".coolDown", action.CoolDown);
        if (action.Priority < 1)
        {
            Add(path + ".priority", action.Priority.Value,
                $"{Number.Text(action.Priority.Value)} is no priority", "use 1 for what comes first, 2 for the next");
        }
    }

    private void CheckSegment(string path, Segment segment, ScoringProfile profile)
    {
        if (segment.When is { } when)
            CheckCondition(path + ".when", when);
        foreach ((string name, double weight) in segment.Weights)
        {
            string at = JsonPath.Member(path + ".weights", name);
            CheckReference(at, "dimension or metric", name, _weighted);
            CheckWeight(at, weight);
        }
        foreach ((string name, Curve curve) in segment.Curves)
        {
            string at = JsonPath.Member(path + ".curves", name);
            CheckReference(at, "metric", name, _scored);
            int i = profile.Dimensions.TakeWhile(dimension => dimension.Metrics.All(metric => metric.Name != name)).Count();
            if (i < profile.Dimensions.Count)
                CheckCurve(at, curve, AnyPoints(JsonPath.Item("$.dimensions", i), profile.Dimensions[i]));
        }
        CheckUnique(segment.Guardrails.Select((guardrail, i) => (JsonPath.Item(path + ".guardrails", i), guardrail.Name)));
        for (int i = 0; i < segment.Guardrails.Count; i++)
        {
            string at = JsonPath.Item(path + ".guardrails", i);
            CheckReference(at + ".name", "guardrail", segment.Guardrails[i].Name, _guardrails);
            CheckGuardrail(at, segment.Guardrails[i]);
        }
        foreach (string name in segment.Tiers.Keys)
            CheckReference(JsonPath.Member(path + ".tiers", name), "tier", name, _tiers);
        CheckUnique(segment.Actions.Select((action, i) => (JsonPath.Item(path + ".actions", i), action.Name)));
        for (int i = 0; i < segment.Actions.Count; i++)
        {
            string at = JsonPath.Item(path + ".actions", i);
            CheckReference(at + ".name", "action", segment.Actions[i].Name, _actions);
            CheckAction(at, segment.Actions[i]);
        }
        for (int i = 0; i < segment.Without.Count; i++)
        {
            string at = JsonPath.Item(path + ".without", i);
            string name = segment.Without[i];
            CheckReference(at, "guardrail or action", name, _removable);
            if (segment.Guardrails.Any(guardrail => guardrail.Name == name) || segment.Actions.Any(action => action.Name == name))
            {
                errors.Add(at, Quoted(name), $"'{name}' is both replaced and left out",
                    "remove it here, or under \"guardrails\" or \"actions\"");
            }
            if (_guardrails.Names.Contains(name) && _actions.Names.Contains(name))
                errors.Add(at, Quoted(name), $"'{name}' is both a guardrail and an action", "give one of them another name");
        }
    }

    private void CheckExample(string path, ProfileExample example, ScoringProfile profile)
    {
        foreach ((string name, double value) in example.Values)
        {
            string at = JsonPath.Member(path + ".values", name);
            CheckReference(at, "metric", name, _metrics);
            if (!double.IsFinite(value))
                Add(at, value, $"{Number.Text(value)} is not a finite number", "give a finite number, or leave it out where it is missing");
        }
        foreach ((string name, TimeSpan age) in example.Ages)
        {
            string at = JsonPath.Member(path + ".ages", name);
            CheckReference(at, "metric", name, _metrics);
            bool fades = MayFade(profile, name);
            if (!example.Values.ContainsKey(name))
                errors.Add(at, null, $"there is an age and no value of '{name}'", "give the value too, or remove the age");
            else if (!fades && _metrics.Names.Contains(name))
                errors.Add(at, null, $"the age of '{name}' means nothing", "give the metric \"freshFor\" and \"staleAfter\", or remove the age");
            if (age < TimeSpan.Zero || age > Duration.Longest || !Duration.IsWhole(age))
            {
                errors.Add(at, $"\"{Duration.Text(age)}\"", $"{Duration.Text(age)} is no age",
                    $"use whole hours or days, 0 or more and at most {Duration.Text(Duration.Longest)}");
            }
        }
        CheckReference(path + ".segment", "segment", example.Segment, _segments);
        CheckReference(path + ".tier", "tier", example.Tier, _tiers);
        if (example.Score is { } score and not (>= 0 and <= 100))
            Add(path + ".score", score, $"{Number.Text(score)} is not a score", "give a number from 0 to 100");
        if (example is { Unscored: true } and not { Score: null, Tier: null })
            errors.Add(path, null, $"example '{example.Name}' is unscored and has a score or a tier", "give one or the other");
        if (example is { Unscored: false, Score: null, Tier: null } && !errors.HasFaultWithin(path))
            errors.Add(path, null, $"example '{example.Name}' expects nothing", "give a score, a tier, or \"unscored\": true");
    }

    /// <summary>Whether a metric fades, or would if it had no error.</summary>
    private bool MayFade(ScoringProfile profile, string name)
    {
        for (int i = 0; i < profile.Dimensions.Count; i++)
        {
            for (int j = 0; j < profile.Dimensions[i].Metrics.Count; j++)
            {
                ProfileMetric metric = profile.Dimensions[i].Metrics[j];
                if (metric.Name == name)
                    return metric.Freshness is not null || errors.HasFaultWithin(JsonPath.Item(JsonPath.Item("$.dimensions", i) + ".metrics", j));
            }
        }
        return false;
    }

    /// <summary>What the overrides and what is inherited add up to, where what is inherited is sound.</summary>
    private void CheckVariation(string path, Segment segment, ScoringProfile profile)
    {
        if (segment.Weights.Count == 0 && segment.Tiers.Count == 0)
            return;
        ScoringProfile variation = ProfileVariation.Of(profile, segment);
        foreach ((var own, var inherited) in Sums(variation).Zip(Sums(profile)))
            CheckSomeWeight(path + ".weights", own.What, own.Weighty || !inherited.Weighty);
        if (segment.Tiers.Count > 0 && !errors.HasFaultWithin("$.tiers"))
        {
            string StartOf(string tier) => segment.Tiers.ContainsKey(tier) ? JsonPath.Member(path + ".tiers", tier) : path + ".tiers";
            CheckTiers(variation.TierList, i => StartOf(variation.TierList[i].Name));
        }
    }

    private void CheckReference(string path, string what, string? name, DeclaredNames known, string hint = "")
    {
        if (name is null || known.MayInclude(name))
            return;
        errors.AddUnknown(path, Quoted(name), $"unknown {what} '{name}'", name, known.Names, hint);
    }

    private void Add(string path, double value, string problem, string remedy) => errors.Add(path, Number.Text(value), problem, remedy);

    private static string Quoted(string text) => $"\"{text}\"";

}
