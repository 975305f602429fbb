using System.Runtime.Intrinsics;
using HealthScoring.Plans;

namespace HealthScoring.Columns;

/// <summary>Judges the ages of one metric's values, a row a lane, as <see cref="Plan.Judge"/> does.</summary>
internal readonly record struct FreshnessStep(int Column, int FreshnessColumn, double Fresh, double Stale)
{
    private const int Lanes = ColumnKernel.Lanes;

    /// <summary>The columns of a plan that fade; their freshness columns come after all others, in their order.</summary>
    public static FreshnessStep[] Of(Plan plan) => [.. plan.Fading.Select((column, i) => Of(column, plan.Columns.Length + i,
        plan.FreshnessOf(column)!))];

    /// <summary>The index of each column's freshness column; -1 where it does not fade.</summary>
    public static int[] ColumnsOf(Plan plan)
    {
        int[] columns = [.. plan.Columns.Select(_ => -1)];
        foreach (FreshnessStep step in Of(plan))
            columns[step.Column] = step.FreshnessColumn;
        return columns;
    }

    /// <summary>Finds which values count, and how much.</summary>
    /// <param name="measured">The first value as measured.</param>
    /// <param name="ages">The first age, in days.</param>
    /// <param name="rows">How many rows, a multiple of eight.</param>
    /// <param name="values">Takes the values, NaN where they do not count.</param>
    /// <param name="freshness">Takes how much they count, 0 where they do not.</param>
    public void Judge(ref double measured, ref double ages, int rows, ref double values, ref double freshness)
    {
        Vector512<double> fresh = Vector512.Create(Fresh), stale = Vector512.Create(Stale), range = Vector512.Create(Stale - Fresh);
        Vector512<double> missing = Vector512.Create(double.NaN), all = Vector512.Create(1.0);
        for (nuint row = 0; row < (nuint)rows; row += Lanes)
        {
            Vector512<double> value = Vector512.LoadUnsafe(ref measured, row), age = Vector512.LoadUnsafe(ref ages, row);
            Vector512<double> counts = Vector512.GreaterThanOrEqual(age, Vector512<double>.Zero) & Vector512.LessThan(age, stale)
                & ColumnSource.IsNumber(value);
            Vector512<double> faded = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(age, fresh), all, (stale - age) / range);
            Vector512.ConditionalSelect(counts, value, missing).StoreUnsafe(ref values, row);
            (counts & faded).StoreUnsafe(ref freshness, row);
        }
    }

    private static FreshnessStep Of(int column, int freshnessColumn, Freshness freshness) =>
        new(column, freshnessColumn, freshness.InDays.Fresh, freshness.InDays.Stale);
}
