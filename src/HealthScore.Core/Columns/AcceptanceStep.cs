using System.Runtime.Intrinsics;
using HealthScoring.Plans;

namespace HealthScoring.Columns;

/// <summary>Takes the numbers of one metric that are no values, a row a lane, as <see cref="AcceptedValues.Refused"/> does.</summary>
internal sealed class AcceptanceStep(AcceptedValues accepted)
{
    private const int Lanes = ColumnKernel.Lanes;

    private readonly double _from = accepted.Valid?.From ?? double.NegativeInfinity;
    private readonly double _to = accepted.Valid?.To ?? double.PositiveInfinity;
    private readonly double[] _missing = [.. accepted.MissingValues];
    private readonly bool _whole = accepted.Whole;

    /// <summary>The step of a column; null where every number is a value.</summary>
    public static AcceptanceStep? Of(Plan plan, int column) => plan.AcceptedOf(column) is { } accepted ? new(accepted) : null;

    /// <summary>Finds which numbers are values.</summary>
    /// <param name="measured">The first number as measured.</param>
    /// <param name="rows">How many rows, a multiple of eight.</param>
    /// <param name="values">Takes the values, NaN where a number is none.</param>
    public void Judge(ref double measured, int rows, ref double values)
    {
        Vector512<double> from = Vector512.Create(_from), to = Vector512.Create(_to), none = Vector512.Create(double.NaN);
        for (nuint row = 0; row < (nuint)rows; row += Lanes)
        {
            Vector512<double> value = Vector512.LoadUnsafe(ref measured, row);
            Vector512<double> counts = Vector512.GreaterThanOrEqual(value, from) & Vector512.LessThanOrEqual(value, to);
            foreach (double missing in _missing)
                counts &= ~Vector512.Equals(value, Vector512.Create(missing));
            if (_whole)
                counts &= Vector512.Equals(value, Vector512.Floor(value));
            Vector512.ConditionalSelect(counts, value, none).StoreUnsafe(ref values, row);
        }
    }
}
