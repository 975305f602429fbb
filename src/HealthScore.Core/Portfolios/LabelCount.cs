using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>
/// The customers whose text of a label no condition of the profile names. That is no error: a profile names the few that matter. But a typo shows
/// here.
/// </summary>
public sealed class LabelCount
{
    private readonly SummaryLabel _data;

    internal LabelCount(SummaryLabel data)
    {
        _data = data;
        OtherTexts = data.Other.ToDictionary(other => other.Name, other => other.Customers, StringComparer.Ordinal).AsReadOnly();
    }

    /// <summary>The label's name.</summary>
    public string Label => _data.Label;

    /// <summary>How many customers have a text that no condition names.</summary>
    public long OtherCustomers => _data.OtherCustomers;

    /// <summary>The first five of these texts in ordinal order, each with its customers.</summary>
    public IReadOnlyDictionary<string, long> OtherTexts { get; }

    /// <summary>The texts that no condition names, in a line each, with the text that was probably meant.</summary>
    /// <returns>As in <c>plan 'Enterprise': 12 customers; did you mean 'enterprise'?</c>.</returns>
    internal IEnumerable<string> Lines => _data.Other.Select(other => $"{Label} '{Excerpt.OfValue(other.Name)}': "
        + Number.Counted(other.Customers, "customer")
        + (Suggestion.Nearest(other.Name, _data.Named) is { } meant ? $"; did you mean '{meant}'?" : ""));

    /// <summary>The label and these customers in a line.</summary>
    /// <returns>As in <c>plan: 143 customers have a text that no condition names</c>.</returns>
    public override string ToString() =>
        $"{Label}: {Number.Counted(OtherCustomers, "customer")} {(OtherCustomers == 1 ? "has" : "have")} a text that no condition names";
}
