using HealthScoring.Hosting;

namespace HealthScoring.AspNetCore;

/// <summary>What the page can ask for.</summary>
/// <param name="Scoring">The scoring's name; empty for the one without a name.</param>
/// <param name="Profile">The name of the last published run's profile.</param>
/// <param name="Fingerprint">Its fingerprint.</param>
/// <param name="CanOverride">Whether overrides can be added and ended.</param>
/// <param name="ShowValues">Whether raw values are shown.</param>
/// <param name="HasWhatIf">Whether other profiles can be tried.</param>
/// <param name="HasReport">Whether there is an evidence report.</param>
/// <param name="ScoreDecimals">How many decimals a printed score needs to stay on its side of every cut-off.</param>
/// <param name="ScoreTolerance">How far below a cut-off a score still reaches it.</param>
/// <param name="Tiers">The names of the tiers, the lowest first.</param>
/// <param name="Segments">The names of the segments.</param>
/// <param name="Metrics">The names of the metrics and signals.</param>
/// <param name="Actions">The names of the actions.</param>
internal sealed record SettingsView(
    string Scoring, string Profile, string Fingerprint, bool CanOverride, bool ShowValues, bool HasWhatIf, bool HasReport,
    int ScoreDecimals, double ScoreTolerance, IReadOnlyList<string> Tiers, IReadOnlyList<string> Segments, IReadOnlyList<string> Metrics,
    IReadOnlyList<string> Actions)
{
    public static SettingsView Of(StoredRun last, HealthScoringEndpointOptions options) => new(
        options.Scoring, last.Profile.Name, last.Profile.Fingerprint, options.AllowOverrides, options.ShowValues,
        options.WhatIfCustomers > 0, options.ReportFor is not null,
        last.Profile.TierPrecision.Decimals, (double)last.Profile.TierPrecision.Tolerance,
        [.. last.Profile.Tiers.Select(tier => tier.Name)], [.. last.Profile.Segments.Select(segment => segment.Name)],
        [.. last.Profile.MetricNames], [.. last.Profile.Actions.Select(action => action.Name)]);
}
