using System.Runtime.InteropServices;

namespace HealthScoring.Columns;

/// <summary>Refuses outputs that would write over each other. As bytes: memory can be viewed as both doubles and integers.</summary>
internal static class OutputCheck
{
    /// <summary>Checks the outputs of a call; those not wanted are empty.</summary>
    /// <exception cref="ArgumentException">Two overlap.</exception>
    public static void Require(Span<double> scores, Span<int> tiers, Span<double> coverage, Span<int> segments)
    {
        if (Overlap<int, double>(tiers, scores))
            throw new ArgumentException("The tiers overlap the scores.", nameof(tiers));
        if (Overlap<double, double>(coverage, scores) || Overlap<double, int>(coverage, tiers))
            throw new ArgumentException("The coverage overlaps the scores or the tiers.", nameof(coverage));
        if (Overlaps<int>(segments, scores, tiers, coverage, []))
            throw new ArgumentException("The segments overlap another output.", nameof(segments));
    }

    /// <summary>Whether an output would write over an input.</summary>
    public static bool Overlaps<T>(
        ReadOnlySpan<T> input, Span<double> scores, Span<int> tiers, Span<double> coverage, Span<int> segments)
        where T : unmanaged =>
        Overlap(input, scores) || Overlap(input, tiers) || Overlap(input, coverage) || Overlap(input, segments);

    private static bool Overlap<TOne, TOther>(ReadOnlySpan<TOne> one, Span<TOther> other)
        where TOne : unmanaged
        where TOther : unmanaged => MemoryMarshal.AsBytes(one).Overlaps(MemoryMarshal.AsBytes(other));
}
