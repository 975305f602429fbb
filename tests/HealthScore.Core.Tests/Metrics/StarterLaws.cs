using HealthScoring.Tests.Properties;
using Xunit;

namespace HealthScoring.Tests.Metrics;

/// <summary>Every starter gives, to the bit, what its documentation says when it is counted the slow way.</summary>
public sealed class StarterLaws
{
    private const int Cases = 10_000;

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Frequency_is_as_documented(UsageTrial trial) => Same(trial.Frequency(), Measured(trial, trial.Log.Frequency(trial.Days)));

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Breadth_is_as_documented(UsageTrial trial) =>
        Same(trial.Breadth(), Measured(trial, trial.Log.Breadth(UsageTrial.Features, trial.Days)));

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Depth_is_as_documented(UsageTrial trial) => Same(trial.Depth(), Measured(trial, trial.Log.Depth(trial.Days)));

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Active_users_are_as_documented(UsageTrial trial) => Same(trial.ActiveUsers(), Measured(trial, trial.Log.ActiveUsers(trial.Days)));

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Stickiness_is_as_documented(UsageTrial trial) => Same(trial.Stickiness(), Measured(trial, trial.Log.Stickiness(trial.Days)));

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Recency_is_as_documented(UsageTrial trial) => Same(trial.Recency(), Measured(trial, trial.Log.Recency()));

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Trend_is_as_documented(UsageTrial trial) => Same(trial.Trend(), Measured(trial, trial.Log.Trend(trial.Days)));

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Top_users_lost_are_as_documented(UsageTrial trial)
    {
        TopUsersLostMetric<UsageTrial> metric = trial.Log.TopUsersLost(trial.Top, trial.Days);
        Same(trial.LostUsers()?.Length, Measured(trial, metric));
        Assert.Equal(trial.LostUsers() ?? [], metric.Users(trial, trial.AsOf));
    }

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Neither_the_order_of_the_events_nor_another_delivery_changes_anything(UsageTrial trial)
    {
        UsageTrial once = trial with { CountRepeats = false };
        var random = new Random(trial.Seed);
        UsageEvent[] events = [.. once.Events, .. once.Events.Where(_ => random.Next(2) == 0)];
        random.Shuffle(events);
        UsageTrial twice = once with { Events = events };
        Assert.All(All(once.Log, once.Days), metric => Assert.Equal(metric.Measure(once, once.AsOf), metric.Measure(twice, once.AsOf)));
        TopUsersLostMetric<UsageTrial> champions = once.Log.TopUsersLost(once.Top, once.Days);
        Assert.Equal(champions.Users(once, once.AsOf), champions.Users(twice, once.AsOf));
    }

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Nps_is_as_documented(SurveyTrial trial)
    {
        SurveyMetric<SurveyTrial> nps = Of(trial).Nps(one => one.Answers, trial.Days, minimumAnswers: trial.MinimumAnswers);
        Assert.Equal(trial.Nps(), nps.Measure(trial, trial.AsOf));
        Same(trial.Nps().Value, nps.Measure(trial, trial.AsOf).Value);
        Same(trial.Skipped(0, 10), nps.Skipped().Measure(trial, trial.AsOf).Value);
    }

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Csat_is_as_documented(SurveyTrial trial)
    {
        SurveyMetric<SurveyTrial> csat = Of(trial).Csat(
            one => one.Answers, trial.Days, "csat", trial.MinimumAnswers, trial.Lowest, trial.Highest, trial.Top);
        Assert.Equal(trial.Csat(), csat.Measure(trial, trial.AsOf));
        Same(trial.Csat().Value, csat.Measure(trial, trial.AsOf).Value);
        Same(trial.Skipped(trial.Lowest, trial.Highest), csat.Skipped().Measure(trial, trial.AsOf).Value);
    }

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Ces_is_as_documented(SurveyTrial trial)
    {
        SurveyMetric<SurveyTrial> ces = Of(trial).Ces(
            one => one.Answers, trial.Days, "ces", trial.MinimumAnswers, trial.Lowest, trial.Highest);
        Assert.Equal(trial.Ces(), ces.Measure(trial, trial.AsOf));
        Same(trial.Ces().Value, ces.Measure(trial, trial.AsOf).Value);
        Same(trial.Skipped(trial.Lowest, trial.Highest), ces.Skipped().Measure(trial, trial.AsOf).Value);
    }

    [Law(MaxTest = Cases, Arbitrary = [typeof(StarterTrials)])]
    public void Dates_counts_and_ratios_are_as_documented(SurveyTrial trial)
    {
        CustomerMetrics<SurveyTrial> starters = Of(trial);
        DateTimeOffset? date = trial.Answers.Length > 0 ? trial.Answers[0].At : null;
        Same(trial.FailedPayments(), Value(starters.FailedPayments(one => one.Answers.Select(answer => answer.At), trial.Days)));
        Same(trial.LimitUse(), Value(starters.LimitUse(one => one.Used, one => one.Limit)));
        Same(trial.DaysUntil(date), Value(starters.DaysUntilRenewal(_ => date)));
        Same(trial.DaysSince(date), Value(starters.DaysSinceMilestone(_ => date)));
        Same(trial.DaysTo(date), Value(starters.DaysToMilestone(_ => date)));

        double? Value(IMetric<SurveyTrial> metric) => metric.Measure(trial, trial.AsOf).Value;
    }

    private static CustomerMetrics<SurveyTrial> Of(SurveyTrial _) => new(trial => trial.FirstDay);

    private static IMetric<UsageTrial>[] All(ActivityLog<UsageTrial> log, int days) =>
    [
        log.Frequency(days), log.Breadth(UsageTrial.Features, days), log.Depth(days), log.ActiveUsers(days), log.Stickiness(days), log.Recency(),
        log.Trend(days), log.TopUsersLost(1, days),
    ];

    private static double? Measured(UsageTrial trial, IMetric<UsageTrial> metric) => metric.Measure(trial, trial.AsOf).Value;

    private static void Same(double? expected, double? actual) => Assert.Equal(Bits(expected), Bits(actual));

    private static long? Bits(double? number) => number is { } value ? BitConverter.DoubleToInt64Bits(value) : null;
}
