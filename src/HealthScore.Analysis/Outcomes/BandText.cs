using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Phrases bands of a number.</summary>
internal static class BandText
{
    /// <summary>
    /// As in <c>below 4 days</c>, <c>4 to below 9 days</c>, of whole numbers <c>4 to 8 days</c> or <c>4 days</c>, <c>9 or more days</c>, <c>any</c>.
    /// </summary>
    public static string Of(double? from, double? below, bool isWhole, string? unit) => (from, below) switch
    {
        ({ } lower, { } upper) when isWhole && upper - lower == 1 => Number.InUnit(Number.Raw(lower), unit),
        ({ } lower, { } upper) when isWhole => $"{Number.Raw(lower)} to {Number.InUnit(Number.Raw(upper - 1), unit)}",
        // An edge is rounded only as far as the band stays one.
        ({ } lower, { } upper) when Number.Raw(lower) == Number.Raw(upper) =>
            $"{Number.Text(lower)} to below {Number.InUnit(Number.Text(upper), unit)}",
        ({ } lower, { } upper) => $"{Number.Raw(lower)} to below {Number.InUnit(Number.Raw(upper), unit)}",
        ({ } lower, null) => Number.InUnit($"{Number.Raw(lower)} or more", unit),
        (null, { } upper) => $"below {Number.InUnit(Number.Raw(upper), unit)}",
        _ => "any",
    };
}
