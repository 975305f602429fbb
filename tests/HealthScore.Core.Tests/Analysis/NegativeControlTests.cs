using System.Globalization;
using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>
/// Where nothing is to be found, almost nothing is. HEALTHSCORE_CONTROLS asks for more pairs of books than these few, and for half as many books of
/// patterns: 1,000 are what the limits were set for.
/// </summary>
public sealed class NegativeControlTests
{
    private const int FewBooks = 20;
    private static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeWindow Quarter = new(TimeSpan.FromDays(90));

    private static readonly int Books =
        int.TryParse(Environment.GetEnvironmentVariable("HEALTHSCORE_CONTROLS"), CultureInfo.InvariantCulture, out int books)
            ? Math.Max(FewBooks, books) : FewBooks;

    private static readonly ScoringProfile Twelve = ScoringProfile.Create("twelve", profile =>
    {
        for (int i = 0; i < 12; i++)
        {
            string name = $"m{i}";
            profile.Dimension($"d{i}", weight: 1 + i % 3, dimension => dimension.Metric(name, Curve.Linear(worst: 0, best: 10)));
        }
        profile.Tier("low", 0).Tier("middle", 40).Tier("high", 60);
    });

    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    [InlineData(5000)]
    public void Two_random_halves_have_not_drifted(int customers)
    {
        var random = new Random(4711);
        int drifted = 0, detected = 0;
        for (int pair = 0; pair < Books; pair++)
        {
            DriftReport report = DriftReport.Between(Twelve, Half(random, customers), Half(random, customers));
            drifted += report.HasDrifted ? 1 : 0;
            detected += report.Metrics.Any(metric => metric.Verdict != DriftVerdict.NoDrift) || report.Score!.Verdict != DriftVerdict.NoDrift
                || report.Tiers!.Verdict != DriftVerdict.NoDrift ? 1 : 0;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{customers} customers: {drifted} of {Books} pairs drifted, {detected} had anything beyond chance"));
        Assert.True(drifted <= 0.05 * Books, $"{drifted} of {Books}");
    }

    [Fact]
    public void Permuted_labels_have_no_patterns()
    {
        int books = Math.Max(FewBooks, Books / 2);
        var random = new Random(4712);
        byte[] labels = [.. TelcoBook.Churned];
        int any = 0;
        for (int book = 0; book < books; book++)
        {
            random.Shuffle(labels);
            PatternReport report = PatternReport.Find(TelcoBook.Profile, TelcoBook.With([.. labels]));
            any += report.MoreOften.Count + report.LessOften.Count > 0 ? 1 : 0;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{any} of {books} books have patterns"));
        // Of 20 books even 4 are a chance of 1 in 20 at 7 %.
        Assert.True(any <= (books >= 500 ? 0.07 : 0.2) * books, $"{any} of {books}");
    }

    /// <summary>Metrics of several kinds: even, skewed, few values, correlated, and partly missing.</summary>
    private static OutcomeBook Half(Random random, int customers)
    {
        var values = new Dictionary<string, MetricColumn>();
        double[] common = [.. Enumerable.Range(0, customers).Select(_ => random.NextDouble())];
        for (int i = 0; i < 12; i++)
        {
            int kind = i;
            values.Add($"m{i}", common.Select(shared => random.NextDouble() < 0.05 * (kind % 4) ? double.NaN : (kind % 6) switch
            {
                0 => 10 * random.NextDouble(),
                1 => -3 * Math.Log(1 - random.NextDouble()),
                2 => random.Next(4),
                3 => 5 * shared + 5 * random.NextDouble(),
                4 => random.NextDouble() < 0.7 ? 0 : random.Next(1, 30),
                _ => Math.Round(10 * shared * random.NextDouble(), 1),
            }).ToArray());
        }
        return OutcomeBook.FromColumns(new()
        {
            Values = values,
            Customers = Enumerable.Range(0, customers).ToArray(),
            AsOf = Enumerable.Repeat(AsOf, customers).ToArray(),
            Outcomes = Enumerable.Repeat(byte.MaxValue, customers).ToArray(),
        }, Quarter);
    }
}
