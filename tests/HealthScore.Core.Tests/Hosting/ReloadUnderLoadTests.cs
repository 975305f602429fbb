using System.Collections.Concurrent;
using HealthScoring.Portfolios;
using HealthScoring.Tests.Properties;
using Xunit;

namespace HealthScoring.Tests.Hosting;

public sealed class ReloadUnderLoadTests
{
    private static readonly int Reloads = 10 * LawAttribute.Cases;

    [Fact]
    public async Task Thousands_of_reloads_under_eight_readers_mix_no_two_profiles()
    {
        // Of one customer with all metrics at 1, the first profile makes 0 and the second 100, with as many metrics on the way.
        ScoringProfile[] profiles = [Wide(worst: 1, best: 2), Wide(worst: 0, best: 1)];
        var scorer = new HealthScorer<double>(profiles[0], profiles[0].MetricNames.Select(name => HealthMetric.From<double>(name, value => value)));
        int version = 0;
        using var watch = new ProfileWatch<double>(
            scorer, _ => Task.FromResult(profiles[version % 2]), new() { Every = Timeout.InfiniteTimeSpan });
        using var end = new CancellationTokenSource();
        double[] customers = Enumerable.Repeat(1.0, 300).ToArray();
        var seen = new ConcurrentDictionary<double, int>();

        Task[] readers = [.. Enumerable.Range(0, 8).Select(reader => Task.Run(async () =>
        {
            var (scores, tiers) = (new double[customers.Length], new int[customers.Length]);
            while (!end.IsCancellationRequested)
            {
                HealthScore score = scorer.Score(1);
                Assert.Equal(score.Fingerprint == profiles[0].Fingerprint ? 0 : 100, score.Value);
                scorer.ScoreInto(customers, DateTimeOffset.UnixEpoch, scores, tiers);
                Assert.True(scores.All(value => value == scores[0]) && tiers.All(tier => tier == tiers[0]));
                Assert.True(scores[0] is 0 or 100);
                var tally = new PortfolioTally(scorer.Profile);
                var streamed = new HashSet<double>();
                HealthScorer<double> fixedScorer = scorer.WithProfile(tally.Profile);
                await foreach (ScoredCustomer<double> scored in (reader % 2 == 0 ? scorer : fixedScorer).ScoreAllAsync(
                    customers.ToAsyncEnumerable(), reader % 2 == 0 ? null : new() { Tally = tally }))
                    streamed.Add(scored.Value!.Value);
                seen.AddOrUpdate(Assert.Single(streamed), 1, (_, count) => count + 1);
            }
        }, TestContext.Current.CancellationToken))];
        for (version = 1; version <= Reloads || (seen.Count < 2 && !readers.Any(reader => reader.IsCompleted)); version++)
            Assert.Equal(ProfileReloadOutcome.Accepted, (await watch.ReloadAsync(TestContext.Current.CancellationToken)).Outcome);
        end.Cancel();
        await Task.WhenAll(readers);

        Assert.Equal([0, 100], seen.Keys.Order());
    }

    private static ScoringProfile Wide(double worst, double best) => ScoringProfile.Create("wide", profile =>
    {
        for (int i = 0; i < 12; i++)
        {
            string name = $"m{i}";
            profile.Dimension($"d{i}", 1, dimension => dimension.Metric(name, Curve.Linear(worst, best)));
        }
        profile.Tier("low", 0).Tier("high", 50);
    });
}
