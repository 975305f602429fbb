using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HealthScoring.Tracking;

/// <summary>Writes a state as JSON; what is absent, false or empty is left out.</summary>
internal static class StateWriter
{
    // Letters of any script stay letters: a state is as small as its names.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(TrackingState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber(StateFormat.FormatVersion, StateFormat.Version);
            json.WriteString(StateFormat.Profile, state.Profile);
            json.WriteString(StateFormat.Fingerprint, state.Fingerprint);
            json.WriteString(StateFormat.Rules, state.Rules);
            WriteTime(json, StateFormat.AsOf, state.AsOf);
            if (state.Tier is not null)
                json.WriteString(StateFormat.Tier, state.Tier);
            WriteFlag(json, StateFormat.IsUnscored, state.IsUnscored);
            WriteFlag(json, StateFormat.FollowsNext, state.FollowsNext);
            if (state.Pending is { } pending)
                WritePending(json, pending);
            WriteDays(json, StateFormat.Highs, state.Highs);
            WriteDays(json, StateFormat.Lows, state.Lows);
            WriteList(json, StateFormat.Stale, state.Stale, json.WriteStringValue);
            WriteList(json, StateFormat.Fired, state.Fired, fired => WriteFired(json, fired));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WritePending(Utf8JsonWriter json, PendingTier pending)
    {
        json.WriteStartObject(StateFormat.Pending);
        json.WriteString(StateFormat.Tier, pending.Tier);
        WriteTime(json, StateFormat.Since, pending.Since);
        json.WriteNumber(StateFormat.Scores, pending.Scores);
        json.WriteEndObject();
    }

    private static void WriteDays(Utf8JsonWriter json, string member, IReadOnlyList<DayScore> days) => WriteList(json, member, days, day =>
    {
        json.WriteStartObject();
        json.WriteString(StateFormat.DayMember, day.Day.ToString(StateFormat.Day, CultureInfo.InvariantCulture));
        json.WriteNumber(StateFormat.Score, day.Score);
        json.WriteEndObject();
    });

    private static void WriteFired(Utf8JsonWriter json, FiredAction fired)
    {
        json.WriteStartObject();
        json.WriteString(StateFormat.Action, fired.Action);
        WriteTime(json, StateFormat.At, fired.At);
        WriteFlag(json, StateFormat.HasLeftTier, fired.HasLeftTier);
        json.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter json, string member, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(member);
        foreach (T item in items)
            write(item);
        json.WriteEndArray();
    }

    private static void WriteFlag(Utf8JsonWriter json, string member, bool flag)
    {
        if (flag)
            json.WriteBoolean(member, flag);
    }

    private static void WriteTime(Utf8JsonWriter json, string member, DateTimeOffset time) =>
        json.WriteString(member, time.ToString(StateFormat.Time, CultureInfo.InvariantCulture));
}
