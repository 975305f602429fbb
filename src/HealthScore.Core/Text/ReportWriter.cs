using System.Text;

namespace HealthScoring.Text;

/// <summary>
/// A report that can be pasted into a ticket: a headline, lines below it, sections and tables, in plain characters and with line feeds on
/// every platform. Names of customers, descriptions and exceptions are other people's text, so each stays on its line.
/// </summary>
internal sealed class ReportWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins with the headline.</summary>
    /// <param name="headline">What the report is about.</param>
    /// <param name="customer">What to call the customer, before the headline; null leaves it out.</param>
    public ReportWriter(string headline, string? customer = null)
    {
        _text.Append(customer is null ? "" : $"{Excerpt.OfValue(customer)}: ");
        Line(headline, depth: 0);
    }

    /// <summary>A line, below the headline or another line where it has a depth.</summary>
    public ReportWriter Line(string line, int depth = 1)
    {
        _text.Append(' ', 2 * depth).Append(Excerpt.OfLine(line)).Append('\n');
        return this;
    }

    public ReportWriter Lines(IEnumerable<string> lines, int depth = 1)
    {
        foreach (string line in lines)
            Line(line, depth);
        return this;
    }

    /// <summary>A line of its own, after an empty one.</summary>
    public ReportWriter Paragraph(string line)
    {
        _text.Append('\n');
        return Line(line, depth: 0);
    }

    /// <summary>A title and lines below it; nothing where there are no lines.</summary>
    public ReportWriter Section(string title, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        return all.Length == 0 ? this : Paragraph(title).Lines(all);
    }

    /// <summary>A table, after an empty line.</summary>
    public ReportWriter Table(TextTable table)
    {
        _text.Append('\n');
        return Lines(table.Lines(), depth: 0);
    }

    public override string ToString() => _text.ToString();
}
