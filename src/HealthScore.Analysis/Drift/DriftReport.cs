using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>
/// What changed between two times: the values of each metric, how often it is missing, the score and the tiers; and with outcomes whether the score
/// still means what it meant. A change is called drift only where it is beyond chance, corrected for the number of tests, and large.
/// </summary>
/// <remarks>Each customer counts once in each book, by its last row, because rows of one customer
/// depend on each other; outcomes by a row that is chosen without a look at them.</remarks>
public sealed class DriftReport
{
    internal const double MostP = 0.05;
    internal const int ManyBins = 10;
    private const int FewBins = 5;
    private const long FewestForManyBins = 100;
    internal const long FewestCustomers = 20;
    private const long FewestOfBothOutcomes = 5;

    private readonly string _profile;

    private DriftReport(ScoringProfile profile, Side reference, Side current)
    {
        (_profile, Fingerprint, Reference, Current) = (profile.ToString(), profile.Fingerprint, reference.Counts, current.Counts);
        HashSet<string> known = new(reference.Rows.Names, StringComparer.Ordinal);
        InBoth = current.Rows.Names.LongCount(known.Contains);
        NotEnough = Fewer("customers in the reference", Reference.Customers, FewestCustomers)
            ?? Fewer("customers now", Current.Customers, FewestCustomers);
        if (NotEnough is not null)
            return;
        int parts = Math.Min(Reference.Customers, Current.Customers) >= FewestForManyBins ? ManyBins : FewBins;
        Metrics = [.. profile.Dimensions.SelectMany(dimension => dimension.Metrics).Select(metric => OfMetric(metric, reference, current, parts))];
        Score = OfValues("score", null, QuantileBands.Of(reference.Scored.Scores, parts), reference.Scored.Scores, current.Scored.Scores, parts);
        Tiers = new("tiers",
            [
                .. profile.Tiers.Select((tier, index) =>
                    new DriftBin(tier.Name, reference.OfTier(index), current.OfTier(index)) { Tier = tier.Name }),
                new("unscored", reference.OfTier(-1), current.OfTier(-1)) { IsMissing = true },
            ],
            parts);
        Adjust();
    }

    /// <summary>The profile's fingerprint.</summary>
    public string Fingerprint { get; }

    /// <summary>What is compared with.</summary>
    public DriftSide Reference { get; }

    /// <summary>What is compared.</summary>
    public DriftSide Current { get; }

    /// <summary>How many customers are in both, by their ids: the more, the more cautious the tests are.</summary>
    public long InBoth { get; }

    /// <summary>The metrics in the profile's order; none where there is not enough.</summary>
    public IReadOnlyList<MetricDrift> Metrics { get; } = [];

    /// <summary>The score; <see langword="null"/> where there is not enough.</summary>
    public DistributionDrift? Score { get; }

    /// <summary>The tiers; <see langword="null"/> where there is not enough.</summary>
    public DistributionDrift? Tiers { get; }

    /// <summary>What became of the customers; <see langword="null"/> without outcomes, and where there are not enough of them.</summary>
    public OutcomeDrift? Outcomes { get; private init; }

    /// <summary>Whether anything drifted: a metric, the score, or the tiers.</summary>
    public bool HasDrifted => Metrics.Any(metric => metric.Verdict == DriftVerdict.Drifted)
        || Score?.Verdict == DriftVerdict.Drifted || Tiers?.Verdict == DriftVerdict.Drifted;

    /// <summary>Why nothing was compared, or <see langword="null"/>.</summary>
    public NotEnough? NotEnough { get; }

    /// <summary>Why no outcomes were compared although there are books of them, or <see langword="null"/>.</summary>
    public NotEnough? NotEnoughOutcomes { get; private init; }

    /// <summary>The outcome that is asked for, where outcomes were given.</summary>
    internal Outcome? Outcome { get; private init; }

    /// <summary>The profile's name, with the start of its fingerprint.</summary>
    internal string Title => _profile;

    /// <summary>Compares snapshots.</summary>
    /// <param name="profile">The profile that both are scored by.</param>
    /// <param name="reference">What is compared with, such as last year's snapshots or those that a proposal was learned from.</param>
    /// <param name="current">What is compared, such as today's.</param>
    /// <returns>The report; without verdicts where one of them has fewer than 20 customers.</returns>
    /// <exception cref="OutcomeException">A snapshot is there twice, or has a measurement of later; all errors are counted.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static DriftReport Between(ScoringProfile profile, IEnumerable<Snapshot> reference, IEnumerable<Snapshot> current)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        return new(profile, new(profile, BookBuilder.Build(reference), null), new(profile, BookBuilder.Build(current), null));
    }

    /// <summary>
    /// Compares books: all their rows, also those whose outcome is not yet known; and the outcomes of the others. A book of columns whose outcomes
    /// are all 255 has none, and is compared without.
    /// </summary>
    /// <param name="profile">The profile that both are scored by.</param>
    /// <param name="reference">What is compared with.</param>
    /// <param name="current">What is compared.</param>
    /// <returns>The report; without verdicts where one of the books has fewer than 20 customers.</returns>
    /// <exception cref="ArgumentException">The books have different outcomes or windows, so that their rates mean different things.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static DriftReport Between(ScoringProfile profile, OutcomeBook reference, OutcomeBook current)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if (reference.Outcome != current.Outcome || reference.Window != current.Window)
        {
            throw new ArgumentException("The books have different outcomes or windows, so their rates mean different things. "
                + "Build both with the same window, or compare their snapshots.", nameof(current));
        }
        var report = new DriftReport(profile, new(profile, reference.Data, reference.LeftOut), new(profile, current.Data, current.LeftOut));
        return report.NotEnough is not null || reference.Rows == 0 || current.Rows == 0 ? report : report.With(profile, reference, current);
    }

    /// <summary>The report as text for people.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform.</returns>
    public string Explain() => DriftText.Of(this);

    /// <summary>The profile, and what drifted.</summary>
    /// <returns>As in <c>acme (1f0c22d9ab41): logins, score drifted</c>, or <c>nothing drifted</c>.</returns>
    public override string ToString() => $"{_profile}: {DriftText.Headline(this)}";

    private DriftReport(DriftReport report)
    {
        (_profile, Fingerprint, Reference, Current) = (report._profile, report.Fingerprint, report.Reference, report.Current);
        (InBoth, Metrics, Score, Tiers, NotEnough) = (report.InBoth, report.Metrics, report.Score, report.Tiers, report.NotEnough);
    }

    private DriftReport With(ScoringProfile profile, OutcomeBook reference, OutcomeBook current)
    {
        (OutcomeSide before, OutcomeSide after) = (new(profile, reference), new(profile, current));
        string did = OutcomeWords.Did(reference.Outcome), didNot = OutcomeWords.DidNot(reference.Outcome);
        NotEnough? few = Fewer($"scored customers of the reference who {did}", before.Groups.AllEvents, FewestOfBothOutcomes)
            ?? Fewer($"scored customers of the reference who {didNot}", before.Groups.AllOthers, FewestOfBothOutcomes)
            ?? Fewer($"scored customers now who {did}", after.Groups.AllEvents, FewestOfBothOutcomes)
            ?? Fewer($"scored customers now who {didNot}", after.Groups.AllOthers, FewestOfBothOutcomes);
        return new(this)
        {
            NotEnoughOutcomes = few,
            Outcomes = few is null ? OutcomeDrift.Of(profile, before, after) : null,
            Outcome = reference.Outcome,
        };
    }

    private void Adjust()
    {
        DistributionDrift[] distributions =
            [.. Metrics.Select(metric => metric.Values).Append(Score!).Append(Tiers!).Where(distribution => distribution.IsTest)];
        MissingDrift[] missing = [.. Metrics.Select(metric => metric.Missing).Where(one => one.IsTest)];
        double[] adjusted = BenjaminiHochberg.Adjusted(
            [.. distributions.Select(distribution => distribution.P), .. missing.Select(one => one.P)]);
        for (int i = 0; i < adjusted.Length; i++)
        {
            if (i < distributions.Length)
                distributions[i].AdjustedP = adjusted[i];
            else
                missing[i - distributions.Length].AdjustedP = adjusted[i];
        }
    }

    private static NotEnough? Fewer(string what, long have, long needed) => have < needed ? new(what, have, needed) : null;

    private static MetricDrift OfMetric(ProfileMetric metric, Side reference, Side current, int parts)
    {
        (double[] before, double[] after) = (UsableValues.Of(metric, reference.Rows.Values), UsableValues.Of(metric, current.Rows.Values));
        DistributionDrift values = OfValues(metric.Name, metric.Unit, QuantileBands.OfOwn(before, parts), before, after, parts);
        DriftBin? missing = values.Bins.FirstOrDefault(bin => bin.IsMissing);
        return new(values, new(metric.Name, missing?.Before ?? 0, before.Length, missing?.After ?? 0, after.Length));
    }

    private static DistributionDrift OfValues(
        string name, string? unit, QuantileBands bands, double[] before, double[] after, int parts)
    {
        (long[] was, long[] now) = (bands.CountsOf(before), bands.CountsOf(after));
        // "6 to 8 days" would hide an 8.5 among those that came later.
        bool isWhole = bands.IsWhole && after.All(value => double.IsNaN(value) || double.IsInteger(value));
        return new(name,
            [
                .. Enumerable.Range(0, bands.Missing).Select(band =>
                {
                    double? from = band == 0 ? null : bands.Edges[band - 1], below = band == bands.Edges.Length ? null : bands.Edges[band];
                    return new DriftBin(BandText.Of(from, below, isWhole, unit), was[band], now[band]) { From = from, Below = below };
                }),
                new("missing", was[^1], now[^1]) { IsMissing = true },
            ],
            parts);
    }

    /// <summary>One side with its scores.</summary>
    private sealed class Side
    {
        public Side(ScoringProfile profile, BookRows all, LeftOut? leftOut)
        {
            Rows = LastRows.OfAll(all);
            Scored = ScoredRows.Of(profile, Rows);
            Counts = new(Rows.Count, OfTier(-1), all.Count - Rows.Count, leftOut);
        }

        public BookRows Rows { get; }

        public ScoredRows Scored { get; }

        public DriftSide Counts { get; }

        public long OfTier(int tier)
        {
            long count = 0;
            foreach (int own in Scored.Tiers)
                count += own == tier ? 1 : 0;
            return count;
        }
    }
}
