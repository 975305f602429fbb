using System.Globalization;
using HealthScoring.Analysis;
using HealthScoring.Columns;
using HealthScoring.Tests.Architecture;

namespace HealthScoring.Tests.Analysis;

/// <summary>The subscribers of the Quickstart and its profile, one row each: 7,043 customers, 1,869 of whom left.</summary>
internal static class TelcoBook
{
    private static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeWindow Month = new(TimeSpan.FromDays(31));
    private static readonly Dictionary<string, MetricColumn> Values = [];
    private static readonly MetricColumn Segments;

    static TelcoBook()
    {
        string[][] lines = [.. File.ReadLines(Repository.PathOf("docs", "samples", "Quickstart", "data", "telco-churn.csv"))
            .Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray())];
        string[] names = lines[0];
        string[][] rows = lines[1..];
        string Text(string[] row, string name) => row[Array.IndexOf(names, name)];
        double Amount(string[] row, string name) =>
            Text(row, name) == "NA" ? double.NaN : double.Parse(Text(row, name), CultureInfo.InvariantCulture);
        int Booked(string[] row, params string[] columns) => columns.Count(column => Text(row, column) == "Yes");
        bool HasInternet(string[] row) => Text(row, "internet_service") != "No";
        int Care(string[] row) => Booked(row, "online_security", "online_backup", "device_protection", "tech_support");
        int Services(string[] row) => (Text(row, "phone_service") == "1" ? 1 : 0) + Booked(row, "multiple_lines") + (HasInternet(row) ? 1 : 0)
            + Care(row) + Booked(row, "streaming_tv", "streaming_movies");
        int Months(string[] row) => Text(row, "contract") switch { "Two year" => 24, "One year" => 12, _ => 1 };
        void Add(string name, Func<string[], double> value) => Values.Add(name, rows.Select(value).ToArray());

        Add("tenure", row => Amount(row, "tenure"));
        Add("contract-length", row => Months(row));
        Add("services", row => Services(row));
        Add("care-services", row => HasInternet(row) ? Care(row) : double.NaN);
        Add("automatic-payment", row => Text(row, "payment_method").EndsWith("(automatic)", StringComparison.Ordinal) ? 1 : 0);
        Add("price-per-service", row => Amount(row, "monthly_charges") / Services(row));
        Add("bill-change", row => 100 * (Amount(row, "monthly_charges") * Amount(row, "tenure") / Amount(row, "total_charges") - 1));
        Add("bill-at-will", row => Months(row) == 1 ? Amount(row, "monthly_charges") : 0);
        Charges = [.. rows.Select(row => Amount(row, "monthly_charges"))];
        Segments = MetricColumn.OfLabels(rows.Select(row => HasInternet(row) ? -1 : 0).ToArray(), new[] { "phone-only" });
        Churned = [.. rows.Select(row => (byte)(Text(row, "churn") == "Yes" ? 1 : 0))];
    }

    public static ScoringProfile Profile { get; } = ScoringProfile.LoadFile(Repository.PathOf("docs", "samples", "Quickstart", "profile.json"));

    /// <summary>Who left, 1 for each who did.</summary>
    public static byte[] Churned { get; }

    /// <summary>What each pays per month.</summary>
    public static double[] Charges { get; }

    /// <summary>The book with these outcomes, or with the real ones.</summary>
    public static OutcomeBook With(byte[]? outcomes = null, Outcome outcome = Outcome.Churned) => OutcomeBook.FromColumns(new()
    {
        Values = Values,
        Customers = Enumerable.Range(0, Churned.Length).ToArray(),
        AsOf = Enumerable.Repeat(AsOf, Churned.Length).ToArray(),
        Outcomes = outcomes ?? Churned,
        Segments = Segments,
        Weights = Charges,
    }, Month, outcome);
}
