using FsCheck;
using FsCheck.Experimental;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class TrackingLaws
{
    [Law(costs: 20)]
    public Property Tracking_says_what_the_whole_history_says() => new TrackingMachine().ToProperty();

    [Law(Arbitrary = [typeof(Journeys)])]
    public void Without_margin_dwell_and_losses_the_tier_is_that_of_the_score(Journey journey)
    {
        Rulebook plain = (journey.Rules with { Margin = 0, Dwell = Dwell.None, DwellUp = Dwell.None, LossDays = 0 }).Built();
        Assert.All(Steps(journey with { Rules = plain }).Where(step => !step.IsIgnored), step =>
        {
            Assert.Equal(step.Score.Tier, step.Tier);
            Assert.Null(step.PendingTier);
        });
    }

    [Law(Arbitrary = [typeof(Journeys)])]
    public void Within_the_margin_of_a_cut_off_no_tier_changes(Journey journey, int seed)
    {
        var random = new Random(seed);
        (Rulebook rules, double cut) = (journey.Rules, journey.Rules.Cuts[random.Next(2)]);
        Visit[] visits = [.. journey.Visits.Select(visit => new Visit(visit.At, random.Next(5) switch
        {
            0 => Math.Max(cut - rules.Margin, 0),
            1 => rules.Margin > 0 ? cut + rules.Margin - 2e-9 : cut,
            _ => cut + (2 * random.NextDouble() - 1) * rules.Margin * 0.999,
        }))];
        // With no margin there is nothing within it but the cut-off.
        if (rules.Margin == 0)
            visits = [.. visits.Select(visit => visit with { Usage = cut })];

        Assert.Single(Steps(new(rules, visits)).Select(step => step.Tier).Distinct());
    }

    [Law(costs: 5, Arbitrary = [typeof(Journeys)])]
    public void While_data_are_lost_no_tier_rises_no_fall_begins_by_the_loss_and_no_change_of_the_score_is_told(Journey journey, int seed)
    {
        var random = new Random(seed);
        TrackingState? before = null;
        foreach (Visit visit in journey.Visits)
        {
            // The same visit with some of its values removed, from the same state.
            Visit poorer = visit with
            {
                Usage = random.Next(3) == 0 ? null : visit.Usage,
                Debt = random.Next(2) == 0 ? null : visit.Debt,
                Large = random.Next(2) == 0 ? null : visit.Large,
                SurveyAge = random.Next(2) == 0 ? null : visit.SurveyAge,
            };
            TrackedScore step = Tracker.Next(before, journey.Rules.Score(poorer));
            if (before?.Tier is { } tier && step.State.LostMetrics.Count > 0 && !step.IsIgnored)
            {
                Assert.True(Array.IndexOf(journey.Rules.Names, step.State.Tier) <= Array.IndexOf(journey.Rules.Names, tier), $"{before} → {step}");
                bool isFall = Array.IndexOf(journey.Rules.Names, step.PendingTier) < Array.IndexOf(journey.Rules.Names, tier);
                Assert.True(step.PendingTier is null || step.PendingSince == before.PendingSince
                    || (isFall && step.LostMetrics.All(before.LostMetrics.Contains)), $"{before} → {step}");
                Assert.DoesNotContain(step.Events, happened => happened.Kind is TrackingEventKind.ScoreDropped or TrackingEventKind.ScoreRose);
                Assert.DoesNotContain(step.DueActions, action => Array.IndexOf(journey.Rules.Names, tier) == 0 && action.Name == "mail");
            }
            before = Tracker.Next(before, journey.Rules.Score(visit)).State;
        }
    }

    [Law(Arbitrary = [typeof(Journeys)])]
    public void What_comes_again_or_late_changes_nothing(Journey journey)
    {
        TrackingState? state = null;
        foreach (HealthScore score in journey.Visits.Select(journey.Rules.Score))
        {
            TrackedScore step = Tracker.Next(state, score), again = Tracker.Next(step.State, score);
            Assert.True(again.IsIgnored);
            Assert.Same(step.State, again.State);
            Assert.Empty(again.Events);
            Assert.Empty(again.DueActions);
            Assert.Equal(step.IsIgnored, state is not null && score.AsOf <= state.AsOf);
            state = step.State;
        }
    }

    [Law(costs: 5, Arbitrary = [typeof(Journeys)])]
    public void A_state_that_was_stored_goes_on_as_the_same(Journey journey)
    {
        TrackingState? kept = null, stored = null;
        foreach (HealthScore score in journey.Visits.Select(journey.Rules.Score))
        {
            TrackedScore step = Tracker.Next(kept, score), replayed = Tracker.Next(stored, score);
            Assert.Equal(step.ToString(), replayed.ToString());
            Assert.Equal(step.State.ToJson(), replayed.State.ToJson());
            (kept, stored) = (step.State, TrackingState.Parse(replayed.State.ToJson()));
        }
    }

    [Law(costs: 5, Arbitrary = [typeof(Journeys)])]
    public void The_same_scores_give_the_same_steps(Journey journey)
    {
        Rulebook again = journey.Rules.Built();
        Assert.Equal(Steps(journey).Select(step => step.ToString()), Steps(journey with { Rules = again }).Select(step => step.ToString()));
    }

    [Law(Arbitrary = [typeof(Journeys)])]
    public void A_state_has_at_most_one_high_and_one_low_per_day_of_the_window(Journey journey)
    {
        foreach (TrackingState state in Steps(journey).Select(step => step.State))
        {
            Assert.InRange(state.Data.Highs.Count, 0, journey.Rules.Days);
            Assert.InRange(state.Data.Lows.Count, 0, journey.Rules.Days);
        }
    }

    [Law]
    public void One_outlier_among_five_or_more_scores_of_a_line_does_not_move_its_slope(int seed)
    {
        var random = new Random(seed);
        int count = random.Next(5, 40);
        DateTimeOffset asOf = Journeys.Start;
        int[] hours = [.. Enumerable.Range(0, 2000).OrderBy(_ => random.Next()).Take(count - 1).Append(2000).Order()];
        double perHour = (random.NextDouble() - 0.5) * 100 / 2000;
        (DateTimeOffset At, double? Score)[] line = [.. hours.Select(hour => (asOf.AddHours(hour - 2000), 50 + perHour * (hour - 1000)))];
        (DateTimeOffset At, double? Score)[] bent = [.. line];
        // At an end every slope of the outlier lies on one side of the others, which is the worst place.
        int outlier = random.Next(3) switch { 0 => 0, 1 => count - 1, _ => random.Next(count) };
        bent[outlier].Score = random.Next(2) * 100;
        TimeSpan window = (asOf - line[0].At) * 2;

        Assert.Equal(perHour * 24 * 30, ScoreTrend.Of(line, window, asOf)!.PointsPer30Days, 1e-9);
        Assert.Equal(perHour * 24 * 30, ScoreTrend.Of(bent, window, asOf)!.PointsPer30Days, 1e-9);
    }

    [Law]
    public void The_order_of_a_history_does_not_affect_its_trend(int seed)
    {
        var random = new Random(seed);
        (DateTimeOffset At, double? Score)[] history = [.. Enumerable.Range(0, random.Next(5, 60)).Select(i => i * 100 + random.Next(100))
            .Select(minutes => (Journeys.Start.AddMinutes(-minutes), random.NextDouble() * 100))];
        (DateTimeOffset At, double? Score)[] shuffled = [.. history];
        random.Shuffle(shuffled);
        double naive = Slopes(history).Order().ToArray() is var slopes && slopes.Length % 2 == 1
            ? slopes[slopes.Length / 2] : (slopes[slopes.Length / 2 - 1] + slopes[slopes.Length / 2]) / 2;

        double? found = ScoreTrend.Of(history, TimeSpan.FromDays(5), Journeys.Start)?.PointsPer30Days;
        Assert.Equal(BitConverter.DoubleToInt64Bits(found ?? 0), BitConverter.DoubleToInt64Bits(
            ScoreTrend.Of(shuffled, TimeSpan.FromDays(5), Journeys.Start)?.PointsPer30Days ?? 0));
        Assert.Equal((history[0].At - history[^1].At) * 2 >= TimeSpan.FromDays(5), found is not null);
        if (found is { } slope)
            Assert.Equal(naive, slope, 1e-9 * Math.Max(1, Math.Abs(naive)));
    }

    private static IEnumerable<double> Slopes((DateTimeOffset At, double? Score)[] history) =>
        from a in history
        from b in history
        where a.At < b.At
        select (b.Score!.Value - a.Score!.Value) / (b.At - a.At).TotalDays * 30;

    private static List<TrackedScore> Steps(Journey journey)
    {
        var steps = new List<TrackedScore>();
        foreach (Visit visit in journey.Visits)
            steps.Add(Tracker.Next(steps.LastOrDefault()?.State, journey.Rules.Score(visit)));
        return steps;
    }
}
