using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>How customers are spread over bins, then and now: the values of a metric, the score, or the tiers.</summary>
public sealed class DistributionDrift
{
    private const double LeastEffect = 0.1;

    private readonly int _parts;

    internal DistributionDrift(string name, IReadOnlyList<DriftBin> bins, int parts)
    {
        (Name, _parts) = (name, parts);
        // A bin that is empty on both sides says nothing, and would count as a degree of freedom.
        Bins = [.. bins.Where(bin => bin.Before + bin.After > 0)];
        long[] before = [.. Bins.Select(bin => bin.Before)], after = [.. Bins.Select(bin => bin.After)];
        (CustomersBefore, CustomersAfter) = (before.Sum(), after.Sum());
        P = ChiSquared.Homogeneity(before, after).P;
        if (CustomersBefore == 0 || CustomersAfter == 0)
            return;
        Psi = PopulationStability.Index(before, after);
        ChanceLevel = PopulationStability.ChanceLevel(Bins.Count, CustomersBefore, CustomersAfter);
        Direction = DirectionOf([.. Bins.Where(bin => !bin.IsMissing)]);
    }

    /// <summary>The metric, <c>score</c>, or <c>tiers</c>.</summary>
    public string Name { get; }

    /// <summary>The bins that are not empty on both sides.</summary>
    public IReadOnlyList<DriftBin> Bins { get; }

    /// <summary>The probability of such a difference where nothing changed (chi-squared).</summary>
    public double P { get; }

    /// <summary>The probability, corrected for the number of tests of the report.</summary>
    public double AdjustedP { get; internal set; } = 1;

    /// <summary>The population stability index, with ½ added to every count.</summary>
    public double Psi { get; }

    /// <summary>What the index is on average where nothing changed.</summary>
    public double ChanceLevel { get; }

    /// <summary>Which way the values went; <see cref="DriftDirection.Neither"/> where none are known on one side.</summary>
    public DriftDirection Direction { get; }

    /// <summary>Drifted where the corrected probability is at most 5 % and the index at least 0.1 above its chance level.</summary>
    public DriftVerdict Verdict => AdjustedP > DriftReport.MostP ? DriftVerdict.NoDrift
        : Psi - ChanceLevel >= LeastEffect ? DriftVerdict.Drifted : DriftVerdict.DetectableSmall;

    /// <summary>Whether more customers have no value, and no band has more of them.</summary>
    internal bool IsOnlyMissing => Bins.Count > 0 && Grown.IsMissing;

    /// <summary>Whether there is more than one bin, so that a difference could be seen.</summary>
    internal bool IsTest => Bins.Count > 1;

    /// <summary>The band that gained most; the last bin, which is that of missing values where there is one, if none gained.</summary>
    private DriftBin Grown => Bins.Where(bin => !bin.IsMissing).MaxBy(Growth) is { } known && Growth(known) > 0 ? known : Bins[^1];

    private long CustomersBefore { get; }

    private long CustomersAfter { get; }

    /// <summary>The change in words.</summary>
    /// <returns>
    /// As in <c>logins fell: 31.0 % are now in the lowest fifth (below 4 active days), 20.0 % were; PSI 0.31, 0.02 by chance</c>.
    /// </returns>
    public override string ToString()
    {
        if (CustomersBefore == 0 || CustomersAfter == 0)
            return $"{Name}: no customers on one side";
        DriftBin grown = Grown;
        string how = grown.IsMissing ? "changed" : Direction switch
        {
            DriftDirection.Fell => "fell",
            DriftDirection.Rose => "rose",
            _ => "changed",
        };
        return $"{Name} {how}: {Number.Percent((double)grown.After / CustomersAfter)} are now {Place(grown)}, "
            + $"{Number.Percent((double)grown.Before / CustomersBefore)} were; "
            + $"PSI {DriftText.Hundredths(Psi)}, {DriftText.Hundredths(ChanceLevel)} by chance";
    }

    // The difference of the shares, in whole numbers.
    private Int128 Growth(DriftBin bin) => (Int128)bin.After * CustomersBefore - (Int128)bin.Before * CustomersAfter;

    private string Place(DriftBin bin)
    {
        if (bin.Tier is not null || bin.IsMissing)
            return bin.Words();
        // Where values are tied, the outermost band is no tenth or fifth of the reference.
        bool isPart = 2 * bin.Before * _parts >= CustomersBefore && bin.Before * _parts <= 2 * CustomersBefore;
        string part = _parts == DriftReport.ManyBins ? "tenth" : "fifth";
        return isPart && bin.From is null && bin.Below is not null ? $"in the lowest {part} ({bin.Words()})"
            : isPart && bin.Below is null && bin.From is not null ? $"in the highest {part} ({bin.Words()})"
            : $"at {bin.Words()}";
    }

    private static DriftDirection DirectionOf(DriftBin[] bins)
    {
        (Int128 twiceHigher, Int128 pairs, long below, long after) = (0, 0, 0, 0);
        foreach (DriftBin bin in bins)
        {
            twiceHigher += (Int128)bin.After * (2 * below + bin.Before);
            below += bin.Before;
            after += bin.After;
        }
        pairs = (Int128)below * after;
        return twiceHigher.CompareTo(pairs) switch
        {
            > 0 => DriftDirection.Rose,
            < 0 => DriftDirection.Fell,
            _ => DriftDirection.Neither,
        };
    }
}
