namespace HealthScoring;

/// <summary>Scores customers that are no more than numbers by name, such as the rows of a table; see also <see cref="StoredScore"/>.</summary>
public static class StoredMeasurements
{
    /// <summary>Makes a scorer whose customers are measurements by the name of the metric or signal; what has no entry is missing.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="options">How to score; the defaults if not given.</param>
    /// <returns>
    /// The scorer. The same measurements, profile and time give the same bits; a segment that the host names and an override come from the options.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static HealthScorer<IReadOnlyDictionary<string, Measurement>> ScorerFor(
        ScoringProfile profile, HealthScorerOptions<IReadOnlyDictionary<string, Measurement>>? options = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new(profile, Metrics(profile), options);
    }

    /// <summary>Makes metrics that read measurements by name, for whatever takes metrics. What has no entry is missing.</summary>
    /// <param name="profiles">The profiles whose metrics and signals are read; several where they are compared.</param>
    /// <returns>A metric for each name that one of the profiles has.</returns>
    /// <exception cref="ArgumentNullException">A profile is <see langword="null"/>.</exception>
    public static IReadOnlyList<IMetric<IReadOnlyDictionary<string, Measurement>>> Metrics(params ReadOnlySpan<ScoringProfile> profiles)
    {
        List<string> names = [];
        foreach (ScoringProfile profile in profiles)
        {
            ArgumentNullException.ThrowIfNull(profile, nameof(profiles));
            names.AddRange(profile.MetricNames);
        }
        return Array.AsReadOnly([.. names.Distinct(StringComparer.Ordinal).Select(name => HealthMetric.From<IReadOnlyDictionary<string, Measurement>>(
            name, (stored, _) => stored.GetValueOrDefault(name)))]);
    }
}
