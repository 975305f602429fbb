namespace HealthScoring.Analysis.Statistics;

/// <summary>Neighbouring groups that an isotonic fit gives one rate.</summary>
/// <param name="First">The first group.</param>
/// <param name="Groups">How many groups.</param>
/// <param name="Events">The events of all of them.</param>
/// <param name="Rows">The rows of all of them.</param>
internal readonly record struct IsotonicBlock(int First, int Groups, long Events, long Rows)
{
    /// <summary>The rate.</summary>
    public double Rate => (double)Events / Rows;
}
