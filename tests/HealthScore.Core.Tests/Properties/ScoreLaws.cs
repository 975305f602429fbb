using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class ScoreLaws
{
    // Below this, a product with a weight may be subnormal and lose bits; no statement about last bits can hold there.
    internal const double SmallestPrecise = 1e-290;

    [Law(costs: 2)]
    public void A_score_lies_from_0_to_100_and_has_a_tier_or_is_unscored_for_a_reason(Trial trial)
    {
        foreach (HealthScore score in trial.Scores())
        {
            double?[] scores = [score.Value, score.ValueIfScored, score.ValueBeforeGuardrails];
            Assert.All(scores.OfType<double>(), value => Assert.True(value is >= 0 and <= 100 && !double.IsNegative(value), $"{value:R}"));
            Assert.InRange(score.Coverage, 0, 1);
            Assert.Equal(score.Value is null, score.Tier is null);
            Assert.Equal(score.Value is null, score.UnscoredReasons.Count > 0);
            if (score.Value is { } known)
                Assert.Equal(known, score.ValueIfScored);
            double?[] others =
            [
                .. score.Contributions.SelectMany(part => new[] { part.Points, part.PointsAdded, part.PointsAvailable, part.PointsLost }),
                .. score.Dimensions.SelectMany(dimension => new[] { dimension.Points, dimension.Share }),
                .. score.Guardrails.SelectMany(match => new[] { match.Limit, match.Change }),
            ];
            Assert.DoesNotContain(others, number => number is 0 && double.IsNegative(number.Value));
        }
    }

    [Law]
    public void A_weighted_mean_lies_between_its_smallest_and_its_largest_part(Trial trial)
    {
        foreach (HealthScore score in trial.Scores(trial.Profile.Bare().AsMeans()).Where(score => score.Value is not null))
        {
            double[] present = [.. score.Contributions.Where(part => part.Points is not null && Counts(trial.Profile, part.Metric))
                .Select(part => part.Points!.Value)];
            Assert.InRange(score.Value!.Value, present.Min(), present.Max());
        }
    }

    [Law]
    public void Raising_one_metrics_points_never_lowers_the_score(Trial trial)
    {
        Random random = trial.Choices;
        MetricDraft[] metrics = [.. trial.Profile.Metrics];
        MetricDraft raised = metrics[random.Next(metrics.Length)];
        ProfileDraft profile = trial.Profile with
        {
            Actions = [],
            Segments = [],
            Guardrails = [.. trial.Profile.Guardrails.Where(rule => rule.When.Leaves.All(leaf => leaf.Name != raised.Name))],
        };
        Curve curve = raised.Curve.Build();
        HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer = trial.Scorer(profile);
        foreach (var customer in trial.Customers.Where(customer => !customer[raised.Name].IsMissing))
        {
            double before = customer[raised.Name].Value!.Value;
            double knot = curve.Knots[random.Next(curve.Knots.Count)].X;
            HealthScore low = scorer.Score(customer, Trial.AsOf);
            double[] others = [Math.BitIncrement(before), Math.BitDecrement(before), knot, Math.BitDecrement(knot),
                before + random.NextDouble(), -before];
            foreach (double after in others.Where(x => curve.Evaluate(x) >= curve.Evaluate(before)))
            {
                var better = new Dictionary<string, Measurement>(customer, StringComparer.Ordinal)
                {
                    [raised.Name] = new(after, customer[raised.Name].ObservedAt),
                };
                HealthScore high = scorer.Score(better, Trial.AsOf);
                Assert.True(low.ValueIfScored is null || high.ValueIfScored >= low.ValueIfScored,
                    $"{raised.Name}: {before:R} to {after:R}");
                // A guardrail that withholds the score for low points can only let go.
                if (profile.Questions.Any(leaf => leaf.Subject == ConditionSubject.Dimension))
                    Assert.True(low.Value is null || high.Value is not null);
                else
                    Assert.Equal(low.Value is null, high.Value is null);
                Assert.Equal(low.Coverage, high.Coverage);
            }
        }
    }

    [Law]
    public void Parts_that_all_earn_the_same_make_a_score_of_the_same(Trial trial)
    {
        double points = Generators.Points.Sample(trial.Choices);
        ProfileDraft means = trial.Profile.Bare().AsMeans().WithMetrics((_, metric) => metric with
        {
            Curve = new(CurveKind.Knots, [(0, points)]),
            Missing = metric.Missing.Kind == MissingPolicyKind.Points ? MissingPolicy.Points(points) : metric.Missing,
        });
        ProfileDraft lowest = means with
        {
            Formula = Formula.Lowest,
            Dimensions = [.. means.Dimensions.Select(dimension => dimension with { Formula = Formula.Lowest })],
        };
        foreach (HealthScore score in trial.Scores(means).Concat(trial.Scores(lowest)).Where(score => score.Value is not null))
            Assert.Equal(points, score.Value!.Value);
    }

    [Law]
    public void The_coverage_is_1_if_and_only_if_nothing_weighted_is_missing(Trial trial)
    {
        static double Ordinary(double weight) => weight == 0 ? 0 : Math.Clamp(weight, 1e-3, 1e5);
        ProfileDraft profile = trial.Profile.Bare().WithMetrics((_, metric) => metric with { Weight = Ordinary(metric.Weight), Freshness = null });
        profile = profile with
        {
            Dimensions = [.. profile.Dimensions.Select(dimension => dimension with { Weight = Ordinary(dimension.Weight) })],
        };
        foreach (HealthScore score in trial.Scores(profile))
            Assert.Equal(!score.Missing.Any(missing => Counts(profile, missing.Metric)), score.Coverage == 1);
    }

    [Law(costs: 2)]
    public void Every_score_has_exactly_one_tier_and_tiers_rise_with_the_score(ProfileDraft profile, int seed)
    {
        var random = new Random(seed);
        TierScale tiers = profile.Build().Tiers;
        double[] scores =
        [
            .. tiers.SelectMany(tier => new[] { tier.From, tier.From - 1e-9 })
                .SelectMany(at => new[] { at, Math.BitIncrement(at), Math.BitDecrement(at) }),
            .. Enumerable.Range(0, 10).Select(_ => random.NextDouble() * 100), 0, 100, double.Epsilon, -0.0,
        ];
        int highest = 0;
        foreach (double score in scores.Where(score => score is >= 0 and <= 100).Order())
        {
            int[] holding = [.. Enumerable.Range(0, tiers.Count)
                .Where(i => Limits.Reaches(score, tiers[i].From) && (i + 1 == tiers.Count || !Limits.Reaches(score, tiers[i + 1].From)))];
            Assert.Same(tiers[Assert.Single(holding)], tiers.Find(score));
            Assert.True(holding[0] >= highest);
            highest = holding[0];
        }
    }

    internal static double Ulp(double number) => Math.Max(Math.BitIncrement(Math.Abs(number)) - Math.Abs(number), SmallestPrecise);

    internal static int Parts(ProfileDraft profile) => profile.Dimensions.Length + profile.Metrics.Count();

    private static bool Counts(ProfileDraft profile, string metric) =>
        profile.Dimensions.Any(dimension => dimension.Weight > 0
            && dimension.Metrics.Any(candidate => candidate.Name == metric && candidate.Weight > 0));
}
