using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>What the age of data may do to a score. That every executor agrees on it is part of the laws of each.</summary>
public sealed class FreshnessLaws
{
    [Law(costs: 2)]
    public void An_age_of_0_is_to_the_last_bit_as_if_nothing_faded(Trial trial)
    {
        Trial fresh = Observed(trial, (_, _) => TimeSpan.Zero);
        Trial lasting = fresh with { Profile = fresh.Profile.WithMetrics((_, metric) => metric with { Freshness = null }) };

        Assert.Equal(lasting.Scores().Select(Numbers), fresh.Scores().Select(Numbers));
    }

    [Law(costs: 2)]
    public void A_stale_value_is_to_the_last_bit_as_a_missing_one(Trial trial)
    {
        Trial stale = Observed(trial, (metric, _) => metric.Freshness!.StaleAfter);
        Trial missing = trial with
        {
            Customers = [.. trial.Customers.Select(customer => customer.ToDictionary(pair => pair.Key,
                pair => Fading(trial, pair.Key) is null ? pair.Value : Measurement.None, StringComparer.Ordinal))],
        };

        Story.Same(missing.Scores(), stale.Scores(), "missing", "unscoredReasons", "undecidedGuardrails");
    }

    [Law]
    public void How_much_an_observation_counts_falls_with_its_age_from_1_to_0(Trial trial)
    {
        Random random = trial.Choices;
        foreach (Freshness freshness in trial.Profile.Metrics.Select(metric => metric.Freshness).OfType<Freshness>())
        {
            double longest = freshness.StaleAfter.TotalDays * 1.2;
            double[] ages =
            [
                0, freshness.FreshFor.TotalDays, Math.BitIncrement(freshness.FreshFor.TotalDays), freshness.StaleAfter.TotalDays,
                Math.BitDecrement(freshness.StaleAfter.TotalDays), .. Enumerable.Range(0, 20).Select(_ => random.NextDouble() * longest),
            ];
            double[] counts = [.. ages.Order().Select(freshness.Of)];

            Assert.Equal(counts.OrderDescending(), counts);
            Assert.Equal((1, 0), (counts[0], freshness.Of(freshness.StaleAfter.TotalDays)));
            Assert.All(ages, age => Assert.Equal(age < freshness.StaleAfter.TotalDays, freshness.Of(age) > 0));
            Assert.All((double[])[double.NaN, -double.Epsilon, double.NegativeInfinity, double.PositiveInfinity],
                age => Assert.Equal(0, freshness.Of(age)));
        }
    }

    // From one moment to the next that is almost nothing, unless a part leaves "lowest" or nearly all of a mean's weight had faded already.
    [Law(costs: 5)]
    public void As_data_age_a_score_moves_no_farther_than_what_fades_lets_it(Trial trial)
    {
        Random random = trial.Choices;
        ProfileDraft profile = trial.Profile.Bare();
        if (profile.Metrics.FirstOrDefault(metric => metric.Freshness is not null) is not { } chosen)
            throw LawAttribute.Discard();
        double largest = profile.Metrics.SelectMany(metric => metric.Curve.Build().Knots).Select(knot => Math.Abs(knot.Points))
            .Concat(profile.Dimensions.Select(dimension => Math.Abs(dimension.Formula.InitialPoints)))
            .Concat(profile.Metrics.Select(metric => Math.Abs(metric.Missing.FixedPoints))).Append(100).Max();
        Trial Aged(long chosenOne, long others) => Observed(trial with { Profile = profile }, (metric, age) =>
            metric == chosen ? TimeSpan.FromTicks(chosenOne) : age is { } old ? TimeSpan.FromTicks(Math.Max(0, old.Ticks) + others) : null);
        long fresh = chosen.Freshness!.FreshFor.Ticks, stale = chosen.Freshness.StaleAfter.Ticks, later = (long)Math.Pow(stale, random.NextDouble());
        (long At, long Step, long Others)[] steps =
        [
            (fresh, 1, 0), (stale - 1, 1, 0), (random.NextInt64(stale), 1, 0), (stale - 1, 1, 1), (random.NextInt64(stale), later, later),
        ];
        foreach ((long at, long step, long others) in steps)
        {
            (Trial before, Trial after) = (Aged(at, 0), Aged(at + step, others));
            foreach ((int i, (HealthScore one, HealthScore other)) in before.Scores().Zip(after.Scores()).Index())
            {
                // Where the last data go, so does the score.
                double farthest = FarthestMove.Of(profile, before.Customers[i], after.Customers[i]);
                if (one.ValueBeforeGuardrails is { } was && other.ValueBeforeGuardrails is { } now)
                    Assert.InRange(Math.Abs(now - was), 0, farthest + 1e-11 * largest);
            }
        }
    }

    // Section 4: what it says of points per day, given how much is known.
    [Law]
    public void The_more_is_known_the_less_a_mean_moves_in_a_day(Trial trial)
    {
        ProfileDraft profile = trial.Profile.Bare().AsMeans() with { MinimumCoverage = 0.1 };
        if (profile.Metrics.Select(metric => metric.Freshness).OfType<Freshness>().ToArray() is not { Length: > 0 } fading)
            throw LawAttribute.Discard();
        double fastest = fading.Max(freshness => 1 / (freshness.StaleAfter - freshness.FreshFor).TotalDays);
        Random random = trial.Choices;
        TimeSpan later = TimeSpan.FromHours(random.Next(1, 72));
        Trial Aged(TimeSpan by) => Observed(trial with { Profile = profile }, (_, age) =>
            age is { } old ? (old > TimeSpan.Zero ? old : default) + by : null);
        (Trial before, Trial after) = (Aged(TimeSpan.Zero), Aged(later));
        foreach ((int i, (HealthScore one, HealthScore other)) in before.Scores().Zip(after.Scores()).Index())
        {
            if (one.Value is not { } was || other.Value is not { } now)
                continue;
            double[] known = [.. profile.Dimensions.Where(dimension => dimension.Weight > 0)
                .Select(dimension => FarthestMove.Coverage(dimension, before.Customers[i])).Where(share => share > 0)];
            double least = known.DefaultIfEmpty(1).Min();
            Assert.True(one.Coverage >= 0.1 - 1e-9);
            Assert.InRange(Math.Abs(now - was), 0, 100 * fastest * later.TotalDays * (1 / one.Coverage + 1 / least + 1) + 1e-9);
        }
    }

    [Law(costs: 3)]
    public void Stored_measurements_give_the_same_bits_a_year_later(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        var later = StoredMeasurements.ScorerFor(profile,
            new() { SegmentBy = _ => trial.Named, TimeProvider = new FakeTimeProvider(Trial.AsOf.AddYears(1)) });

        HealthScore[] scores = trial.Scores();

        // Only why something was missing is not stored.
        Story.Same(scores, scores.Select(score => later.Score(score.Measurements, score.AsOf)), "missing", "unscoredReasons", "undecidedGuardrails");
        Assert.All(scores, score => Assert.Equal(Trial.AsOf.AddYears(1), later.Score(score.Measurements).AsOf));
    }

    private static MetricDraft? Fading(Trial trial, string name) =>
        trial.Profile.Metrics.FirstOrDefault(metric => metric.Name == name && metric.Freshness is not null);

    /// <summary>The same customers, what fades being as old as the function says, given how old it was.</summary>
    private static Trial Observed(Trial trial, Func<MetricDraft, TimeSpan?, TimeSpan?> age) => trial with
    {
        Customers = [.. trial.Customers.Select(customer => customer.ToDictionary(pair => pair.Key, pair =>
            pair.Value.Value is { } value && Fading(trial, pair.Key) is { } metric
                ? new Measurement(value, Trial.AsOf - age(metric, Trial.AsOf - pair.Value.ObservedAt))
                : pair.Value, StringComparer.Ordinal))],
    };

    private static string Numbers(HealthScore score) => string.Join(' ', new[] { score.Value, score.ValueBeforeGuardrails, score.Coverage }
        .Concat(score.Contributions.SelectMany(part => new double?[] { part.Points, part.PointsAdded, part.PointsAvailable, part.PointsLost }))
        .Concat(score.Guardrails.Select(match => (double?)match.Change))
        .Select(number => number is { } bits ? BitConverter.DoubleToInt64Bits(bits).ToString("x", null) : "-")
        .Append(score.Tier).Append(score.Segment).Concat(score.Actions.Select(action => action.ToString())));
}
