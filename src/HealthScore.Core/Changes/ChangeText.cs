using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring.Changes;

/// <summary>The words for what changed. Two numbers that differ never print alike.</summary>
internal static class ChangeText
{
    public static string Arrow(string from, string to) => $"{from} → {to}";

    public static string NameOf(Segment? segment) => segment?.Name ?? "base profile";

    /// <summary>The two profiles by fingerprint, and by name where that changed too.</summary>
    public static string Profiles(HealthScore before, HealthScore after) => before.ProfileName == after.ProfileName
        ? Arrow(before.Fingerprint[..12], after.Fingerprint[..12])
        : Arrow($"{before.ProfileName} {before.Fingerprint[..12]}", $"{after.ProfileName} {after.Fingerprint[..12]}");

    /// <summary>The metrics that have a fault now.</summary>
    public static string Faults(Plan plan, int[] faults) =>
        faults.Length == 0 ? "no metric has one now" : string.Join(", ", faults.Select(column => plan.Columns[column]));

    public static string Metric(HealthScore before, LaterRow later, MetricChange change)
    {
        int i = change.Metric;
        (double was, double now) = (before.Row.Values[i], later.Values[i]);
        string InUnit(string number) => Number.InUnit(number, before.Plan.Units[i]);
        switch (change.Kind)
        {
            case ScoreChangeKind.Appeared:
                return Arrow(LaterRow.WhyMissing(before, before.Plan.Columns[i]), InUnit(Number.Raw(now)));
            case ScoreChangeKind.Vanished:
                string why = later.WhyMissing(i);
                return why.StartsWith("stale", StringComparison.Ordinal) ? $"went {why}" : Arrow(InUnit(Number.Raw(was)), why);
            case ScoreChangeKind.Freshness:
                (string older, string newer) = Apart(before.Row.Freshness[i], later.Freshness[i], Number.Percent);
                return $"freshness {Arrow(older, newer)}";
            default:
                (string from, string to) = Apart(was, now, Number.Raw);
                return Arrow(from, InUnit(to));
        }
    }

    /// <summary>A guardrail that matched before and after: <c>takes 20.0 instead of 50.0</c>.</summary>
    public static string Instead(GuardrailEffect effect, double was, double now)
    {
        (string from, string to) = Apart(Math.Abs(was), Math.Abs(now), Number.Points);
        return $"{(effect == GuardrailEffect.Cap ? "takes" : "gives")} {to} instead of {from}";
    }

    public static ScoreChangePart Override(HealthScore before, HealthScore after, double points)
    {
        (ScoreOverride? was, ScoreOverride? now) = (Pinning(before), Pinning(after));
        string detail = (was, now) switch
        {
            (null, _) => $"on: {now}",
            (_, null) => $"off: {was}",
            _ when was.ToString() == now.ToString() => $"still {now}",
            _ => Arrow(was.ToString(), now.ToString()),
        };
        return new(ScoreChangeKind.Override, (now ?? was)?.Author, points, detail);
    }

    /// <summary>The day of a time; with the hour where another time is of the same day. UTC.</summary>
    public static string Time(DateTimeOffset time, DateTimeOffset other) =>
        time.UtcDateTime.Date == other.UtcDateTime.Date ? TimeText.Minute(time) : TimeText.Day(time);

    // An override of the tier changes no score.
    private static ScoreOverride? Pinning(HealthScore score) => score.Override is { Score: not null } decision ? decision : null;

    private static (string First, string Second) Apart(double first, double second, Func<double, string> print)
    {
        (string one, string other) = (print(first), print(second));
        return one == other ? (Number.Text(first), Number.Text(second)) : (one, other);
    }
}
