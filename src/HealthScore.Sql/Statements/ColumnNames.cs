using System.Globalization;
using System.Text;

namespace HealthScoring.Sql.Statements;

/// <summary>
/// Names for the columns of stages: plain ASCII made from a name of the profile, so that they need no quotes, are short enough everywhere, and
/// say what they hold. No two are alike.
/// </summary>
internal sealed class ColumnNames
{
    private const int LongestStem = 36;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a name that is not ours out of the choice.</summary>
    public void Reserve(string name) => _taken.Add(name);

    /// <summary>The column of a wish, with a number behind it where the wish is taken.</summary>
    public StageColumn Take(string wish)
    {
        string name = wish;
        for (int i = 2; !_taken.Add(name); i++)
            name = string.Create(CultureInfo.InvariantCulture, $"{wish}_{i}");
        return new(name, name);
    }

    /// <summary>What is left of a name in lower-case ASCII letters, digits and single underscores; never empty, never a digit first.</summary>
    public static string Stem(string name)
    {
        var stem = new StringBuilder();
        foreach (char character in name)
        {
            if (char.IsAsciiLetterOrDigit(character))
                stem.Append(char.ToLowerInvariant(character));
            else if (stem.Length > 0 && stem[^1] != '_')
                stem.Append('_');
        }
        string text = stem.ToString(0, Math.Min(stem.Length, LongestStem)).Trim('_');
        return text.Length == 0 ? "x" : char.IsAsciiDigit(text[0]) ? "x" + text : text;
    }
}
