using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>Looks at the memory of the whole process, so nothing else runs meanwhile.</summary>
[Collection(nameof(StreamMemoryTests))]
[CollectionDefinition(nameof(StreamMemoryTests), DisableParallelization = true)]
public sealed class StreamMemoryTests
{
    [Fact]
    public async Task Millions_of_customers_take_no_more_memory_than_a_few_blocks()
    {
        var profile = ScoringProfile.Create("saas", p => p
            .Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, 100)).Metric("seats", Curve.Linear(0, 100)))
            .Tier("low", 0)
            .Action("call", a => a.InTier("low")));
        var scorer = new HealthScorer<Account>(profile, [HealthMetric.From<Account>("logins", account => account.Logins)], batchMetrics:
        [
            HealthMetric.FromBatch<Account>("seats", (accounts, _, _) =>
                Task.FromResult<IReadOnlyList<Measurement>>([.. accounts.Select(account => new Measurement(account.Logins))])),
        ]);
        var options = new ScoreStreamOptions<Account> { MaxDegreeOfParallelism = 4, DetailsFor = score => score.Position % 100 == 0 };
        var source = new TrackedSource<Account>(i => new(i % 100), 2_000_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        (long most, double sum) = (0, 0);

        await foreach (ScoredCustomer<Account> score in scorer.ScoreAllAsync(source, options, TestContext.Current.CancellationToken))
        {
            sum += score.Value.GetValueOrDefault();
            if (score.Position % 250_000 == 249_999)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.InRange(most, 0, 16 << 20);
        // The mean of 0 to 99 points.
        Assert.Equal(2_000_000 * 49.5, sum, 1e-3);
    }

    private sealed record Account(int Logins);
}
