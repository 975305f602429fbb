namespace HealthScoring.Analysis.Reports;

/// <summary>
/// Draws figures. A row is a line of text above or beside its marks, as the screen allows; places are per cent of the width, so nothing is distorted
/// and letters keep their size.
/// </summary>
/// <param name="page">Where to.</param>
/// <param name="id">The figure's id, once on the page.</param>
/// <param name="caption">What is shown.</param>
internal sealed class Figure(HtmlText page, string id, string caption)
{
    private const int Height = 250, Top = 20, Bottom = 222;

    /// <summary>What a dot stands for; null where the caption says it.</summary>
    public string? DotIs { get; init; }

    /// <summary>What a ring stands for.</summary>
    public string? RingIs { get; init; }

    /// <summary>What a bar stands for.</summary>
    public string? BarIs { get; init; }

    /// <summary>What a thin line around a dot stands for.</summary>
    public string? IntervalIs { get; init; }

    /// <summary>A number that rows are compared with, marked by a dashed line in all of them.</summary>
    public double? Reference { get; init; }

    /// <summary>What that number is.</summary>
    public string? ReferenceIs { get; init; }

    /// <summary>Draws rows on one axis.</summary>
    public void Write(Scale scale, IReadOnlyList<FigureRow> rows)
    {
        if (rows.Count == 0)
            return;
        page.Add($"""<figure aria-labelledby="{id}"><figcaption id="{id}">{caption}</figcaption>""");
        page.Add($"\n");
        Legend();
        for (int i = 0; i < rows.Count; i++)
        {
            FigureRow row = rows[i];
            page.Add($"""<div class="row"><p id="{id}-{i}"><b><bdi>{row.Name}</bdi></b> <span>{row.Words}</span></p>""");
            page.Add($"""<svg class="marks" role="img" aria-labelledby="{id}-{i}"><title>{row.Name}: {row.Words}</title>""");
            foreach (double tick in scale.Ticks)
                VerticalLine("grid", scale.Place(tick));
            if (Reference is { } reference)
                VerticalLine("reference", scale.Place(reference));
            Marks(scale, row);
            page.Add($"</svg></div>\n");
        }
        page.Add($"""<div class="row axis"><svg aria-hidden="true">""");
        Labels(scale, 14);
        page.Add($"</svg></div>\n</figure>\n");
    }

    /// <summary>Draws lines, and blocks behind them.</summary>
    /// <param name="across">The axis across.</param>
    /// <param name="up">The axis up.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="blocks">Blocks from one place across to another, and from one height to another.</param>
    /// <param name="acrossIs">What goes across.</param>
    /// <param name="upIs">What goes up.</param>
    public void Write(Scale across, Scale up, IReadOnlyList<FigureLine> lines,
        IReadOnlyList<(double From, double To, double Low, double High)> blocks, string acrossIs, string upIs)
    {
        page.Add($"""<figure aria-labelledby="{id}"><figcaption id="{id}">{caption}</figcaption>""");
        page.Add($"\n");
        if (lines.Count > 1 || IntervalIs is not null || ReferenceIs is not null)
        {
            page.Add($"""<ul class="legend">""");
            foreach (FigureLine line in lines)
                page.Add($"""<li><svg aria-hidden="true"><line class="{line.Style}" x1="0" x2="100%" y1="7" y2="7"/></svg>{line.Name}</li>""");
            if (IntervalIs is not null)
                page.Add($"""<li><svg aria-hidden="true"><rect class="band" width="100%" height="14"/></svg>{IntervalIs}</li>""");
            ReferenceLegend();
            page.Add($"</ul>\n");
        }
        page.Add($"""<p class="up">{upIs}</p><svg class="plot" role="img" aria-labelledby="{id}-t"><title id="{id}-t">{caption}</title>""");
        page.Add($"<desc>{upIs}, by {acrossIs}. The numbers are in the table below.</desc>\n");
        foreach (double tick in up.Ticks)
        {
            int y = Y(up, tick);
            page.Add($"""<line class="grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>""");
        }
        page.Add($"\n");
        foreach ((double from, double to, double low, double high) in blocks)
        {
            string left = Scale.Percent(across.Place(from)), width = Scale.Percent(Math.Max(0.5, across.Place(to) - across.Place(from)));
            page.Add($"""<rect class="band" x="{left}" width="{width}" y="{Y(up, high)}" height="{Math.Max(1, Y(up, low) - Y(up, high))}"/>""");
        }
        if (Reference is { } reference)
        {
            string x = Scale.Percent(across.Place(reference));
            page.Add($"""<line class="reference" x1="{x}" x2="{x}" y1="{Top}" y2="{Bottom}"/>""");
        }
        foreach (FigureLine line in lines)
        {
            for (int i = 1; i < line.Points.Count; i++)
            {
                ((double x1, double y1), (double x2, double y2)) = (line.Points[i - 1], line.Points[i]);
                page.Add($"""<line class="{line.Style}" x1="{Scale.Percent(across.Place(x1))}" x2="{Scale.Percent(across.Place(x2))}" """);
                page.Add($"""y1="{Y(up, y1)}" y2="{Y(up, y2)}"/>""");
            }
            page.Add($"\n");
        }
        foreach (double tick in up.Ticks)
            page.Add($"""<text x="0" y="{Y(up, tick) - 4}">{up.Text(tick)}</text>""");
        Labels(across, Height - 8);
        page.Add($"""</svg><p class="across">{acrossIs}</p>""");
        page.Add($"\n</figure>\n");
    }

    private static int Y(Scale up, double number) => (int)Math.Round(Bottom - (Bottom - Top) * (up.Place(number) - up.Place(up.Ticks[0]))
        / (up.Place(up.Ticks[^1]) - up.Place(up.Ticks[0])));

    private void Marks(Scale scale, FigureRow row)
    {
        if (row.Bar is { } bar)
        {
            double start = scale.Place(0);
            page.Add($"""<rect class="bar" x="{Scale.Percent(start)}" width="{Scale.Percent(scale.Place(bar) - start)}" y="6" height="16"/>""");
        }
        if (row is { Lower: { } lower, Upper: { } upper })
        {
            string from = Scale.Percent(scale.Place(lower)), to = Scale.Percent(scale.Place(upper));
            page.Add($"""<line class="interval" x1="{from}" x2="{to}" y1="14" y2="14"/>""");
            page.Add($"""<line class="interval" x1="{from}" x2="{from}" y1="9" y2="19"/>""");
            if (scale.IsBeyond(upper))
                page.Add($"""<text class="more" x="100%" y="19">▸</text>""");
            else
                page.Add($"""<line class="interval" x1="{to}" x2="{to}" y1="9" y2="19"/>""");
        }
        else if (row is { Dot: { } now, Ring: { } then })
        {
            page.Add($"""<line class="interval" x1="{Scale.Percent(scale.Place(then))}" x2="{Scale.Percent(scale.Place(now))}" y1="14" y2="14"/>""");
        }
        if (row.Ring is { } ring)
            page.Add($"""<circle class="ring" cx="{Scale.Percent(scale.Place(ring))}" cy="14" r="6"/>""");
        if (row.Dot is { } dot)
            page.Add($"""<circle class="dot" cx="{Scale.Percent(scale.Place(dot))}" cy="14" r="4.5"/>""");
    }

    private void VerticalLine(string style, double place)
    {
        string x = Scale.Percent(place);
        page.Add($"""<line class="{style}" x1="{x}" x2="{x}" y1="0" y2="100%"/>""");
    }

    private void Labels(Scale scale, int y)
    {
        for (int i = 0; i < scale.Ticks.Count; i++)
        {
            string place = Scale.Percent(scale.Place(scale.Ticks[i])), side = i == 0 ? "start" : i == scale.Ticks.Count - 1 ? "end" : "middle";
            page.Add($"""<text x="{place}" y="{y}" text-anchor="{side}">{scale.Text(scale.Ticks[i])}</text>""");
        }
    }

    private void Legend()
    {
        if (DotIs is null && RingIs is null && BarIs is null && IntervalIs is null && ReferenceIs is null)
            return;
        page.Add($"""<ul class="legend">""");
        if (BarIs is not null)
            page.Add($"""<li><svg aria-hidden="true"><rect class="bar" width="100%" height="14"/></svg>{BarIs}</li>""");
        if (DotIs is not null)
            page.Add($"""<li><svg aria-hidden="true"><circle class="dot" cx="50%" cy="7" r="4.5"/></svg>{DotIs}</li>""");
        if (RingIs is not null)
            page.Add($"""<li><svg aria-hidden="true"><circle class="ring" cx="50%" cy="7" r="6"/></svg>{RingIs}</li>""");
        if (IntervalIs is not null)
            page.Add($"""<li><svg aria-hidden="true"><line class="interval" x1="0" x2="100%" y1="7" y2="7"/></svg>{IntervalIs}</li>""");
        ReferenceLegend();
        page.Add($"</ul>\n");
    }

    private void ReferenceLegend()
    {
        if (ReferenceIs is not null)
            page.Add($"""<li><svg aria-hidden="true"><line class="reference" x1="50%" x2="50%" y1="0" y2="100%"/></svg>{ReferenceIs}</li>""");
    }
}
