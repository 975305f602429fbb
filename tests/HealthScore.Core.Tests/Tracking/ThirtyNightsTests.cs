using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>Thirty nights of 2,000 accounts by the template, with one source of data down in nights 10 to 14.</summary>
public sealed class ThirtyNightsTests(ITestOutputHelper output)
{
    private const int Accounts = 2000;
    private const int Nights = 30;

    private static readonly Dictionary<string, string[]> Sources = new(StringComparer.Ordinal)
    {
        ["events"] = ["usage-frequency", "usage-breadth", "usage-trend", "usage-recency"],
        ["surveys"] = ["nps"],
        ["success team"] = ["csm-pulse"],
        ["product"] = ["setup-progress", "seat-use"],
        ["billing"] = ["days-overdue"],
    };

    private static readonly DateTimeOffset Start = new(2026, 9, 1, 2, 0, 0, TimeSpan.Zero);

    private static readonly HealthScorer<IReadOnlyDictionary<string, Measurement>> Scorer =
        StoredMeasurements.ScorerFor(ProfileTemplates.B2BSaas);

    private static readonly Lazy<Night[]> Without = new(() => Run([], 0..0));

    [Theory]
    [InlineData("events")]
    [InlineData("surveys")]
    [InlineData("success team")]
    [InlineData("product")]
    [InlineData("billing")]
    public void A_source_that_is_down_brings_no_good_news_and_no_false_alarm(string source)
    {
        Night[] without = Without.Value;
        Night[] with = Run(Sources[source], 10..15, each: (night, tracked) =>
        {
            // What begins among those that lack data is a fall, and not with the loss.
            if (tracked.State.LostMetrics.Count > 0 && tracked.PendingSince == tracked.Score.AsOf)
                Assert.True(tracked.Score.TierIndex < tracked.TierIndex && night != 10, $"{night}: {tracked}");
        });
        output.WriteLine(Night.Header);
        output.WriteLine($"{"no outage",-28}{Night.Sum(without)}");
        output.WriteLine($"{source + " down",-28}{Night.Sum(with)}");
        output.WriteLine($"{"nights 10 to 14, no outage",-28}{Night.Sum(without[10..15])}");
        output.WriteLine($"{"nights 10 to 14, " + source,-28}{Night.Sum(with[10..15])}");

        Assert.All(with[..10].Zip(without), nights => Assert.Equal(nights.Second, nights.First));
        // Who lost data does not rise, is not praised for it, and none of its drops is reported.
        Assert.All(with[10..15], night => Assert.Equal((0, 0, 0), night.OfLosers));
        // Everybody has what it had before, and whoever lost anything has it back on the first night after.
        Assert.Equal(with.Sum(night => night.Lost), with.Sum(night => night.Returned) + with[^1].StillLost + with.Sum(night => night.WentStale));
        // The falls that begin without some of the data count by the dwell, and those that come from the loss alone end with it.
        Assert.InRange(Night.Sum(with).Falls, 0.95 * Night.Sum(without).Falls, 1.01 * Night.Sum(without).Falls);
        // What was about to rise waits anew, so some rises come later, and some of those after the thirty nights.
        Assert.InRange(Night.Sum(with).Rises, 0.85 * Night.Sum(without).Rises, Night.Sum(without).Rises);
    }

    [Theory]
    [InlineData("events")]
    [InlineData("surveys")]
    [InlineData("success team")]
    [InlineData("product")]
    [InlineData("billing")]
    public void A_source_that_is_down_for_thirty_days_gives_nobody_a_better_tier_and_hides_few_falls(string source)
    {
        Night[] with = Run(Sources[source], 1..31, nights: 31);
        output.WriteLine($"{Night.Sum(with).Falls} falls, {Night.Sum(Without.Value).Falls} without the outage");

        Assert.All(with, night => Assert.Equal((0, 0), (night.OfLosers.Item1, night.OfLosers.Item2)));
        // Without events most of a score is not known; without any other source a fall is seen by the rest.
        if (source != "events")
            Assert.InRange(Night.Sum(with).Falls, 0.95 * Night.Sum(Without.Value).Falls, 1.5 * Night.Sum(Without.Value).Falls);
    }

    private static Night[] Run(string[] down, Range when, int nights = Nights, Action<int, TrackedScore>? each = null)
    {
        (int from, int length) = when.GetOffsetAndLength(nights);
        var all = new Night[nights];
        for (int account = 0; account < Accounts; account++)
        {
            var life = new Life(account);
            TrackingState? state = null;
            for (int night = 0; night < nights; night++)
            {
                Dictionary<string, Measurement> values = life.Measure(Start.AddDays(night));
                if (night >= from && night < from + length)
                {
                    foreach (string metric in down)
                        values[metric] = default;
                }
                TrackedScore tracked = Tracker.Next(state, Scorer.Score(values, Start.AddDays(night)));
                all[night] = all[night].Plus(Night.Of(tracked, state));
                each?.Invoke(night, tracked);
                state = tracked.State;
            }
        }
        return all;
    }

    /// <summary>What happened in a night.</summary>
    /// <param name="Rises">How many customers came into a better tier.</param>
    /// <param name="Falls">How many came into a worse one.</param>
    /// <param name="Praise">How many actions of the best tier became due.</param>
    /// <param name="Drops">How many drops of a score were told.</param>
    /// <param name="Lost">How many values were told to be lost.</param>
    /// <param name="Returned">How many were told to be back.</param>
    /// <param name="StillLost">How many are lost.</param>
    /// <param name="WentStale">How many lost values have gone stale instead.</param>
    /// <param name="OfLosers">Rises, praise and drops of the customers that lack data.</param>
    private readonly record struct Night(
        int Rises, int Falls, int Praise, int Drops, int Lost, int Returned, int StillLost, int WentStale, (int, int, int) OfLosers)
    {
        public const string Header = "                            rises falls praise drops   lost returned";

        public static Night Of(TrackedScore tracked, TrackingState? before)
        {
            TierScale tiers = ProfileTemplates.B2BSaas.Tiers;
            int moved = tracked.Events.Where(happened => happened.Kind == TrackingEventKind.TierChanged)
                .Sum(happened => Math.Sign(tiers.IndexOf(happened.ToTier) - tiers.IndexOf(happened.FromTier)));
            int praise = tracked.DueActions.Count(action => action.Name is "ask-for-reference" or "offer-seats");
            int Told(TrackingEventKind kind) => tracked.Events.Count(happened => happened.Kind == kind);
            bool loses = tracked.State.LostMetrics.Count > 0;
            // A customer that thrives and cannot be praised before its cool-down is over is praised whatever is lost.
            bool wasThriving = before?.Tier == "thriving";
            int staleNow = before?.LostMetrics.Count(metric => tracked.Events.Any(happened =>
                happened.Kind == TrackingEventKind.WentStale && happened.Metric == metric)) ?? 0;
            return new(moved > 0 ? 1 : 0, moved < 0 ? 1 : 0, praise, Told(TrackingEventKind.ScoreDropped), Told(TrackingEventKind.DataLost),
                Told(TrackingEventKind.DataReturned), tracked.State.LostMetrics.Count, staleNow,
                loses ? (moved > 0 ? 1 : 0, wasThriving ? 0 : praise, Told(TrackingEventKind.ScoreDropped)) : default);
        }

        public static Night Sum(IEnumerable<Night> nights) => nights.Aggregate(default(Night), (sum, night) => sum.Plus(night));

        public Night Plus(Night other) => new(Rises + other.Rises, Falls + other.Falls, Praise + other.Praise, Drops + other.Drops,
            Lost + other.Lost, Returned + other.Returned, other.StillLost + StillLost, WentStale + other.WentStale,
            (OfLosers.Item1 + other.OfLosers.Item1, OfLosers.Item2 + other.OfLosers.Item2, OfLosers.Item3 + other.OfLosers.Item3));

        public override string ToString() => $"{Rises,5} {Falls,5} {Praise,6} {Drops,5} {Lost,6} {Returned,8}";
    }

    /// <summary>An account that is made up: how often it comes, drifting from week to week, and what it says and owes.</summary>
    private sealed class Life
    {
        private const int Past = 84;
        private const int Days = 31;

        private readonly int[] _events = new int[Past + Days];
        private readonly double[] _setup = new double[Past + Days];
        private readonly double[] _seats = new double[Past + Days];
        private readonly List<(int Day, double Mark)> _pulses = [];
        private readonly List<(int Day, double Nps)> _answers = [];
        private readonly int _paysLateFrom;
        private readonly double _features;

        public Life(int seed)
        {
            var random = new Random(seed);
            double habit = random.NextDouble(), drift = (random.NextDouble() - 0.5) * 0.01, setup = random.Next(4) == 0 ? random.NextDouble() : 1;
            double seats = 0.2 + 0.9 * random.NextDouble();
            _features = random.NextDouble();
            _paysLateFrom = random.Next(8) == 0 ? random.Next(Past + Days) : int.MaxValue;
            for (int day = 0; day < _events.Length; day++)
            {
                habit = Math.Clamp(habit + drift + (random.NextDouble() - 0.5) * 0.05, 0, 1);
                _events[day] = random.NextDouble() < habit * (day % 7 < 5 ? 1 : 0.1) ? 1 + random.Next(20) : 0;
                _setup[day] = setup = random.Next(10) == 0 ? Math.Min(1, setup + 0.1) : setup;
                _seats[day] = seats = Math.Clamp(seats + (random.NextDouble() - 0.5) * 0.02, 0, 1.1);
                if (random.Next(30) == 0)
                    _pulses.Add((day, Math.Clamp(Math.Round(1 + 4 * habit + random.NextDouble() - 0.5), 1, 5)));
                if (random.Next(60) == 0)
                    _answers.Add((day, random.NextDouble() < habit ? 100 : random.Next(3) * 100 - 100));
            }
        }

        /// <summary>What is known in the night after a day, if every source answers.</summary>
        public Dictionary<string, Measurement> Measure(DateTimeOffset asOf)
        {
            int today = Past + (int)Math.Round((asOf - Start).TotalDays);
            int[] now = _events[(today - 27)..(today + 1)], earlier = _events[(today - 55)..(today - 27)];
            int last = Array.FindLastIndex(_events, today, uses => uses > 0);
            return new(StringComparer.Ordinal)
            {
                ["usage-frequency"] = now.Count(uses => uses > 0),
                ["usage-breadth"] = Math.Min(1, now.Sum() / 200.0) * _features,
                ["usage-trend"] = earlier.Sum() > 0 ? 100.0 * (now.Sum() - earlier.Sum()) / earlier.Sum() : now.Sum() == 0 ? 0 : null,
                ["usage-recency"] = today - last,
                ["setup-progress"] = _setup[today],
                ["seat-use"] = _seats[today],
                ["days-overdue"] = Math.Max(0, today - _paysLateFrom),
                ["csm-pulse"] = Latest(_pulses, today, asOf),
                ["nps"] = Latest(_answers, today, asOf),
            };
        }

        private static Measurement Latest(List<(int Day, double Value)> told, int today, DateTimeOffset asOf) =>
            told.FindLast(one => one.Day <= today) is { Value: var value, Day: var day } && told.Count > 0 && told[0].Day <= today
                ? new(value, asOf.AddDays(day - today))
                : default(Measurement);
    }
}
