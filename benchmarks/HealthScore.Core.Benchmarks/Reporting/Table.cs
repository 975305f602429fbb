namespace HealthScoring.Benchmarks.Reporting;

/// <summary>A table of the page, and the lines below it.</summary>
internal sealed record Table(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string> Notes)
{
    public string ToMarkdown()
    {
        IEnumerable<string> lines =
        [
            $"| {string.Join(" | ", Heads)} |",
            $"|{string.Concat(Heads.Select(_ => " --- |"))}",
            .. Rows.Select(row => $"| {string.Join(" | ", row)} |"),
            .. Notes.SelectMany(note => (string[])["", note]),
        ];
        return string.Join("\n", lines);
    }
}
