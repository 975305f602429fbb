namespace HealthScoring.Benchmarks.Contenders;

/// <summary>Finds the piece of a curve on which a value lies.</summary>
internal interface IPieceSearch
{
    static abstract string Name { get; }

    /// <summary>How many of the rising knots are at most the value.</summary>
    static abstract int CountAtMost(ReadOnlySpan<double> knots, double value);
}
