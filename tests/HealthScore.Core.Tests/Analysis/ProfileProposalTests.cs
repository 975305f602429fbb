using System.Globalization;
using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class ProfileProposalTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeWindow Quarter = new(TimeSpan.FromDays(90), TimeSpan.FromDays(14));

    private static readonly ScoringProfile Acme = ScoringProfile.Create("acme-b2b", health => health
        .Dimension("usage", 2, usage => usage
            .Metric("logins", Curve.FromKnots((0, 0), (4, 20), (8, 60), (12, 100)), own => own.Unit("days"))
            .Metric("seats", Curve.Linear(0, 100)))
        .Dimension("voice", 2, voice => voice
            .Metric("nps", Curve.Linear(-100, 100))
            .Metric("tickets", Curve.Linear(10, 0)))
        .Signal("overdue")
        .Cap("unpaid", 30, Condition.Above("overdue", 60))
        .Tier("red", 0).Tier("yellow", 40).Tier("green", 70));

    [Fact]
    public void Three_leavers_are_not_enough() => Says("""
        acme-b2b (FINGERPRINT): not enough to learn from
          3 customers who churned within 90 days, after 14 days, of those whose score the weights decide, and 20 are needed

        """, Learn(Book(200, 3)));

    [Fact]
    public void Twelve_leavers_are_not_enough() => Says("""
        acme-b2b (FINGERPRINT): not enough to learn from
          12 customers who churned within 90 days, after 14 days, of those whose score the weights decide, and 20 are needed

        """, Learn(Book(200, 12)));

    [Fact]
    public void Sixty_leavers_are() => Says("""
        acme-b2b (FINGERPRINT): the proposal is better
          5 folds of customers, 400 customers, 60 churned: log loss 0.378 → 0.146, gain 0.2321, at least 0.1926
          AUC 0.731 → 0.969 (+0.238 ± 0.054)
          found among the lowest scores that the team can work on: 15.0 → 36.0
        - weight of logins 25.0 % → 66.4 % of the score
        - weight of seats 25.0 % → 12.6 % of the score
        - weight of nps 25.0 % → 8.8 % of the score
        - weight of tickets 25.0 % → 12.2 % of the score
        - curve of logins: 4 days 20 → 60 points, 8 60 → 87
        Look at
          guardrail unpaid: 3 of 46 customers that it changes left; their scores without it would have led to expect 5.6.
        Who is in a lower tier: 32; in a higher: 170 of 400

        """, Learn(Book(400, 60), new() { Curves = CurveLearning.Knots, Capacity = 40 }));

    [Theory]
    [InlineData(100, 19, false)]
    [InlineData(100, 20, true)]
    [InlineData(40, 20, true)]
    [InlineData(39, 20, false)]
    public void Twenty_of_both_kinds_are_enough_and_no_number_is_none(int customers, int leavers, bool isEnough)
    {
        var random = new Random(3);
        double[] health = [.. Enumerable.Range(0, customers).Select(_ => Math.Round(100 * random.NextDouble()))];
        ProfileProposal proposal = ProfileProposal.Learn(Books.Health, Books.Of(health, Enumerable.Range(0, customers).Select(i => i < leavers)),
            new() { Curves = CurveLearning.Refined });
        Assert.Equal(isEnough, proposal.Verdict != ProposalVerdict.NotEnough);
        Assert.Equal(isEnough, proposal.Missing.Count == 0);
        // Throws for NaN and infinities.
        Assert.NotEmpty(JsonSerializer.Serialize(proposal));
        Assert.DoesNotContain("NaN", proposal.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_better_throws()
    {
        ProfileProposal proposal = Learn(Book(200, 3));
        Assert.Equal(ProposalVerdict.NotEnough, proposal.Verdict);
        Assert.True(proposal.Changes.IsEmpty);
        Assert.Null(proposal.Evidence);
        Assert.Equal(proposal.Explain(), Assert.Throws<InvalidOperationException>(proposal.ThrowUnlessBetter).Message);
    }

    [Theory]
    [InlineData(CurveLearning.None)]
    [InlineData(CurveLearning.Refined)]
    public void A_panel_is_tried_out_of_time_and_no_later_row_teaches_anything(CurveLearning curves)
    {
        ProfileProposal proposal = Learn(Panel(Outcome.Churned, shiftLast: false), new() { Curves = curves });
        Assert.Equal(ProposalValidation.OutOfTime, proposal.Evidence!.Validation);
        Assert.All(proposal.Evidence.Trials, trial => Assert.True(trial.From - Start >= TimeSpan.FromDays(104)));
        Assert.Equal(ProposalVerdict.Better, proposal.Verdict);
        proposal.ThrowUnlessBetter();
        Assert.Equal(ProposalValidation.ByCustomer,
            Learn(Panel(Outcome.Churned, shiftLast: false), new() { Curves = curves, Folds = 4 }).Evidence!.Validation);

        // The last date is in no training set: its values change its own trial and no other one.
        ProfileProposal other = Learn(Panel(Outcome.Churned, shiftLast: true), new() { Curves = curves });
        Assert.Equal(proposal.Evidence.Trials.SkipLast(1), other.Evidence!.Trials.SkipLast(1));
        Assert.NotEqual(proposal.Evidence.Trials[^1], other.Evidence.Trials[^1]);
    }

    [Fact]
    public void No_date_is_tried_of_which_only_leavers_are_known()
    {
        DateTimeOffset knownUntil = Start.AddDays(330 + 60);
        var random = new Random(8);
        List<Snapshot> snapshots = [];
        List<CustomerHistory> histories = [];
        // Twelve cohorts a month apart; the windows of 14 + 90 days after the last three are not over, yet some of theirs have left.
        for (int customer = 0; customer < 12 * 100; customer++)
        {
            DateTimeOffset at = Start.AddDays(30 * (customer / 100));
            int logins = random.Next(13);
            snapshots.Add(new($"c{customer}", at, new Dictionary<string, Measurement>
            {
                ["logins"] = logins,
                ["seats"] = random.Next(101),
                ["nps"] = random.Next(-100, 101),
                ["tickets"] = random.Next(11),
                ["overdue"] = random.Next(70),
            }));
            histories.Add(new($"c{customer}", at.AddYears(-1), knownUntil, logins < 4 && random.Next(3) > 0 ? at.AddDays(20) : null));
        }
        OutcomeBook book = OutcomeBook.Create(snapshots, histories, Quarter, knownUntil);
        DateTimeOffset[] tried = [.. Learn(book).Evidence!.Trials.Select(trial => trial.From!.Value)];

        Assert.True(book.LeftOut.NotYetKnown > 0);
        Assert.NotEmpty(tried);
        Assert.All(tried, from => Assert.InRange(from, Start.AddDays(104), knownUntil.AddDays(-104)));
    }

    [Fact]
    public void Expansion_is_learned_from_high_scores()
    {
        ProfileProposal proposal = Learn(Panel(Outcome.Expanded, shiftLast: false));
        Assert.Equal(ProposalVerdict.Better, proposal.Verdict);
        Assert.InRange(proposal.Weights.Single(weight => weight.Name == "logins").After, 0.5, 1);
        Assert.InRange(proposal.Evidence!.AucBefore, 0.5, proposal.Evidence.AucAfter);
    }

    [Fact]
    public void Threads_and_cultures_change_no_letter()
    {
        OutcomeBook book = Book(400, 60);
        ProposalOptions options = new() { Curves = CurveLearning.Refined, Capacity = 25 };
        ProfileProposal one = Learn(book, options);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            foreach (int threads in (int[])[1, 2, 8])
            {
                ProfileProposal other = Learn(book, options with { MaxDegreeOfParallelism = threads });
                Assert.Equal(one.Explain(), other.Explain());
                Assert.Equal(one.Profile.ToJson(), other.Profile.ToJson());
                Assert.Equal(one.Evidence!.Gain, other.Evidence!.Gain);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_score_that_is_no_weighted_mean_says_what_still_works()
    {
        ScoringProfile profile = ScoringProfile.Create("points", health => health.Formula(Formula.Points(50))
            .Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, 10))).Tier("red", 0).Tier("green", 60));
        Assert.Contains("What still works", Assert.Throws<NotSupportedException>(() => ProfileProposal.Learn(profile, Book(200, 30))).Message);
        Assert.Equal(2, TierProposal.ByCapacity(profile, Book(200, 30), 20).Tiers.Count);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProposalOptions { Confidence = 0.89 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProposalOptions { Confidence = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProposalOptions { Folds = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProposalOptions { Capacity = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProposalOptions { MaxDegreeOfParallelism = 0 });
    }

    [Fact]
    public void Tier_cut_offs()
    {
        JsonElement right = Vectors.Of("tier_cutoffs"), risk = Vectors.Of(right.GetProperty("from").GetString()!);
        ScoringProfile profile = ScoringProfile.Create("vectors", health => health
            .Dimension("all", 1, all => all.Metric("health", Curve.Linear(0, 100))).Tier("low", 0).Tier("high", 90));
        double[] scores = risk.GetProperty("health").Numbers();
        OutcomeBook book = OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn> { ["health"] = scores },
            Customers = Enumerable.Range(0, scores.Length).ToArray(),
            AsOf = Enumerable.Repeat(Start, scores.Length).ToArray(),
            Outcomes = risk.GetProperty("churned").Counts().Select(count => (byte)count).ToArray(),
        }, Quarter);

        foreach (JsonElement one in right.GetProperty("by_target").EnumerateArray())
        {
            TierProposal proposal = TierProposal.ByChurnRate(profile, book, one.GetProperty("target").GetDouble());
            Assert.Equal(one.GetProperty("next_tier_from").GetDouble(), proposal.Profile.Tiers[1].From);
            Assert.Equal((scores.Length, 6), (proposal.Tiers.Sum(tier => tier.Rows), proposal.Tiers.Sum(tier => tier.Events)));
        }
        foreach (JsonElement one in right.GetProperty("by_capacity").EnumerateArray())
        {
            TierProposal proposal = TierProposal.ByCapacity(profile, book, one.GetProperty("k").GetInt32());
            Assert.Equal(one.GetProperty("next_tier_from").GetDouble(), proposal.Profile.Tiers[1].From);
            Assert.Equal(one.GetProperty("customers_below").GetInt32(), proposal.Tiers[0].Customers);
        }
    }

    [Fact]
    public void Customers_of_a_segment_with_tiers_of_its_own_do_not_count()
    {
        ScoringProfile profile = ScoringProfile.Create("own", health => health
            .Dimension("all", 1, all => all.Metric("health", Curve.Linear(0, 100))).Tier("low", 0).Tier("high", 50)
            .Segment("big", big => big.Tier("high", 90)));
        // Ten customers at 0, 10, ..., 90, of whom the lowest three left, and ten of the segment at 5.
        double[] scores = [.. Enumerable.Range(0, 10).Select(i => 10.0 * i), .. Enumerable.Repeat(5.0, 10)];
        OutcomeBook book = Books.Of(scores, Enumerable.Range(0, 20).Select(i => i < 3), big: Enumerable.Range(0, 20).Select(i => i >= 10));

        TierProposal capacity = TierProposal.ByCapacity(profile, book, 3), rate = TierProposal.ByChurnRate(profile, book, 0.5);

        Assert.Equal((30, 3), (capacity.Profile.Tiers[1].From, capacity.Tiers[0].Customers));
        Assert.Equal((21, 3), (rate.Profile.Tiers[1].From, rate.Tiers[0].Customers));
        Assert.Equal(7, rate.Tiers[1].Customers);
    }

    [Fact]
    public void Tiers_that_cannot_be_had_are_said_and_not_guessed()
    {
        OutcomeBook book = Book(400, 60);
        // Five customers of one score, of whom one left.
        OutcomeBook same = Of([.. Enumerable.Range(0, 5).Select(i => (i, Start, new Drawn(4, 50, 0, 5, 0, 0), i == 0))], Outcome.Churned);
        TierProposal none = TierProposal.ByChurnRate(Acme, same, 0.5, 0.1);
        Assert.Equal(Acme, none.Profile);
        Assert.Equal("tier 'red': no score has a risk of 50.0 % or more; the lowest ones have 20.0 %.", Assert.Single(none.Questions));
        TierProposal equal = TierProposal.ByCapacity(Acme, same, 0, 1);
        Assert.Equal(Acme, equal.Profile);
        Assert.Equal("tiers 'yellow' and 'green' would both start at 42; ask for targets that are further apart.", Assert.Single(equal.Questions));
        Assert.Contains("all 400 customers", TierProposal.ByCapacity(Acme, book, 10, 400).Questions[0]);

        TierProposal tiers = TierProposal.ByCapacity(Acme, book, 25, 100);
        Assert.InRange(tiers.Tiers[0].Customers, 1, 25);
        Assert.InRange(tiers.Tiers[0].Customers + tiers.Tiers[1].Customers, 26, 100);
        Assert.Equal(tiers.Profile.Tiers.Select(tier => tier.From), tiers.Tiers.Select(tier => tier.From));
        Assert.Contains($"- {tiers.Tiers[1]}\n", tiers.Explain());
        Assert.Throws<ArgumentException>(() => TierProposal.ByCapacity(Acme, book, 25));
        Assert.Throws<ArgumentException>(() => TierProposal.ByCapacity(Acme, book, 25, 25));
        Assert.Throws<ArgumentException>(() => TierProposal.ByChurnRate(Acme, book, 0.1, 0.2));
    }

    private static ProfileProposal Learn(OutcomeBook book, ProposalOptions? options = null) => ProfileProposal.Learn(Acme, book, options);

    private static void Says(string expected, ProfileProposal proposal)
    {
        Assert.Equal(expected.Replace("FINGERPRINT", Acme.Fingerprint[..12], StringComparison.Ordinal), proposal.Explain());
        Assert.Equal(proposal.ToString(), proposal.Explain().Split('\n')[0]);
    }

    /// <summary>Customers of one day of whom so many leave: those with few logins and, less so, few seats; the rest means nothing.</summary>
    private static OutcomeBook Book(int customers, int leavers)
    {
        var random = new Random(5);
        Drawn[] all = [.. Enumerable.Range(0, customers).Select(_ => Drawn.By(random))];
        HashSet<int> left = [.. Enumerable.Range(0, customers).OrderBy(i => all[i].Safety).Take(leavers)];
        return Of([.. all.Select((one, i) => (i, Start, one, left.Contains(i)))], Outcome.Churned);
    }

    /// <summary>Customers who are looked at every month of a year.</summary>
    private static OutcomeBook Panel(Outcome outcome, bool shiftLast)
    {
        var random = new Random(7);
        List<(int, DateTimeOffset, Drawn, bool)> rows = [];
        for (int month = 0; month < 12; month++)
        {
            for (int customer = 0; customer < 300; customer++)
            {
                var drawn = Drawn.By(random);
                bool happened = (outcome == Outcome.Churned ? drawn.Safety < 3 : drawn.Safety > 10) && random.Next(3) > 0;
                rows.Add((customer, Start.AddDays(30 * month).AddMinutes(customer),
                    shiftLast && month == 11 ? drawn with { Logins = 12 - drawn.Logins } : drawn, happened));
            }
        }
        return Of(rows, outcome);
    }

    private static OutcomeBook Of(IReadOnlyList<(int Customer, DateTimeOffset AsOf, Drawn Values, bool Happened)> rows, Outcome outcome)
    {
        MetricColumn Column(Func<Drawn, double> value) => rows.Select(row => value(row.Values)).ToArray();
        return OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>
            {
                ["logins"] = Column(one => one.Logins),
                ["seats"] = Column(one => one.Seats),
                ["nps"] = Column(one => one.Nps),
                ["tickets"] = Column(one => one.Tickets),
                ["overdue"] = Column(one => one.Overdue),
            },
            Customers = rows.Select(row => row.Customer).ToArray(),
            AsOf = rows.Select(row => row.AsOf).ToArray(),
            Outcomes = rows.Select(row => (byte)(row.Happened ? 1 : 0)).ToArray(),
        }, Quarter, outcome);
    }

    private sealed record Drawn(double Logins, double Seats, double Nps, double Tickets, double Overdue, double Safety)
    {
        public static Drawn By(Random random)
        {
            double logins = random.Next(13), seats = random.Next(101);
            return new(logins, seats, random.Next(3) == 0 ? double.NaN : random.Next(-100, 101), random.Next(11), random.Next(70),
                logins + seats / 50 + 3 * random.NextDouble());
        }
    }
}
