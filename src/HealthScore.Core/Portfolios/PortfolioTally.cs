using HealthScoring.Plans;

namespace HealthScoring.Portfolios;

/// <summary>
/// Counts customers while they are scored: pass it to what scores them, as often as there are customers, and ask for the summary at the end.
/// </summary>
/// <remarks>
/// Not thread-safe: give each thread its own and <see cref="Add(PortfolioTally)"/> them up. All sums are whole numbers, so the summary is
/// the same to the last bit whatever the order of the customers, the split, the number of threads and the width of the processor's vectors.
/// </remarks>
public sealed class PortfolioTally
{
    private readonly string[] _metrics;
    private readonly string[] _signals;
    private readonly string[] _labels;
    private readonly GroupTally[] _groups;

    /// <summary>Starts an empty tally.</summary>
    /// <param name="profile">The profile that customers are scored by.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public PortfolioTally(ScoringProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Profile = profile;
        _metrics = [.. Plan.MetricsOf(profile).Select(metric => metric.Name)];
        _signals = [.. Plan.SignalsOf(profile).Select(signal => signal.Name)];
        _labels = [.. Plan.LabelsOf(profile)];
        Labels = Plan.CodesOf(profile);
        _groups = [.. Enumerable.Range(0, profile.Segments.Count + 1).Select(_ => NewGroup())];
    }

    /// <summary>The profile that customers are scored by.</summary>
    public ScoringProfile Profile { get; }

    /// <summary>Adds what another tally counted, which stays as it is.</summary>
    /// <param name="other">A tally of the same profile: one with the same fingerprint.</param>
    /// <exception cref="ArgumentException">The profile is another; nothing is added then.</exception>
    /// <exception cref="OverflowException">The sum of weight times score is past 1e26, beyond any portfolio; nothing is added then.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    public void Add(PortfolioTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.RequireProfile(Profile, nameof(other));
        // A summary adds up all groups, so all of them have to fit together.
        Int128 all = 0;
        for (int i = 0; i < _groups.Length; i++)
            all = checked(all + _groups[i].WeightedScores + other._groups[i].WeightedScores);
        for (int i = 0; i < _groups.Length; i++)
            _groups[i].Add(other._groups[i]);
    }

    /// <summary>What was counted until now.</summary>
    /// <returns>A summary that later counting does not change.</returns>
    /// <exception cref="OverflowException">The sum of weight times score is past 1e26, beyond any portfolio.</exception>
    public PortfolioSummary ToSummary()
    {
        GroupTally all = NewGroup();
        foreach (GroupTally group in _groups)
            all.Add(group);
        return new(new SummaryData
        {
            Fingerprint = Profile.Fingerprint,
            All = Summarize(segment: null, all),
            Segments = [.. _groups.Select((group, i) => Summarize(i == 0 ? null : Profile.Segments[i - 1].Name, group))],
            UnknownSegments = [.. all.UnknownSegments.First],
            Labels = [.. _labels.Select((label, i) => new SummaryLabel(
                label, [.. Labels[i].Texts], all.OtherTexts[i].Customers, [.. all.OtherTexts[i].First]))],
        });
    }

    /// <summary>
    /// Reads a tally that <see cref="ToJson"/> wrote, in this process or another one: counting on, or <see cref="Add(PortfolioTally)"/>, gives the
    /// same bits as counting all customers in one tally.
    /// </summary>
    /// <param name="json">The JSON: strict, every member known and of its type.</param>
    /// <param name="profile">The profile that customers were scored by: one with the same fingerprint.</param>
    /// <returns>The tally.</returns>
    /// <exception cref="InvalidStoredDataException">The text is no such tally; everything that is wrong with it is listed.</exception>
    /// <exception cref="ArgumentException">The tally is of another profile.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static PortfolioTally Parse(string json, ScoringProfile profile)
    {
        ArgumentNullException.ThrowIfNull(json);
        var tally = new PortfolioTally(profile);
        TallyData data = TallyReader.Read(json, tally);
        RequireProfile(data.Profile, data.Fingerprint, profile, nameof(profile));
        for (int i = 0; i < tally._groups.Length; i++)
            tally._groups[i].Take(data.Groups[i]);
        return tally;
    }

    /// <summary>Writes the sums as JSON that <see cref="Parse"/> reads back, to store them, or to merge what several processes count.</summary>
    /// <returns>One line of JSON, without spaces; it names the version of its format.</returns>
    public string ToJson() => TallyReader.Write(new()
    {
        Profile = Profile.Name,
        Fingerprint = Profile.Fingerprint,
        Groups = [.. _groups.Select(group => group.ToData())],
    });

    /// <summary>The labels' texts that conditions name, by label in canonical order.</summary>
    internal IReadOnlyList<LabelCodes> Labels { get; }

    /// <summary>The sums of the base profile's customers, then of each segment's.</summary>
    internal IReadOnlyList<GroupTally> Groups => _groups;

    /// <summary>The sums of a segment's customers; of the base profile's for -1.</summary>
    internal GroupTally Group(int segment) => _groups[segment + 1];

    internal void Clear()
    {
        foreach (GroupTally group in _groups)
            group.Clear();
    }

    internal void RequireProfile(ScoringProfile profile, string parameter) =>
        RequireProfile(Profile.Name, Profile.Fingerprint, profile, parameter);

    private static void RequireProfile(string name, string fingerprint, ScoringProfile profile, string parameter)
    {
        if (fingerprint != profile.Fingerprint)
        {
            throw new ArgumentException(
                $"The tally is for profile '{name}' ({fingerprint}), not for '{profile.Name}' ({profile.Fingerprint}).", parameter);
        }
    }

    private GroupTally NewGroup() => new(Profile.Tiers.Count, _metrics.Length, _signals.Length, _labels.Length);

    private SummaryGroup Summarize(string? segment, GroupTally group) =>
        SummaryGroup.Of(segment, [.. Profile.Tiers.Select(tier => tier.Name)], _metrics, [.. _signals, .. _labels], group);
}
