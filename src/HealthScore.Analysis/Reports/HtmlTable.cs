namespace HealthScoring.Analysis.Reports;

/// <summary>A table: a caption, a header for each column, and rows whose first cell names them.</summary>
/// <param name="caption">What the table shows.</param>
/// <param name="words">How many columns hold words, the first among them; those after them hold numbers.</param>
/// <param name="headers">The headers.</param>
internal sealed class HtmlTable(string caption, int words, params string[] headers)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row, with a cell for each header.</summary>
    public HtmlTable Add(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    /// <summary>Writes it.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="id">The id of the caption, once on the page.</param>
    public void WriteTo(HtmlText page, string id)
    {
        if (_rows.Count == 0)
            return;
        page.Add($"""<div class="scroll" role="region" tabindex="0" aria-labelledby="{id}"><table>""");
        page.Add($"""<caption id="{id}"><span>{caption}</span></caption>""");
        page.Add($"\n<thead><tr>");
        for (int column = 0; column < headers.Length; column++)
        {
            if (column < words)
                page.Add($"""<th scope="col">{headers[column]}</th>""");
            else
                page.Add($"""<th scope="col" class="n">{headers[column]}</th>""");
        }
        page.Add($"</tr></thead>\n<tbody>\n");
        foreach (string[] row in _rows)
        {
            page.Add($"""<tr><th scope="row"><bdi>{row[0]}</bdi></th>""");
            for (int column = 1; column < row.Length; column++)
            {
                if (column < words)
                    page.Add($"<td><bdi>{row[column]}</bdi></td>");
                else
                    page.Add($"""<td class="n">{row[column]}</td>""");
            }
            page.Add($"</tr>\n");
        }
        page.Add($"</tbody></table></div>\n");
    }
}
