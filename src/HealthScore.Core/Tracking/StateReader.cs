using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>Reads a state from JSON, and lists everything that is wrong with it: first its form, then what no state can hold.</summary>
internal sealed class StateReader(StoredErrors errors)
{
    private static readonly StoredFormat<StateData> Format =
        new("tracking state", "pass null for a customer that has none yet", new StateContract());

    public static StateData Read(string json) => Format.Read(json, (state, errors) => new StateReader(errors).Check(state));

    public static string Write(StateData state) => Format.Write(state);

    private void Check(StateData state)
    {
        errors.CheckVersion(state.FormatVersion, StateData.Version);
        // A profile's id may be any text that is not blank.
        if (string.IsNullOrWhiteSpace(state.Profile))
            errors.Add("$.profile", $"\"{state.Profile}\"", "the profile's id is blank");
        errors.CheckFingerprint("$.fingerprint", state.Fingerprint);
        errors.CheckFingerprint("$.rules", state.Rules);
        if (state.Tier is not null)
            errors.CheckName("$.tier", state.Tier);
        else if (!state.IsUnscored && !errors.IsFaulty("$.isUnscored"))
            errors.Add("$.tier", null, "\"tier\" is missing, and the customer is not unscored");
        // Nothing is after a time that is not known.
        DateTime asOf = errors.IsFaulty("$.asOf") ? DateTime.MaxValue : state.AsOf;
        if (state.Pending is { } pending)
            CheckPending(pending, state, asOf);
        CheckDays("$.highs", state.Highs, asOf, rises: false);
        CheckDays("$.lows", state.Lows, asOf, rises: true);
        CheckNames("$.stale", state.Stale);
        CheckNames("$.known", state.Known);
        CheckMissing("$.lost", state.Lost, asOf, ("known", state.Known));
        CheckMissing("$.accepted", state.Accepted, asOf, ("known", state.Known), ("lost", state.Lost.Select(lost => lost.Metric)));
        if (state.HidesFall && state.Lost.Count == 0 && !errors.IsFaulty("$.lost"))
            errors.Add("$.hidesFall", null, "a fall may come from what is lost, and nothing is");
        else if (state.HidesFall && state.Pending is not null)
            errors.Add("$.hidesFall", null, "a fall may come from what is lost, and a tier is pending");
        for (int i = 0; i < state.Fired.Count; i++)
        {
            string path = JsonPath.Item("$.fired", i);
            errors.CheckName($"{path}.action", state.Fired[i].Action);
            CheckTime($"{path}.at", state.Fired[i].At, asOf);
        }
        errors.CheckOrder("$.fired", state.Fired.Select(fired => fired.Action));
    }

    private void CheckMissing(string list, List<LostMetric> metrics, DateTime asOf, params (string Adjective, IEnumerable<string> Metrics)[] others)
    {
        (string Adjective, HashSet<string> Metrics)[] elsewhere =
            [.. others.Select(other => (other.Adjective, other.Metrics.ToHashSet(StringComparer.Ordinal)))];
        for (int i = 0; i < metrics.Count; i++)
        {
            string path = JsonPath.Item(list, i);
            errors.CheckName($"{path}.metric", metrics[i].Metric);
            CheckTime($"{path}.since", metrics[i].Since, asOf);
            foreach ((string adjective, HashSet<string> names) in elsewhere)
            {
                if (names.Contains(metrics[i].Metric))
                    errors.Add(path, null, $"'{metrics[i].Metric}' is {list[2..]}, and is {adjective}");
            }
        }
        errors.CheckOrder(list, metrics.Select(metric => metric.Metric));
    }

    private void CheckNames(string list, List<string> names)
    {
        for (int i = 0; i < names.Count; i++)
            errors.CheckName(JsonPath.Item(list, i), names[i]);
        errors.CheckOrder(list, names);
    }

    private void CheckPending(PendingTier pending, StateData state, DateTime asOf)
    {
        errors.CheckName("$.pending.tier", pending.Tier);
        CheckTime("$.pending.since", pending.Since, asOf);
        if (pending.Scores < 1)
            errors.Add("$.pending.scores", Number.Text(pending.Scores), $"{Number.Text(pending.Scores)} is less than 1");
        if (state.IsUnscored)
            errors.Add("$.pending", null, "a tier is pending, and the customer is unscored");
        else if (pending.Tier == state.Tier)
            errors.Add("$.pending", null, $"'{pending.Tier}' is pending, and is the tier already");
    }

    /// <summary>Days rise; their highest scores fall, and their lowest ones rise.</summary>
    private void CheckDays(string list, List<DayScore> days, DateTime asOf, bool rises)
    {
        DayScore? before = null;
        for (int i = 0; i < days.Count; i++)
        {
            (DayScore day, string path) = (days[i], JsonPath.Item(list, i));
            if (day.Score is not (>= 0 and <= 100))
                errors.Add($"{path}.score", Number.Text(day.Score), $"{Number.Text(day.Score)} is not a score", "a score goes from 0 to 100");
            if (day.Day > DateOnly.FromDateTime(asOf))
                errors.Add(path, null, $"{TimeText.Day(day.Day)} is after \"asOf\"");
            else if (day.Day <= before?.Day)
                errors.Add(path, null, $"{TimeText.Day(day.Day)} is not after {TimeText.Day(before.Value.Day)} before it");
            else if (rises ? day.Score <= before?.Score : day.Score >= before?.Score)
            {
                errors.Add(path, null,
                    $"{Number.Text(day.Score)} is not {(rises ? "above" : "below")} {Number.Text(before.GetValueOrDefault().Score)} before it");
            }
            if (!errors.HasFaultWithin(path))
                before = day;
        }
    }

    private void CheckTime(string path, DateTime time, DateTime asOf)
    {
        if (time > asOf)
            errors.Add(path, null, $"{TimeText.Exact(time)} is after \"asOf\", {TimeText.Exact(asOf)}");
    }
}
