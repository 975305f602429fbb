using System.Collections.ObjectModel;

namespace HealthScoring;

/// <summary>
/// A customer by numbers, and the result expected of the profile. It changes no score and is not part of the fingerprint; it is checked
/// where the host asks for that.
/// </summary>
public sealed class ProfileExample
{
    internal ProfileExample()
    {
    }

    /// <summary>The example's name; unique among examples.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What it shows (free text), or <see langword="null"/>.</summary>
    public string? Description { get; internal init; }

    /// <summary>The raw numbers by metric or signal; what is not named is missing.</summary>
    public IReadOnlyDictionary<string, double> Values { get; internal init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>The texts by label; what is not named is missing.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; internal init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>How old some of the numbers are, by metric; the others were observed just now.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Ages { get; internal init; } = ReadOnlyDictionary<string, TimeSpan>.Empty;

    /// <summary>The segment that the host names for the customer; <see langword="null"/> for none.</summary>
    public string? Segment { get; internal init; }

    /// <summary>The score as it is printed, 0 to 100: the actual one, rounded down to as many decimals; <see langword="null"/> for any.</summary>
    public double? Score { get; internal init; }

    /// <summary>The tier; <see langword="null"/> for any.</summary>
    public string? Tier { get; internal init; }

    /// <summary>Whether the customer is meant to have no score.</summary>
    public bool Unscored { get; internal init; }
}
