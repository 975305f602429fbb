using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring.Json;

/// <summary>Paths as RFC 9535 (JSONPath) writes them.</summary>
internal static class JsonPath
{
    public const string Root = "$";

    public static string Member(string path, string name) => path + Step(name);

    public static string Item(string path, int index) => path + Step(index);

    /// <summary>The step to a member.</summary>
    public static string Step(string name) => IsPlain(name)
        ? $".{name}"
        : $"['{Excerpt.OfValue(name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal))}']";

    /// <summary>The step to an item of a list.</summary>
    public static string Step(int index) => string.Create(CultureInfo.InvariantCulture, $"[{index}]");

    /// <summary>The steps from the root on.</summary>
    public static IEnumerable<string> Steps(string path)
    {
        for (int i = Root.Length, end; i < path.Length; i = end)
        {
            end = End(path, i);
            yield return path[i..end];
        }
    }

    /// <summary>Where the step ends that begins at a character.</summary>
    public static int End(string path, int start)
    {
        bool quoted = path.AsSpan(start).StartsWith("['", StringComparison.Ordinal);
        int end = start + (quoted ? 2 : 1);
        for (; end < path.Length && (quoted ? path[end] != '\'' : path[end] is not ('.' or '[')); end++)
            end += path[end] == '\\' ? 1 : 0;
        return Math.Min(path.Length, end + (quoted ? 2 : 0));
    }

    private static bool IsPlain(string name) => name.Length is > 0 and <= NameRule.Longest && !char.IsAsciiDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
