namespace HealthScoring.Samples.Dashboard;

/// <summary>What happens to an account, by its number n and in weeks since the book began.</summary>
/// <remarks>
/// By the last digit of n, with k = n / 10 rounded down:
/// 0 (a tenth): declines for 12 weeks and leaves in week 4 + 7k mod 60; from that week on it is not in the book.
/// 3 (a tenth): grows over 52 weeks from less than half of its usage to more than all of it.
/// 5 (a tenth): joins in week 1 + 7k mod 40; before that week it is not in the book.
/// 7 (a tenth): has 9 bad weeks from week 7k mod 44 on, and recovers.
/// All others stay as they are.
/// </remarks>
internal static class Story
{
    /// <summary>In which week the support system is down, for everybody.</summary>
    public const int WeekWithoutSupport = 44;

    private const int DeclineWeeks = 12, BadWeeks = 9, GrowthWeeks = 52;

    /// <summary>The first week in which it is no longer in the book; null where it stays.</summary>
    public static int? Leaves(int n) => n % 10 == 0 ? 4 + (n / 10 * 7 % 60) : null;

    /// <summary>The first week in which it is in the book.</summary>
    public static int Joins(int n) => n % 10 == 5 ? 1 + (n / 10 * 7 % 40) : 0;

    /// <summary>Whether it is in the book.</summary>
    public static bool IsThere(int n, double week) => week >= Joins(n) && !(week >= Leaves(n));

    /// <summary>How much of its usual usage it has: 1 for all of it.</summary>
    public static double Factor(int n, double week) => (n % 10) switch
    {
        0 => Math.Clamp((Leaves(n)!.Value - week) / DeclineWeeks, 0.1, 1),
        3 => 0.45 + (0.75 * Math.Clamp(week / GrowthWeeks, 0, 1)),
        7 => 1 - (0.6 * Trouble(n, week)),
        _ => 1,
    };

    /// <summary>How deep it is in trouble, 0 to 1: at its worst in the middle of the bad weeks, or in the last week.</summary>
    public static double Trouble(int n, double week) => (n % 10) switch
    {
        0 => Math.Clamp(1 - ((Leaves(n)!.Value - week) / DeclineWeeks), 0, 1),
        7 => Math.Max(0, 1 - Math.Abs(((week - (n / 10 * 7 % 44)) / (BadWeeks / 2.0)) - 1)),
        _ => 0,
    };
}
