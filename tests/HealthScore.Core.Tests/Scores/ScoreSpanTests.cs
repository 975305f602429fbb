using System.Runtime.InteropServices;
using Xunit;

namespace HealthScoring.Tests.Scores;

public sealed class ScoreSpanTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ScoringProfile.Create("spans", profile => profile
        .Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, 100)))
        .Tier("low", 0)
        .Tier("high", 50));

    [Fact]
    public void Spans_are_checked_before_anything_is_written()
    {
        (double[] scores, int[] tiers, double[] coverage) = ([-7, -7, -7], [-7, -7, -7], [-7, -7, -7]);
        string Refused(Account?[] customers, int scoreCount, int tierCount, int coverageCount) => Assert.Throws<ArgumentException>(
            () => Scorer<Account?>(HealthMetric.From<Account?>("logins", _ => 1)).ScoreInto(
                customers, AsOf, scores.AsSpan(0, scoreCount), tiers.AsSpan(0, tierCount), coverage.AsSpan(0, coverageCount))).Message;

        Assert.Equal("There are 3 customers, and there is room for 2 scores. (Parameter 'scores')", Refused(Accounts(3), 2, 3, 3));
        Assert.Equal("There are 3 customers, and there is room for 2 tiers. (Parameter 'tiers')", Refused(Accounts(3), 3, 2, 3));
        Assert.Equal("There are 3 customers, and there is room for 1 coverages. (Parameter 'coverage')", Refused(Accounts(3), 3, 3, 1));
        Assert.Equal("Customer 2 is null. (Parameter 'customers')", Refused([new(0), new(1), null], 3, 3, 3));
        Assert.Equal("The coverage overlaps the scores or the tiers. (Parameter 'coverage')", Assert.Throws<ArgumentException>(
            () => Scorer().ScoreInto(Accounts(3), AsOf, scores, tiers, scores)).Message);
        Assert.Equal("The tiers overlap the scores. (Parameter 'tiers')", Assert.Throws<ArgumentException>(
            () => Scorer().ScoreInto(Accounts(3), AsOf, scores, MemoryMarshal.Cast<double, int>(scores.AsSpan())[..3])).Message);
        Assert.All(scores.Concat(coverage), value => Assert.Equal(-7, value));
        Assert.All(tiers, tier => Assert.Equal(-7, tier));
        Assert.Equal(0, Scorer().ScoreInto([], AsOf, [], []));
    }

    [Fact]
    public void Spans_are_scored_without_allocating()
    {
        HealthScorer<Account> scorer = new(Profile, [HealthMetric.From<Account>("logins", account => account.Logins)],
            new() { SegmentBy = _ => "big" });
        Account[] accounts = Accounts(2000);
        (double[] scores, int[] tiers, double[] coverage) = (new double[2000], new int[2000], new double[2000]);
        scorer.ScoreInto(accounts, AsOf, scores, tiers, coverage);
        long before = GC.GetAllocatedBytesForCurrentThread();

        scorer.ScoreInto(accounts, AsOf, scores, tiers, coverage);

        // A few bytes are the queue's own.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
    }

    private static Account[] Accounts(int count) => [.. Enumerable.Range(0, count).Select(i => new Account(i))];

    private static HealthScorer<Account> Scorer() => Scorer(HealthMetric.From<Account>("logins", account => account.Logins));

    private static HealthScorer<T> Scorer<T>(IMetric<T> logins) => new(Profile, [logins]);

    private sealed record Account(int Logins);
}
