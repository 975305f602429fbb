using System.Diagnostics;
using System.Text.Json.Serialization;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A metric or signal without a usable number for a customer, or a label without a text.</summary>
public sealed class MissingMetric
{
    internal MissingMetric(string metric, MissingReason reason, Exception? exception, double? age = null, double? value = null)
    {
        Metric = metric;
        Reason = reason;
        Exception = exception;
        AgeInDays = age;
        Value = value;
    }

    /// <summary>The metric's name.</summary>
    public string Metric { get; }

    /// <summary>Why there is no number.</summary>
    public MissingReason Reason { get; }

    /// <summary>
    /// What the metric threw where <see cref="Reason"/> is <see cref="MissingReason.Fault"/>; otherwise <see langword="null"/>. Not
    /// part of the JSON.
    /// </summary>
    [JsonIgnore]
    public Exception? Exception { get; }

    /// <summary>
    /// How old the observation is, in days of 24 hours, where <see cref="Reason"/> is <see cref="MissingReason.Stale"/> or, as a negative
    /// number, <see cref="MissingReason.ObservedLater"/>; otherwise <see langword="null"/>.
    /// </summary>
    public double? AgeInDays { get; }

    /// <summary>
    /// The number where the profile says that it is no value (<see cref="MissingReason.OutOfRange"/>, <see cref="MissingReason.StandsForMissing"/>,
    /// <see cref="MissingReason.NotWhole"/>); otherwise <see langword="null"/>, and left out of the JSON.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Value { get; }

    /// <summary>The exception in a line, or <see langword="null"/>.</summary>
    public string? Error => Exception is null ? null : Describe(Exception);

    /// <summary>The name and the reason in words.</summary>
    /// <returns>As in <c>nps (no value)</c>.</returns>
    public override string ToString() => $"{Metric} ({Why})";

    /// <summary>The reason in words, as in <c>no value</c> or <c>stale: 95 days old</c>.</summary>
    internal string Why => Reason switch
    {
        MissingReason.NoValue => "no value",
        MissingReason.NotANumber => "not a number",
        MissingReason.Infinite => "infinite",
        MissingReason.Fault => $"fault: {Error}",
        MissingReason.Stale => $"stale: {Number.Age(AgeInDays.GetValueOrDefault())} old",
        MissingReason.NoObservationTime => "no observation time",
        MissingReason.ObservedLater => "observed later",
        MissingReason.OutOfRange => $"out of range: {Number.Text(Value.GetValueOrDefault())}",
        MissingReason.StandsForMissing => $"stands for missing: {Number.Text(Value.GetValueOrDefault())}",
        MissingReason.NotWhole => $"not whole: {Number.Text(Value.GetValueOrDefault())}",
        MissingReason.WrongKind => "a number for a label, or a label for a number",
        _ => throw new UnreachableException(),
    };

    /// <summary>Why a measurement is not a usable number; null where it is one.</summary>
    internal static MissingMetric? Of(string metric, Measurement measured, Exception? fault) =>
        fault is not null ? new(metric, MissingReason.Fault, fault)
        : measured.MissingReason is { } reason ? new(metric, reason, exception: null)
        : null;

    /// <summary>Why a number that was measured does not count; null where it does, or there is none.</summary>
    internal static MissingMetric? Refused(MeasuredRow row, int column) => row.Refused(column) switch
    {
        null => null,
        (MissingReason.Stale or MissingReason.ObservedLater) and { } reason => new(row.Plan.Columns[column], reason, null, age: row.Age(column)),
        MissingReason.NoObservationTime => new(row.Plan.Columns[column], MissingReason.NoObservationTime, null),
        { } reason => new(row.Plan.Columns[column], reason, null, value: row.Measured(column).Value + 0.0),
    };

    /// <summary>What is missing of a row: what was not measured, and what was and does not count; in the row's order.</summary>
    internal static IReadOnlyList<MissingMetric> WithRefused(MeasuredRow row, List<MissingMetric>? unmeasured)
    {
        string[] columns = row.Plan.Columns;
        if (row.Plan.Judged.Length == 0)
            return unmeasured?.AsReadOnly() ?? (IReadOnlyList<MissingMetric>)[];
        List<MissingMetric> missing = [];
        for ((int i, int next) = (0, 0); i < row.Values.Length; i++)
        {
            if (next < unmeasured?.Count && unmeasured[next].Metric == columns[i])
                missing.Add(unmeasured[next++]);
            else if (Refused(row, i) is { } refused)
                missing.Add(refused);
        }
        return missing.AsReadOnly();
    }

    /// <summary>An exception's type and message in a line.</summary>
    internal static string Describe(Exception exception)
    {
        // Of what comes back from storage there is only this line.
        if (exception is StoredFaultException)
            return exception.Message;
        string type = exception.GetType().Name;
        try
        {
            return Excerpt.OfLine($"{type}: {exception.Message}");
        }
        catch (Exception own)
        {
            // The fault is another's code, and so is its message.
            return $"{type}, whose message threw {own.GetType().Name}";
        }
    }
}
