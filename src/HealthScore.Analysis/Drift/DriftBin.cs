using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>A band of values, a tier, or what is missing, and how many customers had it then and have it now.</summary>
public sealed record DriftBin
{
    private readonly string _words;

    internal DriftBin(string words, long before, long after) => (_words, Before, After) = (words, before, after);

    /// <summary>The least value; <see langword="null"/> for the lowest band, and for what is no band.</summary>
    public double? From { get; internal init; }

    /// <summary>The value that the band ends below; <see langword="null"/> for the highest band, and for what is no band.</summary>
    public double? Below { get; internal init; }

    /// <summary>The tier; <see langword="null"/> for what is none.</summary>
    public string? Tier { get; internal init; }

    /// <summary>Whether these customers have no value, or no score.</summary>
    public bool IsMissing { get; internal init; }

    /// <summary>How many customers of the reference.</summary>
    public long Before { get; }

    /// <summary>How many customers now.</summary>
    public long After { get; }

    /// <summary>The bin in words.</summary>
    /// <returns>As in <c>below 4 active days: 200 → 310</c>.</returns>
    public override string ToString() => $"{_words}: {Number.Count(Before)} → {Number.Count(After)}";

    /// <summary>The bin's name.</summary>
    internal string Words() => _words;
}
