using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using HealthScoring.Plans;

namespace HealthScoring.Columns;

/// <summary>
/// Scores rows of several segments where they stand, eight at a time: each lane takes the weights, limits and cut-offs of its own scorecard, and
/// where curves differ, the points of its own. Every lane does what <see cref="RowArithmetic"/> does, in the same order, so the bits are the same.
/// </summary>
internal abstract class MixedKernel
{
    /// <summary>Chooses each lane's own of a scorecard's numbers by the lowest bits of its segment: the base profile's is the last, at -1.</summary>
    public interface IChoice
    {
        static abstract int Scorecards { get; }

        static abstract Vector512<double> Choose(ref double numbers, Vector512<long> segments);
    }

    /// <summary>Whether no more curves and guardrails are added by segments than there are metrics.</summary>
    public abstract bool DiffersLittle { get; }

    /// <summary>
    /// Lays out the scorecards of a profile; null without segments, where the processor has no permutation of so many numbers, where values fade
    /// or a dimension asks for data of its own, and where segments differ so much that sorting rows by segment takes less.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="curves">The curves laid out before; takes those that are new.</param>
    public static MixedKernel? Of(Plan plan, Dictionary<Curve, CurveTable> curves)
    {
        if (!Avx512F.IsSupported || plan.Segments.Length == 0 || plan.Fades
            || Array.Exists(plan.Base.Dimensions, dimension => dimension.AsksForCoverage))
            return null;
        MixedKernel? kernel = plan.Segments.Length < OfEight.Scorecards ? new LaneKernel<OfEight>(plan, curves)
            : plan.Segments.Length < OfSixteen.Scorecards ? new LaneKernel<OfSixteen>(plan, curves) : null;
        return kernel is { DiffersLittle: true } ? kernel : null;
    }

    /// <summary>Scores a block of rows.</summary>
    /// <param name="columns">The raw values; NaN and infinities are missing.</param>
    /// <param name="segments">Each row's segment, -1 for the base profile; a multiple of eight, at most <see cref="ColumnKernel.MostRows"/>.</param>
    /// <param name="work">Memory to work in.</param>
    /// <param name="scores">Takes as many scores; NaN where unscored.</param>
    /// <param name="tiers">Takes as many tiers; -1 where unscored.</param>
    /// <param name="coverage">Takes as many coverages; empty where they are not wanted.</param>
    public abstract void Score(ReadOnlySpan<ColumnSource> columns, ReadOnlySpan<int> segments, Span<double> work,
        Span<double> scores, Span<int> tiers, Span<double> coverage);

    public readonly struct OfEight : IChoice
    {
        public static int Scorecards => 8;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Choose(ref double numbers, Vector512<long> segments) =>
            Avx512F.PermuteVar8x64(Vector512.LoadUnsafe(ref numbers), segments);
    }

    public readonly struct OfSixteen : IChoice
    {
        public static int Scorecards => 16;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Choose(ref double numbers, Vector512<long> segments) =>
            Avx512F.PermuteVar8x64x2(Vector512.LoadUnsafe(ref numbers), segments, Vector512.LoadUnsafe(ref numbers, ColumnKernel.Lanes));
    }
}
