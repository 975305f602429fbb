using HealthScoring.Text;

namespace HealthScoring.Json;

/// <summary>Paths as RFC 9535 (JSONPath) writes them.</summary>
internal static class JsonPath
{
    public const string Root = "$";

    public static string Member(string path, string name) => IsPlain(name)
        ? $"{path}.{name}"
        : $"{path}['{Excerpt.OfValue(name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal))}']";

    public static string Item(string path, int index) => $"{path}[{index}]";

    /// <summary>The path one step up; null for the root.</summary>
    public static string? Parent(string path)
    {
        int step = 0;
        for (int i = 1; i < path.Length;)
        {
            step = i;
            bool quoted = path.AsSpan(i).StartsWith("['", StringComparison.Ordinal);
            for (i += quoted ? 2 : 1; i < path.Length && (quoted ? path[i] != '\'' : path[i] is not ('.' or '[')); i++)
                i += path[i] == '\\' ? 1 : 0;
            i += quoted ? 2 : 0;
        }
        return step > 0 ? path[..step] : null;
    }

    private static bool IsPlain(string name) => name.Length is > 0 and <= NameRule.Longest && !char.IsAsciiDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
