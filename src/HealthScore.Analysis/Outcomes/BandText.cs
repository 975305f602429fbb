using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Phrases bands of a number.</summary>
internal static class BandText
{
    /// <summary>As in <c>below 4 active days</c>, <c>4 to below 9 active days</c>, <c>9 or more active days</c>, <c>any</c> or <c>missing</c>.</summary>
    public static string Of(double? from, double? below, bool isMissing, string? unit) => (isMissing, from, below) switch
    {
        (true, _, _) => "missing",
        (_, { } lower, { } upper) when Number.Raw(lower) == Number.Raw(upper) => Between(Number.Text(lower), Number.Text(upper), unit),
        (_, { } lower, { } upper) => Between(Number.Raw(lower), Number.Raw(upper), unit),
        (_, { } lower, null) => Number.InUnit($"{Number.Raw(lower)} or more", unit),
        (_, null, { } upper) => $"below {Number.InUnit(Number.Raw(upper), unit)}",
        _ => "any",
    };

    private static string Between(string from, string below, string? unit) => $"{from} to below {Number.InUnit(below, unit)}";
}
