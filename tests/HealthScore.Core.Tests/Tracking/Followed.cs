using HealthScoring.Tests.Plans;
using HealthScoring.Tracking;

namespace HealthScoring.Tests.Tracking;

/// <summary>Follows one customer of <see cref="Scored.Simple"/>: day by day, from a start, with the state kept between.</summary>
internal sealed class Followed(ScoringProfile profile)
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public ScoringProfile Profile { get; set; } = profile;

    public TrackingState? State { get; set; }

    /// <summary>Tiers from 0, 50 and 80, and a metric <c>survey</c> that goes stale at 30 days and counts nothing.</summary>
    public static Followed By(Action<ScoringProfileBuilder> more) => new(Version(more));

    public static ScoringProfile Version(Action<ScoringProfileBuilder> more) => Scored.Simple(profile =>
    {
        profile.Dimension("opinions", 0,
            to => to.Metric("survey", Scored.Same, m => m.FreshFor(TimeSpan.FromDays(10), staleAfter: TimeSpan.FromDays(30))));
        more(profile);
    });

    public static HealthScore ScoreOf(ScoringProfile profile, double day, double? usage, double? debt = 0, double seats = 0, double? surveyAge = null,
        ScoreOverride? decision = null)
    {
        DateTimeOffset asOf = Start.AddDays(day);
        return StoredMeasurements.ScorerFor(profile, new() { OverrideBy = (_, _) => decision })
            .Score(new Dictionary<string, Measurement>(StringComparer.Ordinal)
            {
                ["usage"] = new(usage),
                ["debt"] = new(debt),
                ["seats"] = seats,
                ["survey"] = surveyAge is { } age ? new(50, asOf.AddDays(-age)) : default,
            }, asOf);
    }

    public TrackedScore Next(double day, double? usage, double? debt = 0, double seats = 0, double? surveyAge = null, ScoreOverride? decision = null)
    {
        TrackedScore step = Tracker.Next(State, ScoreOf(Profile, day, usage, debt, seats, surveyAge, decision));
        State = step.State;
        return step;
    }

    /// <summary>The tier after each score of a day of its own.</summary>
    public string?[] Tiers(params double?[] usages) => [.. usages.Select((usage, day) => Next(day, usage).Tier)];

    /// <summary>The texts of the events after each score of a day of its own.</summary>
    public string[] Events(params double?[] usages) =>
        [.. usages.SelectMany((usage, day) => Next(day, usage).Events.Select(happened => $"{day}: {happened}"))];
}
