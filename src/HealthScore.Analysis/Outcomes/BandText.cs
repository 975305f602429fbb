using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Phrases bands of a number.</summary>
internal static class BandText
{
    /// <summary>As in <c>below 4 active days</c>, <c>4 to below 9 active days</c>, <c>9 or more active days</c>, <c>any</c> or <c>missing</c>.</summary>
    public static string Of(double? from, double? below, bool isMissing, string? unit) => (isMissing, from, below) switch
    {
        (true, _, _) => "missing",
        (_, { } lower, { } upper) => $"{Text(lower)} to below {Number.InUnit(Text(upper), unit)}",
        (_, { } lower, null) => Number.InUnit($"{Text(lower)} or more", unit),
        (_, null, { } upper) => $"below {Number.InUnit(Text(upper), unit)}",
        _ => "any",
    };

    // All the digits: a rounded edge would be another band.
    private static string Text(double edge) => Number.Text(edge + 0.0);
}
