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
    private readonly GroupTally[] _groups;

    /// <summary>Starts an empty tally.</summary>
    /// <param name="profile">The profile that customers are scored by.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public PortfolioTally(ScoringProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Profile = profile;
        _metrics = [.. Plan.MetricsOf(profile).Select(metric => metric.Name)];
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
        for (int i = 0; i < _groups.Length; i++)
            _groups[i].RequireRoom(other._groups[i]);
        for (int i = 0; i < _groups.Length; i++)
            _groups[i].Add(other._groups[i]);
    }

    /// <summary>What was counted until now.</summary>
    /// <returns>A summary that later counting does not change.</returns>
    public PortfolioSummary ToSummary()
    {
        GroupTally all = NewGroup();
        foreach (GroupTally group in _groups)
            all.Add(group);
        return new(Profile.Fingerprint, Summarize(segment: null, all),
            [.. _groups.Select((group, i) => Summarize(i == 0 ? null : Profile.Segments[i - 1].Name, group))],
            [.. all.UnknownSegments.First.Select(unknown =>
                new UnknownSegment(unknown.Name, unknown.Customers, Profile.Segments.Select(segment => segment.Name)))]);
    }

    /// <summary>The sums of a segment's customers; of the base profile's for -1.</summary>
    internal GroupTally Group(int segment) => _groups[segment + 1];

    internal void Clear()
    {
        foreach (GroupTally group in _groups)
            group.Clear();
    }

    internal void RequireProfile(ScoringProfile profile, string parameter)
    {
        if (Profile.Fingerprint != profile.Fingerprint)
        {
            throw new ArgumentException(
                $"The tally is for profile '{Profile.Name}' ({Profile.Fingerprint}), not for '{profile.Name}' ({profile.Fingerprint}).", parameter);
        }
    }

    private GroupTally NewGroup() => new(Profile.Tiers.Count, _metrics.Length);

    private PortfolioGroup Summarize(string? segment, GroupTally group) =>
        new(segment, [.. Profile.Tiers.Select(tier => tier.Name)], _metrics, group);
}
