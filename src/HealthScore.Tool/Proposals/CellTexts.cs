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
        "yes", "y", "true", "ja", "oui", "si", "sí", "x", "churned", "left", "cancelled", "canceled", "lost",
    };

    private static readonly HashSet<string> NoTexts = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "n", "false", "nein", "non", "active", "stayed", "retained", "renewed", "current", "kept",
    };

    /// <summary>Texts that may stand beside a number.</summary>
    public static IReadOnlyList<string> Units { get; } = ["$", "€", "£", "¥", "EUR", "USD", "GBP", "CHF"];

    /// <summary>Whether a text says that there is no value.</summary>
    public static bool IsMissing(string text) => MissingTexts.Contains(text);

    /// <summary>Whether a text is a yes.</summary>
    public static bool IsYes(string text) => YesTexts.Contains(text);

    /// <summary>Whether a text is a no.</summary>
    public static bool IsNo(string text) => NoTexts.Contains(text);
}
