namespace HealthScoring.Text;

/// <summary>Names what somebody probably meant.</summary>
internal static class Suggestion
{
    private const int MostListed = 16;
    private const int LongestCompared = 2 * NameRule.Longest;

    /// <summary>"did you mean 'x'?" for a near miss, otherwise the names there are.</summary>
    public static string For(string name, IEnumerable<string> known)
    {
        string[] names = [.. known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return Nearest(name, names) is { } nearest ? $"did you mean '{nearest}'?"
            : names.Length == 0 ? "there are none to choose from"
            : $"use one of: {string.Join(", ", names.Take(MostListed))}{(names.Length > MostListed ? $", … ({names.Length} in all)" : "")}";
    }

    /// <summary>The known name that a typo could have turned into this one, or null.</summary>
    public static string? Nearest(string name, IEnumerable<string> known) => known
        .Where(candidate => Math.Max(name.Length, candidate.Length) <= LongestCompared
            && Math.Abs(name.Length - candidate.Length) <= Slips(name, candidate))
        .Select(candidate => (Name: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(candidate => candidate.Distance <= Slips(name, candidate.Name))
        .OrderBy(candidate => candidate.Distance)
        .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    private static int Slips(string name, string candidate) => Math.Max(1, Math.Max(name.Length, candidate.Length) / 3);

    /// <summary>Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, each counting 1.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }
                int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[left.Length, right.Length];
    }
}
