using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Judges everything in a profile that has to do with time: how long data count, and how customers are followed.</summary>
internal sealed class TrackingValidator(SourceErrors errors)
{
    private const int MostScores = 1000;
    private const int MostWindowDays = 400;
    private const string Path = "$.tracking";

    public void CheckFreshness(string path, Freshness? freshness)
    {
        if (freshness is null || !CheckDuration(path + ".freshFor", freshness.FreshFor, TimeSpan.Zero)
            || !CheckDuration(path + ".staleAfter", freshness.StaleAfter, TimeSpan.Zero))
        {
            return;
        }
        if (freshness.StaleAfter <= freshness.FreshFor)
        {
            Add(path + ".staleAfter", freshness.StaleAfter,
                $"{Duration.Text(freshness.StaleAfter)} is not more than \"freshFor\", {Duration.Text(freshness.FreshFor)}",
                "let it fade for some time, so that it does not vanish at once");
        }
    }

    public void CheckCoolDown(string path, CoolDown? coolDown)
    {
        if (coolDown?.Time is { } time)
            CheckDuration(path, time, TimeSpan.FromHours(1));
    }

    public void CheckRules(ScoringProfile profile)
    {
        TrackingRules rules = profile.Tracking;
        CheckMargin(profile, rules.Margin);
        if (rules.Dwell.Time is { } time)
            CheckDuration(Path + ".dwell", time, TimeSpan.Zero);
        else if (rules.Dwell.Count is not (>= 1 and <= MostScores))
            AddText(Path + ".dwell", rules.Dwell.ToString(), $"{rules.Dwell} cannot be waited for", $"use 1 to {MostScores} scores");
        CheckChange(Path + ".drop", rules.Drop);
        CheckChange(Path + ".rise", rules.Rise);
        if (rules is { GivenWindow: not null, Drop: null, Rise: null } && !errors.HasFaultWithin(Path))
            Add(Path + ".window", rules.Window, "there is a window and nothing to look for in it", "give a \"drop\" or a \"rise\", or remove it");
        else if (rules.Window.Ticks % TimeSpan.TicksPerDay != 0 || rules.Window < TimeSpan.FromDays(1) || rules.Window > TimeSpan.FromDays(MostWindowDays))
            Add(Path + ".window", rules.Window, $"{Duration.Text(rules.Window)} is no window", $"use whole days from 1 to {MostWindowDays}");
    }

    private void CheckMargin(ScoringProfile profile, double margin)
    {
        if (margin is not (>= 0 and <= 100))
        {
            errors.Add(Path + ".margin", Number.Text(margin), $"{Number.Text(margin)} points are no margin", "give 0 or a few points");
            return;
        }
        if (margin == 0 || errors.HasFaultWithin("$.tiers"))
            return;
        CheckMargin(margin, profile.TierList, "");
        for (int i = 0; i < profile.Segments.Count; i++)
        {
            if (profile.Segments[i].Tiers.Count > 0 && !errors.HasFaultWithin(JsonPath.Item("$.segments", i)))
                CheckMargin(margin, ProfileVariation.Of(profile, profile.Segments[i]).TierList, $" in segment '{profile.Segments[i].Name}'");
        }
    }

    /// <summary>A score could sit in a tier that no score can enter, were the margin more than half of it.</summary>
    private void CheckMargin(double margin, IReadOnlyList<Tier> tiers, string where)
    {
        if (tiers.Count < 2)
            return;
        (Tier narrowest, double width) = tiers.Select((tier, i) => (tier, (i + 1 < tiers.Count ? tiers[i + 1].From : 100) - tier.From)).MinBy(pair => pair.Item2);
        if (margin > width / 2)
        {
            errors.Add(Path + ".margin", Number.Text(margin),
                $"a margin of {Number.Text(margin)} is more than half of tier '{narrowest.Name}'{where}, which is {Number.Text(width)} wide",
                $"use at most {Number.Text(width / 2)}, or widen the tier");
        }
    }

    private void CheckChange(string path, double? points)
    {
        if (points is { } given and not (> 0 and <= 100))
            errors.Add(path, Number.Text(given), $"a score cannot change by {Number.Text(given)} points", "give a number above 0, at most 100");
    }

    private bool CheckDuration(string path, TimeSpan time, TimeSpan least)
    {
        if (errors.IsFaulty(path))
            return false;
        if (!Duration.IsWhole(time))
            Add(path, time, $"{Duration.Text(time)} is not a whole number of hours", "use whole hours or days");
        else if (time < least)
            Add(path, time, time < TimeSpan.Zero ? $"{Duration.Text(time)} is negative" : "no time at all has no effect", $"use {Duration.Text(least)} or more");
        else if (time > Duration.Longest)
            Add(path, time, $"{Duration.Text(time)} is too long", $"use at most {Duration.Text(Duration.Longest)}");
        else
            return true;
        return false;
    }

    private void Add(string path, TimeSpan time, string problem, string remedy) => AddText(path, Duration.Text(time), problem, remedy);

    private void AddText(string path, string value, string problem, string remedy) => errors.Add(path, $"\"{value}\"", problem, remedy);
}
