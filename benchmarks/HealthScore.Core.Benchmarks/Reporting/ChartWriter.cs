using System.Globalization;
using HealthScoring.Benchmarks.Measuring;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace HealthScoring.Benchmarks.Reporting;

/// <summary>Draws charts as SVG.</summary>
internal static class ChartWriter
{
    private const int Width = 860;
    private const int LineHeight = 480;
    private const int BarHeight = 44;
    private const int Around = 150;
    private const int Margin = 40;

    // Verdana, its like, stands in where it is missing.
    private const string Font = "DejaVu Sans";
    private const float TextSize = 15;
    private const float TitleSize = 19;

    private static readonly Color[] Colors = [Color.FromHex("#1f5fa8"), Color.FromHex("#d1762b"), Color.FromHex("#4f8f4a")];
    private static readonly Color Others = Color.FromHex("#9aa3ad");

    public static void Write(Drawing drawing, string file)
    {
        using var plot = new Plot();
        plot.Font.Set(Font);
        plot.Title(drawing.Question, TitleSize);
        int height = drawing switch
        {
            Drawing.Bars bars => Draw(plot, bars),
            Drawing.Lines lines => Draw(plot, lines),
            _ => throw new ArgumentOutOfRangeException(nameof(drawing)),
        };
        // Room for what the last label is wider than its tick.
        plot.Axes.Right.MinimumSize = Margin;
        foreach (IAxis axis in (IAxis[])[plot.Axes.Bottom, plot.Axes.Left])
        {
            axis.Label.FontSize = TextSize;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = TextSize;
        }
        File.WriteAllText(file, plot.GetSvgXml(Width, height).Replace($"\"{Font}\"", $"\"{Font}, Verdana, sans-serif\"", StringComparison.Ordinal));
    }

    /// <summary>Bars from the left, each with its value.</summary>
    private static int Draw(Plot plot, Drawing.Bars drawing)
    {
        double low = drawing.IsLogarithmic ? Math.Floor(Math.Log10(drawing.Values.Min(value => value.Value))) : 0;
        for (int i = 0; i < drawing.Values.Count; i++)
        {
            (_, double value, bool isOurs) = drawing.Values[i];
            double place = drawing.IsLogarithmic ? Math.Log10(value) : value;
            int row = drawing.Values.Count - 1 - i;
            plot.Add.Bar(new()
            {
                Position = row,
                ValueBase = low,
                Value = place,
                FillColor = isOurs ? Colors[0] : Others,
                LineWidth = 0,
                Orientation = Orientation.Horizontal,
            });
            ScottPlot.Plottables.Text text = plot.Add.Text($" {Figures.Text(value)}", place, row);
            (text.LabelFontSize, text.LabelAlignment) = (TextSize, Alignment.MiddleLeft);
        }
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. drawing.Values.Select((value, i) => new Tick(drawing.Values.Count - 1 - i, value.Name, true))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.Label.Text = drawing.Unit;
        if (drawing.IsLogarithmic)
            plot.Axes.Bottom.TickGenerator = Decades();
        double high = drawing.Values.Max(value => drawing.IsLogarithmic ? Math.Log10(value.Value) : value.Value);
        plot.Axes.SetLimits(low, high + (high - low) * 0.2, -0.6, drawing.Values.Count - 0.4);
        plot.HideGrid();
        plot.Axes.Right.FrameLineStyle.Width = plot.Axes.Top.FrameLineStyle.Width = 0;
        return Around + BarHeight * drawing.Values.Count;
    }

    /// <summary>Lines with a point a measurement, and the quartiles as a band.</summary>
    private static int Draw(Plot plot, Drawing.Lines drawing)
    {
        for (int i = 0; i < drawing.Series.Count; i++)
        {
            (string name, IReadOnlyList<(double X, Spread Y)> points) = drawing.Series[i];
            double[] along = [.. points.Select(point => drawing.IsAlongLogarithmic ? Math.Log10(point.X) : point.X)];
            ScottPlot.Plottables.FillY band = plot.Add.FillY(
                along, [.. points.Select(point => Place(point.Y.Lower))], [.. points.Select(point => Place(point.Y.Upper))]);
            (band.FillColor, band.LineWidth) = (Colors[i].WithAlpha(0.2), 0);
            ScottPlot.Plottables.Scatter line = plot.Add.Scatter(along, [.. points.Select(point => Place(point.Y.Median))], Colors[i]);
            (line.LegendText, line.LineWidth, line.MarkerSize) = (name, 2.5f, 8);
        }
        if (drawing.IsLogarithmic)
            plot.Axes.Left.TickGenerator = Decades();
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. drawing.Series[0].Points.Select(point => point.X)
            .Where(x => !drawing.IsAlongLogarithmic || IsLabelled(x))
            .Select(x => new Tick(drawing.IsAlongLogarithmic ? Math.Log10(x) : x, Short(x), true))]);
        plot.Axes.Bottom.Label.Text = drawing.Along;
        plot.Axes.Left.Label.Text = drawing.Unit;
        plot.Axes.AutoScale();
        if (!drawing.IsLogarithmic)
            plot.Axes.SetLimitsY(0, drawing.Series.Max(series => series.Points.Max(point => point.Y.Upper)) * 1.3);
        plot.Axes.Right.FrameLineStyle.Width = plot.Axes.Top.FrameLineStyle.Width = 0;
        Legend legend = plot.ShowLegend(Alignment.UpperLeft, Orientation.Vertical);
        (legend.FontSize, legend.OutlineWidth, legend.ShadowColor) = (TextSize, 0, Color.FromHex("#ffffff00"));
        return LineHeight;

        double Place(double value) => drawing.IsLogarithmic ? Math.Log10(value) : value;

        // Neighbours such as 15, 16 and 17 would overlap.
        static bool IsLabelled(double x) => x < 1_000 ? double.IsPow2(x) || x == 12 : true;
    }

    private static NumericAutomatic Decades() => new()
    {
        LabelFormatter = place => Short(Math.Round(Math.Pow(10, place))),
        IntegerTicksOnly = true,
        MinorTickGenerator = new LogMinorTickGenerator(),
    };

    private static string Short(double value) => value switch
    {
        >= 1_000_000 => $"{(value / 1_000_000).ToString(CultureInfo.InvariantCulture)} million",
        _ => value.ToString("#,0", CultureInfo.InvariantCulture),
    };
}
