using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using HealthScoring.Columns;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Columns;

/// <summary>The same bits whatever vectors the processor has: the runtime is set not to use them, in processes of their own.</summary>
public sealed class VectorWidthTests
{
    private const int Rows = 20_000;
    private const string WithoutVariable = "HEALTHSCORE_TEST_WITHOUT";

    // Of the scores that the single path gave, customer by customer, when this was written.
    private const string Expected = "17c3dbd632b9b59f539db0b1590298e8046a19a758696b93d851d59d2d249748";

    private static readonly ScoringProfile Profile = ScoringProfile.Create("wide", profile => profile
        .Dimension("a", 5, a => a
            .Metric("line", Curve.Linear(0, 49), 3).Metric("exact", Curve.Linear(100, 0), 0.7)
            .Metric("bands", Curve.Bands((0, 5), (25, 40), (50, 71), (75, 100)), 2))
        .Dimension("b", 1.1, b => b
            .Metric("few", Curve.FromKnots((0, 10), (10, 30), (30, 25), (60, 90)), 0.3).Metric("smooth", Curve.SCurve(-3, 97), 0.1)
            .Metric("many", Curve.FromKnots([.. Enumerable.Range(0, 40).Select(i => new Knot(i * 2.5, i * 37 % 101))]), 0.2)
            .Metric("jump", Curve.FromKnots((0, 0), (50, 33), (50, 66), (100, 100)), m => m.Weight(0.9).WhenMissing(MissingPolicy.Points(20))))
        .Dimension("c", 0.4,
            c => c.Formula(Formula.Lowest).Metric("target", Curve.TargetRange(5, 20, 60, 90), 1).Metric("calm", Curve.Linear(90, 10), 1))
        .Cap("cap", 61.5, Condition.Below("line", 4)).Floor("floor", 30, Condition.Above("smooth", 96))
        .Segment("half", half => half.When(Condition.AtLeast("exact", 50)).Weight("b", 7))
        .MinimumCoverage(0.5)
        .Tier("low", 0).Tier("middle", 40).Tier("high", 70));

    [Fact]
    public void A_large_set_has_the_hash_of_its_scores_one_by_one()
    {
        string? without = Environment.GetEnvironmentVariable(WithoutVariable);
        Assert.False(Avx512F.IsSupported && without is not null, "The child process should have been without AVX-512.");
        Assert.False(Avx2.IsSupported && without is not null and not "EnableAVX512", "The child process should have been without AVX2.");
        var scorer = new ColumnScorer(Profile);
        double[][] columns = [.. scorer.Columns.Select((_, i) => Column(i))];
        (double[] scores, int[] tiers, double[] coverage) = (new double[Rows], new int[Rows], new double[Rows]);

        var tally = new PortfolioTally(Profile);

        scorer.Score([.. columns.Select(column => (MetricColumn)column)], scores, tiers, coverage, tally: tally);

        Assert.Equal(Expected, Hash(scores, tiers, coverage));
        Assert.Equal(LossesRowByRow(scorer, columns),
            tally.ToSummary().All.Metrics.ToDictionary(metric => metric.Metric, metric => metric.PointsLost));
    }

    [Fact]
    public void The_hash_is_that_of_the_single_path()
    {
        var single = new HealthScorer<int>(Profile, new ColumnScorer(Profile).Columns.Select((name, i) =>
        {
            double[] column = Column(i);
            return HealthMetric.From<int>(name, row => column[row]);
        }));
        HealthScore[] scores = [.. Enumerable.Range(0, Rows).Select(row => single.Score(row))];

        Assert.Equal(Expected, Hash([.. scores.Select(score => score.Value ?? double.NaN)],
            [.. scores.Select(score => Profile.Tiers.ToList().FindIndex(tier => tier.Name == score.Tier))],
            [.. scores.Select(score => score.Coverage)]));
    }

    [Theory]
    [InlineData("EnableAVX512")]
    [InlineData("EnableAVX2")]
    [InlineData("EnableHWIntrinsic")]
    public async Task Narrower_vectors_change_no_bit(string switchedOff)
    {
        var start = new ProcessStartInfo("dotnet",
            [typeof(VectorWidthTests).Assembly.Location, "-method", $"*{nameof(A_large_set_has_the_hash_of_its_scores_one_by_one)}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_" + switchedOff] = "0";
        start.Environment[WithoutVariable] = switchedOff;
        // The process started here is not part of the test run that started this one.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output + await errors);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }

    private static Dictionary<string, double> LossesRowByRow(ColumnScorer scorer, double[][] columns)
    {
        var steps = new long[columns.Length];
        var lost = new double[columns.Length];
        for (int row = 0; row < Rows; row++)
        {
            bool scored = scorer.ScoreRow([.. columns.Select(column => column[row])], pointsLost: lost).TierIndex >= 0;
            for (int i = 0; i < lost.Length && scored; i++)
                steps[i] += (long)Math.Round(lost[i] * (1 << 20));
        }
        return scorer.Columns.Zip(steps).ToDictionary(pair => pair.First, pair => pair.Second / (double)(1 << 20));
    }

    // A generator of its own: the numbers must be the same on every runtime.
    private static double[] Column(int seed)
    {
        ulong state = (ulong)seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019;
        var values = new double[Rows];
        for (int i = 0; i < Rows; i++)
        {
            state = state * 6364136223846793005 + 1442695040888963407;
            int choice = (int)(state >> 40) % 40;
            values[i] = choice switch
            {
                0 => double.NaN,
                1 => double.NegativeInfinity,
                2 => choice - 2.0,
                _ => (state >> 11) * (1.0 / (1UL << 53)) * 110 - 5,
            };
        }
        return values;
    }

    private static string Hash(double[] scores, int[] tiers, double[] coverage)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < scores.Length; i++)
        {
            // A NaN may have any sign and payload.
            hash.AppendData(BitConverter.GetBytes(double.IsNaN(scores[i]) ? double.NaN : scores[i]));
            hash.AppendData(BitConverter.GetBytes(tiers[i]));
            hash.AppendData(BitConverter.GetBytes(coverage[i]));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
