namespace HealthScoring.Profiles;

/// <summary>Paths as RFC 9535 (JSONPath) writes them.</summary>
internal static class JsonPath
{
    public const string Root = "$";

    public static string Member(string path, string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') && !char.IsAsciiDigit(name[0])
            ? $"{path}.{name}"
            : $"{path}['{name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}']";

    public static string Item(string path, int index) => $"{path}[{index}]";

    /// <summary>The path one step up; null for the root.</summary>
    public static string? Parent(string path)
    {
        int end = path.Length;
        if (path.EndsWith("']", StringComparison.Ordinal))
        {
            do
                end = path.LastIndexOf("['", end - 1, StringComparison.Ordinal);
            while (end > 0 && path[end - 1] == '\\');
        }
        else
        {
            end = path.LastIndexOfAny(['.', '[']);
        }
        return end > 0 ? path[..end] : null;
    }
}
