namespace HealthScoring.Hosting;

/// <summary>What an id may be, so that every database keeps it as it is and tells it from any other.</summary>
internal static class CustomerIds
{
    public const int Longest = 200;

    /// <summary>What keeps a text from being an id, and what to do; <see langword="null"/> for an id.</summary>
    public static (string Problem, string Remedy)? Problem(string? id)
    {
        if (string.IsNullOrWhiteSpace(id))
            return ("the id is empty", "give each customer an id");
        if (id.Length > Longest)
            return (FormattableString.Invariant($"the id has {id.Length} characters"), "give one of 200 characters at most");
        if (char.IsWhiteSpace(id[0]) || char.IsWhiteSpace(id[^1]))
            return ("the id begins or ends with white space", "remove it");
        for (int i = 0; i < id.Length; i++)
        {
            if (char.IsControl(id[i]))
                return (FormattableString.Invariant($"the id holds the control character U+{(int)id[i]:X4}"), "remove it");
            if (char.IsHighSurrogate(id[i]) && i + 1 < id.Length && char.IsLowSurrogate(id[i + 1]))
                i++;
            else if (char.IsSurrogate(id[i]))
                return ("the id holds half of a character (one of a surrogate pair)", "give the whole id");
        }
        return null;
    }
}
