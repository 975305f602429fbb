using System.Globalization;
using HealthScoring.Analysis;
using HealthScoring.Columns;
using HealthScoring.Tests.Architecture;

namespace HealthScoring.Tests.Analysis;

/// <summary>Books drawn from the subscribers of the Quickstart sample, scored by its profile.</summary>
internal static class TelcoBooks
{
    private static readonly string?[] SegmentNames = ["phone-only"];

    private static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<(Dictionary<string, double[]> Values, int[] PhoneOnly, bool[] Churned)> All = new(Read);

    public static ScoringProfile Profile { get; } = ScoringProfile.Parse(Repository.Read("docs", "samples", "Quickstart", "profile.json"));

    /// <summary>Who left, by row.</summary>
    public static bool[] Churned => All.Value.Churned;

    /// <summary>Some rows, each of one customer, in the order of the file.</summary>
    public static int[] Drawn(Random random, int customers)
    {
        int[] rows = [.. Enumerable.Range(0, Churned.Length)];
        random.Shuffle(rows);
        return [.. rows.Take(customers).Order()];
    }

    /// <summary>A book of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="events">Whether each of them is to have had the outcome; what happened if not given.</param>
    /// <param name="copies">New names of metrics by the names of what they copy.</param>
    public static OutcomeBook Of(int[] rows, bool[]? events = null, params (string From, string To)[] copies)
    {
        Dictionary<string, MetricColumn> values = All.Value.Values.ToDictionary(
            column => column.Key, column => (MetricColumn)rows.Select(row => column.Value[row]).ToArray());
        foreach ((string from, string to) in copies)
            values.Add(to, values[from]);
        return OutcomeBook.FromColumns(new()
        {
            Values = values,
            Segments = MetricColumn.OfLabels(rows.Select(row => All.Value.PhoneOnly[row]).ToArray(), SegmentNames),
            Customers = rows,
            AsOf = Enumerable.Repeat(AsOf, rows.Length).ToArray(),
            Outcomes = rows.Select((row, i) => (byte)((events is null ? Churned[row] : events[i]) ? 1 : 0)).ToArray(),
        }, new(TimeSpan.FromDays(30)));
    }

    private static (Dictionary<string, double[]> Values, int[] PhoneOnly, bool[] Churned) Read()
    {
        string[][] lines = [.. File.ReadLines(Repository.PathOf("docs", "samples", "Quickstart", "data", "telco-churn.csv"))
            .Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray())];
        Dictionary<string, int> at = lines[0].Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        string[][] rows = lines[1..];
        double[] Column(Func<string[], double> value) => [.. rows.Select(value)];
        double Number(string[] row, string name) =>
            row[at[name]] == "NA" ? double.NaN : double.Parse(row[at[name]], CultureInfo.InvariantCulture);
        int Booked(string[] row, params string[] names) => names.Count(name => row[at[name]] == "Yes");
        bool Internet(string[] row) => row[at["internet_service"]] != "No";
        int Care(string[] row) => Booked(row, "online_security", "online_backup", "device_protection", "tech_support");
        int Services(string[] row) => (row[at["phone_service"]] == "1" ? 1 : 0) + Booked(row, "multiple_lines") + (Internet(row) ? 1 : 0) + Care(row)
            + Booked(row, "streaming_tv", "streaming_movies");
        int Months(string[] row) => row[at["contract"]] switch { "Two year" => 24, "One year" => 12, _ => 1 };
        return (new()
        {
            ["tenure"] = Column(row => Number(row, "tenure")),
            ["contract-length"] = Column(row => Months(row)),
            ["services"] = Column(row => Services(row)),
            ["care-services"] = Column(row => Internet(row) ? Care(row) : double.NaN),
            ["automatic-payment"] = Column(row => row[at["payment_method"]].EndsWith("(automatic)", StringComparison.Ordinal) ? 1 : 0),
            ["price-per-service"] = Column(row => Number(row, "monthly_charges") / Services(row)),
            ["bill-change"] = Column(row =>
                100 * (Number(row, "monthly_charges") * Number(row, "tenure") / Number(row, "total_charges") - 1)),
            ["bill-at-will"] = Column(row => Months(row) == 1 ? Number(row, "monthly_charges") : 0),
        }, [.. rows.Select(row => Internet(row) ? -1 : 0)], [.. rows.Select(row => row[at["churn"]] == "Yes")]);
    }
}
