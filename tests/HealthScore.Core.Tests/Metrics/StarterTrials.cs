using FsCheck;
using FsCheck.Fluent;

namespace HealthScoring.Tests.Metrics;

/// <summary>Random logs for the laws of the starters: many of their times lie exactly on, or one tick off, whatever might part two windows.</summary>
public static class StarterTrials
{
    private static readonly string[] Users = ["ann", "bob", "Bob", "\uFF5E", "😀", ""];
    private static readonly string[] Features = ["reports", "alerts", "export", "Reports"];

    // With clocks that change at midnight (Beirut, Sao Paulo), a minute after it and back over it (St. John's), by half an hour (Lord Howe), and a
    // calendar without one of its days (Apia).
    private static readonly (TimeZoneInfo Zone, DateTimeOffset[] Changes)[] Zones =
    [
        .. new[]
        {
            "UTC", "Pacific/Auckland", "America/New_York", "Europe/Berlin", "America/Sao_Paulo", "Asia/Beirut", "America/St_Johns",
            "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia",
        }.Select(TimeZoneInfo.FindSystemTimeZoneById).Select(zone => (zone, ChangesOf(zone))),
    ];

    public static Arbitrary<UsageTrial> UsageTrials() => Arb.From(Gen.Choose(int.MinValue, int.MaxValue).Select(UsageTrial));

    public static Arbitrary<SurveyTrial> SurveyTrials() => Arb.From(Gen.Choose(int.MinValue, int.MaxValue).Select(SurveyTrial));

    private static UsageTrial UsageTrial(int seed)
    {
        var random = new Random(seed);
        (TimeZoneInfo zone, DateTimeOffset[] changes) = random.Pick(Zones);
        DateTimeOffset asOf = changes.Length > 0 && random.Next(3) > 0
            ? random.Pick(changes).AddHours(random.Next(-30, 200))
            : new DateTimeOffset(2011, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(7_000_000));
        if (random.Next(3) == 0)
            asOf = Midnight(zone, asOf);
        asOf = Near(random, asOf);
        int days = random.Next(1, 9);
        DateTimeOffset[] edges =
        [
            asOf, asOf.AddDays(-days), asOf.AddDays(-2 * days),
            .. changes.Where(change => change <= asOf && change > asOf.AddDays(-2 * days - 2)),
            .. Enumerable.Range(0, 2 * days + 2).Select(day => Midnight(zone, asOf.AddDays(-day))),
        ];
        DateTimeOffset Time() => random.Next(2) == 0
            ? Near(random, random.Pick(edges))
            : asOf.AddTicks(random.NextInt64(TimeSpan.TicksPerDay) - random.NextInt64((2 * days + 2) * TimeSpan.TicksPerDay));

        var events = new List<UsageEvent>();
        for (int i = random.Next(4) * random.Next(8); i > 0; i--)
        {
            UsageEvent use = new(Time(), random.Pick(Users), random.Pick(Features))
            {
                Id = random.Next(6) switch { 0 => "", 1 => $"{random.Next(5)}", _ => null },
            };
            for (int copies = random.Next(3) == 0 ? random.Next(1, 4) : 1; copies > 0; copies--)
                events.Insert(random.Next(events.Count + 1), use with { At = use.At.ToOffset(TimeSpan.FromHours(random.Next(-12, 13))) });
        }
        DateTimeOffset? firstDay = random.Next(12) switch { 0 => null, < 5 => Time(), _ => asOf.AddDays(-random.Next(100)) };
        return new(seed, zone, random.Next(2) == 0, random.Next(3) == 0, days, random.Next(1, 4), asOf, firstDay, [.. events]);
    }

    private static SurveyTrial SurveyTrial(int seed)
    {
        var random = new Random(seed);
        DateTimeOffset asOf = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(3_000_000));
        int days = random.Next(1, 400);
        (int lowest, int highest) = random.Next(3) switch { 0 => (0, 10), 1 => (1, 5), _ => (random.Next(-3, 2), random.Next(2, 8)) };
        DateTimeOffset Time() => random.Next(2) == 0
            ? Near(random, asOf.AddDays(-days * random.Next(2)))
            : asOf.AddDays(-random.Next(days + 3)).ToOffset(TimeSpan.FromHours(random.Next(-12, 13)));

        SurveyAnswer[] answers =
        [
            .. Enumerable.Range(0, random.Next(4) * random.Next(5)).Select(_ => new SurveyAnswer(Time(), random.Next(lowest - 1, highest + 2))
            {
                Respondent = random.Next(3) == 0 ? null : random.Pick(Users),
            }),
        ];
        DateTimeOffset? firstDay = random.Next(12) switch { 0 => null, < 3 => Time(), _ => asOf.AddDays(-random.Next(100)) };
        double? Amount() => random.Next(8) switch { 0 => null, 1 => 0, 2 => -1, 3 => double.PositiveInfinity, _ => random.Next(1000) / 8.0 };
        return new(seed, asOf, days, random.Next(1, 4), lowest, highest, random.Next(lowest, highest) + 1, firstDay, answers, Amount(), Amount());
    }

    private static T Pick<T>(this Random random, T[] items) => items[random.Next(items.Length)];

    private static DateTimeOffset Near(Random random, DateTimeOffset at) => at.AddTicks(random.Next(-1, 2));

    // The first instant of the local day, or what would be it where clocks skip midnight.
    private static DateTimeOffset Midnight(TimeZoneInfo zone, DateTimeOffset at)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(at, zone);
        return at - local.TimeOfDay;
    }

    private static DateTimeOffset[] ChangesOf(TimeZoneInfo zone)
    {
        var changes = new List<DateTimeOffset>();
        var hour = new DateTimeOffset(2011, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (TimeSpan offset = zone.GetUtcOffset(hour); hour.Year < 2025; hour = hour.AddHours(1))
        {
            if (zone.GetUtcOffset(hour) == offset)
                continue;
            DateTimeOffset minute = hour.AddHours(-1);
            while (zone.GetUtcOffset(minute) == offset)
                minute = minute.AddMinutes(1);
            changes.Add(minute);
            offset = zone.GetUtcOffset(hour);
        }
        return [.. changes];
    }
}
