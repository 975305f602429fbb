using Sylvan.Data.Csv;

namespace Quickstart;

/// <summary>A subscriber of the telephone company: the host's own type, which knows nothing of health scores.</summary>
internal sealed record Subscriber
{
    /// <summary>The row in the file, 1 for the first; the data have no other id.</summary>
    public required int Number { get; init; }

    public required int TenureMonths { get; init; }
    public required int ContractMonths { get; init; }
    public required bool HasInternet { get; init; }

    /// <summary>Telephone lines, internet and everything booked on top of it.</summary>
    public required int Services { get; init; }

    /// <summary>Security, backup, device protection and technical support; null without internet, where none can be booked.</summary>
    public required int? CareServices { get; init; }

    public required bool PaysAutomatically { get; init; }
    public required double MonthlyCharges { get; init; }

    /// <summary>Everything paid so far; null before the first bill.</summary>
    public required double? TotalCharges { get; init; }

    /// <summary>Whether the subscriber left within the last month. Printed next to the scores, and never part of them.</summary>
    public required bool Churned { get; init; }

    /// <summary>This month's bill against the average bill so far, in per cent; null before the first bill.</summary>
    public double? BillChange => TotalCharges is { } total ? 100 * (MonthlyCharges * TenureMonths / total - 1) : null;

    public double PricePerService => MonthlyCharges / Services;

    /// <summary>
    /// The subscriber a month ago, computed back from the same row, since the file is one snapshot: a month less of staying and of bills, and
    /// everything else as it is now. Null for one who was not there yet.
    /// </summary>
    public Subscriber? AMonthAgo() => TenureMonths == 0 ? null : this with
    {
        TenureMonths = TenureMonths - 1,
        TotalCharges = TenureMonths > 1 && TotalCharges > MonthlyCharges ? TotalCharges - MonthlyCharges : null,
    };

    /// <summary>Reads the file of subscribers. Its NA is null here.</summary>
    public static IEnumerable<Subscriber> ReadAll(string path)
    {
        using CsvDataReader csv = CsvDataReader.Create(path);
        for (int number = 1; csv.Read(); number++)
        {
            bool internet = Text("internet_service") != "No";
            int care = Booked("online_security", "online_backup", "device_protection", "tech_support");
            yield return new()
            {
                Number = number,
                TenureMonths = (int)Amount("tenure")!,
                ContractMonths = Text("contract") switch { "Two year" => 24, "One year" => 12, _ => 1 },
                HasInternet = internet,
                Services = (Text("phone_service") == "1" ? 1 : 0) + Booked("multiple_lines") + (internet ? 1 : 0) + care
                    + Booked("streaming_tv", "streaming_movies"),
                CareServices = internet ? care : null,
                PaysAutomatically = Text("payment_method").EndsWith("(automatic)", StringComparison.Ordinal),
                MonthlyCharges = Amount("monthly_charges")!.Value,
                TotalCharges = Amount("total_charges"),
                Churned = Text("churn") == "Yes",
            };
        }

        string Text(string column) => csv.GetString(csv.GetOrdinal(column));
        double? Amount(string column) => Text(column) == "NA" ? null : csv.GetDouble(csv.GetOrdinal(column));
        int Booked(params string[] columns) => columns.Count(column => Text(column) == "Yes");
    }
}
