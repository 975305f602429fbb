using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HealthScoring.Columns;

/// <summary>
/// The parts of eight rows joined so far. Whether a part is there is asked anew at each use: in a variable the answer would be made a vector,
/// where the processor takes it as a mask of what it adds.
/// </summary>
internal struct PartJoin(Vector512<double> initial)
{
    /// <summary>What stands for the points of a part that is not there, and NaN does as well: no number is less.</summary>
    public const double Absent = double.PositiveInfinity;

    private Vector512<double> _sum = initial;
    private Vector512<double> _weight = Vector512<double>.Zero;
    private Vector512<double> _least = Vector512.Create(Absent);
    private Vector512<double> _most = Vector512<double>.Zero;

    /// <summary>All bits set in each lane whose points are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> IsPresent(Vector512<double> points) => Vector512.LessThan(points, Vector512.Create(Absent));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<double> value, Vector512<double> factor, Vector512<double> counts)
    {
        // The smallest and the largest are asked for only where points are 0 or more.
        if (!Vector512.IsHardwareAccelerated)
        {
            Vector512<double> present = IsPresent(value);
            _least = Vector512.MinNative(_least, Vector512.ConditionalSelect(present, value, Vector512.Create(Absent)));
            value &= present;
            _most = Vector512.MaxNative(_most, value);
            _sum += factor * value;
            _weight += present & counts;
            return;
        }
        _least = Vector512.ConditionalSelect(IsPresent(value), Vector512.MinNative(_least, value), _least);
        _most = Vector512.ConditionalSelect(IsPresent(value), Vector512.MaxNative(_most, value), _most);
        _sum = Vector512.ConditionalSelect(IsPresent(value), _sum + factor * value, _sum);
        _weight = Vector512.ConditionalSelect(IsPresent(value), _weight + counts, _weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector512<double> Result(FormulaKind kind, bool bounded, double absent)
    {
        Vector512<double> result = kind switch
        {
            FormulaKind.WeightedMean => Vector512.MinNative(Vector512.MaxNative(_sum / _weight, _least), _most),
            FormulaKind.Lowest => _least,
            _ => _sum,
        };
        // What lies between points of 0..100 needs no bounds.
        if (bounded && kind == FormulaKind.Points)
            result = Vector512.MinNative(Vector512.MaxNative(result, Vector512<double>.Zero), Vector512.Create(100.0));
        return Vector512.ConditionalSelect(Vector512.GreaterThan(_weight, Vector512<double>.Zero), result, Vector512.Create(absent));
    }
}
