using System.Text;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>Reads a state from JSON, and lists everything that is wrong with it: first its form, then what no state can hold.</summary>
internal sealed class StateReader
{
    private const string Noun = "tracking state";
    private const string Remedy = "restore what ToJson() wrote";
    private const int FingerprintLength = 64;

    // More than a profile of any legal size can make it.
    private const int MaxBytes = 1 << 26;

    private readonly SourceErrors _errors = new();

    private StateReader()
    {
    }

    public static StateData Read(string json)
    {
        var reader = new StateReader();
        var state = new StateData();
        if (string.IsNullOrWhiteSpace(json))
            reader.Add(JsonPath.Root, null, $"the {Noun} is empty", "pass null for a customer that has none yet");
        else if (NameRule.HalfCharacter(json))
            reader.Add(JsonPath.Root, null, $"the {Noun} holds half of a character (one of a surrogate pair)");
        else if (new SourceParser(reader._errors, Noun, MaxBytes).Parse(Encoding.UTF8.GetBytes(json)) is { } root)
        {
            state = new ContractReader(reader._errors, StateContract.Members, Remedy).Read<StateData>(root);
            reader.Check(state);
        }
        InvalidTrackingStateException.ThrowIfAny(reader._errors);
        return state;
    }

    private void Check(StateData state)
    {
        if (state.FormatVersion != StateData.Version)
        {
            Add("$.formatVersion", Number.Text(state.FormatVersion), $"{Number.Text(state.FormatVersion)} is a version that this one does not read",
                $"read it with the version that wrote it; this one reads {StateData.Version}");
        }
        CheckName("$.profile", state.Profile);
        CheckFingerprint("$.fingerprint", state.Fingerprint);
        CheckFingerprint("$.rules", state.Rules);
        if (state.Tier is not null)
            CheckName("$.tier", state.Tier);
        else if (!state.IsUnscored && !_errors.IsFaulty("$.isUnscored"))
            Add("$.tier", null, "\"tier\" is missing, and the customer is not unscored");
        // Nothing is after a time that is not known.
        DateTime asOf = _errors.IsFaulty("$.asOf") ? DateTime.MaxValue : state.AsOf;
        if (state.Pending is { } pending)
            CheckPending(pending, state, asOf);
        CheckDays("$.highs", state.Highs, asOf, rises: false);
        CheckDays("$.lows", state.Lows, asOf, rises: true);
        for (int i = 0; i < state.Stale.Count; i++)
            CheckName(JsonPath.Item("$.stale", i), state.Stale[i]);
        CheckOrder("$.stale", state.Stale);
        for (int i = 0; i < state.Known.Count; i++)
            CheckName(JsonPath.Item("$.known", i), state.Known[i]);
        CheckOrder("$.known", state.Known);
        for (int i = 0; i < state.Lost.Count; i++)
        {
            string path = JsonPath.Item("$.lost", i);
            CheckName($"{path}.metric", state.Lost[i].Metric);
            CheckTime($"{path}.since", state.Lost[i].Since, asOf);
            if (state.Known.Contains(state.Lost[i].Metric, StringComparer.Ordinal))
                Add(path, null, $"'{state.Lost[i].Metric}' is lost, and is known");
        }
        CheckOrder("$.lost", state.Lost.Select(lost => lost.Metric));
        for (int i = 0; i < state.Fired.Count; i++)
        {
            string path = JsonPath.Item("$.fired", i);
            CheckName($"{path}.action", state.Fired[i].Action);
            CheckTime($"{path}.at", state.Fired[i].At, asOf);
        }
        CheckOrder("$.fired", state.Fired.Select(fired => fired.Action));
    }

    private void CheckPending(PendingTier pending, StateData state, DateTime asOf)
    {
        CheckName("$.pending.tier", pending.Tier);
        CheckTime("$.pending.since", pending.Since, asOf);
        if (pending.Scores < 1)
            Add("$.pending.scores", Number.Text(pending.Scores), $"{Number.Text(pending.Scores)} is less than 1");
        if (state.IsUnscored)
            Add("$.pending", null, "a tier is pending, and the customer is unscored");
        else if (pending.Tier == state.Tier)
            Add("$.pending", null, $"'{pending.Tier}' is pending, and is the tier already");
    }

    /// <summary>Days rise; their highest scores fall, and their lowest ones rise.</summary>
    private void CheckDays(string list, List<DayScore> days, DateTime asOf, bool rises)
    {
        DayScore? before = null;
        for (int i = 0; i < days.Count; i++)
        {
            (DayScore day, string path) = (days[i], JsonPath.Item(list, i));
            if (day.Score is not (>= 0 and <= 100))
                Add($"{path}.score", Number.Text(day.Score), $"{Number.Text(day.Score)} is not a score", "a score goes from 0 to 100");
            if (day.Day > DateOnly.FromDateTime(asOf))
                Add(path, null, $"{TimeText.Day(day.Day)} is after \"asOf\"");
            else if (day.Day <= before?.Day)
                Add(path, null, $"{TimeText.Day(day.Day)} is not after {TimeText.Day(before.Value.Day)} before it");
            else if (rises ? day.Score <= before?.Score : day.Score >= before?.Score)
            {
                Add(path, null,
                    $"{Number.Text(day.Score)} is not {(rises ? "above" : "below")} {Number.Text(before.GetValueOrDefault().Score)} before it");
            }
            if (!_errors.HasFaultWithin(path))
                before = day;
        }
    }

    private void CheckOrder(string list, IEnumerable<string> names)
    {
        string? before = null;
        foreach ((int i, string name) in names.Index())
        {
            string path = JsonPath.Item(list, i);
            if (string.CompareOrdinal(before, name) >= 0)
                Add(path, null, $"'{name}' does not come after '{before}' before it in ordinal order");
            if (!_errors.HasFaultWithin(path))
                before = name;
        }
    }

    private void CheckName(string path, string name)
    {
        if (NameRule.Problem(name) is { } found)
            Add(path, $"\"{name}\"", found.Problem);
    }

    private void CheckFingerprint(string path, string text)
    {
        if (text.Length != FingerprintLength || !text.All(char.IsAsciiHexDigitLower))
            Add(path, $"\"{text}\"", $"\"{Excerpt.OfValue(text)}\" is not a fingerprint",
                $"it has {FingerprintLength} lower-case hexadecimal digits");
    }

    private void CheckTime(string path, DateTime time, DateTime asOf)
    {
        if (time > asOf)
            Add(path, null, $"{TimeText.Exact(time)} is after \"asOf\", {TimeText.Exact(asOf)}");
    }

    /// <summary>What is faulty in a part is not judged as a whole.</summary>
    private void Add(string path, string? value, string problem, string remedy = Remedy)
    {
        if (!_errors.HasFaultWithin(path))
            _errors.Add(path, value, problem, remedy);
    }
}
