using System.Runtime.Intrinsics;
using HealthScoring.Plans;

namespace HealthScoring.Columns;

/// <summary>Judges the ages of one metric's values, a row a lane, as <see cref="Freshness.Of"/> does.</summary>
internal readonly record struct FreshnessStep(int Column, int FreshnessColumn, double Fresh, double Stale)
{
    private const int Lanes = ColumnKernel.Lanes;

    /// <summary>The metrics of a profile that fade; their freshness columns stand behind all metrics, in their order.</summary>
    public static FreshnessStep[] Of(Plan profile)
    {
        int next = profile.Columns.Length;
        return [.. Enumerable.Range(0, profile.Columns.Length).Where(i => profile.Freshness[i] is not null).Select(i =>
            new FreshnessStep(i, next++, profile.Freshness[i]!.InDays.Fresh, profile.Freshness[i]!.InDays.Stale))];
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
}
