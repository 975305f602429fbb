using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Scores;

public sealed class MetricSetTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 9, 30, 0, TimeSpan.Zero);

    private static readonly ScoringProfile Profile = ProfileOf("saas");

    private static readonly ScoringProfile Timed = ProfileOf("timed");

    private static readonly ScoringProfile Fading = ScoringProfile.Create("fading", p => p
        .Dimension("usage", 1, usage => usage
            .Metric("logins", Curve.Linear(0, 10), m => m.FreshFor(TimeSpan.FromDays(10), staleAfter: TimeSpan.FromDays(20))))
        .Tier("low", 0));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_set_scores_many_customers_in_one_pass_and_one_alone()
    {
        var set = new AccountSet();
        HealthScorer<Account> scorer = Scorer(set);
        Account[] accounts = [.. Enumerable.Range(0, 1200).Select(i => new Account(i % 11, i % 5 == 0 ? null : 2))];
        (double[] scores, int[] tiers) = (new double[1200], new int[1200]);

        Assert.Equal(0, scorer.ScoreInto(accounts, AsOf, scores, tiers));

        // By hand: ten points a login; two tickets are 80 points, and none known are 50.
        double[] expected = [.. Enumerable.Range(0, 1200).Select(i => (i % 11 * 10 + (i % 5 == 0 ? 50 : 80)) / 2.0)];
        Assert.Equal(expected, scores);
        Assert.Equal(3, set.Calls);
        Assert.Equal(expected[7], scorer.Score(accounts[7], AsOf).Value);
        Assert.Equal(expected, scorer.ScoreAll(accounts, new() { AsOf = AsOf }).Select(score => score.Value!.Value));
        Assert.Equal(["tickets (no value)"], scorer.Score(accounts[5], AsOf).Missing.Select(metric => metric.ToString()));
    }

    [Theory]
    [InlineData(Place.BeforeLogins, "logins, tickets", 50.0)]
    [InlineData(Place.BeforeTickets, "tickets", 70.0)]
    [InlineData(Place.BeforeSeats, "", 85.0)]
    [InlineData(Place.AtTheEnd, "logins, tickets", 50.0)]
    public async Task A_set_that_throws_costs_the_customer_only_what_was_not_written(Place place, string faulty, double score)
    {
        HealthScorer<Account> scorer = Scorer(new AccountSet { Throws = (17, place) });
        // All have 9 logins (90 points) and 2 tickets (80), and one of them throws.
        Account[] accounts = [.. Enumerable.Range(0, 45).Select(i => new Account(9, 2, Id: i))];
        var options = new ScoreStreamOptions<Account> { AsOf = AsOf, BlockSize = 10, DetailsFor = result => result.Position == 17 };

        ScoredCustomer<Account>[] stream = [.. scorer.ScoreAll(accounts, options)];
        (double[] scores, int faults) = (new double[45], scorer.ScoreInto(accounts, AsOf, new double[45], new int[45]));
        scorer.ScoreInto(accounts, AsOf, scores, new int[45]);

        string[] metrics = faulty.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        string[] expected = [.. metrics.Select(name => $"{name} (fault: InvalidDataException: account 17)")];
        Assert.Equal(expected, stream[17].Faults.Select(fault => fault.ToString()));
        Assert.Equal(score, stream[17].Value);
        Assert.Equal(metrics.Length > 0 ? 1 : 0, faults);
        Assert.All(stream.Where(result => result.Position != 17), result => Assert.Equal((85, 0), (result.Value, result.Faults.Count)));
        Assert.Equal(stream.Select(result => result.Value), scores.Select(value => (double?)value));
        foreach (HealthScore alone in new[] { scorer.Score(accounts[17], AsOf), await scorer.ScoreAsync(accounts[17], AsOf, Cancellation) })
        {
            Assert.Equal(score, alone.Value);
            Assert.Equal(expected, alone.Missing.Select(fault => fault.ToString()));
            Assert.Equal(alone.ToJson(), stream[17].Details!.ToJson());
        }
    }

    [Fact]
    public void What_a_set_does_not_write_is_missing_and_never_an_earlier_customers()
    {
        var scorer = new HealthScorer<Account>(Profile, HealthMetric.FromSet(new FirstOnly()));
        Account[] accounts = [.. Enumerable.Range(0, 1030).Select(i => new Account(i, null))];

        double[] coverage = new double[1030];
        scorer.ScoreInto(accounts, AsOf, new double[1030], new int[1030], coverage);

        // Only the first block of 512 is written.
        Assert.Equal(Enumerable.Range(0, 1030).Select(i => i < 512 ? 1.0 : 0), coverage);
    }

    [Fact]
    public void A_number_that_nobody_asks_for_can_be_used_for_others()
    {
        var profile = ScoringProfile.Create("share", p => p
            .Dimension("usage", 1, usage => usage.Metric("share", Curve.Linear(0, 1)))
            .Tier("low", 0)
            .Tier("high", 50));
        var scorer = new HealthScorer<Account>(profile, HealthMetric.FromSet(new Share()));
        Account[] accounts = [.. Enumerable.Range(1, 600).Select(i => new Account(1, i))];

        Assert.Equal(Enumerable.Range(1, 600).Select(i => 100.0 / i), scorer.ScoreAll(accounts).Select(score => score.Value!.Value), Near);
    }

    [Fact]
    public void A_fault_that_is_thrown_names_the_first_metric_without_a_number()
    {
        var scorer = new HealthScorer<Account>(
            Profile, HealthMetric.FromSet(new AccountSet { Throws = (3, Place.BeforeTickets) }), new() { ThrowFaults = true });
        Account[] accounts = [.. Enumerable.Range(0, 5).Select(i => new Account(9, 2, Id: i))];
        const string Expected = "Metric 'tickets' threw InvalidDataException: account 3";

        Assert.Equal(Expected, Assert.Throws<InvalidOperationException>(() => scorer.Score(accounts[3], AsOf)).Message);
        Assert.Equal(Expected, Assert.Throws<InvalidOperationException>(
            () => scorer.ScoreInto(accounts, AsOf, new double[5], new int[5])).Message);
    }

    [Fact]
    public void A_metric_of_a_set_can_be_asked_alone()
    {
        IReadOnlyList<IMetric<Account>> metrics = HealthMetric.FromSet(new AccountSet { Throws = (3, Place.BeforeTickets) });

        Assert.Equal(["logins", "tickets", "seats"], metrics.Select(metric => metric.Name));
        Assert.Equal(9, metrics[0].Measure(new(9, 2, Id: 3), AsOf).Value);
        Assert.Equal(MissingReason.NoValue, metrics[1].Measure(new(9, null), AsOf).MissingReason);
        Assert.Equal("account 3", Assert.Throws<InvalidDataException>(() => metrics[1].Measure(new(9, 2, Id: 3), AsOf)).Message);
    }

    [Fact]
    public void A_set_has_names()
    {
        static string Refused(IReadOnlyList<string> names) =>
            Assert.Throws<ArgumentException>(() => HealthMetric.FromSet(new Named(names))).Message;
        Assert.Equal("The Names of Named are null; give a list. (Parameter 'set')", Refused(null!));
        Assert.Equal("Name 0 of Named is empty; give every metric of the set a name. (Parameter 'set')", Refused([null!]));
        Assert.Equal("Name 1 of Named is empty; give every metric of the set a name. (Parameter 'set')", Refused(["logins", " "]));
        Assert.Throws<ArgumentNullException>(() => HealthMetric.FromSet<Account>(null!));
        Assert.Equal(
            "The scorer of profile 'saas' has an error:\n"
            + "- metric 'logins': it is registered 2 times; keep one, or give the others names of their own",
            Assert.Throws<InvalidRegistrationException>(
                () => new HealthScorer<Account>(Profile, HealthMetric.FromSet(new Named(["logins", "tickets", "logins"])))).Message);
    }

    [Fact]
    public void A_set_cannot_say_when_it_observed_something() => Assert.Equal(
        "The scorer of profile 'fading' has an error:\n- metric 'logins': profile 'fading' lets it fade, and its set does not say when it was "
        + "observed; leave it out of the set, and give a function of the customer and the time that returns new Measurement(value, observedAt)",
        Assert.Throws<InvalidRegistrationException>(() => Scorer(new AccountSet(), Fading)).Message);

    [Fact]
    public void A_set_gives_no_label()
    {
        var labelled = ScoringProfile.Create("labelled", p => p
            .Label("seats")
            .Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, 10)))
            .Tier("low", 0)
            .Cap("enterprise", 10, Condition.LabelIs("seats", "many")));

        Assert.Equal(
            "The scorer of profile 'labelled' has an error:\n- metric 'seats': profile 'labelled' names it as a label, and its set gives numbers; "
            + "leave it out of the set, and register it with AddLabel or HealthMetric.Label",
            Assert.Throws<InvalidRegistrationException>(() => Scorer(new AccountSet(), labelled)).Message);
    }

    [Fact]
    public void A_set_finds_what_it_has_not_written_to_have_no_value_whoever_else_is_measured()
    {
        var scorer = new HealthScorer<Account>(Profile, HealthMetric.FromSet(new Refilled()));
        Account[] accounts = [.. Enumerable.Range(0, 20).Select(i => new Account(5, null, Id: i))];
        double[] scores = new double[20];

        scorer.ScoreInto(accounts, AsOf, scores, new int[20]);

        // By hand: 5 logins are 50 points, and 0 tickets are 100.
        Assert.All(scores, score => Assert.Equal(75, score));
        Assert.All(accounts, account => Assert.Equal(75, scorer.Score(account, AsOf).Value));
    }

    [Fact]
    public void A_set_of_a_base_type_is_asked_one_by_one_and_refused_for_what_fades()
    {
        var scorer = new HealthScorer<Partner>(Profile, HealthMetric.FromSet(new AccountSet()));

        Assert.Equal([85, 85], scorer.ScoreAll([new Partner(), new Partner()]).Select(score => score.Value!.Value));
        Assert.Throws<InvalidRegistrationException>(() => new HealthScorer<Partner>(Fading, HealthMetric.FromSet(new AccountSet())));
        Assert.Throws<InvalidRegistrationException>(
            () => new HealthScorer<Partner>(Fading, [HealthMetric.From<Account>("logins", account => account.Logins)]));
    }

    [Fact]
    public void An_index_that_no_metric_has_is_named_in_the_fault()
    {
        HealthScore score = new HealthScorer<Account>(Profile, HealthMetric.FromSet(new Beyond())).Score(new(9, 2), AsOf);

        const string Problem = "The set has 2 names, from 0 to 1; there is no metric 2. (Parameter 'metric')";
        Assert.Equal([$"logins (fault: ArgumentOutOfRangeException: {Problem})", $"tickets (fault: ArgumentOutOfRangeException: {Problem})"],
            score.Missing.Select(metric => metric.ToString()));
    }

    [Fact]
    public void Metrics_that_the_profile_does_not_name_take_memory_for_one_part_only()
    {
        var scorer = new HealthScorer<Account>(Profile,
            HealthMetric.FromSet(new Named(["logins", "tickets", .. Enumerable.Range(0, 1000).Select(i => $"other {i}")])));
        Account[] accounts = [new(1, 1)];
        long before = GC.GetAllocatedBytesForCurrentThread();

        _ = scorer.ScoreAll(accounts, new() { BlockSize = 65_536, MaxDegreeOfParallelism = 1 }).Count();

        // 1,000 columns of 512 numbers are 4 MB; of 65,536 they would be half a gigabyte.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 4_096_000, 40_000_000);
    }

    [Fact]
    public void The_time_of_a_set_is_shared_by_its_metrics_that_the_profile_names()
    {
        var clock = new FakeTimeProvider(AsOf);
        using var watch = new TelemetryWatch("timed");
        var set = new AccountSet { Measuring = () => clock.Advance(TimeSpan.FromSeconds(3)) };
        var scorer = new HealthScorer<Account>(Timed, HealthMetric.FromSet(set), new() { TimeProvider = clock });

        scorer.ScoreInto([new(9, 2)], AsOf, new double[1], new int[1]);

        Assert.Equal(["metric.name=logins: 1.5", "metric.name=tickets: 1.5"],
            watch.Each("healthscoring.metric.duration").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_container_takes_a_set_or_makes_it()
    {
        static double? Score(Action<HealthScoringBuilder<Account>> add)
        {
            using ServiceProvider provider = new ServiceCollection().AddSingleton(TimeProvider.System)
                .AddHealthScoring<Account>(health => add(health.UseProfile(Profile))).BuildServiceProvider(validateScopes: true);
            return provider.GetRequiredService<HealthScorer<Account>>().Score(new(9, 2), AsOf).Value;
        }
        Assert.Equal(85, Score(health => health.AddMetrics(new AccountSet())));
        Assert.Equal(85, Score(health => health.AddMetrics<MadeSet>()));
        Assert.Equal("MadeSet is registered as scoped, and a metric is a singleton. Remove that registration.",
            Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddScoped<MadeSet>()
                .AddHealthScoring<Account>(health => health.AddMetrics<MadeSet>())).Message);
    }

    private static ScoringProfile ProfileOf(string name) => ScoringProfile.Create(name, profile => profile
        .MinimumCoverage(0)
        .Dimension("usage", 1, usage => usage
            .Metric("tickets", Curve.Linear(worst: 10, best: 0), m => m.WhenMissing(MissingPolicy.Points(50)))
            .Metric("logins", Curve.Linear(0, 10)))
        .Tier("low", 0)
        .Tier("high", 50));

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 1e-9;

    private static HealthScorer<Account> Scorer(AccountSet set, ScoringProfile? profile = null) => new(profile ?? Profile, HealthMetric.FromSet(set));

    public enum Place
    {
        BeforeLogins,
        BeforeTickets,
        BeforeSeats,
        AtTheEnd,
    }

    private record Account(int Logins, int? Tickets, int Id = 0);

    private sealed record Partner() : Account(9, 2);

    /// <summary>Writes in the order of its names. The profile does not name the last one.</summary>
    private class AccountSet : IMetricSet<Account>
    {
        public (int Id, Place Place) Throws { get; init; } = (-1, default);

        public Action Measuring { get; init; } = () => { };

        public int Calls { get; private set; }

        public IReadOnlyList<string> Names => ["logins", "tickets", "seats"];

        public void Measure(ReadOnlySpan<Account> customers, DateTimeOffset asOf, MetricValues values)
        {
            Calls++;
            Measuring();
            for (int i = 0; i < customers.Length; i++)
            {
                ThrowAt(customers[i], Place.BeforeLogins);
                values[0][i] = customers[i].Logins;
                ThrowAt(customers[i], Place.BeforeTickets);
                values[1][i] = customers[i].Tickets ?? Measurement.NoValue;
                ThrowAt(customers[i], Place.BeforeSeats);
                values[2][i] = 1;
                ThrowAt(customers[i], Place.AtTheEnd);
            }
        }

        private void ThrowAt(Account account, Place place)
        {
            if (Throws == (account.Id, place))
                throw new InvalidDataException($"account {account.Id}");
        }
    }

    private sealed class MadeSet(TimeProvider clock) : AccountSet
    {
        public TimeProvider Clock => clock;
    }

    private sealed class FirstOnly : IMetricSet<Account>
    {
        public IReadOnlyList<string> Names => ["logins", "tickets"];

        public void Measure(ReadOnlySpan<Account> customers, DateTimeOffset asOf, MetricValues values)
        {
            for (int metric = 0; metric < 2 && customers[0].Logins == 0; metric++)
                values[metric].Fill(1);
        }
    }

    private sealed class Share : IMetricSet<Account>
    {
        public IReadOnlyList<string> Names => ["tickets", "share", "logins"];

        public void Measure(ReadOnlySpan<Account> customers, DateTimeOffset asOf, MetricValues values)
        {
            for (int i = 0; i < customers.Length; i++)
            {
                values[0][i] = customers[i].Tickets!.Value;
                values[2][i] = customers[i].Logins;
            }
            for (int i = 0; i < customers.Length; i++)
                values[1][i] = values[2][i] / values[0][i];
        }
    }

    /// <summary>Fills in what has no value, and throws for one account.</summary>
    private sealed class Refilled : IMetricSet<Account>
    {
        public IReadOnlyList<string> Names => ["logins", "tickets", "id"];

        public void Measure(ReadOnlySpan<Account> customers, DateTimeOffset asOf, MetricValues values)
        {
            for (int i = 0; i < customers.Length; i++)
            {
                values[0][i] = customers[i].Logins;
                if (new Measurement(values[1][i]).MissingReason == MissingReason.NoValue)
                    values[1][i] = 0;
                if (customers[i].Id == 7)
                    throw new InvalidDataException("Only the id is lost, which the profile does not name.");
                values[2][i] = customers[i].Id;
            }
        }
    }

    private sealed class Beyond : IMetricSet<Account>
    {
        public IReadOnlyList<string> Names => ["logins", "tickets"];

        public void Measure(ReadOnlySpan<Account> customers, DateTimeOffset asOf, MetricValues values) => values[2].Fill(1);
    }

    private sealed class Named(IReadOnlyList<string> names) : IMetricSet<Account>
    {
        public IReadOnlyList<string> Names => names;

        public void Measure(ReadOnlySpan<Account> customers, DateTimeOffset asOf, MetricValues values)
        {
        }
    }
}
