namespace HealthScoring;

/// <summary>How a customer is followed from score to score: what keeps tiers from flapping, and which rises and drops are reported.</summary>
/// <remarks>It changes no score; only tracking reads it.</remarks>
public sealed class TrackingRules
{
    internal static readonly TimeSpan DefaultWindow = TimeSpan.FromDays(30);
    internal static readonly TimeSpan DefaultAcceptLossAfter = TimeSpan.FromDays(14);

    internal TrackingRules()
    {
    }

    /// <summary>No margin, no dwell, no alerts: the tier is that of the last score.</summary>
    internal static TrackingRules None { get; } = new();

    /// <summary>
    /// By how many points of the score a cut-off must be crossed before the tier changes: 0 or more, and at most half as wide as the
    /// narrowest tier. 0 if not given.
    /// </summary>
    public double Margin { get; internal init => field = value + 0.0; }

    /// <summary>How long the score must ask for a lower tier before the tier changes.</summary>
    public Dwell DwellDown { get; internal init; } = Dwell.None;

    /// <summary>How long the score must ask for a higher tier before the tier changes.</summary>
    public Dwell DwellUp { get; internal init; } = Dwell.None;

    /// <summary>A score this many points below the highest of the window is reported, above 0; <see langword="null"/> where none is.</summary>
    public double? Drop { get; internal init; }

    /// <summary>A score this many points above the lowest of the window is reported, above 0; <see langword="null"/> where none is.</summary>
    public double? Rise { get; internal init; }

    /// <summary>How far back <see cref="Drop"/> and <see cref="Rise"/> look, in whole days from 1 to 400; 30 days if not given.</summary>
    public TimeSpan Window => GivenWindow ?? DefaultWindow;

    /// <summary>
    /// For how long a value that a customer had and has no more keeps its tier from rising, 0 to 36,500 days; from then on the customer counts as
    /// one that never had it. Zero looks for no loss. 14 days if not given.
    /// </summary>
    public TimeSpan AcceptLossAfter { get; internal init; } = DefaultAcceptLossAfter;

    internal TimeSpan? GivenWindow { get; init; }

    internal bool IsNone => Margin == 0 && DwellDown.IsNone && DwellUp.IsNone && Drop is null && Rise is null
        && AcceptLossAfter == DefaultAcceptLossAfter;
}
