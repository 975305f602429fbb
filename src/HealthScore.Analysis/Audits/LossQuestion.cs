namespace HealthScoring.Analysis;

/// <summary>How much one number of one column can lower the score on the way from one setting to another.</summary>
/// <param name="From">The setting before.</param>
/// <param name="To">The setting after, which differs by the stretch of the column alone.</param>
/// <param name="Column">The column.</param>
/// <param name="Moves">The numbers before and after that may give the largest loss.</param>
/// <param name="IsBorder">Whether it asks about the only move there is; else about every move to a better number.</param>
internal sealed record LossQuestion(Setting From, Setting To, int Column, (double Before, double After)[] Moves, bool IsBorder)
{
    /// <summary>The numbers of another column that may give the largest loss.</summary>
    public double[] Corners(int column) => !Counts(column) ? [From.Worst[column]]
        : From.Stretches[column].Corners(From.Variant.Curves[column]!, To.Variant.Curves[column]!);

    /// <summary>Whether the points of a column take part in one of the scores.</summary>
    public bool Counts(int column) => From.Variant.Counts(column) || To.Variant.Counts(column);

    /// <summary>Whether a column's curves only jump between its corners, so that no number between them gives other points.</summary>
    public bool IsStepped(int column) =>
        !Counts(column) || (IsStepped(From.Stretches[column], column) && IsStepped(To.Stretches[column], column));

    private bool IsStepped(Stretch stretch, int column)
    {
        Curve[] curves = [From.Variant.Curves[column]!, To.Variant.Curves[column]!];
        return stretch.IsMissing || Array.TrueForAll(stretch.Runs(curves), run =>
            curves.All(curve => Array.TrueForAll(run, x => curve.Evaluate(x) == curve.Evaluate(run[0]))));
    }
}
