namespace HealthScoring.Tests.Metrics;

/// <summary>A host's customer, with a log that is measured on 1 March 2024, 12:00 UTC: the day after a leap day.</summary>
internal sealed record Account(DateTimeOffset? FirstDay, params UsageEvent[] Events)
{
    public static readonly DateTimeOffset AsOf = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    public static readonly ActivityLog<Account> Log = new(account => account.Events, account => account.FirstDay);

    public static DateTimeOffset LongAgo => AsOf.AddYears(-3);

    public static Account With(params UsageEvent[] events) => new(LongAgo, events);

    public static UsageEvent Use(DateTimeOffset at, string user = "ann", string feature = "reports") => new(at, user, feature);

    public static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
