using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>What must not change a score, and how little what may.</summary>
public sealed class InvarianceLaws
{
    [Law(costs: 5)]
    public void The_order_of_what_has_no_order_changes_no_bit(Trial trial)
    {
        ProfileDraft shuffled = trial.Profile.Shuffled(trial.Choices);
        Assert.Equal(trial.Profile.Build().Fingerprint, shuffled.Build().Fingerprint);
        Story.Same(trial.Scores(), trial.Scores(shuffled));
    }

    [Law(costs: 5)]
    public void The_order_of_json_members_changes_no_bit(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        ScoringProfile shuffled = ScoringProfile.Parse(Shuffling.ShuffledJson(profile.ToJson(), trial.Choices));
        Assert.Equal(profile, shuffled);
        HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer = trial.Scorer(shuffled);
        Story.Same(trial.Scores(), trial.Customers.Select(customer => scorer.Score(customer, Trial.AsOf)));
    }

    [Law(costs: 3)]
    public void Weights_times_a_power_of_two_change_no_bit(Trial trial)
    {
        Random random = trial.Choices;
        ProfileDraft scaled = Scaled(trial.Profile, weights =>
        {
            double[] positive = [.. weights.Where(weight => weight > 0)];
            int least = (int)Math.Ceiling(Math.Log2(1e-9 / positive.Min()));
            int most = (int)Math.Floor(Math.Log2(1e9 / positive.Max()));
            return Math.ScaleB(1, random.Next(Math.Min(0, least), Math.Max(0, most) + 1));
        });
        foreach ((HealthScore before, HealthScore after) in trial.Scores().Zip(trial.Scores(scaled)))
        {
            // Where points are next to nothing their products with weights are subnormal, and those lose bits.
            if (Precise(before))
                Story.Same([before], [after], "fingerprint");
            else
                Assert.Equal(before.ValueIfScored.GetValueOrDefault(), after.ValueIfScored.GetValueOrDefault(), ScoreLaws.SmallestPrecise);
        }
    }

    [Law]
    public void Weights_times_any_number_change_a_mean_by_a_few_ulp_at_most(Trial trial)
    {
        Random random = trial.Choices;
        ProfileDraft ordinary = trial.Profile.Bare().AsMeans();
        ProfileDraft scaled = Scaled(ordinary, weights =>
        {
            double[] positive = [.. weights.Where(weight => weight > 0)];
            double factor = Math.Exp((random.NextDouble() - 0.5) * 8);
            return positive.Min() * factor >= 1e-9 && positive.Max() * factor <= 1e9 ? factor : 1;
        });
        foreach ((HealthScore before, HealthScore after) in trial.Scores(ordinary).Zip(trial.Scores(scaled)))
        {
            Assert.Equal(before.Value is null, after.Value is null);
            double tolerance = 4 * ScoreLaws.Parts(ordinary) * ScoreLaws.Ulp(before.Value.GetValueOrDefault());
            Assert.Equal(before.Value.GetValueOrDefault(), after.Value.GetValueOrDefault(), tolerance);
        }
    }

    [Law(costs: 5)]
    public void A_metric_of_weight_0_changes_no_bit(Trial trial)
    {
        (ProfileDraft more, Trial grown) = WithMetric(trial, CurveDraft.Linear(0, 20), 0, trial.Choices.Next(3) == 0 ? Measurement.None : 12.5);
        Story.Same(trial.Scores(), grown.Scores(more), "fingerprint", "missing", Extra);
    }

    [Law(costs: 5)]
    public void A_metric_that_is_missing_and_excluded_changes_only_the_coverage(Trial trial)
    {
        Trial free = trial with
        {
            Profile = trial.Profile with
            {
                MinimumCoverage = 0,
                Dimensions = [.. trial.Profile.Dimensions.Select(dimension => dimension with { MinimumCoverage = 0 })],
            },
        };
        // Points that it could add to a sum would also raise the tolerance of cut-offs.
        (ProfileDraft more, Trial grown) = WithMetric(free, CurveDraft.Flat(0), 3, Measurement.None);
        (HealthScore[] before, HealthScore[] after) = (free.Scores(), grown.Scores(more));
        // What a guardrail lacks that asks about the dimension is one more.
        Story.Same(before, after, "fingerprint", "missing", "undecidedGuardrails", "coverage", Extra);
        Assert.Equal(before.SelectMany(score => score.UndecidedGuardrails).Select(rule => rule.Name),
            after.SelectMany(score => score.UndecidedGuardrails).Select(rule => rule.Name));
    }

    [Law(costs: 3)]
    public void A_metric_that_throws_counts_as_missing(Trial trial)
    {
        int faulty = trial.Choices.Next(1 << 20);
        string[] names = [.. trial.Profile.MeasuredNames];
        bool Throws(string name) => (faulty >> Array.IndexOf(names, name) & 1) == 1;
        HealthScorer<IReadOnlyDictionary<string, Measurement>> missing =
            Scorer(name => Throws(name) ? _ => default : customer => customer[name]);
        HealthScorer<IReadOnlyDictionary<string, Measurement>> throwing =
            Scorer(name => Throws(name) ? _ => throw new TimeoutException(name) : customer => customer[name]);
        foreach (var customer in trial.Customers)
        {
            HealthScore score = throwing.Score(customer, Trial.AsOf);
            HealthScore without = missing.Score(customer, Trial.AsOf);
            // Only the reasons differ.
            Story.Same([without], [score], "missing", "undecidedGuardrails", "unscoredReasons");
            Assert.Equal(without.UnscoredReasons.Select(reason => reason.Kind), score.UnscoredReasons.Select(reason => reason.Kind));
            Assert.Equal(without.UndecidedGuardrails.Select(rule => rule.Name), score.UndecidedGuardrails.Select(rule => rule.Name));
            Assert.Equal(names.Where(Throws).Order(StringComparer.Ordinal),
                score.Missing.Where(metric => metric.Reason == MissingReason.Fault).Select(metric => metric.Metric)
                    .Order(StringComparer.Ordinal));
        }

        HealthScorer<IReadOnlyDictionary<string, Measurement>> Scorer(
            Func<string, Func<IReadOnlyDictionary<string, Measurement>, Measurement>> read) =>
            new(trial.Profile.Build(), names.Select(name => (name, read: read(name))).Select(metric =>
                HealthMetric.From<IReadOnlyDictionary<string, Measurement>>(metric.name, (customer, _) => metric.read(customer))));
    }

    [Law(costs: 2)]
    public void A_segment_that_overrides_everything_with_what_it_is_changes_only_the_segments_name(Trial trial)
    {
        ProfileDraft plain = trial.Profile with
        {
            Segments = [],
            Actions = [.. trial.Profile.Actions.Where(action => action.Segment is null)],
        };
        var same = new SegmentDraft("the same", null,
            [.. plain.Dimensions.Select(d => (d.Name, d.Weight)), .. plain.Metrics.Select(metric => (metric.Name, metric.Weight))],
            [.. plain.Metrics.Select(metric => (metric.Name, metric.Curve))], plain.Guardrails,
            [.. plain.Tiers.Select(tier => (tier.Name, tier.From))],
            plain.Actions, []);
        HealthScore[] named = (trial with { Named = same.Name }).Scores(plain with { Segments = [same] });
        Assert.All(named, score => Assert.Equal(same.Name, score.Segment));
        Story.Same(trial.Scores(plain), named, "fingerprint", "segment", "segmentReason");
    }

    [Law]
    public void A_mean_is_two_plain_sums_in_ordinal_order_kept_between_its_parts_to_the_last_bit(Trial trial)
    {
        ProfileDraft means = trial.Profile.Bare().AsMeans();
        foreach (HealthScore score in trial.Scores(means))
        {
            (double Points, double Fresh) Mean(IEnumerable<(string Name, double Weight, double Fresh, double? Points)> parts)
            {
                (double sum, double total) = (0, 0);
                var present = parts.Where(part => part.Weight > 0 && part.Points is not null).ToList();
                foreach ((_, double weight, double fresh, double? points) in present.OrderBy(part => part.Name, StringComparer.Ordinal))
                {
                    double counts = weight * fresh;
                    sum += counts * points!.Value;
                    total += counts;
                }
                return present.Count == 0 ? (double.NaN, 0) : (Math.Max(present.Min(part => part.Points!.Value),
                    Math.Min(present.Max(part => part.Points!.Value), sum / total)), present.Max(part => part.Fresh));
            }

            var metrics = score.Contributions.ToDictionary(part => part.Metric, StringComparer.Ordinal);
            (double expected, _) = Mean(means.Dimensions.Select(dimension => (dimension, Mean: Mean(dimension.Metrics.Select(metric => (metric.Name,
                metric.Weight, metric.Missing.Kind == MissingPolicyKind.Points ? 1 : metrics[metric.Name].Freshness, metrics[metric.Name].Points)))))
                .Select(part => (part.dimension.Name, part.dimension.Weight, part.Mean.Fresh, Finite(part.Mean.Points))));
            if (score.ValueBeforeGuardrails is { } value)
                Assert.Equal(BitConverter.DoubleToInt64Bits(Math.Min(expected, 100)), BitConverter.DoubleToInt64Bits(value));
        }

        static double? Finite(double points) => double.IsNaN(points) ? null : Math.Min(points, 100);
    }

    [Law(costs: 3)]
    public void Threads_change_no_bit(Trial trial)
    {
        HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer = trial.Scorer();
        string[] alone = [.. trial.Customers.Select(customer => scorer.Score(customer, Trial.AsOf).ToJson())];
        string[] together = new string[4 * alone.Length];
        Parallel.For(0, together.Length, i => together[i] = scorer.Score(trial.Customers[i % alone.Length], Trial.AsOf).ToJson());
        for (int i = 0; i < together.Length; i++)
            Assert.Equal(alone[i % alone.Length], together[i]);
    }

    private const string Extra = "midway";

    private static (ProfileDraft More, Trial Grown) WithMetric(Trial trial, CurveDraft curve, double weight, Measurement value)
    {
        Random random = trial.Choices;
        var extra = new MetricDraft(Extra, curve, weight, MissingPolicy.Exclude);
        var dimensions = (DimensionDraft[])trial.Profile.Dimensions.Clone();
        int grown = random.Next(dimensions.Length);
        dimensions[grown] = dimensions[grown] with { Metrics = [extra, .. dimensions[grown].Metrics] };
        return (trial.Profile with { Dimensions = dimensions }, trial with
        {
            Customers = [.. trial.Customers.Select(customer =>
                new Dictionary<string, Measurement>(customer, StringComparer.Ordinal) { [Extra] = value })],
        });
    }

    /// <summary>Scales the weights of the dimensions, and those of each dimension's metrics, by a factor chosen for each.</summary>
    private static ProfileDraft Scaled(ProfileDraft profile, Func<IEnumerable<double>, double> factorFor)
    {
        var factors = new Dictionary<string, double>(StringComparer.Ordinal);
        void Choose(IEnumerable<(string Name, double Weight)> parts)
        {
            string[] names = [.. parts.Select(part => part.Name)];
            double factor = factorFor([.. parts.Select(part => part.Weight),
                .. profile.Segments.SelectMany(segment => segment.Weights).Where(pair => names.Contains(pair.Name))
                    .Select(pair => pair.Weight)]);
            foreach (string name in names)
                factors[name] = factor;
        }
        Choose(profile.Dimensions.Select(dimension => (dimension.Name, dimension.Weight)));
        foreach (DimensionDraft dimension in profile.Dimensions)
            Choose(dimension.Metrics.Select(metric => (metric.Name, metric.Weight)));
        return profile.WithMetrics((_, metric) => metric with { Weight = metric.Weight * factors[metric.Name] }) is var scaled
            ? scaled with
            {
                Dimensions = [.. scaled.Dimensions.Select(dimension =>
                    dimension with { Weight = dimension.Weight * factors[dimension.Name] })],
                Segments = [.. scaled.Segments.Select(segment =>
                    segment with { Weights = [.. segment.Weights.Select(pair => (pair.Name, pair.Weight * factors[pair.Name]))] })],
            }
            : profile;
    }

    private static bool Precise(HealthScore score) => score.Contributions.Select(part => part.Points)
        .Concat(score.Dimensions.Select(dimension => dimension.Points))
        .All(points => points is null or 0 || Math.Abs(points.Value) >= ScoreLaws.SmallestPrecise);
}
