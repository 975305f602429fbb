using System.Text.Json.Nodes;
using HealthScoring.Analysis;
using HealthScoring.Analysis.Learning;
using HealthScoring.Analysis.Proposals;
using HealthScoring.Analysis.Statistics;
using HealthScoring.Columns;
using HealthScoring.Tests.Analysis;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>What a proposal may do to a profile, and what may have no effect on it.</summary>
public sealed class ProposalLaws
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeWindow Window = new(TimeSpan.FromDays(30));

    [Law(costs: 5)]
    public void Whatever_is_learned_becomes_a_profile_that_a_person_could_have_written(Trial trial)
    {
        ScoringProfile profile = Meaning(trial.Profile);
        var random = new Random(trial.Seed);
        OutcomeBook book = Book(trial);
        ScoredBook scored = ScoredBook.Of(profile, book.Data, withPoints: true);
        LearningRows rows = LearningRows.Of(scored, Outcome.Churned, Window.Horizon, withOwn: true);
        // Slopes of every kind: none, most, alone, and of one size.
        double Slope() => random.Next(4) switch { 0 => 0, 1 => 1, 2 => random.NextDouble(), _ => Math.Exp(20 * random.NextDouble() - 10) };
        var parts = new LearnedParts([.. rows.Columns.Select(_ => Slope())], new Knot[]?[rows.Columns.Length]);
        for (int column = 0; column < rows.Columns.Length; column++)
        {
            if (random.Next(3) > 0 && CurveColumns.Of(rows, column, Outcome.Churned, refined: random.Next(2) == 0) is { } curve)
                (parts.Curves[column], parts.Slopes[column]) = curve.Learned([.. curve.Causes.Select(_ => Slope())]);
        }

        ScoringProfile proposed = ProposedProfile.Of(profile, rows.Columns, parts);

        Assert.Equal(proposed.Fingerprint, ScoringProfile.Parse(proposed.ToJson()).Fingerprint);
        if (parts.Slopes.All(slope => slope == 0))
        {
            Assert.Equal(profile, proposed);
            return;
        }
        Assert.Equal(100, proposed.Dimensions.Sum(dimension => dimension.Weight));
        for (int i = 0; i < profile.Dimensions.Count; i++)
        {
            (Dimension before, Dimension after) = (profile.Dimensions[i], proposed.Dimensions[i]);
            Assert.Equal((before.Name, before.Formula.Kind), (after.Name, after.Formula.Kind));
            Assert.True(before.Weight > 0 || after.Weight == 0);
            double[] weights = [.. after.Metrics.Select(metric => metric.Weight)];
            Assert.True(weights.SequenceEqual(before.Metrics.Select(metric => metric.Weight))
                || (weights.Sum() == 100 && weights.All(double.IsInteger)));
            for (int j = 0; j < before.Metrics.Count; j++)
                SameDirections(before.Metrics[j].Curve, after.Metrics[j].Curve);
        }
        // Who could not be learned from keeps the score to the bit.
        ScoredBook rescored = ScoredBook.Of(proposed, book.Data);
        for (int row = 0; row < scored.Segments.Length; row++)
        {
            if (scored.Segments[row] >= 0 && profile.Segments[scored.Segments[row]].Weights.Values.Any(weight => weight > 0))
            {
                Assert.Equal(BitConverter.DoubleToInt64Bits(scored.BeforeGuardrails[row]),
                    BitConverter.DoubleToInt64Bits(rescored.BeforeGuardrails[row]));
            }
        }
    }

    [Fact]
    public void The_outcomes_of_held_out_customers_change_no_bit_of_what_is_learned_without_them()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            int[] drawn = TelcoBooks.Drawn(new Random(seed), 300);
            bool[] events = [.. drawn.Select(row => TelcoBooks.Churned[row])];
            ProposalModel Model(bool[] outcomes) => new(LearningRows.Of(
                    ScoredBook.Of(TelcoBooks.Profile, TelcoBooks.Of(drawn, outcomes).Data, withPoints: true),
                    Outcome.Churned, Window.Horizon, withOwn: true),
                Outcome.Churned, seed % 2 == 0 ? CurveLearning.None : CurveLearning.Refined, threads: 1);
            ProposalModel model = Model(events);
            foreach (HeldOut held in HeldOut.Of(model.Rows, Window, folds: 5))
            {
                bool[] flipped = [.. events];
                foreach (int row in held.Rows)
                    flipped[row] = !flipped[row];
                (LearnedParts one, LearnedParts other) = (model.Learn(held.LearnedFrom), Model(flipped).Learn(held.LearnedFrom));
                Assert.Equal(one.Slopes, other.Slopes);
                Assert.Equal(one.Curves, other.Curves);
                Assert.DoesNotContain(held.Rows, row => held.LearnedFrom[row]);
                Assert.NotEqual(one.Slopes, model.Learn().Slopes);
            }
        }
    }

    [Fact]
    public void The_scale_of_the_present_weights_changes_no_proposal()
    {
        ScoringProfile scaled = TelcoBooks.Profile;
        foreach (Dimension dimension in TelcoBooks.Profile.Dimensions)
        {
            scaled = scaled.WithWeight(dimension.Name, 7 * dimension.Weight);
            foreach (ProfileMetric metric in dimension.Metrics)
                scaled = scaled.WithWeight(metric.Name, 7 * metric.Weight);
        }
        for (int seed = 0; seed < 6; seed++)
        {
            OutcomeBook book = TelcoBooks.Of(TelcoBooks.Drawn(new Random(seed), 500));
            var options = new ProposalOptions { Curves = (CurveLearning)(seed % 3), Capacity = 40 };
            ProfileProposal one = ProfileProposal.Learn(TelcoBooks.Profile, book, options), other = ProfileProposal.Learn(scaled, book, options);
            Assert.Equal(one.Profile, other.Profile);
            Assert.Equal(one.Verdict, other.Verdict);
            Assert.Equal(one.Evidence!.Gain, other.Evidence!.Gain, 1e-9);
            Assert.Equal(one.Questions, other.Questions);
        }
    }

    [Fact]
    public void A_metric_that_is_the_same_for_all_keeps_what_the_present_weights_say()
    {
        int[] rows = TelcoBooks.Drawn(new Random(3), 600);
        JsonNode profile = JsonNode.Parse(TelcoBooks.Profile.ToJson())!;
        profile["dimensions"]![1]!["metrics"]!.AsArray().Add(
            JsonNode.Parse("""{ "name": "same", "curve": { "linear": { "worst": 0, "best": 80 } } }"""));
        OutcomeBook book = TelcoBooks.Of(rows, null, ("bill-at-will", "same"));
        double[] constant = new double[rows.Length];
        Array.Fill(constant, 20);
        book = OutcomeBook.FromColumns(new()
        {
            Values = book.Data.Values.Numbers.Where(column => column.Key != "same").Append(new("same", constant)).ToDictionary(),
            Customers = rows,
            AsOf = Enumerable.Repeat(Start, rows.Length).ToArray(),
            Outcomes = rows.Select(row => (byte)(TelcoBooks.Churned[row] ? 1 : 0)).ToArray(),
        }, Window);
        ScoredBook scored = ScoredBook.Of(ScoringProfile.Parse(profile.ToJsonString()), book.Data, withPoints: true);

        LearnedWeights learned = LearnedWeights.Of(scored, Outcome.Churned, Window.Horizon)!;

        LearnedWeight same = learned.Of("same")!.Value;
        Assert.Equal(learned.Slope * same.Column.Share, same.Slope, 1e-9);
        Assert.NotEqual(learned.Slope * learned.All[0].Column.Share, learned.All[0].Slope, 1e-3);
    }

    [Fact]
    public void A_metric_in_two_halves_hardly_moves_the_learned_scores()
    {
        JsonNode split = JsonNode.Parse(TelcoBooks.Profile.ToJson())!;
        JsonArray metrics = split["dimensions"]![0]!["metrics"]!.AsArray();
        JsonNode contract = metrics.Single(metric => metric!["name"]!.GetValue<string>() == "contract-length")!;
        contract["weight"] = 1.5;
        JsonNode half = contract.DeepClone();
        half["name"] = "contract-again";
        metrics.Add(half);
        ScoringProfile halves = ScoringProfile.Parse(split.ToJsonString());
        for (int seed = 0; seed < 10; seed++)
        {
            OutcomeBook book = TelcoBooks.Of(TelcoBooks.Drawn(new Random(seed), 150), null, ("contract-length", "contract-again"));
            double Auc(ScoringProfile profile)
            {
                ScoredBook scored = ScoredBook.Of(ProfileProposal.Learn(profile, book).Profile, book.Data);
                return Concordance.Of(ScoreGroups.Of(scored.OfJudged(scored.Scores), scored.JudgedEvents())).Auc;
            }
            Assert.Equal(Auc(TelcoBooks.Profile), Auc(halves), 0.005);
        }
    }

    [Fact]
    public void Who_stays_is_learned_as_the_contrary_of_who_leaves()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            int[] rows = TelcoBooks.Drawn(new Random(seed), 500);
            OutcomeBook churned = TelcoBooks.Of(rows);
            OutcomeBook stayed = OutcomeBook.FromColumns(new()
            {
                Values = churned.Data.Values.Numbers.ToDictionary(),
                Segments = churned.Data.Segments,
                Customers = rows,
                AsOf = Enumerable.Repeat(Start, rows.Length).ToArray(),
                Outcomes = rows.Select(row => (byte)(TelcoBooks.Churned[row] ? 0 : 1)).ToArray(),
            }, Window, Outcome.Expanded);
            SameProposal(TelcoBooks.Profile, churned, stayed, new() { Curves = (CurveLearning)(seed % 3) });
        }
    }

    [Fact]
    public void Expansion_is_learned_as_churn_seen_in_a_mirror()
    {
        ScoringProfile profile = ScoringProfile.Create("mirror", p => p.Tier("low", 0).Tier("high", 50)
            .Dimension("a", 2, a => a.Metric("a1", Curve.Linear(0, 100), own => own.Weight(3)).Metric("a2", Curve.Linear(0, 100)))
            .Dimension("b", 1, b => b.Metric("b1", Curve.Linear(0, 100))));
        for (int seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            double[][] values = [.. Enumerable.Range(0, 300).Select(_ => new double[] { random.Next(101), random.Next(101), random.Next(101) })];
            byte[] outcomes = [.. values.Select(row => (byte)(row[1] + 20 * random.NextDouble() + (seed < 3 ? row[2] : row[0]) < 80 ? 1 : 0))];
            OutcomeBook Book(Func<double, double> seen, Outcome outcome) => OutcomeBook.FromColumns(new()
            {
                Values = new Dictionary<string, MetricColumn>
                {
                    ["a1"] = values.Select(row => seen(row[0])).ToArray(),
                    ["a2"] = values.Select(row => seen(row[1])).ToArray(),
                    ["b1"] = values.Select(row => seen(row[2])).ToArray(),
                },
                Customers = Enumerable.Range(0, values.Length).ToArray(),
                AsOf = Enumerable.Repeat(Start, values.Length).ToArray(),
                Outcomes = outcomes,
            }, Window, outcome);
            SameProposal(profile, Book(value => value, Outcome.Churned), Book(value => 100 - value, Outcome.Expanded), new() { Capacity = 40 });
        }
    }

    private static void SameProposal(ScoringProfile profile, OutcomeBook churned, OutcomeBook expanded, ProposalOptions options)
    {
        ProfileProposal one = ProfileProposal.Learn(profile, churned, options), other = ProfileProposal.Learn(profile, expanded, options);
        Assert.NotEqual(profile, one.Profile);
        Assert.Equal(one.Profile, other.Profile);
        Assert.Equal(one.Verdict, other.Verdict);
        Assert.Equal(one.Evidence!.Gain, other.Evidence!.Gain, 1e-9);
        Assert.Equal(one.Evidence.AucBefore, other.Evidence.AucBefore, 1e-9);
        Assert.Equal(one.Evidence.AucAfter, other.Evidence.AucAfter, 1e-9);
    }

    private static void SameDirections(Curve before, Curve after)
    {
        if (before.Equals(after))
            return;
        Assert.All(after.Knots, knot => Assert.True(double.IsInteger(knot.Points)));
        Assert.Equal((Math.Round(before.LowestPoints), Math.Round(before.HighestPoints)), (after.LowestPoints, after.HighestPoints));
        Assert.Equal((before.Knots[0].X, before.Knots[^1].X), (after.Knots[0].X, after.Knots[^1].X));
        for (int i = 1; i < after.Knots.Count; i++)
        {
            (Knot left, Knot right) = (after.Knots[i - 1], after.Knots[i]);
            Knot[] old = [.. before.Knots.Where(knot => knot.X == left.X)], next = [.. before.Knots.Where(knot => knot.X == right.X)];
            double rise = left.X == right.X ? old[^1].Points - old[0].Points
                : (next.Length > 0 ? next[0].Points : before.Evaluate(right.X)) - before.Evaluate(left.X);
            Assert.True(right.Points == left.Points || Math.Sign(right.Points - left.Points) == Math.Sign(rise));
        }
    }

    private static OutcomeBook Book(Trial trial) => OutcomeBook.Create(
        trial.Customers.Select((customer, i) => new Snapshot($"c{i:d3}", Trial.AsOf, customer.ToDictionary(
            one => one.Key, one => one.Value.ObservedAt > Trial.AsOf ? Measurement.None : one.Value), trial.Named)),
        trial.Customers.Select((_, i) => new CustomerHistory($"c{i:d3}", Start.AddYears(-5), DateTimeOffset.MaxValue)),
        Window, DateTimeOffset.MaxValue);

    private static ScoringProfile Meaning(ProfileDraft draft)
    {
        try
        {
            return (draft with { Formula = Formula.WeightedMean }).Build();
        }
        catch (InvalidProfileException)
        {
            return draft.AsMeans().Build();
        }
    }
}
