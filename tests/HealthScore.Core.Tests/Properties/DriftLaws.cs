using System.Globalization;
using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.Analysis.Statistics;
using HealthScoring.Columns;
using HealthScoring.Tests.Analysis;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>What holds of drift, of patterns, and of what they are made of.</summary>
public sealed class DriftLaws
{
    private static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Law]
    public void Two_spreads_differ_exactly_where_their_shares_do(int seed)
    {
        var random = new Random(seed);
        long[] first = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => (long)random.Next(0, random.Next(1, 500)))];
        long[] second = [.. random.Next(3) switch
        {
            0 => first,
            1 => first.Select(count => 3 * count),
            _ => first.Select(_ => (long)random.Next(0, random.Next(1, 500))),
        }];
        Assert.True(PopulationStability.Index(first, second) >= 0);
        Assert.Equal(0, PopulationStability.Index(first, first));
        ChiSquared test = ChiSquared.Homogeneity(first, second);
        bool same = first.Sum() == 0 || second.Sum() == 0
            || first.Zip(second).All(one => one.First * second.Sum() == one.Second * first.Sum());
        Assert.True(test.Statistic >= 0);
        Assert.Equal(same, test.Statistic == 0);
        Assert.InRange(test.P, 0, 1);
    }

    [Law]
    public void Corrected_probabilities_keep_their_order_and_are_no_less(int seed)
    {
        var random = new Random(seed);
        double[] p = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(4) switch
        {
            0 => 0,
            1 => 1,
            2 => Math.Pow(10, -random.Next(1, 300)),
            _ => random.NextDouble(),
        })];
        double[] adjusted = BenjaminiHochberg.Adjusted(p);
        for (int i = 0; i < p.Length; i++)
        {
            Assert.InRange(adjusted[i], p[i], 1);
            for (int j = 0; j < p.Length; j++)
                Assert.True(p[i] > p[j] || adjusted[i] <= adjusted[j]);
        }
    }

    [Law(costs: 2)]
    public void What_is_selected_stands_at_its_place_when_all_are_sorted(int seed)
    {
        var random = new Random(seed);
        int count = random.Next(1, 2000), kinds = random.Next(1, 4) switch { 1 => 3, 2 => 100, _ => int.MaxValue };
        double[] values = [.. Enumerable.Range(0, count).Select(i => random.Next(5) == 0 ? i : (double)random.Next(kinds) - 1)];
        int[] places = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(count)).Order()];
        double[] sorted = [.. values.Order()];

        Assert.Equal(places.Select(place => sorted[place]), Selection.Of(values, places));
        Assert.Equal(sorted, values.Order());
    }

    [Law(costs: 15)]
    public void A_report_is_refused_exactly_below_the_limits_and_holds_no_number_that_is_none(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        var random = new Random(trial.Seed);
        (OutcomeBook before, OutcomeBook after) = (Book(profile, random), Book(profile, random));
        DriftReport drift = DriftReport.Between(profile, before, after);
        PatternReport patterns = PatternReport.Find(profile, before);

        Assert.Equal(Math.Min(before.Data.Count, after.Data.Count) < 20, drift.NotEnough is not null);
        Assert.Equal(Math.Min(before.Events, before.Rows - before.Events) < 20, patterns.NotEnough is not null);
        JsonSerializerOptions host = new(JsonSerializerDefaults.Web) { TypeInfoResolverChain = { AnalysisJson.TypeInfoResolver } };
        // Throws for NaN and infinities.
        JsonSerializer.Serialize(drift, host);
        JsonSerializer.Serialize(patterns, host);
        JsonSerializer.Serialize(BookQuantiles.Of(profile, before), host);
        foreach (string text in new[] { drift.Explain(), patterns.Explain(), BookQuantiles.Of(profile, before).Explain() })
            Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_number_of_threads_in_any_culture_find_the_same()
    {
        string[] cultures = ["", "de-DE", "tr-TR", "ar-SA", "fa-IR", "sv-SE", "hi-IN", "en-US"];
        int[] threadCounts = [1, 2, 8];
        string[] found = new string[cultures.Length];
        Parallel.For(0, cultures.Length, new() { MaxDegreeOfParallelism = 8 }, i =>
        {
            CultureInfo before = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(cultures[i]);
            OutcomeBook book = TelcoBook.With();
            byte[] half = [.. TelcoBook.Churned.Select((left, row) => row % 2 == 0 ? left : byte.MaxValue)];
            PatternReport patterns = PatternReport.Find(TelcoBook.Profile, book);
            found[i] = patterns.Explain() + JsonSerializer.Serialize(patterns)
                + DriftReport.Between(TelcoBook.Profile, TelcoBook.With(half), book).Explain() + BookQuantiles.Of(TelcoBook.Profile, book).Explain();
            int threads = threadCounts[i % threadCounts.Length];
            OutcomeBook drawn = TelcoBooks.Of(TelcoBooks.Drawn(new Random(1), 500));
            Backtest test = Backtest.Run(TelcoBooks.Profile, drawn, new() { MaxDegreeOfParallelism = threads });
            ProfileProposal proposal = ProfileProposal.Learn(TelcoBooks.Profile, drawn,
                new() { Curves = CurveLearning.Refined, MaxDegreeOfParallelism = threads });
            found[i] += test.Explain() + proposal.Explain() + JsonSerializer.Serialize(test) + JsonSerializer.Serialize(proposal);
            CultureInfo.CurrentCulture = before;
        });
        Assert.Single(found.Distinct());
    }

    internal static OutcomeBook Book(ScoringProfile profile, Random random)
    {
        int customers = random.Next(4) == 0 ? random.Next(0, 60) : random.Next(60, 300);
        double rate = random.NextDouble();
        double[] Numbers() => random.Next(5) == 0 ? [.. Enumerable.Repeat(double.NaN, customers)]
            : [.. Enumerable.Range(0, customers).Select(_ => Number())];
        double Number() => random.Next(4) == 0 ? double.NaN : Math.Round(20 * random.NextDouble() - 5, random.Next(2));
        return OutcomeBook.FromColumns(new()
        {
            Values = profile.MetricNames.ToDictionary(name => name, _ => new MetricColumn(Numbers())),
            Customers = Enumerable.Range(0, customers).ToArray(),
            AsOf = Enumerable.Repeat(AsOf, customers).ToArray(),
            Outcomes = Enumerable.Range(0, customers).Select(_ => (byte)(random.NextDouble() < rate ? 1 : 0)).ToArray(),
        }, new(TimeSpan.FromDays(90)));
    }
}
