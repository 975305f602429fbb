using HealthScoring.Text;

namespace HealthScoring.Hosting;

/// <summary>What a text may be that the tables find rows by: one that every database keeps as it is, and takes for no other.</summary>
internal static class KeyText
{
    /// <summary>The columns' length: two of them and a time fit into the 900 bytes that a key of SQL Server has.</summary>
    internal const int Longest = 200;

    public static void CheckCustomer(string id, string parameter) => CheckGiven(id, "customer id", parameter);

    public static void CheckScoring(string name, string parameter) => Check(name, "name of the scoring", parameter);

    public static void CheckWorker(string name, string parameter) => CheckGiven(name, "name of the worker", parameter);

    public static void CheckGiven(string text, string what, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        if (text.Length == 0)
            throw new ArgumentException($"The {what} is empty; give one.", parameter);
        Check(text, what, parameter);
    }

    public static void Check(string text, string what, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        if (Problem(text) is ({ } problem, { } remedy))
            throw new ArgumentException($"The {what} '{(text.Length <= Longest ? text : text[..Longest] + "…")}' {problem}; {remedy}.", parameter);
    }

    /// <summary>What keeps a text from being a key, and what to do; nothing for one that is not empty.</summary>
    public static (string? Problem, string? Remedy) Problem(string text)
    {
        if (text.Length > Longest)
            return (FormattableString.Invariant($"has {text.Length} characters"), "use at most 200");
        // Some databases do not see a space at the end when they compare.
        if (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])))
            return ("starts or ends with white space", "use at most 200 characters without it");
        if (text.Contains('\0', StringComparison.Ordinal))
            return ("holds the character U+0000, which not every database keeps", "remove it");
        return NameRule.HalfCharacter(text)
            ? ("holds half of a character (one of a surrogate pair), which no database keeps", "give the whole text")
            : default;
    }
}
