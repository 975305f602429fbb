using System.Globalization;
using System.Text;
using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring.Tracking;

/// <summary>Reads a state from JSON, and lists everything that is wrong with it.</summary>
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

    public static TrackingState Read(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
            throw new FormatException($"The {Noun} is empty; pass null for a customer that has none yet.");
        if (NameRule.HalfCharacter(json))
            throw new FormatException($"The {Noun} holds half of a character (one of a surrogate pair); {Remedy}.");
        var reader = new StateReader();
        TrackingState? state = new SourceParser(reader._errors, Noun, MaxBytes).Parse(Encoding.UTF8.GetBytes(json)) is { } root ? reader.Read(root) : null;
        IReadOnlyList<InputError> errors = reader._errors.Sorted;
        return errors.Count == 0 ? state! : throw new FormatException(
            $"The {Noun} has {(errors.Count == 1 ? "an error" : $"{errors.Count + reader._errors.More} errors")}:{string.Concat(errors.Select(error => $"\n- {error}"))}"
            + (reader._errors.More == 0 ? "" : $"\n- … and {reader._errors.More} more"));
    }

    private TrackingState Read(SourceNode root)
    {
        var source = new SourceObject(root, _errors, StateFormat.FormatVersion, StateFormat.Profile, StateFormat.Fingerprint, StateFormat.Rules, StateFormat.AsOf,
            StateFormat.Tier, StateFormat.IsUnscored, StateFormat.FollowsNext, StateFormat.Pending, StateFormat.Highs, StateFormat.Lows,
            StateFormat.Stale, StateFormat.Fired);
        if (root.Kind != JsonTokenType.StartObject)
            return new();
        CheckVersion(source);
        string? profile = Name(source.Require(StateFormat.Profile, Remedy));
        string fingerprint = Fingerprint(source, StateFormat.Fingerprint), rules = Fingerprint(source, StateFormat.Rules);
        DateTimeOffset asOf = Time(source, StateFormat.AsOf);
        var state = new TrackingState
        {
            Profile = profile ?? "",
            Fingerprint = fingerprint,
            Rules = rules,
            AsOf = asOf,
            Tier = Name(source.Find(StateFormat.Tier)),
            IsUnscored = source.YesOrNo(StateFormat.IsUnscored),
            FollowsNext = source.YesOrNo(StateFormat.FollowsNext),
            Pending = source.Find(StateFormat.Pending) is { } pending ? Pending(pending, asOf) : null,
            Highs = Days(source, StateFormat.Highs, asOf, rises: false),
            Lows = Days(source, StateFormat.Lows, asOf, rises: true),
            Stale = InOrder(source.Items(StateFormat.Stale), node => Name(node) ?? "", name => name),
            Fired = InOrder(source.Items(StateFormat.Fired), node => Fired(node, asOf), fired => fired.Action),
        };
        CheckTier(source, state);
        return state;
    }

    private void CheckVersion(SourceObject source)
    {
        int? version = source.Require(StateFormat.FormatVersion, Remedy) is null ? null : source.Integer(StateFormat.FormatVersion, Remedy);
        if (version is { } given and not StateFormat.Version)
        {
            Add(source.PathOf(StateFormat.FormatVersion), Invariant(given), $"{Invariant(given)} is a version that this one does not read",
                $"read it with the version that wrote it; this one reads {StateFormat.Version}");
        }
    }

    /// <summary>What a state cannot be at once.</summary>
    private void CheckTier(SourceObject source, TrackingState state)
    {
        string at = source.PathOf(StateFormat.Tier);
        if (_errors.IsFaulty(at))
            return;
        if (state.Tier is null && !state.IsUnscored)
            Add(at, null, $"\"{StateFormat.Tier}\" is missing, and the customer is not unscored", Remedy);
        if (state.Pending is not { } pending || _errors.HasFaultWithin(source.PathOf(StateFormat.Pending)))
            return;
        if (state.IsUnscored)
            Add(source.PathOf(StateFormat.Pending), null, "a tier is pending, and the customer is unscored", Remedy);
        else if (pending.Tier == state.Tier)
            Add(source.PathOf(StateFormat.Pending), null, $"'{pending.Tier}' is pending, and is the tier already", Remedy);
    }

    private PendingTier Pending(SourceNode node, DateTimeOffset asOf)
    {
        var source = new SourceObject(node, _errors, StateFormat.Tier, StateFormat.Since, StateFormat.Scores);
        if (node.Kind != JsonTokenType.StartObject)
            return new("", asOf, 1);
        var pending = new PendingTier(Name(source.Require(StateFormat.Tier, Remedy)) ?? "", PastTime(source, StateFormat.Since, asOf),
            source.Require(StateFormat.Scores, Remedy) is null ? 1 : source.Integer(StateFormat.Scores, Remedy) ?? 1);
        if (pending.Scores < 1)
            Add(source.PathOf(StateFormat.Scores), Invariant(pending.Scores), $"{Invariant(pending.Scores)} is less than 1", Remedy);
        return pending;
    }

    private FiredAction Fired(SourceNode node, DateTimeOffset asOf)
    {
        var source = new SourceObject(node, _errors, StateFormat.Action, StateFormat.At, StateFormat.HasLeftTier);
        return node.Kind != JsonTokenType.StartObject ? new("", asOf, false)
            : new(Name(source.Require(StateFormat.Action, Remedy)) ?? "", PastTime(source, StateFormat.At, asOf),
                source.YesOrNo(StateFormat.HasLeftTier));
    }

    /// <summary>Days rise; their highest scores fall, and their lowest ones rise.</summary>
    private DayScore[] Days(SourceObject source, string member, DateTimeOffset asOf, bool rises)
    {
        DateOnly today = WindowMove.Day(asOf);
        var days = new List<DayScore>();
        foreach (SourceNode node in source.Items(member))
        {
            DayScore day = Day(node);
            if (_errors.HasFaultWithin(node.Path))
                continue;
            if (day.Day > today && !_errors.IsFaulty(source.PathOf(StateFormat.AsOf)))
                Add(node.Path, null, $"{Text(day.Day)} is after \"{StateFormat.AsOf}\"", Remedy);
            else if (days.Count > 0 && day.Day <= days[^1].Day)
                Add(node.Path, null, $"{Text(day.Day)} is not after {Text(days[^1].Day)} before it", Remedy);
            else if (days.Count > 0 && (rises ? day.Score <= days[^1].Score : day.Score >= days[^1].Score))
            {
                Add(node.Path, null, $"{Number.Text(day.Score)} is not {(rises ? "above" : "below")} {Number.Text(days[^1].Score)} before it",
                    Remedy);
            }
            else
                days.Add(day);
        }
        return [.. days];
    }

    private DayScore Day(SourceNode node)
    {
        var source = new SourceObject(node, _errors, StateFormat.DayMember, StateFormat.Score);
        if (node.Kind != JsonTokenType.StartObject)
            return default;
        DateOnly day = default;
        if (source.Require(StateFormat.DayMember, Remedy) is { } text
            && !DateOnly.TryParseExact(source.TextOf(text), StateFormat.Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            Add(text.Path, text.Raw, $"{text.Raw} is no day", "write it like \"2026-03-01\"");
        }
        double score = source.RequireNumber(StateFormat.Score);
        if (score is not (>= 0 and <= 100))
            Add(source.PathOf(StateFormat.Score), Number.Text(score), $"{Number.Text(score)} is no score", "a score goes from 0 to 100");
        return new(day, score + 0.0);
    }

    private string Fingerprint(SourceObject source, string member)
    {
        if (source.Require(member, Remedy) is not { } node)
            return "";
        string text = source.TextOf(node);
        if (text.Length != FingerprintLength || !text.All(char.IsAsciiHexDigitLower))
            Add(node.Path, node.Raw, $"{node.Raw} is no fingerprint", $"it has {FingerprintLength} lower-case hexadecimal digits");
        return text;
    }

    private DateTimeOffset PastTime(SourceObject source, string member, DateTimeOffset asOf)
    {
        DateTimeOffset time = Time(source, member);
        if (time > asOf && !_errors.IsFaulty(JsonPath.Member(JsonPath.Root, StateFormat.AsOf)))
            Add(source.PathOf(member), null, $"{Text(time)} is after \"{StateFormat.AsOf}\", {Text(asOf)}", Remedy);
        return time;
    }

    private DateTimeOffset Time(SourceObject source, string member)
    {
        DateTimeOffset time = default;
        if (source.Require(member, Remedy) is { } node && !DateTimeOffset.TryParseExact(source.TextOf(node), StateFormat.Time,
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
        {
            Add(node.Path, node.Raw, $"{node.Raw} is no time in UTC", "write it like \"2026-03-01T12:30:00Z\"");
        }
        return time;
    }

    private T[] InOrder<T>(IEnumerable<SourceNode> nodes, Func<SourceNode, T> read, Func<T, string> nameOf)
    {
        var items = new List<T>();
        foreach (SourceNode node in nodes)
        {
            T item = read(node);
            if (_errors.HasFaultWithin(node.Path))
                continue;
            if (items.Count > 0 && string.CompareOrdinal(nameOf(items[^1]), nameOf(item)) >= 0)
                Add(node.Path, null, $"'{nameOf(item)}' does not come after '{nameOf(items[^1])}' before it in ordinal order", Remedy);
            else
                items.Add(item);
        }
        return [.. items];
    }

    private string? Name(SourceNode? node)
    {
        if (node is null)
            return null;
        if (node.Kind != JsonTokenType.String)
            Add(node.Path, node.Raw, $"{node.Raw} is {node.Described}, not text", Remedy);
        else if (NameRule.Problem(node.Text) is { } problem)
            Add(node.Path, node.Raw, problem.Problem, Remedy);
        return node.Text;
    }

    private void Add(string path, string? value, string problem, string remedy) => _errors.Add(path, value, problem, remedy);

    private static string Text(DateOnly day) => day.ToString(StateFormat.Day, CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.ToString(StateFormat.Time, CultureInfo.InvariantCulture);

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
