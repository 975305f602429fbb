using System.Text.RegularExpressions;

namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>A way to write the query, with equal results.</summary>
internal sealed partial record QueryForm(string Name, string Text)
{
    private const string As = " AS ";

    /// <summary>The form with something else in the place of a text, which it must have.</summary>
    public QueryForm With(string name, string text, string instead) => Text.Contains(text, StringComparison.Ordinal)
        ? new(name, Text.Replace(text, instead, StringComparison.Ordinal))
        : throw new InvalidOperationException($"{name}: the query has no '{text}'.");

    /// <summary>The form with something more at the end of each stage, by the number of the stage's columns.</summary>
    public QueryForm AtEachEnd(string name, Func<int, string> more)
    {
        int stages = 0;
        string text = Stage().Replace(Text, stage =>
        {
            stages++;
            return $"{stage.Value}{more(ItemsOf(stage).Sum(item => item.Names))}\n";
        });
        return stages > 1 ? new(name, text) : throw new InvalidOperationException($"{name}: the query has no stages.");
    }

    /// <summary>Every column that a stage adds, in order, with what it is computed from.</summary>
    public IEnumerable<(string Name, string Value)> Columns() => Stage().Matches(Text).SelectMany(ItemsOf)
        .Where(item => item.Text.Contains(As, StringComparison.Ordinal))
        .Select(item => (At: item.Text.LastIndexOf(As, StringComparison.Ordinal), item.Text))
        .Select(item => (item.Text[(item.At + As.Length)..], item.Text[..item.At]));

    // A stage has the columns it passes on first, several in a line, and then each column it adds: in lines of its own, the later ones indented.
    private static IEnumerable<(string Text, int Names)> ItemsOf(Match stage) => NextItem().Split(stage.Groups["items"].Value)
        .Select(item => (item, item.Contains(As, StringComparison.Ordinal) ? 1 : item.Split(", ").Length));

    [GeneratedRegex(@"^(WITH )?hs_\w+ AS [^\n]*\n--[^\n]*\nSELECT\n    (?<items>.*?)\nFROM [^\n]*\n(?=\))",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Stage();

    [GeneratedRegex(@",\n    (?! )")]
    private static partial Regex NextItem();
}
