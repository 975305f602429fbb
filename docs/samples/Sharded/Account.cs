namespace HealthScoring.Samples.Sharded;

/// <summary>A made-up account. It is a function of its number alone, so that the library and the shards score the same ones.</summary>
public readonly record struct Account(
    int Id, int Seats, int? ActiveSeats, int? ActiveDays, int Features, int OpenTickets, int? ResponseHours, int? Nps, DateTimeOffset? NpsAt,
    int? DaysSinceReview, int DaysOverdue, long RevenueCents)
{
    /// <summary>The time that all scores are for: a fixed one, so that every run has the same.</summary>
    public static DateTimeOffset AsOf { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How the profile's metrics and signals read an account; NaN is missing.</summary>
    public static IReadOnlyDictionary<string, Func<Account, double>> Metrics { get; } = new Dictionary<string, Func<Account, double>>
    {
        ["seat-usage"] = account => account.ActiveSeats / (double)account.Seats ?? double.NaN,
        ["active-days"] = account => account.ActiveDays ?? double.NaN,
        ["features"] = account => account.Features,
        ["open-tickets"] = account => account.OpenTickets,
        ["response-time"] = account => account.ResponseHours ?? double.NaN,
        ["nps"] = account => account.Nps ?? double.NaN,
        ["days-since-review"] = account => account.DaysSinceReview ?? double.NaN,
        ["seats"] = account => account.Seats,
        ["days-overdue"] = account => account.DaysOverdue,
    };

    /// <summary>How old the answer to the survey is, in days; NaN where there is none.</summary>
    public double NpsAge => NpsAt is { } at ? (AsOf - at).Ticks / (double)TimeSpan.TicksPerDay : double.NaN;

    /// <summary>The account of a number.</summary>
    public static Account Of(int id)
    {
        // How happy it is. The metrics follow it loosely.
        int fit = Draw(id, 0, 101);
        int seats = Draw(id, 1, 100) < 85 ? 5 + Draw(id, 2, 200) : 250 + Draw(id, 2, 2000);
        int tickets = (100 - fit) * Draw(id, 3, 16) / 100;
        bool answered = Draw(id, 4, 3) > 0;
        return new(
            id,
            seats,
            ActiveSeats: Draw(id, 5, 100) == 0 ? null : seats * (fit + Draw(id, 6, 40)) / 140,
            ActiveDays: Draw(id, 7, 25) == 0 ? null : (fit + Draw(id, 8, 60)) * 28 / 160,
            Features: (fit + Draw(id, 9, 80)) * 12 / 180,
            tickets,
            ResponseHours: tickets == 0 ? null : 1 + Draw(id, 10, 48),
            Nps: answered ? Math.Clamp((2 * fit) - 140 + Draw(id, 11, 81), -100, 100) : null,
            NpsAt: answered ? AsOf.AddMinutes(-Draw(id, 12, 400 * 1440)) : null,
            DaysSinceReview: seats < 50 ? null : Draw(id, 13, 365),
            DaysOverdue: Draw(id, 14, 10) < 8 ? 0 : Draw(id, 15, 120),
            RevenueCents: seats * (1500L + Draw(id, 16, 1000)));
    }

    /// <summary>A number from 0 to less than another, by the account and what it is for: SplitMix64.</summary>
    private static int Draw(int id, int purpose, int below)
    {
        ulong bits = (((ulong)id * 32) + (ulong)purpose + 1) * 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return (int)((bits ^ (bits >> 31)) % (ulong)below);
    }
}
