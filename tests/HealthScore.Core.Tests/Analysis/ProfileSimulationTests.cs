using HealthScoring.Analysis;
using HealthScoring.Portfolios;
using HealthScoring.Tracking;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class ProfileSimulationTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 8, 0, 0, TimeSpan.FromHours(1));

    private static readonly IMetric<Account>[] Metrics =
    [
        HealthMetric.From<Account>("logins", account => account.Logins),
        HealthMetric.From<Account>("nps", account => account.Nps),
        HealthMetric.From<Account>("overdue", account => account.Overdue),
    ];

    /// <summary>The points are the values; half logins, half nps before, a quarter and three quarters after, with a lower cap.</summary>
    private static ScoringProfile Profile(double nps, double cap, params (string Name, double From)[] tiers) => ScoringProfile.Create("sales", p =>
    {
        p.Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100)).Metric("nps", Curve.Linear(0, 100), nps))
            .Signal("overdue").Cap("unpaid", cap, Condition.AtLeast("overdue", 30));
        foreach ((string name, double from) in tiers)
            p.Tier(name, from);
    });

    private static readonly ScoringProfile Before = Profile(1, 60, ("low", 0), ("high", 50));
    private static readonly ScoringProfile After = Profile(3, 30, ("low", 0), ("high", 50));

    // By hand, before and after:
    private static readonly Account[] Book =
    [
        new("Acme", 80, 40, 0, 100),        // 60 → 50     high, high
        new("Globex", 90, 30, 0, 200),      // 60 → 45     high → low: logins -22.5, nps +7.5
        new("Initech", 20, 60, 0, 50.5),    // 40 → 50     low → high: logins -5, nps +15
        new("Hooli", 100, 80, 40, null),    // 90 capped to 60 → 85 capped to 30   high → low: logins -25, nps +20, unpaid -30 → -55
        new("Umbrella", null, null, 0, 25), // unscored
    ];

    private static SimulationResult<Account> Simulated => ProfileSimulation.Run(
        Before, After, Metrics, Book, new() { AsOf = AsOf, WeightBy = account => account.Revenue });

    [Fact]
    public void A_tracked_customer_moves_from_the_tier_that_counts()
    {
        static ScoringProfile Tracked(double nps) => ScoringProfile.Create("sales", p => p
            .Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100)).Metric("nps", Curve.Linear(0, 100), nps))
            .Tier("low", 0).Tier("high", 50).Tracking(t => t.Dwell(Dwell.Scores(3))));
        ScoringProfile before = Tracked(1), after = Tracked(3);
        Account good = new("Acme", 90, 90, 0, null), now = good with { Logins = 70, Nps = 20 };     // 90, then 45 → 32.5
        TrackingState state = Tracker.Next(null, new HealthScorer<Account>(before, Metrics).Score(good, AsOf.AddDays(-1))).State;
        SimulationResult<Account> Run(Func<Account, TrackingState?>? stateBy) =>
            ProfileSimulation.Run(before, after, Metrics, [now], new() { AsOf = AsOf, StateBy = stateBy });

        TrackingState Renamed() => TrackingState.Parse(state.ToJson().Replace("\"sales\"", "\"old\"", StringComparison.Ordinal));

        Assert.Equal(0, Run(null).Moved);
        Assert.Equal(0, Run(_ => null).Moved);
        SimulationResult<Account> tracked = Run(_ => state);
        Assert.Equal(("high", "low"), (tracked.Movers[0].TierBefore, tracked.Movers[0].TierAfter));
        Assert.Equal("customer 0: 45.0 (low), counts as high → 32.5 (low)", tracked.Movers[0].ToString());
        // What a renamed profile would do to the states shows here, and not in the night.
        Assert.Throws<ArgumentException>(() => Run(_ => Renamed()));
        Assert.Equal((1L, 1L), (tracked.MovedDown, tracked.Matrix.Single(cell => cell is { TierBefore: "high", TierAfter: "low" }).Customers));
    }

    [Fact]
    public void A_book_is_compared_customer_by_customer()
    {
        SimulationResult<Account> result = Simulated;

        Assert.Equal(5, result.Customers);
        Assert.Equal((3L, 0.6), (result.Moved, result.MovedShare));
        Assert.Equal((1L, 2L), (result.MovedUp, result.MovedDown));
        Assert.Equal((375.5, 250.5, 250.5 / 375.5), (result.Weight, result.MovedWeight, result.MovedWeightShare));
        Assert.Equal((55.0, 43.75), (result.MeanScoreBefore, result.MeanScoreAfter));
        Assert.Equal(0, result.FaultyCustomers);
        Assert.Equal(
            [
                ("low", "low", 0, 0.0), ("low", "high", 1, 50.5), ("low", null, 0, 0),
                ("high", "low", 2, 200), ("high", "high", 1, 100), ("high", null, 0, 0),
                (null, "low", 0, 0), (null, "high", 0, 0), (null, null, 1, 25.0),
            ],
            result.Matrix.Select(cell => (cell.TierBefore, cell.TierAfter, cell.Customers, cell.Weight ?? -1)));
        Assert.Equal(
            [(1, "Globex", 60.0, "high", 45.0, "low"), (2, "Initech", 40, "low", 50, "high"), (3, "Hooli", 60, "high", 30, "low")],
            result.Movers.Select(mover =>
                (mover.Position, mover.Customer.Name, mover.ScoreBefore ?? -1, mover.TierBefore, mover.ScoreAfter ?? -1, mover.TierAfter)));
        Assert.Equal(0, result.MoversNotListed);
        // (-15 + 10 - 30) / 3; logins (-22.5 - 5 - 25) / 3, nps (7.5 + 15 + 20) / 3, the cap (-55 + 30) / 3.
        Assert.Equal(3, result.MoversScored);
        Assert.Equal(-35.0 / 3, result.MeanChange!.Value, 1e-12);
        Assert.Equal([(SimulationCauseKind.Metric, "logins", 3), (SimulationCauseKind.Metric, "nps", 3),
            (SimulationCauseKind.Guardrail, "unpaid", 1)],
            result.Causes.Select(cause => (cause.Kind, cause.Name!, cause.Customers)));
        Assert.Equal([-17.5, 42.5 / 3, -25.0 / 3], result.Causes.Select(cause => cause.MeanChange),
            (first, second) => Math.Abs(first - second) < 1e-9);
        Assert.Equal("3 of 5 customers change tier (60.0 %)", result.ToString());
    }

    [Fact]
    public void The_outcome_is_reported_with_the_matrix_as_a_table()
    {
        Assert.Equal($"""
            {Before} → {After}, as of 2026-11-01 07:00 UTC
            3 of 5 customers change tier (60.0 %): 1 up, 2 down
            weight: 250.5 of 375.5 changes tier (66.7 %)
            mean score: 55.0 → 43.8

            before \ after  low  high  unscored
            low               0     1         0
            high              2     1         0
            unscored          0     0         1

            Why: 3 movers scored before and after, -11.7 points on average
              logins: -17.5 points on average, 3 movers
              nps: +14.2 points on average, 3 movers
              guardrail unpaid: -8.3 points on average, 1 mover

            """, Simulated.Explain());
    }

    [Fact]
    public void A_gate_lets_pass_what_may_move_and_refuses_more_with_all_reasons()
    {
        Simulated.ThrowIfMovedMoreThan(0.6, 250.5 / 375.5);

        var exception = Assert.Throws<InvalidOperationException>(() => Simulated.ThrowIfMovedMoreThan(0.599999, 0.5));
        Assert.Equal("""
            60.0000 % of the customers (3 of 5) change tier, and at most 59.9999 % may.
            66.7 % of the weight (250.5 of 375.5) changes tier, and at most 50.0 % may.
              high → low: 2 customers, weight 200
              low → high: 1 customer, weight 50.5

            Why: 3 movers scored before and after, -11.7 points on average
              logins: -17.5 points on average, 3 movers
              nps: +14.2 points on average, 3 movers
              guardrail unpaid: -8.3 points on average, 1 mover
            """, exception.Message);
        Assert.StartsWith("66.7 % of the weight", Assert.Throws<InvalidOperationException>(() => Simulated.ThrowIfMovedMoreThan(1, 0.5)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_refuses_to_judge_by_nothing()
    {
        SimulationResult<Account> empty = ProfileSimulation.Run(Before, After, Metrics, [], new() { AsOf = AsOf });
        SimulationResult<Account> unweighted = ProfileSimulation.Run(Before, Before, Metrics, Book, new() { AsOf = AsOf });

        Assert.Equal("There are no customers, so how many change tier is not known.",
            Assert.Throws<InvalidOperationException>(() => empty.ThrowIfMovedMoreThan(1)).Message);
        Assert.Equal("No customer has a weight above 0, so how much of it changes tier is not known; set WeightBy.",
            Assert.Throws<InvalidOperationException>(() => unweighted.ThrowIfMovedMoreThan(1, 1)).Message);
        unweighted.ThrowIfMovedMoreThan(0);
        Assert.Equal((null, null, null), (unweighted.Weight, unweighted.MovedWeight, unweighted.MovedWeightShare));
        Assert.Equal((0L, 0L, null, null, null), (empty.Customers, empty.Moved, empty.MovedShare, empty.MeanScoreBefore, empty.MeanChange));
        Assert.Equal($"""
            {Before} → {After}, as of 2026-11-01 07:00 UTC
            0 of 0 customers change tier
            mean score: none → none

            before \ after  low  high  unscored
            low               0     0         0
            high              0     0         0
            unscored          0     0         0

            """, empty.Explain());
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(5)]
    [InlineData(double.NaN)]
    public void A_share_outside_0_to_1_is_refused(double share)
    {
        Assert.StartsWith("A share goes from 0 to 1, not in per cent.",
            Assert.Throws<ArgumentOutOfRangeException>("movedShare", () => Simulated.ThrowIfMovedMoreThan(share)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("movedWeightShare", () => Simulated.ThrowIfMovedMoreThan(1, share));
        Assert.Throws<ArgumentOutOfRangeException>("faultyShare", () => Simulated.ThrowIfMovedMoreThan(1, faultyShare: share));
    }

    [Fact]
    public void Other_tiers_are_rows_and_columns_of_their_own_and_no_customer_moves_up_or_down()
    {
        SimulationResult<Account> result = ProfileSimulation.Run(
            Before, Profile(1, 60, ("low", 0), ("middle", 50), ("high", 70)), Metrics, Book, new() { AsOf = AsOf });

        Assert.Equal((null, null), (result.MovedUp, result.MovedDown));
        Assert.Equal(3, result.Moved);
        Assert.Equal($"""
            {result.Before} → {result.After}, as of 2026-11-01 07:00 UTC
            3 of 5 customers change tier (60.0 %)
            mean score: 55.0 → 55.0

            before \ after  low  middle  high  unscored
            low               1       0     0         0
            high              0       3     0         0
            unscored          0       0     0         1

            Why: 3 movers scored before and after, 0.0 points on average
              no points change; the tiers do

            """, result.Explain());
    }

    [Fact]
    public void Who_gets_or_loses_a_score_moves_neither_up_nor_down()
    {
        ScoringProfile strict = ScoringProfile.Create("strict", p => p
            .Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100)))
            .Signal("overdue").Unscored("unpaid", Condition.AtLeast("overdue", 30)).Tier("low", 0).Tier("high", 50));
        ScoringProfile lenient = ScoringProfile.Create("lenient", p => p
            .MinimumCoverage(0)
            .Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100), m => m.WhenMissing(MissingPolicy.Points(70)))).Tier("low", 0)
            .Tier("high", 50));

        SimulationResult<Account> result = ProfileSimulation.Run(strict, lenient, Metrics, Book, new() { AsOf = AsOf });

        Assert.Equal((2L, 0L, 0L, 0L), (result.Moved, result.MovedUp, result.MovedDown, result.MoversScored));
        Assert.Null(result.MeanChange);
        Assert.Empty(result.Causes);
        Assert.Contains("2 of 5 customers change tier (40.0 %): 0 up, 0 down, 2 from or to unscored\n", result.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_segment_is_the_cause_of_a_whole_change_and_initial_points_are_other_points()
    {
        static ScoringProfile With(double seats, double initial) => ScoringProfile.Create("segments", p => p
            .Formula(Formula.Points(initial))
            .Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100))).Signal("overdue")
            .Tier("low", 0).Tier("high", 50)
            .Segment("late", s => s.When(Condition.AtLeast("overdue", seats)).Curve("logins", Curve.Linear(0, 200))));
        Account[] book = [new("Acme", 60, null, 20, null), new("Globex", 45, null, 0, null)];

        SimulationResult<Account> result = ProfileSimulation.Run(With(30, 0), With(10, 10), Metrics, book, new() { AsOf = AsOf });

        // Acme is late now: 60 before, half of that and 10 after. Globex gets 10 points: 45 and 55.
        Assert.Equal(["another segment: -10.0 points on average, 1 mover", "other points: +5.0 points on average, 1 mover"],
            result.Causes.Select(cause => cause.ToString()));
        Assert.Equal((-5.0, null, null), (result.MeanChange, result.Causes[0].Name, result.Causes[1].Name));
    }

    [Fact]
    public void A_fault_is_what_each_profile_makes_of_it()
    {
        static ScoringProfile With(FaultPolicy policy) => ScoringProfile.Create("faults", p => p.OnFault(policy)
            .Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100)).Metric("nps", Curve.Linear(0, 100)))
            .Tier("low", 0).Tier("high", 50));
        IMetric<Account>[] metrics = [Metrics[0], HealthMetric.From<Account>("nps", double? (_) => throw new TimeoutException("down"))];

        SimulationResult<Account> result = ProfileSimulation.Run(
            With(FaultPolicy.Required), With(FaultPolicy.Points(0)), metrics, [new("Acme", 80, null, 0, null)], new() { AsOf = AsOf });

        SimulationMover<Account> mover = Assert.Single(result.Movers);
        Assert.Equal((null, null, 40.0, "low"), (mover.ScoreBefore, mover.TierBefore, mover.ScoreAfter, mover.TierAfter));
        Assert.Equal(1, result.FaultyCustomers);
    }

    [Fact]
    public void What_only_rounding_changes_is_no_cause()
    {
        // The same weights, 0.1 to 0.2 to 0.3 and 1 to 2 to 3: their shares differ in the last bits.
        static ScoringProfile With(double first, double second, double third, double high) => ScoringProfile.Create("shares", p => p
            .Dimension("all", 1, d => d.Metric("logins", Curve.Linear(0, 100), first).Metric("nps", Curve.Linear(0, 100), second)
                .Metric("overdue", Curve.Linear(0, 100), third))
            .Tier("low", 0).Tier("high", high));
        ScoringProfile before = With(0.1, 0.2, 0.3, high: 50), after = With(1, 2, 3, high: 40);
        Account acme = new("Acme", 37, 41, 53, null);
        IEnumerable<double> Points(ScoringProfile profile) =>
            new HealthScorer<Account>(profile, Metrics).Score(acme, AsOf).Contributions.Select(part => part.PointsAdded);
        Assert.NotEqual(Points(before), Points(after));

        SimulationResult<Account> result = ProfileSimulation.Run(before, after, Metrics, [acme], new() { AsOf = AsOf });

        Assert.Equal((1L, 1L), (result.MovedUp, result.MoversScored));
        Assert.Empty(result.Causes);
        Assert.Contains("no points change; the tiers do\n", result.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_customer_and_each_of_its_metrics_is_read_once()
    {
        (int customers, int logins, int nps, int unused, int segments, int weights) = (0, 0, 0, 0, 0, 0);
        IEnumerable<Account> Source()
        {
            foreach (Account account in Book)
            {
                customers++;
                yield return account;
            }
        }
        IMetric<Account> Counted(string name, Action count) => HealthMetric.From<Account>(name, account =>
        {
            count();
            return account.Logins;
        });

        ProfileSimulation.Run(Before, After,
            [Counted("logins", () => logins++), Counted("nps", () => nps++), Counted("overdue", () => { }), Counted("unused", () => unused++)],
            Source(), new()
            {
                AsOf = AsOf,
                SegmentBy = _ => $"{segments++}",
                WeightBy = _ => weights++,
            });

        Assert.Equal((5, 5, 5, 0, 5, 5), (customers, logins, nps, unused, segments, weights));
    }

    [Fact]
    public void What_throws_is_missing_and_a_null_customer_is_unscored_and_both_are_counted()
    {
        IMetric<Account>[] metrics =
        [
            HealthMetric.From<Account>("logins", account => account.Name == "Acme" ? throw new TimeoutException() : account.Logins),
            .. Metrics[1..],
        ];

        SimulationResult<Account> result = ProfileSimulation.Run(Before, After, metrics, [Book[0], null!, Book[1]], new()
        {
            AsOf = AsOf,
            SegmentBy = account => account.Name == "Globex" ? throw new TimeoutException() : null,
            WeightBy = account => account.Revenue,
        });

        // Acme by its nps alone: 40 and 40.
        Assert.Equal((3L, 3L, 1L, 300.0), (result.Customers, result.FaultyCustomers, result.Moved, result.Weight));
        Assert.Equal((50.0, 42.5), (result.MeanScoreBefore, result.MeanScoreAfter));
        Assert.Equal(2, Assert.Single(result.Movers).Position);
        Assert.Equal(1, result.Matrix[^1].Customers);
        Assert.Contains("\n3 customers with a fault: a metric, the segment function or the override function threw, an override does not "
            + "fit, or the customer is null\n", result.Explain(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_does_not_mistake_a_source_that_is_down_for_a_change_that_moves_no_customer()
    {
        IMetric<Account>[] down = [HealthMetric.From<Account>("logins", _ => throw new TimeoutException()), .. Metrics[1..]];
        SimulationResult<Account> faulty = ProfileSimulation.Run(Before, Before, down, Book, new() { AsOf = AsOf });
        SimulationResult<Account> blank = ProfileSimulation.Run(Before, After, Metrics, [Book[4]], new() { AsOf = AsOf });

        Assert.Equal("100.0 % of the customers (5 of 5) have a fault, and at most 0.0 % may.",
            Assert.Throws<InvalidOperationException>(() => faulty.ThrowIfMovedMoreThan(1)).Message);
        Assert.Equal("100.0 % of the customers (5 of 5) have a fault, and at most 99.0 % may.",
            Assert.Throws<InvalidOperationException>(() => faulty.ThrowIfMovedMoreThan(1, faultyShare: 0.99)).Message);
        faulty.ThrowIfMovedMoreThan(0, faultyShare: 1);
        Assert.Equal("No customer is scored before or after, so how many change tier is not known.",
            Assert.Throws<InvalidOperationException>(() => blank.ThrowIfMovedMoreThan(1)).Message);
    }

    [Fact]
    public void A_gate_compares_what_customers_lack_with_an_earlier_summary()
    {
        var tally = new PortfolioTally(Before);
        Assert.Equal(5, new HealthScorer<Account>(Before, Metrics).ScoreAll(Book, new() { Tally = tally }).Count());
        PortfolioSummary lastNight = tally.ToSummary();
        IMetric<Account>[] down = [Metrics[0], HealthMetric.From<Account>("nps", _ => (double?)null),
            HealthMetric.From<Account>("overdue", account => account.Overdue > 0 ? null : account.Overdue)];
        SimulationResult<Account> blind = ProfileSimulation.Run(Before, Before, down, [.. Book, null!], new() { AsOf = AsOf });

        Simulated.ThrowIfMovedMoreThan(1, earlier: lastNight, lostShare: 0);
        blind.ThrowIfMovedMoreThan(0, faultyShare: 1);
        Assert.Equal("""
            nps is missing for 100.0 % of the customers, 20.0 % in the earlier summary, and at most 30.0 percentage points more may lack it.
            overdue is missing for 33.3 % of the customers, 0.0 % in the earlier summary, and at most 30.0 percentage points more may lack it.
            """, Assert.Throws<InvalidOperationException>(() =>
                blind.ThrowIfMovedMoreThan(0, faultyShare: 1, earlier: lastNight, lostShare: 0.3)).Message);
        blind.ThrowIfMovedMoreThan(0, faultyShare: 1, earlier: lastNight, lostShare: 0.8);
        Assert.Equal("The earlier summary has no customers, or no metric or signal of the profiles, so what is lost is not known.",
            Assert.Throws<InvalidOperationException>(() =>
                Simulated.ThrowIfMovedMoreThan(1, earlier: new PortfolioTally(Before).ToSummary())).Message.Split('\n')[0]);
        Assert.Throws<ArgumentOutOfRangeException>("lostShare", () => Simulated.ThrowIfMovedMoreThan(1, lostShare: 1.5));
    }

    [Fact]
    public void Ages_count_as_of_the_time_of_the_simulation()
    {
        static ScoringProfile With(int stale) => ScoringProfile.Create("fading", p => p
            .Dimension("all", 1, d => d
                .Metric("logins", Curve.Linear(0, 100))
                .Metric("nps", Curve.Linear(0, 100), m => m.FreshFor(TimeSpan.FromDays(0), staleAfter: TimeSpan.FromDays(stale))))
            .Tier("low", 0).Tier("high", 50));
        IMetric<Account>[] metrics =
        [
            Metrics[0],
            HealthMetric.From<Account>("nps", (account, asOf) => new Measurement(account.Nps, asOf.AddDays(-10))),
        ];
        var clock = new FakeTimeProvider(AsOf);

        SimulationResult<Account> result = ProfileSimulation.Run(With(20), With(10), metrics, [new("Acme", 40, 85, 0, null)],
            new() { TimeProvider = clock });

        // Half of nps counts before: (40 + 0.5 · 85) / 1.5 = 55; none of it after.
        Assert.Equal(AsOf, result.AsOf);
        Assert.Equal((55.0, 40.0), (Assert.Single(result.Movers).ScoreBefore, result.Movers[0].ScoreAfter));
    }

    [Fact]
    public void Only_so_many_movers_are_kept_as_asked_for()
    {
        SimulationResult<Account> result = ProfileSimulation.Run(Before, After, Metrics, Book, new() { AsOf = AsOf, MaxMovers = 1 });

        Assert.Equal("Globex", Assert.Single(result.Movers).Customer.Name);
        Assert.Equal((3L, 2L), (result.Moved, result.MoversNotListed));
        Assert.Throws<ArgumentOutOfRangeException>("options",
            () => ProfileSimulation.Run(Before, After, Metrics, Book, new() { MaxMovers = -1 }));
    }

    [Theory]
    [InlineData(-1, "Customer 0 of the source weighs -1; a weight is 0 to 1e15, and none where it is not known.")]
    [InlineData(2e15, "Customer 0 of the source weighs 2000000000000000; a weight is 0 to 1e15, and none where it is not known.")]
    [InlineData(double.PositiveInfinity, "Customer 0 of the source weighs Infinity; a weight is 0 to 1e15, and none where it is not known.")]
    public void A_weight_out_of_range_ends_the_simulation(double weight, string message)
    {
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(
            () => ProfileSimulation.Run(Before, After, Metrics, Book, new() { AsOf = AsOf, WeightBy = _ => weight })).Message);
    }

    [Fact]
    public void Metrics_that_are_missing_or_there_twice_are_all_listed()
    {
        ScoringProfile other = ScoringProfile.Create("other", p => p
            .Dimension("all", 1, d => d.Metric("seats", Curve.Linear(0, 1), m => m.FreshFor(TimeSpan.Zero, staleAfter: TimeSpan.FromDays(1))))
            .Tier("all", 0));

        var exception = Assert.Throws<InvalidRegistrationException>(() => ProfileSimulation.Run(
            Before, other, [Metrics[0], Metrics[0], HealthMetric.From<Account>("seats", account => account.Logins)], Book));

        const string Remedy = "give a function of the customer and the time that returns new Measurement(value, observedAt)";
        Assert.Equal($"""
            The simulation has 4 errors:
            - metric 'logins': it is registered 2 times; keep one, or give the others names of their own
            - metric 'nps': profile 'sales' names it, and it is not registered; register a metric of that name
            - metric 'overdue': profile 'sales' names it, and it is not registered; register a metric of that name
            - metric 'seats': profile 'other' lets it fade, and its function does not say when it was observed; {Remedy}
            """.ReplaceLineEndings("\n"), exception.Message);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("before", () => ProfileSimulation.Run(null!, After, Metrics, Book));
        Assert.Throws<ArgumentNullException>("after", () => ProfileSimulation.Run(Before, null!, Metrics, Book));
        Assert.Throws<ArgumentNullException>("metrics", () => ProfileSimulation.Run<Account>(Before, After, null!, Book));
        Assert.Throws<ArgumentNullException>("customers", () => ProfileSimulation.Run(Before, After, Metrics, null!));
    }

    private sealed record Account(string Name, double? Logins, double? Nps, double Overdue, double? Revenue);
}
