using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>What is in a book, and how it is scored.</summary>
public sealed class OutcomeLaws
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeWindow Window = new(TimeSpan.FromDays(30), TimeSpan.FromDays(5));

    [Law(costs: 2)]
    public void A_book_scores_each_row_to_the_bits_of_production(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        Dictionary<string, Measurement>[] customers = [.. trial.Customers.Select(customer => customer.ToDictionary(
            one => one.Key, one => one.Value.ObservedAt > Trial.AsOf ? Measurement.None : one.Value))];
        HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer = trial.Scorer(profile);
        HealthScore[] scores = [.. customers.Select(customer => scorer.Score(customer, Trial.AsOf))];
        OutcomeBook book = OutcomeBook.Create(
            scores.Select((score, i) => trial.Seed % 2 == 0 ? Snapshot.Of($"c{i:d3}", new StoredScore(score))
                : new($"c{i:d3}", Trial.AsOf, customers[i], trial.Named)),
            scores.Select((_, i) => new CustomerHistory($"c{i:d3}", Start.AddYears(-1), DateTimeOffset.MaxValue)), Window, DateTimeOffset.MaxValue);

        ScoredBook scored = ScoredBook.Of(profile, book.Data, withPoints: true);

        Assert.Equal(scores.Length, book.Rows);
        Assert.Equal(Enumerable.Range(0, scores.Length).Where(i => scores[i].Value is not null), scored.Judged);
        string[] segments = [.. profile.Segments.Select(segment => segment.Name)];
        var judge = new MetricJudge(scored, book, null, threads: 1);
        Dictionary<string, double[]> points = scored.Metrics.ToDictionary(metric => metric, judge.Points);
        for (int i = 0; i < scores.Length; i++)
        {
            HealthScore score = scores[i];
            Assert.Equal(Bits(score.Value), BitConverter.DoubleToInt64Bits(scored.Scores[i]));
            Assert.Equal(Bits(score.ValueBeforeGuardrails), BitConverter.DoubleToInt64Bits(scored.BeforeGuardrails[i]));
            Assert.Equal((score.TierIndex, Array.IndexOf(segments, score.Segment), score.Coverage),
                (scored.Tiers[i], scored.Segments[i], scored.Coverage[i]));
            foreach (Contribution part in score.Contributions)
            {
                int metric = scored.Metrics.ToList().IndexOf(part.Metric);
                Assert.Equal((part.PointsAdded, part.PointsLost), (scored.PointsAdded[metric][i], scored.PointsLost[metric][i]));
                if (part.PointsAdded + part.PointsLost != 0 || part.Points is null)
                    Assert.Equal(part.Points ?? double.NaN, points[part.Metric][i]);
            }
            for (int guardrail = 0; guardrail < profile.Guardrails.Count; guardrail++)
            {
                Assert.Equal(score.Guardrails.FirstOrDefault(match => match.Name == profile.Guardrails[guardrail].Name)?.Change ?? double.NaN,
                    scored.GuardrailChanges[guardrail][i]);
            }
        }
    }

    [Law(costs: 4)]
    public void Whatever_happens_later_changes_no_bit_of_a_book(int seed)
    {
        var random = new Random(seed);
        (_, Snapshot[] snapshots, CustomerHistory[] histories, DateTimeOffset knownAt, Outcome outcome) = KnownThen(random);
        DateTimeOffset Later() => knownAt.AddTicks(1 + random.NextInt64(TimeSpan.TicksPerDay * 300));
        CustomerHistory Changed(CustomerHistory history) => history.Since > knownAt ? new(history.Customer, Later(), Later(), Later())
            : new(history.Customer, history.Since, history.ObservedUntil >= knownAt ? Later() : history.ObservedUntil,
                history.Churned <= knownAt ? history.Churned : random.Next(2) == 0 ? null : Later(),
                [.. history.Expanded.Where(expansion => expansion.At <= knownAt), new(Later(), 7)]);
        Snapshot[] changed =
        [
            .. snapshots.Where(snapshot => snapshot.AsOf <= knownAt),
            .. Enumerable.Range(0, random.Next(4)).Select(_ => new Snapshot("nobody knows", Later(),
                new Dictionary<string, Measurement> { ["logins"] = new(1, DateTimeOffset.MaxValue) }, weight: -1)),
        ];

        OutcomeBook book = OutcomeBook.Create(snapshots, histories, Window, knownAt, outcome);
        OutcomeBook other = OutcomeBook.Create(changed, histories.Select(Changed), Window, knownAt, outcome);

        Same(book, other);
        Assert.Equal(JsonSerializer.Serialize(Backtest.Run(ByLogins, book)), JsonSerializer.Serialize(Backtest.Run(ByLogins, other)));
        Assert.Equal(JsonSerializer.Serialize(ProfileProposal.Learn(ByLogins, book)),
            JsonSerializer.Serialize(ProfileProposal.Learn(ByLogins, other)));
        Assert.All(book.Data.AsOf, time => Assert.True(time <= knownAt.UtcTicks));
    }

    [Fact]
    public void Of_many_customers_enough_is_known_to_learn_from()
    {
        (bool IsLarge, Snapshot[] Snapshots, CustomerHistory[] Histories, DateTimeOffset KnownAt, Outcome Outcome)[] large =
            [.. Enumerable.Range(0, 60).Select(seed => KnownThen(new(seed))).Where(book => book.IsLarge)];

        Assert.Equal([Outcome.Churned, Outcome.Expanded], large.Select(book => book.Outcome).Distinct().Order());
        Assert.All(large, book =>
        {
            ProfileProposal proposal = ProfileProposal.Learn(ByLogins,
                OutcomeBook.Create(book.Snapshots, book.Histories, Window, book.KnownAt, book.Outcome));
            Assert.NotEqual(ProposalVerdict.NotEnough, proposal.Verdict);
            Assert.NotEmpty(proposal.Weights);
        });
    }

    [Law]
    public void A_book_knows_no_order_of_what_it_was_made_from(int seed)
    {
        var random = new Random(seed);
        (Snapshot[] snapshots, CustomerHistory[] histories) = Drawn(random, random.Next(1, 8));
        OutcomeBook book = OutcomeBook.Create(snapshots, histories, Window, Start.AddDays(150));
        random.Shuffle(snapshots);
        random.Shuffle(histories);
        Same(book, OutcomeBook.Create(snapshots, histories, Window, Start.AddDays(150)));
    }

    [Law]
    public void Every_snapshot_is_a_row_or_left_out_and_slices_share_them_out(int seed)
    {
        var random = new Random(seed);
        (Snapshot[] snapshots, CustomerHistory[] histories) = Drawn(random, random.Next(1, 8));
        OutcomeBook book = OutcomeBook.Create(snapshots, histories, Window, Start.AddDays(400));
        DateTimeOffset cut = Start.AddDays(random.Next(200));
        OutcomeBook before = book.Slice(DateTimeOffset.MinValue, cut), after = book.Slice(cut, DateTimeOffset.MaxValue);

        Assert.Equal(snapshots.Length, book.Rows + book.LeftOut.Total);
        Assert.Equal((book.Rows, book.Events, book.LeftOut.Total, book.Undated),
            (before.Rows + after.Rows, before.Events + after.Events, before.LeftOut.Total + after.LeftOut.Total, before.Undated + after.Undated));
        Assert.Equal(snapshots.Count(snapshot => snapshot.AsOf < cut), before.Rows + before.LeftOut.Total);
        Assert.Equal(Texts(book), Texts(before).Concat(Texts(after)));
    }

    [Fact]
    public void Threads_change_no_bit_of_a_scored_book()
    {
        ScoringProfile profile = ScoringProfile.Create("threads", health => health
            .Dimension("usage", 2, usage => usage.Metric("logins", Curve.Linear(0, 1)).Metric("seats", Curve.Linear(0, 1)))
            .Dimension("money", 1, money => money.Metric("paid", Curve.Linear(0, 1)))
            .Cap("unpaid", 30, Condition.Below("paid", 0.2))
            .Tier("red", 0).Tier("green", 60));
        var random = new Random(1);
        float[] Column() => [.. Enumerable.Range(0, 10_001).Select(_ => random.Next(9) == 0 ? float.NaN : random.NextSingle())];
        OutcomeBook book = OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn> { ["logins"] = Column(), ["seats"] = Column(), ["paid"] = Column() },
            Customers = Enumerable.Range(0, 10_001).ToArray(),
            AsOf = Enumerable.Repeat(Start, 10_001).ToArray(),
            Outcomes = Enumerable.Range(0, 10_001).Select(_ => (byte)random.Next(2)).ToArray(),
        }, Window);
        ScoredBook one = ScoredBook.Of(profile, book.Data, withPoints: true);
        double[] scores = new double[book.Rows];
        new ColumnScorer(profile).Score(
            [.. new ColumnScorer(profile).Columns.Select(name => book.Data.Values.Numbers[name])], scores, new int[book.Rows]);
        Assert.Equal(scores, one.Scores);
        Assert.Contains(one.GuardrailChanges[0], change => change < 0);
        foreach (int threads in (int[])[2, 8])
        {
            ScoredBook many = ScoredBook.Of(profile, book.Data, withPoints: true, threads);
            Assert.Equal(one.Scores, many.Scores);
            Assert.Equal(one.Judged, many.Judged);
            Assert.Equal(one.PointsLost, many.PointsLost);
            Assert.Equal(one.GuardrailChanges, many.GuardrailChanges);
        }
    }

    private static ScoringProfile ByLogins { get; } = ScoringProfile.Create("by-logins", p => p
        .Dimension("use", 1, use => use.Metric("logins", Curve.Linear(0, 9))).Tier("low", 0).Tier("high", 50));

    private static long Bits(double? score) => BitConverter.DoubleToInt64Bits(score ?? double.NaN);

    /// <summary>A few customers or, less often, so many that there is something to learn, and until when it is known what they did.</summary>
    private static (bool IsLarge, Snapshot[] Snapshots, CustomerHistory[] Histories, DateTimeOffset KnownAt, Outcome Outcome) KnownThen(Random random)
    {
        bool isLarge = random.Next(8) == 0;
        (Snapshot[] snapshots, CustomerHistory[] histories) = Drawn(random, isLarge ? random.Next(60, 121) : random.Next(1, 8));
        return (isLarge, snapshots, histories, Start.AddDays(random.Next(isLarge ? 150 : 60, 200)),
            random.Next(2) == 0 ? Outcome.Churned : Outcome.Expanded);
    }

    private static (Snapshot[] Snapshots, CustomerHistory[] Histories) Drawn(Random random, int customers)
    {
        List<Snapshot> snapshots = [];
        List<CustomerHistory> histories = [];
        for (int customer = 0; customer < customers; customer++)
        {
            string id = $"customer {customer}";
            int since = random.Next(-30, 100);
            while (since < 250)
            {
                int end = since + random.Next(200);
                bool churned = random.Next(3) > 0;
                histories.Add(new(id, Start.AddDays(since), Start.AddDays(Math.Max(end, since + random.Next(300))),
                    churned ? Start.AddDays(end) : null,
                    [.. Enumerable.Range(0, random.Next(3)).Select(_ => new Expansion(Start.AddDays(since + random.Next(100)), 1))]));
                since = churned ? end + random.Next(60) : int.MaxValue;
            }
            foreach (int day in Enumerable.Range(0, 20).Select(_ => random.Next(300)).Distinct())
            {
                snapshots.Add(new(id, Start.AddDays(day), new Dictionary<string, Measurement>
                {
                    ["logins"] = new(random.Next(9), random.Next(2) == 0 ? Start.AddDays(day - random.Next(9)) : null),
                    [random.Next(2) == 0 ? "plan" : "industry"] = Measurement.OfLabel($"text {random.Next(3)}"),
                }, random.Next(2) == 0 ? "large" : null, random.Next(2) == 0 ? random.Next(100) : null, random.Next(3) == 0));
            }
        }
        return ([.. snapshots], [.. histories]);
    }

    private static void Same(OutcomeBook one, OutcomeBook other)
    {
        Assert.Equal(one.ToString(), other.ToString());
        Assert.Equal((one.Rows, one.Events, one.Customers, one.LeftOut, one.Undated),
            (other.Rows, other.Events, other.Customers, other.LeftOut, other.Undated));
        Assert.Equal(one.Data.Customers, other.Data.Customers);
        Assert.Equal(Texts(one), Texts(other));
    }

    /// <summary>Everything that a book says of each row.</summary>
    private static IEnumerable<string> Texts(OutcomeBook book)
    {
        BookRows data = book.Data;
        for (int row = 0; row < data.Count; row++)
        {
            double[] one = new double[1];
            string text = FormattableString.Invariant($"{data.Names[data.Customers[row]]} {data.AsOf[row]} {data.Outcomes[row]}");
            foreach ((string name, MetricColumn column) in data.Values.Numbers.OrderBy(column => column.Key, StringComparer.Ordinal))
            {
                column.CopyTo(row, one);
                text += FormattableString.Invariant($" {name}={one[0]:R}");
                column.CopyAgesTo(row, one);
                text += FormattableString.Invariant($" of {one[0]:R}");
            }
            string? Label(MetricColumn column) => column.Length == 0 || column.Codes[row] < 0 ? null : column.Texts.Span[column.Codes[row]];
            foreach ((string name, MetricColumn column) in data.Values.Labels.OrderBy(column => column.Key, StringComparer.Ordinal))
                text += Label(column) is { } label ? $" {name}={label}" : "";
            double weight = data.Weights.Length == 0 ? double.NaN : data.Weights[row];
            yield return FormattableString.Invariant(
                $"{text} {Label(data.Segments)} {weight:R} {(data.Treated.Length > 0 && data.Treated[row] ? "treated" : "")}");
        }
    }
}
