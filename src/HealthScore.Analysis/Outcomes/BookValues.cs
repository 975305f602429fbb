using HealthScoring.Columns;

namespace HealthScoring.Analysis;

/// <summary>What was measured, one column per name. A name can have numbers in some rows and texts in others.</summary>
/// <param name="Rows">How many rows each column has.</param>
/// <param name="Numbers">The columns of numbers.</param>
/// <param name="Labels">The columns of texts.</param>
internal sealed record BookValues(int Rows, IReadOnlyDictionary<string, MetricColumn> Numbers, IReadOnlyDictionary<string, MetricColumn> Labels)
{
    /// <summary>
    /// The finite numbers and the texts whose time of observation is not known, so that nobody can check that they are not from later.
    /// </summary>
    public long CountUndated()
    {
        double[] values = new double[Rows], ages = new double[Rows];
        long undated = 0;
        foreach (MetricColumn column in Numbers.Values)
        {
            column.CopyTo(0, values);
            if (column.HasAges)
                column.CopyAgesTo(0, ages);
            else
                Array.Fill(ages, double.NaN);
            for (int row = 0; row < values.Length; row++)
                undated += double.IsFinite(values[row]) && double.IsNaN(ages[row]) ? 1 : 0;
        }
        // No book keeps when a text was observed.
        foreach (MetricColumn column in Labels.Values)
        {
            foreach (int code in column.Codes)
                undated += code >= 0 && column.Texts.Span[code] is not null ? 1 : 0;
        }
        return undated;
    }

    /// <summary>The columns of some of the rows.</summary>
    public BookValues Take(int[] rows) => new(rows.Length,
        Numbers.ToDictionary(column => column.Key, column => Take(column.Value, rows), StringComparer.Ordinal),
        Labels.ToDictionary(column => column.Key, column => Take(column.Value, rows), StringComparer.Ordinal));

    /// <summary>Some of the rows of a column.</summary>
    public static MetricColumn Take(MetricColumn column, int[] rows)
    {
        if (column.IsLabel)
        {
            int[] codes = new int[rows.Length];
            for (int i = 0; i < rows.Length; i++)
                codes[i] = column.Codes[rows[i]];
            return MetricColumn.OfLabels(codes, column.Texts);
        }
        double[] all = new double[column.Length], taken = new double[rows.Length];
        column.CopyTo(0, all);
        Pick(all, rows, taken);
        if (!column.HasAges)
            return taken;
        double[] ages = new double[rows.Length];
        column.CopyAgesTo(0, all);
        Pick(all, rows, ages);
        return new MetricColumn(taken).WithAges(ages);
    }

    private static void Pick(double[] all, int[] rows, double[] taken)
    {
        for (int i = 0; i < rows.Length; i++)
            taken[i] = all[rows[i]];
    }
}
