namespace HealthScoring.Tool.Proposals;

/// <summary>Texts of cells whose meaning is plain to people.</summary>
internal static class CellTexts
{
    private static readonly HashSet<string> MissingTexts = new(StringComparer.OrdinalIgnoreCase)
    {
        "n/a", "na", "#n/a", "n.a.", "null", "none", "nan", "nil", "-", "--", "–", "—", "?", "unknown", "not available", "missing", "k.A.",
            "keine Angabe",
        "(blank)", "(null)", "#VALUE!", "#DIV/0!", "#REF!",
    };

    private static readonly HashSet<string> YesTexts = new(StringComparer.OrdinalIgnoreCase)
    {
        "yes", "y", "true", "ja", "oui", "si", "sí", "x",
    };

    private static readonly HashSet<string> NoTexts = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "n", "false", "nein", "non",
    };

    // In another column they need not mean that a customer left: a contract that was renewed is a yes of its own.
    private static readonly HashSet<string> GoneTexts = new(StringComparer.OrdinalIgnoreCase)
    {
        "churned", "left", "cancelled", "canceled", "lost",
    };

    private static readonly HashSet<string> StayedTexts = new(StringComparer.OrdinalIgnoreCase)
    {
        "active", "stayed", "retained", "renewed", "current", "kept",
    };

    /// <summary>Texts that may stand beside a number.</summary>
    public static IReadOnlyList<string> Units { get; } = ["$", "€", "£", "¥", "EUR", "USD", "GBP", "CHF"];

    /// <summary>Whether a text says that there is no value.</summary>
    public static bool IsMissing(string text) => MissingTexts.Contains(text);

    /// <summary>Whether a text is a yes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isOutcome">Whether it says if a customer left.</param>
    public static bool IsYes(string text, bool isOutcome) => YesTexts.Contains(text) || (isOutcome && GoneTexts.Contains(text));

    /// <summary>Whether a text is a no.</summary>
    /// <inheritdoc cref="IsYes" path="/param"/>
    public static bool IsNo(string text, bool isOutcome) => NoTexts.Contains(text) || (isOutcome && StayedTexts.Contains(text));
}
