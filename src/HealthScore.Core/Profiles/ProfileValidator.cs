using HealthScoring.Curves;
using HealthScoring.Tiers;

namespace HealthScoring.Profiles;

/// <summary>Judges what the parts of a profile mean, alone and together. The same for JSON and for C#.</summary>
internal sealed class ProfileValidator(ProfileErrors errors)
{
    // Wide enough for any ratio that means something, and narrow enough that no sum of weighted points overflows or vanishes.
    private const double SmallestWeight = 1e-9;
    private const double LargestWeight = 1e9;
    private const double LargestPoints = CurveShape.LargestPoints;
    private const int MostMetrics = 10_000;

    public void Validate(ScoringProfile profile)
    {
        CheckName("$", profile.Name);
        if (profile.MinimumCoverage is not (>= 0 and <= 1))
        {
            Add("$.minimumCoverage", profile.MinimumCoverage, $"{Number.Text(profile.MinimumCoverage)} is not a share",
                "give a number from 0 to 1");
        }
        CheckInitialPoints("$", profile.Formula);
        if (profile.Dimensions.Count == 0)
            errors.Add("$.dimensions", "[]", "there are no dimensions", "give at least one");
        int metrics = profile.MetricNames.Count();
        if (metrics > MostMetrics)
            errors.Add("$.dimensions", null, $"there are {metrics} metrics and signals", $"use at most {MostMetrics}");

        CheckUnique(Measured(profile));
        CheckUnique(profile.Guardrails.Select((guardrail, i) => (JsonPath.Item("$.guardrails", i), guardrail.Name)));
        CheckUnique(profile.TierList.Select((tier, i) => (JsonPath.Item("$.tiers", i), tier.Name)));
        CheckUnique(profile.Actions.Select((action, i) => (JsonPath.Item("$.actions", i), action.Name)));
        CheckUnique(profile.Segments.Select((segment, i) => (JsonPath.Item("$.segments", i), segment.Name)));

        for (int i = 0; i < profile.Dimensions.Count; i++)
            CheckDimension(JsonPath.Item("$.dimensions", i), profile.Dimensions[i], profile.Formula);
        CheckSomeWeight("$.dimensions", "dimensions", profile.Dimensions.Select(dimension => dimension.Weight));
        for (int i = 0; i < profile.Guardrails.Count; i++)
            CheckGuardrail(JsonPath.Item("$.guardrails", i), profile.Guardrails[i], profile);
        CheckTiers(profile.TierList, i => JsonPath.Item("$.tiers", i), i => JsonPath.Item("$.tiers", i) + ".from");
        for (int i = 0; i < profile.Actions.Count; i++)
            CheckAction(JsonPath.Item("$.actions", i), profile.Actions[i], profile);
        for (int i = 0; i < profile.Segments.Count; i++)
            CheckSegment(JsonPath.Item("$.segments", i), profile.Segments[i], profile);
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
                    : $"'{name}' is too like '{other.Name}', the name of {other.Path}: they differ only in case or Unicode form",
                    "give it a name of its own");
            }
            else
            {
                seen.Add(NameRule.Likeness(name), (path, name));
            }
        }
    }

    private bool CheckName(string path, string name)
    {
        if (NameRule.Problem(name) is not var (problem, remedy))
            return true;
        errors.Add(path + ".name", Quoted(name), problem, remedy);
        return false;
    }

    private void CheckDimension(string path, Dimension dimension, Formula outer)
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
            CheckCurve(at + ".curve", metric.Curve, dimension.Formula);
            CheckPoints(at + ".missing.points", metric.Missing.FixedPoints, dimension.Formula);
        }
        // A dimension that a weight of 0 takes out of the score may be empty of weight; then it is not counted either way.
        CheckSomeWeight(path + ".metrics", $"metrics of dimension '{dimension.Name}'", dimension.Metrics.Select(metric => metric.Weight));
    }

    private void CheckSomeWeight(string path, string what, IEnumerable<double> weights)
    {
        double[] all = [.. weights];
        if (all.Length > 0 && all.All(weight => weight == 0))
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
            Add(path + ".initialPoints", formula.InitialPoints, $"{Number.Text(formula.InitialPoints)} initial points are out of range", "keep points within -1e9 and 1e9");
    }

    private void CheckCurve(string path, Curve curve, Formula formula)
    {
        if (formula.Kind != FormulaKind.Points && (curve.LowestPoints < 0 || curve.HighestPoints > 100))
        {
            Knot outside = curve.Knots.First(knot => knot.Points is < 0 or > 100);
            Add(path, outside.Points, $"the curve gives {Number.Text(outside.Points)} points at {Number.Text(outside.X)}",
                "keep points from 0 to 100; only the formula \"points\" goes beyond");
        }
    }

    private void CheckPoints(string path, double points, Formula formula)
    {
        bool any = formula.Kind == FormulaKind.Points;
        if (any ? points is not (>= -LargestPoints and <= LargestPoints) : points is not (>= 0 and <= 100))
            Add(path, points, $"{Number.Text(points)} points are out of range", any ? "keep points within -1e9 and 1e9" : "give points from 0 to 100");
    }

    private void CheckCondition(string path, Condition when, ScoringProfile profile)
    {
        CheckReference(path + ".metric", "metric", when.Metric, profile.MetricNames,
            "; a metric that is read only for guardrails and segments is declared under \"signals\"");
        string member = path + "." + MemberOf(when.Operator);
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

    private void CheckGuardrail(string path, Guardrail guardrail, ScoringProfile profile)
    {
        CheckCondition(path + ".when", guardrail.When, profile);
        if (guardrail.Limit is not (>= 0 and <= 100))
        {
            Add($"{path}.{(guardrail.Effect == GuardrailEffect.Cap ? "cap" : "floor")}", guardrail.Limit,
                $"{Number.Text(guardrail.Limit)} is not a score", "give a number from 0 to 100");
        }
    }

    private void CheckTiers(IReadOnlyList<Tier> tiers, Func<int, string> pathOf, Func<int, string> startOf)
    {
        // A start that could not be read is an error already; judging its neighbours by it would only add noise.
        if (Enumerable.Range(0, tiers.Count).Any(i => double.IsNaN(tiers[i].From) && errors.IsFaulty(startOf(i)) || errors.IsFaulty(pathOf(i))))
            return;
        foreach (TierProblem problem in TierScale.Problems(tiers))
        {
            if (tiers.Count == 0)
                errors.Add("$.tiers", "[]", problem.Problem, problem.Remedy);
            else
                Add(startOf(problem.Index), tiers[problem.Index].From, problem.Problem, problem.Remedy);
        }
    }

    private void CheckAction(string path, ActionRule action, ScoringProfile profile)
    {
        if (action is { Tier: null, Driver: null, Guardrail: null, Segment: null } && !errors.IsFaulty(path))
            errors.Add(path, null, $"action '{action.Name}' is never due", "say when: give a tier, driver, guardrail or segment");
        CheckReference(path + ".tier", "tier", action.Tier, profile.TierList.Select(tier => tier.Name));
        CheckReference(path + ".driver", "metric", action.Driver,
            profile.Dimensions.SelectMany(dimension => dimension.Metrics).Select(metric => metric.Name));
        CheckReference(path + ".guardrail", "guardrail", action.Guardrail, profile.Guardrails.Select(guardrail => guardrail.Name));
        CheckReference(path + ".segment", "segment", action.Segment, profile.Segments.Select(segment => segment.Name));
        if (action is { GivenPointsLost: { } given, Driver: null })
            Add(path + ".pointsLost", given, "points lost are given without a driver", "name the metric that loses them, or remove them");
        if (action.PointsLost is not (> 0 and <= LargestPoints))
            Add(path + ".pointsLost", action.PointsLost, $"{Number.Text(action.PointsLost)} points cannot be lost", "give a number above 0");
        if (action.Priority < 1)
            Add(path + ".priority", action.Priority.Value, $"{Number.Text(action.Priority.Value)} is no priority", "use 1 for what comes first, 2 for the next");
    }

    private void CheckSegment(string path, Segment segment, ScoringProfile profile)
    {
        if (segment.When is { } when)
            CheckCondition(path + ".when", when, profile);
        ProfileMetric[] metrics = [.. profile.Dimensions.SelectMany(dimension => dimension.Metrics)];
        IEnumerable<string> metricNames = metrics.Select(metric => metric.Name);
        foreach ((string name, double weight) in segment.Weights)
        {
            string at = JsonPath.Member(path + ".weights", name);
            if (CheckReference(at, "dimension or metric", name, profile.Dimensions.Select(dimension => dimension.Name).Concat(metricNames)))
                CheckWeight(at, weight);
        }
        foreach ((string name, Curve curve) in segment.Curves)
        {
            string at = JsonPath.Member(path + ".curves", name);
            Formula? formula = profile.Dimensions.FirstOrDefault(dimension => dimension.Metrics.Any(metric => metric.Name == name))?.Formula;
            if (CheckReference(at, "metric", name, metricNames) && formula is not null)
                CheckCurve(at, curve, formula);
        }
        string[] guardrails = [.. profile.Guardrails.Select(guardrail => guardrail.Name)];
        string[] actions = [.. profile.Actions.Select(action => action.Name)];
        CheckUnique(segment.Guardrails.Select((guardrail, i) => (JsonPath.Item(path + ".guardrails", i), guardrail.Name)));
        for (int i = 0; i < segment.Guardrails.Count; i++)
        {
            string at = JsonPath.Item(path + ".guardrails", i);
            CheckReference(at + ".name", "guardrail", segment.Guardrails[i].Name, guardrails);
            CheckGuardrail(at, segment.Guardrails[i], profile);
        }
        foreach (string name in segment.Tiers.Keys)
            CheckReference(JsonPath.Member(path + ".tiers", name), "tier", name, profile.TierList.Select(tier => tier.Name));
        CheckUnique(segment.Actions.Select((action, i) => (JsonPath.Item(path + ".actions", i), action.Name)));
        for (int i = 0; i < segment.Actions.Count; i++)
        {
            string at = JsonPath.Item(path + ".actions", i);
            CheckReference(at + ".name", "action", segment.Actions[i].Name, actions);
            CheckAction(at, segment.Actions[i], profile);
        }
        for (int i = 0; i < segment.Without.Count; i++)
        {
            string at = JsonPath.Item(path + ".without", i);
            CheckReference(at, "guardrail or action", segment.Without[i], guardrails.Concat(actions));
            if (segment.Guardrails.Any(guardrail => guardrail.Name == segment.Without[i]) || segment.Actions.Any(action => action.Name == segment.Without[i]))
                errors.Add(at, Quoted(segment.Without[i]), $"'{segment.Without[i]}' is both replaced and left out", "do one of the two");
        }
        CheckVariation(path, segment, profile);
    }

    /// <summary>What the overrides and what is inherited add up to.</summary>
    private void CheckVariation(string path, Segment segment, ScoringProfile profile)
    {
        ScoringProfile variation = ProfileVariation.Of(profile, segment);
        if (segment.Weights.Count > 0)
        {
            CheckSomeWeight(path + ".weights", "dimensions", variation.Dimensions.Select(dimension => dimension.Weight));
            foreach (Dimension dimension in variation.Dimensions)
                CheckSomeWeight(path + ".weights", $"metrics of dimension '{dimension.Name}'", dimension.Metrics.Select(metric => metric.Weight));
        }
        if (segment.Tiers.Count > 0 && !TierScale.Problems(profile.TierList).Any())
        {
            CheckTiers(variation.TierList, i => JsonPath.Member(path + ".tiers", variation.TierList[i].Name), i =>
                segment.Tiers.ContainsKey(variation.TierList[i].Name) ? JsonPath.Member(path + ".tiers", variation.TierList[i].Name) : path + ".tiers");
        }
    }

    private bool CheckReference(string path, string what, string? name, IEnumerable<string> known, string hint = "")
    {
        if (name is null || known.Contains(name, StringComparer.Ordinal) || errors.IsFaulty(path))
            return true;
        errors.Add(path, Quoted(name), $"unknown {what} '{name}'", Suggestion.For(name, known) is var remedy && remedy.EndsWith('?') ? remedy : remedy + hint);
        return false;
    }

    private void Add(string path, double value, string problem, string remedy) => errors.Add(path, Number.Text(value), problem, remedy);

    private static string Quoted(string text) => $"\"{text}\"";

    private static string MemberOf(ConditionOperator comparison) => ProfileWriter.MemberOf(comparison);
}
