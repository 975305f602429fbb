using System.Text.Json.Nodes;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class RestateLaws
{
    [Law(costs: 2, Arbitrary = [typeof(Journeys)])]
    public void The_same_score_again_gives_the_same_state_and_nothing_new(Journey journey)
    {
        TrackedScore? told = null;
        foreach (Visit visit in journey.Visits.Where(visit => told is null || visit.At > told.State.AsOf))
        {
            told = Tracker.Next(told?.State, journey.Rules.Score(visit));
            TrackedScore again = Tracker.Restate(told, journey.Rules.Score(visit));

            Assert.Equal(told.State.ToJson(), again.State.ToJson());
            Assert.Equal((told.Tier, told.PendingTier, told.PendingSince), (again.Tier, again.PendingTier, again.PendingSince));
            Assert.False(again.IsIgnored);
            Assert.Empty(again.Events);
            Assert.Empty(again.DueActions);
        }
    }

    [Law(costs: 5, Arbitrary = [typeof(Journeys)])]
    public void A_history_with_a_restated_day_ends_as_the_one_that_had_the_second_score_in_the_first_place(Journey journey, int seed)
    {
        var random = new Random(seed);
        TrackedScore? restated = null, plain = null;
        foreach (Visit visit in journey.Visits.Where(visit => plain is null || visit.At > plain.State.AsOf))
        {
            TrackingState? before = restated?.State;
            plain = Tracker.Next(plain?.State, journey.Rules.Score(visit));
            restated = Tracker.Next(before, journey.Rules.Score(random.Next(2) == 0 ? visit : Other(visit, random)));
            while (random.Next(3) == 0)
                restated = Tracker.Restate(restated, journey.Rules.Score(Other(visit, random)));
            restated = Tracker.Restate(restated, journey.Rules.Score(visit));

            Assert.Equal(WithoutFired(plain.State), WithoutFired(restated.State));
            Assert.Equal(restated.State.ToJson(), TrackingState.Parse(restated.State.ToJson()).ToJson());
            // A step that was made again from what the host stored says the same.
            TrackedScore last = Tracker.Restate(Tracker.Next(before, journey.Rules.Score(visit)), journey.Rules.Score(visit));
            Assert.Equal(WithoutFired(last.State), WithoutFired(restated.State));
        }
    }

    [Law(Arbitrary = [typeof(Journeys)])]
    public void No_event_of_a_day_is_told_twice_and_no_action_within_its_cool_down(Journey journey, int seed)
    {
        var random = new Random(seed);
        TrackedScore? last = null;
        List<(string Action, DateTimeOffset At, bool IsLarge)> told = [];
        foreach (Visit visit in journey.Visits.Where(visit => last is null || visit.At > last.State.AsOf))
        {
            HashSet<string> day = [];
            DateTimeOffset at = visit.At;
            for (int run = 0; run == 0 || random.Next(2) == 0; run++)
            {
                Visit seen = Other(visit, random) with { At = at };
                HealthScore score = journey.Rules.Score(seen);
                last = run == 0 ? Tracker.Next(last?.State, score) : Tracker.Restate(last!, score);
                Assert.All(last.Events, happened => Assert.True(day.Add($"{happened.Kind} {happened.FromTier} {happened.ToTier} {happened.Metric}")));
                Assert.All(last.DueActions, action => Assert.True(day.Add(action.Name)));
                foreach (string action in last.DueActions.Select(action => action.Name))
                {
                    TimeSpan? coolDown = action == "collect" ? TimeSpan.FromDays(5)
                        : action == "mail" && !seen.IsLarge ? TimeSpan.FromDays(journey.Rules.MailDays) : null;
                    Assert.DoesNotContain(told, earlier => earlier.Action == action && at - earlier.At < coolDown);
                    told.Add((action, at, seen.IsLarge));
                }
                at = at.AddHours(random.Next(3));
            }
        }
    }

    /// <summary>The same time with other data.</summary>
    private static Visit Other(Visit visit, Random random) => Visit.Of(visit.At, random.Next(5) == 0 ? null : random.Next(41) * 2.5, random.Next(64));

    private static string WithoutFired(TrackingState state)
    {
        JsonObject json = JsonNode.Parse(state.ToJson())!.AsObject();
        json.Remove("fired");
        return json.ToJsonString();
    }
}
