using System.Diagnostics;
using System.Text.Json.Serialization;
using HealthScoring.Metrics;
using HealthScoring.Profiles.Validation;

namespace HealthScoring.Customers;

/// <summary>A metric or signal without a usable number for a customer.</summary>
/// <remarks>Immutable.</remarks>
public sealed class MissingMetric
{
    internal MissingMetric(string metric, MissingReason reason, Exception? exception)
    {
        Metric = metric;
        Reason = reason;
        Exception = exception;
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

    /// <summary>The exception in a line, or <see langword="null"/>.</summary>
    public string? Error => Exception is null ? null : Describe(Exception);

    /// <summary>The name and the reason in words.</summary>
    /// <returns>As in <c>nps (no value)</c>.</returns>
    public override string ToString() => $"{Metric} ({Reason switch
    {
        MissingReason.NoValue => "no value",
        MissingReason.NotANumber => "not a number",
        MissingReason.Infinite => "infinite",
        MissingReason.Fault => $"fault: {Error}",
        _ => throw new UnreachableException(),
    }})";

    internal static string Describe(Exception exception) => Excerpt.OfLine($"{exception.GetType().Name}: {exception.Message}");
}
