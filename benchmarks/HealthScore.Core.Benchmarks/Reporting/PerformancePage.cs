using System.Globalization;

namespace HealthScoring.Benchmarks.Reporting;

/// <summary>docs/performance.md: what stands between the markers of a block is written by this program, all else by people.</summary>
internal static class PerformancePage
{
    private static string Root { get; } = FindRoot();

    /// <summary>
    /// Writes a block's table, with the machine, the date and the command, and its charts. What another processor measured stays below it, without
    /// the charts, which are this one's.
    /// </summary>
    public static void Write(string name, Answer answer, string command)
    {
        string file = Path.Combine(Root, "docs", "performance.md");
        string page = File.ReadAllText(file);
        (string begin, string end) = ($"<!-- {name}: begin -->", $"<!-- {name}: end -->");
        int from = page.IndexOf(begin, StringComparison.Ordinal), to = page.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
            throw new InvalidOperationException($"docs/performance.md has no block '{name}'.");

        string charts = Path.Combine(Root, "docs", "charts");
        Directory.CreateDirectory(charts);
        foreach (Drawing drawing in answer.Drawings)
            ChartWriter.Write(drawing, Path.Combine(charts, $"{drawing.File}.svg"));
        IEnumerable<string> parts =
        [
            begin, answer.Table.ToMarkdown(),
            .. answer.Drawings.Select(drawing => $"![{drawing.Question}](charts/{drawing.File}.svg)"),
            $"{Machine.Describe()}; {DateTime.UtcNow.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}; `{command}`",
            .. OfOthers(page[(from + begin.Length)..to]), "",
        ];
        File.WriteAllText(file, page[..from] + string.Join("\n\n", parts).TrimEnd('\n') + "\n\n" + page[to..]);
    }

    /// <summary>The tables of a block with their machines, except for what this processor measured.</summary>
    private static IEnumerable<string> OfOthers(string block)
    {
        string? table = null;
        foreach (string part in block.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith('|'))
                table = part;
            bool isMachine = table is not null && part.Contains("; `", StringComparison.Ordinal);
            if (isMachine && !part.StartsWith(Machine.Processor(), StringComparison.Ordinal))
            {
                yield return table!;
                yield return part;
            }
        }
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "HealthScore.Core.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The report is written from inside the repository.");
    }
}
