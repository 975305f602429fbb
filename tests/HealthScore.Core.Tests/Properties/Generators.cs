using FsCheck;
using FsCheck.Fluent;

namespace HealthScoring.Tests.Properties;

/// <summary>Random curves, profiles and customers: mostly ordinary ones, with every oddity the format allows mixed in.</summary>
internal static class Generators
{
    // No stem ends in a digit, so that a number behind it keeps any two names apart.
    private static readonly string[] Stems =
    [
        "usage", "b", "Z", "a.b[x]", "$", "\"quoted\"", "back\\slash", "it's", "<&>", "with space", "no\u00A0break", "größe", "é",
        "e\u0301",
        "名前", "مؤشر", "מדד", "emoji 😀", "𝔘nicode", "I", "ı", "İ", "ß", "zérö\u200Cwidth", "a\u0308\u0323", "{0}", "%s", "-", "\uFF21",
        "\u1E9E", "name",
    ];

    private static readonly string[] Texts = ["banking", "Banking", "banking ", "größe 😀", "it's", "\\", "e\u0301", "é", "insurance"];

    private static readonly double[] OddNumbers =
    [
        0.0, -0.0, double.Epsilon, -double.Epsilon, 2.2250738585072009e-308, -2.2250738585072014e-308, 1e-300, -1e-300, 1e300, -1e300,
        double.MaxValue, double.MinValue, 1e15, 9007199254740993, 0.1, 0.30000000000000004, 1 / 3.0, -1 / 3.0, Math.PI, 1e-9, 1e9,
    ];

    public static readonly Gen<double> Raw = Gen.Frequency(
        (10, Gen.Choose(-20, 120).Select(x => (double)x)),
        (3, Gen.Choose(-4000, 4000).Select(x => x / 32.0)),
        (3, Gen.Choose(-100_000, 100_000).Select(x => x / 1000.0)),
        (1, Gen.Choose(int.MinValue, int.MaxValue).Select(x => x * Math.PI)),
        (1, Gen.Elements(OddNumbers)));

    public static readonly Gen<double> Points = Gen.Frequency(
        (6, Gen.Choose(0, 20).Select(x => x * 5.0)),
        (3, Gen.Choose(0, 1000).Select(x => x / 10.0)),
        (2, Gen.Choose(0, int.MaxValue).Select(x => x / (double)int.MaxValue * 100)),
        (1, Gen.Elements(0.0, -0.0, 100, double.Epsilon, 1e-300, 99.99999999999999, 0.3)));

    private static readonly Gen<double> SignedPoints = Gen.Frequency(
        (4, Points),
        (4, Gen.Choose(-200, 200).Select(x => (double)x)),
        (2, Gen.Choose(-20_000, 20_000).Select(x => x / 1000.0)),
        (1, Gen.Elements(-double.Epsilon, 1e9, -1e9, 12345.678)));

    public static readonly Gen<CurveDraft> Curve = CurveOf(Points);

    /// <summary>With points that only the formula <c>points</c> allows.</summary>
    public static readonly Gen<CurveDraft> SignedCurve = CurveOf(SignedPoints);

    private static readonly Gen<double> Weight = Gen.Frequency(
        (10, Gen.Elements(1.0, 2, 3, 4, 5, 10, 0.5, 0.25, 0.1, 0.2, 0.3)),
        (3, Gen.Choose(1, 100_000).Select(x => x / 1000.0)),
        (2, Gen.Elements(0.0, -0.0)),
        (1, Gen.Elements(1e-9, 1e9, 123456.789, 1e-3)));

    private static readonly Gen<Formula> Formula = Gen.Frequency(
        (4, Gen.Constant(HealthScoring.Formula.WeightedMean)),
        (2, Gen.Constant(HealthScoring.Formula.Lowest)),
        (2, Gen.Frequency((2, Gen.Constant(0.0)), (3, SignedPoints)).Select(HealthScoring.Formula.Points)));

    private static readonly Gen<double[]> CutOffs =
        from count in Gen.Choose(1, 5)
        from cuts in Gen.Frequency(
            (3, Gen.Choose(1, 20).Select(x => x * 5.0)),
            (2, Gen.Choose(1, 1000).Select(x => x / 10.0)),
            (1, Gen.Elements(double.Epsilon, 33.333333333333336, 66.66666666666667, 100))).ArrayOf(count - 1)
        select (double[])[0.0, .. cuts.Distinct().Order()];

    private static readonly Gen<Freshness?> Freshness = Gen.Frequency(
        (5, Gen.Constant<Freshness?>(null)),
        (3, from fresh in Gen.Elements(0, 1, 12, 24, 30 * 24, 90 * 24)
            from range in Gen.Elements(1, 12, 24, 90 * 24, 800_000)
            select (Freshness?)new Freshness(TimeSpan.FromHours(fresh), TimeSpan.FromHours(fresh + range))));

    private static readonly Gen<CoolDown?> CoolDowns = Gen.Frequency(
        (3, Gen.Constant<CoolDown?>(null)),
        (1, Gen.Elements<CoolDown?>(CoolDown.UntilTierChanges, CoolDown.For(TimeSpan.FromHours(1)), CoolDown.For(TimeSpan.FromDays(30)))));

    private static readonly Gen<Dwell> Dwells = Gen.Elements(
        Dwell.None, Dwell.For(TimeSpan.FromHours(12)), Dwell.For(TimeSpan.FromDays(14)), Dwell.Scores(1), Dwell.Scores(3));

    public static readonly Gen<ProfileDraft> Profile =
        from names in Names
        from parts in Parts(names)
        from tiers in Tiers(names)
        from guardrails in Guardrails(parts, tiers, names)
        from segmentNames in Gen.Choose(0, 2).Select(count => names.Take(60, count))
        from actions in Actions(parts, guardrails, tiers, segmentNames, names)
        from segments in Gen.CollectToArray(segmentNames, name => Segment(name, parts, guardrails, tiers, actions, segmentNames))
        from tracking in Gen.Frequency((2, Gen.Constant<TrackingDraft?>(null)), (1, Tracking(tiers, segments).Select(rules => (TrackingDraft?)rules)))
        from parents in Gen.Frequency((1, Gen.Constant<ParentDraft?>(null)), (2, ParentDraft.For(tiers).Select(rules => (ParentDraft?)rules)))
        select parts with
        {
            Guardrails = guardrails,
            Tiers = tiers,
            Actions = actions,
            Segments = segments,
            Tracking = tracking,
            Parents = parents,
        };

    public static readonly Gen<Trial> Trial =
        from profile in Profile
        from customers in Customer(profile).ArrayOf(2)
        from named in Gen.Frequency(
            (3, Gen.Constant<string?>(null)),
            (1, Gen.Constant<string?>("nobody knows this segment")),
            (2, Gen.Elements<string?>([null, .. profile.Segments.Select(segment => segment.Name)])))
        from seed in Gen.Choose(0, int.MaxValue)
        select new Trial(profile, customers, named, seed);

    /// <summary>One value, for a law that needs one more than its arguments.</summary>
    public static T Sample<T>(this Gen<T> gen, Random random) =>
        gen.Sample(1, new Rnd((ulong)random.NextInt64(), (ulong)random.NextInt64() | 1), 50).First();

    private static Gen<NamePool> Names =>
        from stems in Gen.Elements(Stems).ArrayOf(NamePool.Size)
        from offset in Gen.Choose(0, 50)
        select new NamePool(stems, offset);

    public static Gen<IReadOnlyDictionary<string, Measurement>> Customer(ProfileDraft profile) =>
        from values in Gen.CollectToArray(profile.MeasuredNames, name => profile.Labels.Contains(name) ? Label(profile, name)
            : Measurement(Landmarks(profile, name), FreshnessOf(profile, name)))
        select (IReadOnlyDictionary<string, Measurement>)profile.MeasuredNames.Zip(values).ToDictionary(StringComparer.Ordinal);

    /// <summary>The raw values of a metric at which something happens: its knots and the bounds of its conditions.</summary>
    private static double[] Landmarks(ProfileDraft profile, string name) =>
    [
        .. profile.Metrics.Where(metric => metric.Name == name).Select(metric => metric.Curve)
            .Concat(profile.Segments.SelectMany(segment => segment.Curves).Where(pair => pair.Name == name).Select(pair => pair.Curve))
            .SelectMany(curve => curve.Build().Knots).Select(knot => knot.X),
        .. profile.Questions.Where(when => when.Name == name).SelectMany(when => new[] { when.Bound, when.UpperBound }),
    ];

    /// <summary>A text that a condition asks about, or nearly, or none.</summary>
    private static Gen<Measurement> Label(ProfileDraft profile, string name) => Gen.Frequency(
        (6, Gen.Elements((string[])[.. profile.Questions.Where(when => when.Name == name).SelectMany(when => when.Values), .. Texts, ""])),
        (1, Gen.Elements(Texts).Select(text => text.ToUpperInvariant() + " ")))
        .SelectMany(text => Gen.Frequency((8, Gen.Constant(HealthScoring.Measurement.OfLabel(text))), (1, Gen.Constant(default(Measurement)))));

    private static Freshness? FreshnessOf(ProfileDraft profile, string name) =>
        profile.Metrics.FirstOrDefault(metric => metric.Name == name)?.Freshness;

    /// <summary>When something was observed: mostly while it counts, and around the ages at which that changes.</summary>
    private static Gen<DateTimeOffset?> ObservedAt(Freshness? freshness)
    {
        if (freshness is null)
            return Gen.Frequency((6, Gen.Constant<DateTimeOffset?>(null)),
                (1, Gen.Constant<DateTimeOffset?>(HealthScoring.Tests.Properties.Trial.AsOf.AddDays(-3))));
        Gen<long> within = Gen.Choose(0, 1_000_000).Select(x => (long)(freshness.StaleAfter.Ticks / 1e6 * x));
        Gen<long> edge = from age in Gen.Elements(0L, freshness.FreshFor.Ticks, freshness.StaleAfter.Ticks)
                         from step in Gen.Choose(-1, 1)
                         select age + step;
        return Gen.Frequency((1, Gen.Constant<long?>(null)), (6, within.Select(x => (long?)x)), (3, edge.Select(x => (long?)x)))
            .Select(age => age is { } ticks ? HealthScoring.Tests.Properties.Trial.AsOf.AddTicks(-ticks) : (DateTimeOffset?)null);
    }

    private static Gen<Measurement> Measurement(double[] landmarks, Freshness? freshness) =>
        from value in Measured(landmarks)
        from at in ObservedAt(freshness)
        select value.Value is { } number ? new Measurement(number, at) : value;

    private static Gen<TrackingDraft> Tracking(TierDraft[] tiers, SegmentDraft[] segments) =>
        from half in Gen.Choose(0, 4)
        from dwell in Dwells
        from drop in Gen.Elements<double?>(null, 5, 12.5, 100)
        from rise in Gen.Elements<double?>(null, 5, 12.5)
        from window in Gen.Elements<TimeSpan?>(null, TimeSpan.FromDays(1), TimeSpan.FromDays(30), TimeSpan.FromDays(400))
        let narrowest = segments.Select(segment => segment.Tiers).Where(own => own.Length > 0)
            .Append([.. tiers.Select(tier => (tier.Name, tier.From))])
            .SelectMany(own => own.Zip(own.Skip(1).Append(("", 100)), (tier, next) => next.Item2 - tier.Item2)).Min()
        select new TrackingDraft(tiers.Length > 1 ? narrowest / 8 * half : half, dwell, drop, rise, drop is null && rise is null ? null : window);

    private static Gen<Measurement> Measured(double[] landmarks)
    {
        Gen<double> near = landmarks.Length == 0 ? Raw :
            from mark in Gen.Elements(landmarks)
            from step in Gen.Elements<Func<double, double>>(x => x, x => x, Math.BitIncrement, Math.BitDecrement)
            select step(mark);
        Gen<double> between = landmarks.Length < 2 ? Raw :
            from left in Gen.Elements(landmarks)
            from right in Gen.Elements(landmarks)
            from percent in Gen.Choose(0, 100)
            select left / 100 * percent + right / 100 * (100 - percent);
        return Gen.Frequency(
            (4, Raw.Select(x => new Measurement(x))),
            (4, near.Select(x => new Measurement(x))),
            (4, between.Select(x => new Measurement(x))),
            (1, Gen.Elements(OddNumbers).Select(x => new Measurement(x))),
            (2, Gen.Elements<Measurement>(default, double.NaN, double.PositiveInfinity, double.NegativeInfinity)));
    }

    private static Gen<CurveDraft> CurveOf(Gen<double> points)
    {
        Gen<double[]> values = Gen.Choose(1, 6).SelectMany(count => Raw.ArrayOf(count))
            .Select(all => (double[])[.. all.Distinct().Order()]);
        Gen<CurveDraft> two = from worst in Raw
                              from best in Raw
                              from kind in Gen.Elements(CurveKind.Linear, CurveKind.SCurve)
                              select new CurveDraft(kind, [], worst, best);
        Gen<CurveDraft> range = from corners in Raw.ArrayOf(4)
                                from flat in Gen.Elements(true, false)
                                from extreme in Gen.Choose(0, 9)
                                let sorted = extreme == 0 ? [double.MinValue, -1.6e308, 1e308, double.MaxValue] : corners.Order().ToArray()
                                select new CurveDraft(CurveKind.TargetRange, [], sorted[0], sorted[1],
                                    flat ? sorted[1] : sorted[2], sorted[3]);
        Gen<CurveDraft> log = from worst in Raw
                              from best in Raw
                              select new CurveDraft(CurveKind.Log, [], Math.Abs(worst), Math.Abs(best));
        // So far apart that a distance between them is no longer a number.
        Gen<double[]> wide = Gen.SubListOf(double.MinValue, -1e308, 0, 1e308, double.MaxValue).Where(all => all.Count > 0)
            .Select(all => all.ToArray());
        Gen<CurveDraft> bands = from xs in Gen.Frequency((9, values), (1, wide))
                                from ys in points.ArrayOf(xs.Length)
                                select new CurveDraft(CurveKind.Bands, [.. xs.Zip(ys, (x, y) => new Knot(x, y))]);
        Gen<CurveDraft> upper = from lower in bands
                                from above in points
                                select new CurveDraft(CurveKind.UpperBands, lower.Knots, above);
        Gen<CurveDraft> knots = from xs in values
                                from jumps in Gen.Elements(false, false, true).ArrayOf(xs.Length)
                                from ys in points.ArrayOf(2 * xs.Length)
                                from order in Gen.Choose(0, 3)
                                select Knots(xs, jumps, ys, order);
        return Gen.Frequency((6, two), (1, log), (2, range), (3, bands), (2, upper), (8, knots)).Where(draft => draft.IsValid());
    }

    private static CurveDraft Knots(double[] xs, bool[] jumps, double[] ys, int order)
    {
        double[] points = order switch
        {
            0 => [.. ys.Order()],
            1 => [.. ys.OrderDescending()],
            _ => ys,
        };
        return new(CurveKind.Knots, [.. xs.SelectMany((x, i) => jumps[i]
            ? new[] { new Knot(x, points[2 * i]), new Knot(x, points[2 * i + 1]) }
            : [new Knot(x, points[2 * i])])]);
    }

    private static Gen<ProfileDraft> Parts(NamePool names) =>
        from formula in Formula
        from minimum in Gen.Frequency((5, Gen.Constant(0.0)), (1, Gen.Elements(0.25, 0.5, 0.8, 1, -0.0)))
        from sizes in Gen.Choose(1, 4).SelectMany(count => Gen.Choose(1, 5).ArrayOf(count))
        from dimensions in Gen.CollectToArray(Enumerable.Range(0, sizes.Length), i => Dimension(names.Take(10 + 6 * i, 1 + sizes[i])))
        from signals in Gen.Choose(0, 2)
        from labels in Gen.Elements(0, 0, 1, 2)
        select new ProfileDraft(names.Take(0, 1)[0], formula, minimum,
            dimensions.All(dimension => dimension.Weight == 0) ? [dimensions[0] with { Weight = 1 }, .. dimensions[1..]] : dimensions,
            names.Take(5, signals), [], [], [], [])
        { Labels = names.Take(7, labels) };

    private static Gen<DimensionDraft> Dimension(string[] names) =>
        from weight in Weight
        from formula in Formula
        from minimum in Gen.Elements(0, 0, 0, 0, 0.3, 0.5, 1)
        from metrics in Gen.CollectToArray(names[1..], name => Metric(name, formula.Kind == FormulaKind.Points))
        select new DimensionDraft(names[0], weight, formula,
            metrics.All(metric => metric.Weight == 0) ? [metrics[0] with { Weight = 1 }, .. metrics[1..]] : metrics)
        {
            MinimumCoverage = minimum,
        };

    private static Gen<MetricDraft> Metric(string name, bool signed) =>
        from curve in signed ? SignedCurve : Curve
        from weight in Weight
        from missing in Gen.Frequency(
            (6, Gen.Constant(MissingPolicy.Exclude)),
            (1, Gen.Constant(MissingPolicy.Required)),
            (3, (signed ? SignedPoints : Points).Select(MissingPolicy.Points)))
        from freshness in Freshness
        select new MetricDraft(name, curve, weight, missing, freshness);

    /// <summary>A condition that joins others up to two deep, or mostly one that joins none.</summary>
    /// <param name="question">A condition that joins none.</param>
    private static Gen<Condition> Joined(Gen<Condition> question)
    {
        Gen<Condition> Of(Gen<Condition> part) =>
            from parts in Gen.Choose(1, 3).SelectMany(count => part.ArrayOf(count))
            from all in Gen.Elements(true, false)
            select all ? HealthScoring.Condition.All(parts) : HealthScoring.Condition.Any(parts);
        return Gen.Frequency((6, question), (2, Of(question)), (1, Of(Gen.OneOf(question, Of(question)))));
    }

    /// <summary>A question about what is measured.</summary>
    private static Gen<Condition> Question(ProfileDraft parts) =>
        parts.Labels.Length == 0 ? OfMetric(parts) : Gen.Frequency((3, OfMetric(parts)), (1, OfLabel(parts)));

    private static Gen<Condition> OfLabel(ProfileDraft parts) =>
        from label in Gen.Elements(parts.Labels)
        from texts in Gen.Choose(1, 3).SelectMany(count => Gen.Elements(Texts).ArrayOf(count))
        from comparison in Gen.Choose(0, 8)
        select comparison switch
        {
            < 5 => HealthScoring.Condition.LabelIs(label, texts),
            < 8 => HealthScoring.Condition.LabelIsNot(label, texts),
            _ => HealthScoring.Condition.LabelIsMissing(label),
        };

    /// <summary>A question about the points of a dimension; of a guardrail, one by which more points do not lower the score.</summary>
    private static Gen<Condition> OfDimension(ProfileDraft parts, GuardrailEffect? effect) =>
        from dimension in Gen.Elements(parts.Dimensions.Where(dimension => dimension.Weight > 0).Select(dimension => dimension.Name).ToArray())
        from points in Points
        from below in effect is null ? Gen.Elements(true, false) : Gen.Constant(effect != GuardrailEffect.Floor)
        select below ? HealthScoring.Condition.DimensionBelow(dimension, points) : HealthScoring.Condition.DimensionAtLeast(dimension, points);

    private static Gen<Condition> OfScore(TierDraft[] tiers) => Gen.OneOf(
        Points.Select(HealthScoring.Condition.ScoreBelow), Points.Select(HealthScoring.Condition.ScoreAtLeast),
        Gen.Choose(1, 2).SelectMany(count => Gen.Elements(tiers.Select(tier => tier.Name).ToArray()).ArrayOf(count))
            .Select(names => HealthScoring.Condition.TierIs(names)));

    private static Gen<Condition> OfMetric(ProfileDraft parts) =>
        from metric in Gen.Elements(parts.MeasuredNames.Except(parts.Labels).ToArray())
        from comparison in Gen.Elements(Enum.GetValues<ConditionOperator>().Where(each => each <= ConditionOperator.Missing).ToArray())
        from bound in Gen.OneOf(Raw, Gen.Elements((double[])[0, .. Landmarks(parts, metric)]))
        from other in Raw
        select comparison switch
        {
            ConditionOperator.Below => HealthScoring.Condition.Below(metric, bound),
            ConditionOperator.AtMost => HealthScoring.Condition.AtMost(metric, bound),
            ConditionOperator.Above => HealthScoring.Condition.Above(metric, bound),
            ConditionOperator.AtLeast => HealthScoring.Condition.AtLeast(metric, bound),
            ConditionOperator.Between => HealthScoring.Condition.Between(metric, Math.Min(bound, other), Math.Max(bound, other)),
            _ => HealthScoring.Condition.IsMissing(metric),
        };

    private static Gen<GuardrailDraft> Guardrail(string name, ProfileDraft parts, TierDraft[] tiers) =>
        from limit in Points
        from effect in Gen.Elements(
            GuardrailEffect.Cap, GuardrailEffect.Cap, GuardrailEffect.Cap, GuardrailEffect.Floor, GuardrailEffect.Floor,
            GuardrailEffect.Unscored)
        from when in Joined(Gen.Frequency((5, Question(parts)), (1, OfDimension(parts, effect))))
        from tier in effect == GuardrailEffect.Unscored || tiers.Length < 2 ? Gen.Constant<string?>(null)
            : Sometimes((effect == GuardrailEffect.Cap ? tiers[..^1] : tiers[1..]).Select(tier => tier.Name))
        from immediate in Gen.Elements(false, false, true)
        from applies in Gen.Elements(false, false, true)
        select new GuardrailDraft(name, effect, effect == GuardrailEffect.Unscored ? 0 : limit, when,
            immediate && effect != GuardrailEffect.Unscored)
        {
            AppliesWhenMissing = applies && when.Leaves.Any(leaf => leaf.Operator != ConditionOperator.Missing),
            Tier = tier,
        };

    private static Gen<GuardrailDraft[]> Guardrails(ProfileDraft parts, TierDraft[] tiers, NamePool names) =>
        from count in Gen.Choose(0, 4)
        from rules in Gen.CollectToArray(names.Take(40, count), name => Guardrail(name, parts, tiers))
        select rules;

    private static Gen<TierDraft[]> Tiers(NamePool names) =>
        CutOffs.Select(cuts => cuts.Zip(names.Take(50, cuts.Length), (from, name) => new TierDraft(name, from)).ToArray());

    private static Gen<ActionDraft> Action(string name, ProfileDraft parts, GuardrailDraft[] guardrails, TierDraft[] tiers,
        string[] segments) =>
        from tier in Sometimes(tiers.Select(tier => tier.Name))
        from driver in Sometimes(parts.Metrics.Select(metric => metric.Name))
        from lost in Gen.Elements<double?>(null, 1, 0.5, 5, 20)
        from guardrail in Sometimes(guardrails.Select(rule => rule.Name))
        from segment in Sometimes(segments)
        from when in Gen.Frequency((2, Gen.Constant<Condition?>(null)),
            (1, Joined(Gen.OneOf(Question(parts), OfDimension(parts, null), OfScore(tiers))).Select(condition => (Condition?)condition)))
        from priority in Gen.Elements<int?>(null, 1, 2, 3, int.MaxValue)
        from description in Gen.Elements(null, "-", "Call them.\nNow! \u2028 \"é\" 😀")
        from coolDown in CoolDowns
        let tierOrAny = driver is null && guardrail is null && segment is null && when is null ? tier ?? tiers[0].Name : tier
        select new ActionDraft(name, tierOrAny, driver, driver is null ? null : lost, guardrail, segment, priority, description, coolDown)
        {
            When = when,
        };

    private static Gen<ActionDraft[]> Actions(
        ProfileDraft parts, GuardrailDraft[] guardrails, TierDraft[] tiers, string[] segments, NamePool names) =>
        from count in Gen.Choose(0, 4)
        from actions in Gen.CollectToArray(names.Take(70, count), name => Action(name, parts, guardrails, tiers, segments))
        select actions;

    private static Gen<SegmentDraft> Segment(
        string name, ProfileDraft parts, GuardrailDraft[] guardrails, TierDraft[] tiers, ActionDraft[] actions, string[] segments) =>
        from when in Gen.Frequency((1, Gen.Constant<Condition?>(null)), (4, Joined(Question(parts)).Select(condition => (Condition?)condition)))
        from weighted in Gen.SubListOf(parts.Dimensions.Select(dimension => dimension.Name)
            .Concat(parts.Metrics.Select(metric => metric.Name)))
        from weights in Gen.CollectToArray(weighted, _ => Weight)
        from curved in Gen.SubListOf(parts.Dimensions.SelectMany(dimension => dimension.Metrics.Select(metric => (dimension, metric))))
        from curves in Gen.CollectToArray(curved, pair => pair.dimension.Formula.Kind == FormulaKind.Points ? SignedCurve : Curve)
        from fates in Gen.Choose(0, 3).ArrayOf(guardrails.Length)
        from rules in Gen.CollectToArray(guardrails.Where((_, i) => fates[i] == 0), rule => Guardrail(rule.Name, parts, tiers))
        from actionFates in Gen.Choose(0, 3).ArrayOf(actions.Length)
        from replaced in Gen.CollectToArray(
            actions.Where((_, i) => actionFates[i] == 0), action => Action(action.Name, parts, guardrails, tiers, segments))
        from cuts in CutOffs
        let without = guardrails.Where((_, i) => fates[i] == 1).Select(rule => rule.Name)
            .Concat(actions.Where((_, i) => actionFates[i] == 1).Select(action => action.Name))
        let draft = new SegmentDraft(name, when, [.. weighted.Zip(weights)],
            [.. curved.Zip(curves, (pair, curve) => (pair.metric.Name, curve))],
            rules, cuts.Length == tiers.Length ? [.. tiers.Zip(cuts, (tier, cut) => (tier.Name, cut))] : [], replaced, [.. without])
        let asked = (parts with { Guardrails = guardrails, Actions = actions, Segments = [draft] }).Questions
        select KeepsSomeWeight(parts, draft) && !asked.Any(leaf => draft.Weights.Contains((leaf.Name, 0))) ? draft : draft with { Weights = [] };

    private static bool KeepsSomeWeight(ProfileDraft parts, SegmentDraft draft)
    {
        double Of(string name, double otherwise) => draft.Weights.Where(pair => pair.Name == name).Select(pair => pair.Weight)
            .DefaultIfEmpty(otherwise).First();
        return parts.Dimensions.Any(dimension => Of(dimension.Name, dimension.Weight) > 0)
            && parts.Dimensions.All(dimension => dimension.Metrics.Any(metric => Of(metric.Name, metric.Weight) > 0));
    }

    private static Gen<string?> Sometimes(IEnumerable<string> names)
    {
        string[] all = [.. names];
        Gen<string?> none = Gen.Constant<string?>(null);
        return all.Length == 0 ? none : Gen.OneOf(none, Gen.Elements<string?>(all));
    }

    /// <summary>Names that are odd but unlike one another; the same indexes give the same names.</summary>
    private sealed record NamePool(string[] Stems, int Offset)
    {
        public const int Size = 80;

        public string[] Take(int from, int count) => [.. Enumerable.Range(from, count).Select(i => $"{Stems[i]}-{Offset + i}")];
    }
}
