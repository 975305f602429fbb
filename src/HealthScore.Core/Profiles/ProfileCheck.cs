using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Checks each part of a profile, and what only the whole profile shows. The same for JSON and for C#.</summary>
internal sealed class ProfileCheck
{
    private const int MostMetrics = 10_000;
    private const int MostVariations = 1_000_000;
    private const int MostVariedRules = 100_000;

    private readonly ScoringProfile _profile;
    private readonly PartCheck _root;

    private ProfileCheck(ScoringProfile profile, SourceErrors errors)
    {
        _profile = profile;
        _root = new(errors, new(errors, profile.Dimensions, profile.Signals.Select(signal => signal.Name), profile.Labels,
            profile.Guardrails.Select(guardrail => guardrail.Name), [.. profile.TierList.Select(tier => tier.Name)],
            profile.Actions.Select(action => action.Name), profile.Segments.Select(segment => segment.Name)), JsonPath.Root);
    }

    public static void Run(ScoringProfile profile, SourceErrors errors)
    {
        var check = new ProfileCheck(profile, errors);
        check.CheckOwnMembers();
        check.CheckNames();
        check.CheckParts();
        check.CheckWholeLists();
        check.CheckTracking();
        ParentFormat.Check(profile.Parents, check._root.At("parents"));
    }

    private void CheckOwnMembers()
    {
        _root.At("description").Text(_profile.Description);
        _root.At("name").IsName(_profile.Name);
        if (_profile.Id != _profile.Name)
            _root.At("id").Text(_profile.Id);
        FaultPolicyFormat.Check(_profile.OnFault, _root, anyPoints: false);
        _root.At("minimumCoverage").Share(_profile.MinimumCoverage);
        FormulaFormat.Check(_profile.Formula, _root);
        PartCheck dimensions = _root.At("dimensions");
        if (_profile.Dimensions.Count == 0)
            dimensions.Add("[]", "there are no dimensions", "give at least one");
        int metrics = _profile.MetricNames.Count;
        if (metrics > MostMetrics)
            dimensions.Add(null, $"there are {metrics} metrics, signals and labels", $"use at most {MostMetrics}");
        CheckVariations(metrics, MostVariations, "metrics", "the number of metrics");
        CheckVariations(CountRules(), MostVariedRules, "tiers, guardrails, actions and conditions", "their number");
    }

    private void CheckVariations(int varied, int most, string what, string divisor)
    {
        if ((long)varied * _profile.Segments.Count > most)
            _root.At("segments").Add(null, $"{_profile.Segments.Count} segments vary {varied} {what}", $"use at most {most} divided by {divisor}");
    }

    private int CountRules() => _profile.TierList.Count + _profile.Guardrails.Sum(guardrail => 1 + guardrail.When.Leaves.Count())
        + _profile.Actions.Sum(action => 1 + (action.When?.Leaves.Count() ?? 0));

    /// <summary>The segments that are judged as variations of the whole: none where there is too much to vary, or the list has an error.</summary>
    private IReadOnlyList<Segment> Varying => _root.At("segments").IsFaulty ? [] : _profile.Segments;

    private void CheckNames()
    {
        PartCheck.Names(Measured());
        _root.Names("guardrails", _profile.Guardrails, guardrail => guardrail.Name);
        _root.Names("tiers", _profile.TierList, tier => tier.Name);
        _root.Names("actions", _profile.Actions, action => action.Name);
        _root.Names("segments", _profile.Segments, segment => segment.Name);
        _root.Names("examples", _profile.Examples, example => example.Name);
    }

    /// <summary>Dimensions, metrics, signals and labels share one space of names: others refer to them by name alone.</summary>
    private IEnumerable<(PartCheck Part, PartCheck At, string Name)> Measured()
    {
        static (PartCheck Part, PartCheck At, string Name) Named(PartCheck part, string name) => (part, part.At("name"), name);
        for (int i = 0; i < _profile.Dimensions.Count; i++)
        {
            PartCheck dimension = _root.At("dimensions").AtItem(i);
            yield return Named(dimension, _profile.Dimensions[i].Name);
            for (int j = 0; j < _profile.Dimensions[i].Metrics.Count; j++)
                yield return Named(dimension.At("metrics").AtItem(j), _profile.Dimensions[i].Metrics[j].Name);
        }
        for (int i = 0; i < _profile.Signals.Count; i++)
            yield return Named(_root.At("signals").AtItem(i), _profile.Signals[i].Name);
        for (int i = 0; i < _profile.Labels.Count; i++)
            yield return (_root.At("labels").AtItem(i), _root.At("labels").AtItem(i), _profile.Labels[i]);
    }

    private void CheckParts()
    {
        _root.Each("dimensions", _profile.Dimensions, DimensionFormat.Check);
        _root.Each("signals", _profile.Signals, SignalFormat.Check);
        _root.Each("tiers", _profile.TierList, TierFormat.Check);
        TierFormat.CheckStarts(_profile.TierList, _root.At("tiers"), i => _root.At("tiers").AtItem(i).At("from"));
        _root.Each("guardrails", _profile.Guardrails, GuardrailFormat.Check);
        _root.Each("actions", _profile.Actions, ActionFormat.Check);
        _root.Each("segments", _profile.Segments, SegmentFormat.Check);
        _root.Each("examples", _profile.Examples, ExampleFormat.Check);
    }

    /// <summary>After all parts, because it finds fault with whole lists whose parts and names are sound.</summary>
    private void CheckWholeLists()
    {
        foreach ((PartCheck list, string what, bool hasWeight) in Weights(_profile))
            CheckSomeWeight(list, what, hasWeight);
        _root.Each("segments", Varying, CheckVariation);
        CheckAskedDimensions();
    }

    /// <summary>A dimension of weight 0 is shown and not computed with everywhere, so no guardrail and no action may ask about it.</summary>
    private void CheckAskedDimensions()
    {
        HashSet<string> always = Unweighted(segment: null);
        CheckAsked(_profile.Guardrails, _profile.Actions, always, _root, segment: null);
        _root.Each("segments", Varying, (segment, at) =>
        {
            HashSet<string> here = Unweighted(segment);
            CheckAsked(segment.Guardrails, segment.Actions, here, at, segment);
            here.ExceptWith(always);
            if (here.Count == 0)
                return;
            // What it inherits asks about what it leaves without a weight.
            ScoringProfile variation = ProfileVariation.Of(_profile, segment);
            foreach ((string rule, Condition? when) in Rules(variation.Guardrails.Except(segment.Guardrails),
                variation.Actions.Except(segment.Actions)))
                CheckAsked(rule, when, here, name => at.At("weights").AtKey(name), segment);
        });
    }

    private HashSet<string> Unweighted(Segment? segment) => [.. _profile.Dimensions
        .Where(dimension => (segment?.Weights.GetValueOrDefault(dimension.Name, dimension.Weight) ?? dimension.Weight) == 0)
        .Select(dimension => dimension.Name)];

    private static IEnumerable<(string Rule, Condition? When)> Rules(IEnumerable<Guardrail> guardrails, IEnumerable<ActionRule> actions) =>
        guardrails.Select(one => ($"guardrail '{one.Name}'", (Condition?)one.When)).Concat(actions.Select(one => ($"action '{one.Name}'", one.When)));

    private static void CheckAsked(IReadOnlyList<Guardrail> guardrails, IReadOnlyList<ActionRule> actions, HashSet<string> unweighted, PartCheck at,
        Segment? segment)
    {
        if (unweighted.Count == 0)
            return;
        at.Each("guardrails", [.. Rules(guardrails, [])],
            (rule, item) => CheckAsked(rule.Rule, rule.When, unweighted, _ => item.At("when"), segment));
        at.Each("actions", [.. Rules([], actions)],
            (rule, item) => CheckAsked(rule.Rule, rule.When, unweighted, _ => item.At("when"), segment));
    }

    private static void CheckAsked(string rule, Condition? when, HashSet<string> unweighted, Func<string, PartCheck> at, Segment? segment)
    {
        foreach (Condition asked in when?.Leaves ?? [])
        {
            if (asked.Subject == ConditionSubject.Dimension && unweighted.Contains(asked.Name!))
            {
                string where = segment is null ? "" : $" in segment '{segment.Name}'";
                at(asked.Name!).Add(null, $"{rule} asks about dimension '{asked.Name}', whose weight is 0{where}",
                    "give the dimension a small weight, or ask about its metrics");
            }
        }
    }

    /// <summary>What a segment's overrides and what is inherited add up to, where what is inherited is sound.</summary>
    private void CheckVariation(Segment segment, PartCheck at)
    {
        if (segment.Weights.Count == 0 && segment.Tiers.Count == 0)
            return;
        ScoringProfile variation = ProfileVariation.Of(_profile, segment);
        foreach ((var own, var inherited) in Weights(variation).Zip(Weights(_profile)))
            CheckSomeWeight(at.At("weights"), own.What, own.HasWeight || !inherited.HasWeight);
        if (segment.Tiers.Count == 0 || _root.At("tiers").HasFaultWithin)
            return;
        PartCheck starts = at.At("tiers");
        TierFormat.CheckStarts(variation.TierList, starts,
            i => segment.Tiers.ContainsKey(variation.TierList[i].Name) ? starts.AtKey(variation.TierList[i].Name) : starts);
    }

    /// <summary>Every list whose weights are shared out, and whether it has any weight; an empty list is another error.</summary>
    private IEnumerable<(PartCheck List, string What, bool HasWeight)> Weights(ScoringProfile profile)
    {
        static bool HasWeight(IEnumerable<double> weights) => weights.All(weight => weight == 0) == !weights.Any();
        PartCheck dimensions = _root.At("dimensions");
        for (int i = 0; i < profile.Dimensions.Count; i++)
        {
            Dimension dimension = profile.Dimensions[i];
            yield return (dimensions.AtItem(i).At("metrics"), $"metrics of dimension '{dimension.Name}'",
                HasWeight(dimension.Metrics.Select(metric => metric.Weight)));
        }
        // Last: an error of the whole list would hide those within it.
        yield return (dimensions, "dimensions", HasWeight(profile.Dimensions.Select(dimension => dimension.Weight)));
    }

    private static void CheckSomeWeight(PartCheck list, string what, bool hasWeight)
    {
        if (!hasWeight)
            list.Add(null, $"all {what} have weight 0", "give at least one a weight above 0");
    }

    private void CheckTracking()
    {
        PartCheck at = _root.At("tracking");
        double margin = _profile.Tracking.Margin;
        if (margin is > 0 and <= 100 && !_root.At("tiers").HasFaultWithin)
        {
            CheckMargin(margin, _profile.TierList, "", at.At("margin"));
            _root.Each("segments", Varying, (segment, part) =>
            {
                if (segment.Tiers.Count > 0 && !part.HasFaultWithin)
                {
                    CheckMargin(margin, ProfileVariation.Of(_profile, segment).TierList, $" in segment '{segment.Name}'", at.At("margin"));
                }
            });
        }
        TrackingFormat.Check(_profile.Tracking, at);
    }

    /// <summary>A score could sit in a tier that no score can enter, were the margin more than half of it.</summary>
    private static void CheckMargin(double margin, IReadOnlyList<Tier> tiers, string where, PartCheck at)
    {
        if (tiers.Count < 2)
            return;
        // As decimals and with the tolerance of scores, as cut-offs and margins are compared where they decide: from 60.1 to 70.1 it is 10.
        (Tier narrowest, decimal width) = tiers
            .Select((tier, i) => (Tier: tier, Width: (i + 1 < tiers.Count ? Number.Exact(tiers[i + 1].From) : 100) - Number.Exact(tier.From)))
            .MinBy(pair => pair.Width);
        if (Number.Exact(margin) > width / 2 + Precision.Standard.Tolerance)
        {
            at.Add(margin,
                $"a margin of {Number.Text(margin)} is more than half of tier '{narrowest.Name}'{where}, which is {Number.Text((double)width)} wide",
                $"use at most {Number.Text((double)(width / 2))}, or widen the tier");
        }
    }
}
