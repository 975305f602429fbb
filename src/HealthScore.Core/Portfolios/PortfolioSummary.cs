namespace HealthScoring.Portfolios;

/// <summary>The state of many customers: of all, and of each segment's.</summary>
/// <remarks>Immutable and safe to share between threads. The same customers give the same bits, however they were counted.</remarks>
public sealed class PortfolioSummary
{
    internal PortfolioSummary(string fingerprint, PortfolioGroup all, PortfolioGroup[] segments)
    {
        Fingerprint = fingerprint;
        All = all;
        Segments = Array.AsReadOnly(segments);
    }

    /// <summary>The fingerprint of the profile the customers were scored by.</summary>
    public string Fingerprint { get; }

    /// <summary>All customers.</summary>
    public PortfolioGroup All { get; }

    /// <summary>
    /// The customers by the segment they were scored in, also where it has none: first those of the base profile, then the profile's segments
    /// in declared order.
    /// </summary>
    public IReadOnlyList<PortfolioGroup> Segments { get; }
}
