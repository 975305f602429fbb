using System.Text.Json.Serialization;

namespace HealthScoring;

/// <summary>Which segment a customer was scored in, and why.</summary>
public sealed class SegmentMatch
{
    internal SegmentMatch(string? name, string reason, Exception? exception = null)
    {
        Name = name;
        Reason = reason;
        Exception = exception;
    }

    /// <summary>The segment's name, or <see langword="null"/> for the base profile.</summary>
    public string? Name { get; }

    /// <summary>Why, as in <c>seats is 800, at least 500</c> or <c>no segment matches</c>.</summary>
    public string Reason { get; }

    /// <summary>What the host's segment function threw, or <see langword="null"/>. Not part of the JSON.</summary>
    [JsonIgnore]
    public Exception? Exception { get; }

    /// <summary>The segment's name, or <c>base profile</c>.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name ?? "base profile";
}
