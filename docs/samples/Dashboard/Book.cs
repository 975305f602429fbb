using System.Globalization;

namespace HealthScoring.Samples.Dashboard;

/// <summary>All accounts at any instant: a pure function of their number, the instant, and when the book began.</summary>
/// <param name="count">How many accounts it ever has, numbered from 1.</param>
/// <param name="begins">Its week 0; <see cref="Story"/> counts from it.</param>
/// <remarks>
/// Sizes: 70 % small (5 to 19 seats), 24 % mid (20 to 499), 6 % enterprise (500 to 2,999). Three in ten never answer a survey; the others are asked
/// every 26 weeks, and one answer in four is not given. One invoice in 20 is paid two to four weeks late.
/// </remarks>
internal sealed class Book(int count, DateTimeOffset begins)
{
    private const double FeatureCount = 12, FeeFloor = 12, FeeRange = 18;
    private const int SurveyWeeks = 26, MonthDays = 30, YearDays = 365;
    private static readonly string[] Industries = ["logistics", "software", "retail", "health", "energy"];
    private static readonly string[] Names = ["amber", "birch", "coral", "delta", "ember", "fjord", "grove", "harbor", "iris", "juniper"];

    /// <summary>Those in the book at an instant.</summary>
    public IEnumerable<Account> At(DateTimeOffset instant) =>
        Enumerable.Range(1, count).Where(n => Story.IsThere(n, WeekOf(instant))).Select(n => Of(n, instant));

    /// <summary>An account's id, which is the same for ever.</summary>
    public static string IdOf(int n) =>
        string.Create(CultureInfo.InvariantCulture, $"{Names[(n + (n / 10)) % Names.Length]}-{IndustryOf(n)}-{n:0000}");

    /// <summary>How many seats it pays for.</summary>
    public static int SeatsOf(int n)
    {
        (int least, int range) = Chance.Of(n, Topic.Size) switch { < 0.70 => (5, 15), < 0.94 => (20, 480), _ => (500, 2_500) };
        // Squared: there are more at the lower end.
        return least + (int)(range * Math.Pow(Chance.Of(n, Topic.Seats), 2));
    }

    private static string IndustryOf(int n) => Industries[(int)(Chance.Of(n, Topic.Industry) * Industries.Length)];

    private double WeekOf(DateTimeOffset instant) => (instant - begins) / TimeSpan.FromDays(7);

    private DateTimeOffset TimeOf(double week) => begins + TimeSpan.FromDays(week * 7);

    private Account Of(int n, DateTimeOffset instant)
    {
        double week = WeekOf(instant), level = LevelOf(n, week), trouble = Story.Trouble(n, week);
        int now = (int)Math.Floor(week), seats = SeatsOf(n);
        bool isSupportUp = now != Story.WeekWithoutSupport;
        return new(
            IdOf(n), IndustryOf(n), seats, Math.Round(seats * (FeeFloor + (FeeRange * Chance.Of(n, Topic.Price)))),
            ActiveDays: (int)Math.Round(22 * Math.Min(1, level)), UsedSeats: (int)Math.Round(seats * Math.Min(1, level)),
            FeatureShare: Math.Round(FeatureCount * Math.Min(1, 0.85 * level)) / FeatureCount, Trend: (level / LevelOf(n, week - 4)) - 1,
            [.. AnswersOf(n, week)],
            OpenTickets: isSupportUp ? Math.Round((3 * Chance.Of(n, Topic.Tickets, now)) + (8 * trouble)) : null,
            ResponseHours: isSupportUp ? 4 + (20 * Chance.Of(n, Topic.Response, now)) + (20 * trouble) : null,
            OldestUnpaidOf(n, instant, week), RenewalOf(n, instant));
    }

    private static double LevelOf(int n, double week) =>
        (0.3 + (0.6 * Chance.Of(n, Topic.Fit))) * Story.Factor(n, week) * (0.95 + (0.1 * Chance.Of(n, Topic.Noise, (int)Math.Floor(week))));

    private IEnumerable<SurveyAnswer> AnswersOf(int n, double week)
    {
        double first = SurveyWeeks * Chance.Of(n, Topic.Survey);
        if (Chance.Of(n, Topic.Survey, 1) < 0.3)
            yield break;
        // Also before the book began: they were customers then.
        for (int survey = -1; first + (survey * SurveyWeeks) is var asked && asked <= week; survey++)
        {
            for (int person = 0; person < 4; person++)
            {
                double mood = Chance.Of(n, Topic.Survey, 100 + (survey * 10) + person), rating = Math.Round((8 * LevelOf(n, asked)) + (4.5 * mood));
                if (mood >= 0.25)
                    yield return new(TimeOf(asked), (int)Math.Clamp(rating, 0, 10)) { Respondent = $"{person}" };
            }
        }
    }

    private DateTimeOffset? OldestUnpaidOf(int n, DateTimeOffset instant, double week)
    {
        int month = (int)Math.Floor((instant - begins) / TimeSpan.FromDays(MonthDays));
        DateTimeOffset due = begins.AddDays(month * MonthDays);
        // Who is in trouble stops paying halfway; from then on the same invoice is the oldest.
        if (n % 10 == 0 && Story.Trouble(n, week) > 0.5)
            return TimeOf(Story.Leaves(n)!.Value - 6);
        double late = Chance.Of(n, Topic.Payment, month);
        return late < 0.05 && instant < due.AddDays(14 + (late * 280)) ? due : null;
    }

    private DateTimeOffset RenewalOf(int n, DateTimeOffset instant)
    {
        // Who leaves does so when the contract ends.
        DateTimeOffset first = Story.Leaves(n) is { } leaves ? TimeOf(leaves) : begins.AddDays((int)(YearDays * Chance.Of(n, Topic.Renewal)));
        int years = Math.Max(0, (int)Math.Ceiling((instant - first) / TimeSpan.FromDays(YearDays)));
        return first.AddDays(years * YearDays);
    }
}
