using System.Globalization;
using System.Text.RegularExpressions;
using HealthScoring.Tests.Architecture;
using Xunit;

namespace HealthScoring.Tests.Documentation;

/// <summary>Runs the Sharded sample as its user does, and compares what it prints with accounts made and scored here.</summary>
public sealed partial class ShardedTests
{
    private const int Count = 30_000;

    private static readonly string Sample = Repository.PathOf("docs", "samples", "Sharded");

    private static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<string> Run = new(() => SampleProgram.Run("Sharded", Count.ToString(CultureInfo.InvariantCulture)));

    private static readonly Lazy<HealthScore[]> Scores = new(ScoreAll);

    [Fact]
    public void Every_tier_has_the_customers_that_the_library_gives_it()
    {
        string output = Output();
        var expected = Scores.Value.GroupBy(score => (Segment: score.Segment ?? "", Tier: score.Tier ?? "unscored"))
            .ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(10, expected.Count);
        Assert.Equal(Count, expected.Values.Sum());
        foreach ((string segment, string title) in (IEnumerable<(string, string)>)[("", "no segment"), ("enterprise", "the segment enterprise")])
        {
            string table = output[output.IndexOf($"accounts in {title}\n", StringComparison.Ordinal)..];
            foreach (string tier in (string[])["at-risk", "watch", "steady", "thriving", "unscored"])
            {
                // The first row of the name after the title: that of its own table.
                Match row = Regex.Match(table, $@"^  {tier} +([\d,]+) +([\d,]+) +[\d,.]+$", RegexOptions.Multiline);
                Assert.Equal(expected[(segment, tier)], Number(row.Groups[1]));
                Assert.Equal(expected[(segment, tier)], Number(row.Groups[2]));
            }
        }
        Assert.EndsWith("counts equal the library's: yes\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Single_accounts_have_the_librarys_scores()
    {
        MatchCollection accounts = SingleAccount().Matches(Output());
        Assert.Equal(5, accounts.Count);
        Assert.All(accounts, account => Assert.Equal(
            Scores.Value[Number(account.Groups[1]) - 1].Value?.ToString("R", CultureInfo.InvariantCulture) ?? "unscored", account.Groups[2].Value));
    }

    [Fact]
    public void The_plan_groups_on_the_shards_and_asks_them_at_once()
    {
        string plan = Section("Its plan", "The answer");
        Assert.Equal(3, plan.Split("Async Foreign Scan").Length - 1);
        Assert.Equal(3, plan.Split("Relations: Aggregate on (shard_").Length - 1);
        Assert.Equal(3, plan.Split("count(*), sum(weight) FROM public.scored_accounts GROUP BY").Length - 1);
    }

    [Fact]
    public void A_condition_on_the_key_reaches_the_index_of_the_shard()
    {
        string plan = Section("The condition goes to the shards", "Shard 2 is stopped");
        Assert.Equal(3, plan.Split("FROM public.scored_accounts WHERE ((account_id = 2))").Length - 1);
        Assert.Contains("Index Cond: (customers.account_id = 2)", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_shard_there_is_an_error_and_no_part_of_an_answer()
    {
        string stopped = Section("Shard 2 is stopped", "grouped on the shards");
        Assert.Contains("  the query: no rows, but error 08001, could not connect to server \"shard_2\"\n", stopped, StringComparison.Ordinal);
        int scored = Enumerable.Range(1, Count).Count(id => id % 3 == 1 && Scores.Value[id - 1].Value is not null);
        string other = string.Create(CultureInfo.InvariantCulture, $"  what asks shard 1 alone: {scored:N0} scores\n");
        Assert.Contains(other, stopped, StringComparison.Ordinal);
    }

    private static HealthScore[] ScoreAll()
    {
        HealthScorer<Dictionary<string, Measurement>> scorer = Scorer();
        return [.. Enumerable.Range(1, Count).Select(id => scorer.Score(Values(id), AsOf))];
    }

    private static HealthScorer<Dictionary<string, Measurement>> Scorer()
    {
        ScoringProfile profile = ScoringProfile.LoadFile(Path.Combine(Sample, "profile.json"));
        return new(profile, [.. profile.Dimensions.SelectMany(dimension => dimension.Metrics.Select(metric => metric.Name))
            .Concat(profile.Signals.Select(signal => signal.Name))
            .Select(name => HealthMetric.From<Dictionary<string, Measurement>>(name, (values, _) => values.GetValueOrDefault(name)))]);
    }

    /// <summary>The sample's account of a number, made without its code. What it has no value for is missing.</summary>
    private static Dictionary<string, Measurement> Values(int id)
    {
        int fit = Draw(id, 0, 101);
        int seats = Draw(id, 1, 100) >= 85 ? 250 + Draw(id, 2, 2000) : 5 + Draw(id, 2, 200);
        int tickets = (100 - fit) * (Draw(id, 3, 16)) / 100;
        var values = new Dictionary<string, Measurement>
        {
            ["seats"] = seats,
            ["features"] = (fit + Draw(id, 9, 80)) * 12 / 180,
            ["open-tickets"] = tickets,
            ["days-overdue"] = Draw(id, 14, 10) >= 8 ? Draw(id, 15, 120) : 0,
        };
        if (Draw(id, 5, 100) != 0)
            values["seat-usage"] = (double)(seats * (fit + Draw(id, 6, 40)) / 140) / seats;
        if (Draw(id, 7, 25) != 0)
            values["active-days"] = (fit + Draw(id, 8, 60)) * 28 / 160;
        if (tickets > 0)
            values["response-time"] = 1 + Draw(id, 10, 48);
        if (Draw(id, 4, 3) != 0)
            values["nps"] = new(Math.Clamp(2 * fit - 140 + Draw(id, 11, 81), -100, 100), AsOf.AddMinutes(-Draw(id, 12, 576_000)));
        if (seats >= 50)
            values["days-since-review"] = Draw(id, 13, 365);
        return values;
    }

    private static int Draw(int id, ulong purpose, ulong below)
    {
        ulong bits = ((ulong)id * 32 + purpose + 1) * 0x9E3779B97F4A7C15;
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB;
        return (int)((bits ^ bits >> 31) % below);
    }

    private static int Number(Group digits) => int.Parse(digits.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static string Output()
    {
        Assert.SkipWhen(!Directory.Exists("/usr/lib/postgresql")
            || !Directory.GetDirectories("/usr/lib/postgresql").Any(version => File.Exists(Path.Combine(version, "bin", "initdb"))),
            "PostgreSQL is not installed here; the sample needs its server.");
        return Run.Value;
    }

    private static string Section(string title, string next)
    {
        string output = Output();
        int start = output.IndexOf(title, StringComparison.Ordinal);
        return output[start..output.IndexOf(next, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^  account (\d+): ([\d.E+-]+|unscored), the library's to the last bit$", RegexOptions.Multiline)]
    private static partial Regex SingleAccount();
}
