using System.Globalization;
using System.Text.RegularExpressions;
using HealthScoring.Tests.Architecture;
using Xunit;

namespace HealthScoring.Tests.Documentation;

/// <summary>Runs the Quickstart sample as its user does, and compares what it prints with what the data file says.</summary>
public sealed partial class QuickstartTests
{
    private static readonly string Sample = Repository.PathOf("docs", "samples", "Quickstart");

    private static readonly string[] Tiers = ["at-risk", "watch", "steady", "thriving"];
    private static readonly string[] CareServices = ["online_security", "online_backup", "device_protection", "tech_support"];
    private static readonly string[] OtherAddOns = ["multiple_lines", "streaming_tv", "streaming_movies"];

    // The rows of the data file, read without the sample's reader.
    private static readonly Dictionary<string, string>[] Rows = ReadRows();

    private static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<string> Run = new(() => SampleProgram.Run("Quickstart"));

    [Fact]
    public void It_prints_plain_text_of_a_fixed_width()
    {
        Assert.DoesNotContain('\u001b', Run.Value);
        // The evidence is laid out by the library.
        Assert.All(Run.Value[..Run.Value.IndexOf("low scores go with churn", StringComparison.Ordinal)].Split('\n'),
            line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void The_tiers_hold_every_subscriber_of_the_file_once()
    {
        Assert.Equal(7043, Rows.Length);
        Assert.Equal(1869, Rows.Count(row => row["churn"] == "Yes"));
        int unbilled = Rows.Count(row => row["total_charges"] == "NA");
        string[] groups = [.. Tiers, "unscored"];

        Assert.Equal(7043, Cell("total", 1));
        Assert.Equal(1869, Cell("total", 3));
        Assert.Equal(unbilled, Cell("unscored", 1));
        Assert.All(groups, group => Assert.NotEqual(0, Cell(group, 1)));
        Assert.Equal(7043, groups.Sum(group => Cell(group, 1)));
        Assert.Equal(1869, groups.Sum(group => Cell(group, 3)));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"7,043 subscribers, {7043 - unbilled:N0} of them scored\n"), Run.Value,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_larger_share_of_a_lower_tier_churned()
    {
        double[] shares = [.. Tiers.Select(tier => Cell(tier, 3) / (double)Cell(tier, 1))];
        Assert.Equal(shares.OrderDescending(), shares);
        Assert.True(shares[0] > 1869 / 7043d, $"{shares[0]} of the lowest tier churned, 1869 of 7043 of all");
    }

    // Pairs of two tiers are decided by the tiers, pairs of one tier are not.
    [Fact]
    public void How_well_it_separates_is_within_what_the_tiers_say()
    {
        double[] left = [.. Tiers.Select(tier => (double)Cell(tier, 3))], stayed = [.. Tiers.Select(tier => (double)Cell(tier, 1) - Cell(tier, 3))];
        double pairs = left.Sum() * stayed.Sum(), decided = left.Select((count, i) => count * stayed[(i + 1)..].Sum()).Sum();

        double said = double.Parse(Separation().Match(Run.Value).Groups[1].Value, CultureInfo.InvariantCulture);

        Assert.InRange(said, decided / pairs, (decided + left.Zip(stayed, (gone, kept) => gone * kept).Sum()) / pairs);
    }

    // The data give more weight to the contract and less to the years so far, and say so with rows that nothing was learned from.
    [Fact]
    public void It_ends_with_a_proposal_that_is_shown_to_be_better()
    {
        string proposal = Run.Value[Run.Value.IndexOf("What the data would change", StringComparison.Ordinal)..];

        Assert.Contains(": the proposal is better\n", proposal, StringComparison.Ordinal);
        Assert.Contains("  5 folds of customers, 7,032 customers, 1,869 churned: log loss ", proposal, StringComparison.Ordinal);
        Assert.Matches("- weight of contract-length 25.7 % → [34][0-9]", proposal);
    }

    [Fact]
    public void It_writes_all_of_this_as_a_page_beside_itself()
    {
        string page = File.ReadAllText(Section("All of this as a page, with figures\n", null).TrimEnd());

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains("<h1>Is the health score of our subscribers true?</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"<td class=\"n\">{Separation().Match(Run.Value).Groups[1].Value}</td>", page, StringComparison.Ordinal);
        Assert.Contains("The proposal is better", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("low scores go with churn: AUC ([0-9.]+) ")]
    private static partial Regex Separation();

    [Fact]
    public void The_actions_are_as_many_as_the_reasons_for_them()
    {
        Assert.Equal(Cell("at-risk", 1), Cell("save-call", 1));
        Assert.Equal(Cell("thriving", 1), Cell("ask-referral", 1));
        Assert.Equal(Rows.Count(row => Number(row, "tenure") < 6), Cell("welcome-check", 1));
        Assert.Equal(Rows.Count(row => BillChange(row) >= 20), Cell("explain-bill", 1));
    }

    [Fact]
    public void The_explained_subscriber_is_the_one_of_the_file()
    {
        string explanation = Explanation();
        int number = int.Parse(Subscriber().Match(explanation).Groups[1].Value, CultureInfo.InvariantCulture);

        HealthScore score = Scorer().Score(Rows[number - 1], AsOf);

        Assert.Equal(score.Explain($"subscriber {number}"), explanation);
        Assert.Contains($"fingerprint {score.Fingerprint}\n", Run.Value, StringComparison.Ordinal);
        Assert.Equal("at-risk", score.Tier);
    }

    [Fact]
    public void The_month_holds_everybody_who_was_there_a_month_ago_once()
    {
        string[] groups = [.. Tiers, "unscored"];
        Dictionary<string, string>[] there = [.. Rows.Where(row => row["tenure"] != "0")];
        HealthScorer<Dictionary<string, string>> scorer = Scorer();
        var moves = there.CountBy(row =>
            (From: scorer.Score(AMonthAgo(row), AsOf.AddMonths(-1)).Tier ?? "unscored", To: scorer.Score(row, AsOf).Tier ?? "unscored"))
            .ToDictionary();

        string month = Section("Last month, computed back from the same rows, against this month\n", "\nWho fell");
        Assert.All(groups, from => Assert.Equal(
            groups.Select(to => moves.GetValueOrDefault((from, to))),
            Enumerable.Range(1, groups.Length).Select(column => Cell(from, column, month))));
        Assert.Equal(there.Count(row => row["tenure"] == "1"), groups.Sum(to => moves.GetValueOrDefault(("unscored", to))));
    }

    [Fact]
    public void The_parts_of_the_furthest_fall_add_up_to_it()
    {
        string line = Section("Who fell furthest\n", "\nWhat the month did");
        double down = double.Parse(Down().Match(line).Groups[1].Value, CultureInfo.InvariantCulture);
        HealthScorer<Dictionary<string, string>> scorer = Scorer();
        double worst = Rows.Where(row => row["tenure"] != "0")
            .Min(row => scorer.Score(row, AsOf).Value - scorer.Score(AMonthAgo(row), AsOf.AddMonths(-1)).Value ?? 0);

        Assert.Equal(-worst, down, 0.05);
        Assert.Equal(-down, Part().Matches(line).Sum(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)), 0.15);
    }

    [Fact]
    public void What_would_help_the_explained_subscriber_helps()
    {
        string path = Section("and what would help\n", null);
        double needed = double.Parse(Needed().Match(path).Groups[1].Value, CultureInfo.InvariantCulture);
        int number = int.Parse(Subscriber().Match(Explanation()).Groups[1].Value, CultureInfo.InvariantCulture);
        HealthScorer<Dictionary<string, string>> scorer = Scorer(), helped = Scorer(needed);

        Assert.Equal("at-risk", scorer.Score(Rows[number - 1], AsOf).Tier);
        // Watch or better: without the cap the score is that of the other metrics.
        Assert.Equal("steady", helped.Score(Rows[number - 1], AsOf).Tier);
    }

    private static HealthScorer<Dictionary<string, string>> Scorer(double? billChange = null) =>
        new(ScoringProfile.LoadFile(Path.Combine(Sample, "profile.json")),
        [
            HealthMetric.From<Dictionary<string, string>>("tenure", row => Number(row, "tenure")),
            HealthMetric.From<Dictionary<string, string>>("contract-length", row => Months(row)),
            HealthMetric.From<Dictionary<string, string>>("services", row => Services(row)),
            HealthMetric.From<Dictionary<string, string>>("care-services", row => Care(row)),
            HealthMetric.From<Dictionary<string, string>>("automatic-payment",
                row => row["payment_method"].Contains("automatic", StringComparison.Ordinal) ? 1 : 0),
            HealthMetric.From<Dictionary<string, string>>("price-per-service", row => Number(row, "monthly_charges") / Services(row)),
            HealthMetric.From<Dictionary<string, string>>("bill-change", row => billChange ?? BillChange(row)),
            HealthMetric.From<Dictionary<string, string>>("bill-at-will", row => Months(row) == 1 ? Number(row, "monthly_charges") : 0),
        ], new() { SegmentBy = row => row["internet_service"] == "No" ? "phone-only" : null });

    /// <summary>A month less of staying and of bills; before the first bill there is none.</summary>
    private static Dictionary<string, string> AMonthAgo(Dictionary<string, string> row)
    {
        double tenure = Number(row, "tenure") - 1;
        decimal paid = decimal.Parse(row["total_charges"], CultureInfo.InvariantCulture)
            - decimal.Parse(row["monthly_charges"], CultureInfo.InvariantCulture);
        return new(row)
        {
            ["tenure"] = tenure.ToString(CultureInfo.InvariantCulture),
            ["total_charges"] = tenure == 0 || paid <= 0 ? "NA" : paid.ToString(CultureInfo.InvariantCulture),
        };
    }

    [Fact]
    public void The_explained_points_add_up_to_the_explained_score()
    {
        double added = Dimension().Matches(Explanation()).Sum(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        double taken = double.Parse(Taken().Match(Explanation()).Groups[1].Value, CultureInfo.InvariantCulture);
        double score = double.Parse(Subscriber().Match(Explanation()).Groups[2].Value, CultureInfo.InvariantCulture);
        // Five numbers, each rounded down by less than 0.1.
        Assert.Equal(score, added - taken, 0.5);
    }

    private static double Number(Dictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    private static double Months(Dictionary<string, string> row) =>
        row["contract"] switch { "Month-to-month" => 1, "One year" => 12, "Two year" => 24, var other => throw new InvalidDataException(other) };

    private static double Services(Dictionary<string, string> row) => Number(row, "phone_service")
        + (row["internet_service"] == "No" ? 0 : 1)
        + CareServices.Concat(OtherAddOns).Count(column => row[column] == "Yes");

    private static double? Care(Dictionary<string, string> row) => row["tech_support"] == "No internet service" ? null
        : CareServices.Count(column => row[column] == "Yes");

    private static double? BillChange(Dictionary<string, string> row) => row["total_charges"] == "NA" ? null
        : 100 * (Number(row, "monthly_charges") * Number(row, "tenure") / Number(row, "total_charges") - 1);

    /// <summary>The number in a column of the table row that a name starts.</summary>
    private static int Cell(string name, int column, string? text = null)
    {
        string row = Assert.Single((text ?? Section("", "\nLast month, computed")).Split('\n'),
            line => line.StartsWith($"| {name} ", StringComparison.Ordinal));
        return int.Parse(row.Trim().Trim('|').Split('|')[column], NumberStyles.Number, CultureInfo.InvariantCulture);
    }

    private static string Explanation() => Section("One subscriber explained\n", "\nWhat costs");

    private static string Section(string title, string? next)
    {
        int start = Run.Value.IndexOf(title, StringComparison.Ordinal) + title.Length;
        return next is null ? Run.Value[start..] : Run.Value[start..Run.Value.IndexOf(next, start, StringComparison.Ordinal)];
    }

    private static Dictionary<string, string>[] ReadRows()
    {
        string[][] lines = [.. File.ReadLines(Path.Combine(Sample, "data", "telco-churn.csv"))
            .Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(','))];
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    [GeneratedRegex(@"^subscriber (\d+): ([\d.]+) of 100, at-risk\b", RegexOptions.Multiline)]
    private static partial Regex Subscriber();

    // A dimension's row: name, points, adds, of.
    [GeneratedRegex(@"^(?:commercial|commitment|product) +[\d.]+ +([\d.]+) +[\d.]+$", RegexOptions.Multiline)]
    private static partial Regex Dimension();

    [GeneratedRegex(@": down ([\d.]+) since 2025-12-01: ")]
    private static partial Regex Down();

    // A part of a change: its name, its points, and why.
    [GeneratedRegex(@" ([+-]?[\d.]+) \(")]
    private static partial Regex Part();

    [GeneratedRegex(@"^  bill-change: [\d.]+ → ([\d.]+) per cent$", RegexOptions.Multiline)]
    private static partial Regex Needed();

    [GeneratedRegex(@"^  capped at .* took ([\d.]+) points", RegexOptions.Multiline)]
    private static partial Regex Taken();
}
