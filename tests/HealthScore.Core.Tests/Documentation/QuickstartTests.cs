using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HealthScoring.Customers;
using HealthScoring.Metrics;
using HealthScoring.Profiles;
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

    private static readonly Lazy<string> Run = new(RunSample);

    [Fact]
    public void It_prints_plain_text_of_a_fixed_width()
    {
        Assert.DoesNotContain('\u001b', Run.Value);
        Assert.All(Run.Value.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
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
        Assert.Contains($"7,043 subscribers, {7043 - unbilled:N0} of them scored\n", Run.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_larger_share_of_a_lower_tier_churned_later()
    {
        double[] shares = [.. Tiers.Select(tier => Cell(tier, 3) / (double)Cell(tier, 1))];
        Assert.Equal(shares.OrderDescending(), shares);
        Assert.True(shares[0] > 1869 / 7043d, $"{shares[0]} of the lowest tier churned, 1869 of 7043 of all");
    }

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
        ScoringProfile profile = ScoringProfile.LoadFile(Path.Combine(Sample, "profile.json"));
        var scorer = new HealthScorer<Dictionary<string, string>>(profile,
        [
            Metric.From<Dictionary<string, string>>("tenure", row => Number(row, "tenure")),
            Metric.From<Dictionary<string, string>>("contract-length", row => Months(row)),
            Metric.From<Dictionary<string, string>>("services", row => Services(row)),
            Metric.From<Dictionary<string, string>>("care-services", row => Care(row)),
            Metric.From<Dictionary<string, string>>("automatic-payment", row => row["payment_method"].Contains("automatic", StringComparison.Ordinal) ? 1 : 0),
            Metric.From<Dictionary<string, string>>("price-per-service", row => Number(row, "monthly_charges") / Services(row)),
            Metric.From<Dictionary<string, string>>("bill-change", row => BillChange(row)),
            Metric.From<Dictionary<string, string>>("bill-at-will", row => Months(row) == 1 ? Number(row, "monthly_charges") : 0),
        ], new() { SegmentBy = row => row["internet_service"] == "No" ? "phone-only" : null });

        HealthScore score = scorer.Score(Rows[number - 1], new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(score.Explain($"subscriber {number}"), explanation);
        Assert.Contains($"fingerprint {profile.Fingerprint}\n", Run.Value, StringComparison.Ordinal);
        Assert.Equal("at-risk", score.Tier);
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
    private static int Cell(string name, int column)
    {
        string row = Assert.Single(Run.Value.Split('\n'), line => line.StartsWith($"| {name} ", StringComparison.Ordinal));
        return int.Parse(row.Trim().Trim('|').Split('|')[column], NumberStyles.Number, CultureInfo.InvariantCulture);
    }

    private static string Explanation()
    {
        const string Title = "One subscriber explained\n";
        int start = Run.Value.IndexOf(Title, StringComparison.Ordinal) + Title.Length;
        return Run.Value[start..Run.Value.IndexOf("\nWhat costs", start, StringComparison.Ordinal)];
    }

    private static Dictionary<string, string>[] ReadRows()
    {
        string[][] lines = [.. File.ReadLines(Path.Combine(Sample, "data", "telco-churn.csv")).Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(','))];
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static string RunSample()
    {
        // The sample was built just before, in the configuration of the tests: bin/<configuration>/<framework>/.
        string[] folders = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);
        string program = Path.Combine(Sample, "bin", folders[^2], folders[^1], "Quickstart.dll");
        Assert.True(File.Exists(program), $"{program} is not there; build the sample first.");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program])
        {
            // Not the repository: the sample has to find its own files.
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"The sample ended with {process.ExitCode}: {errors.Result}");
        return output.ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^subscriber (\d+): ([\d.]+) of 100, at-risk\b", RegexOptions.Multiline)]
    private static partial Regex Subscriber();

    // A dimension's row: name, points, adds, of.
    [GeneratedRegex(@"^(?:commercial|commitment|product) +[\d.]+ +([\d.]+) +[\d.]+$", RegexOptions.Multiline)]
    private static partial Regex Dimension();

    [GeneratedRegex(@"^  capped at .* took ([\d.]+) points", RegexOptions.Multiline)]
    private static partial Regex Taken();
}
