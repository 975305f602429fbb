using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.Analysis.Learning;
using HealthScoring.Columns;
using HealthScoring.Tests.Properties;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class LearnedWeightsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeWindow Quarter = new(TimeSpan.FromDays(90));

    [Theory]
    [InlineData("weights_fit")]
    [InlineData("weights_fit_with_a_zero")]
    public void Weights_of_a_book(string group)
    {
        Vectors right = new(group);
        double[][] points = [.. right["points"].EnumerateArray().Select(VectorReading.Numbers)];
        double[] shares = right["prior_shares"].Numbers();
        ScoringProfile profile = ScoringProfile.Create("vectors", health =>
        {
            health.Dimension("all", 1, all =>
            {
                for (int i = 0; i < shares.Length; i++)
                    all.Metric($"m{i}", Curve.Linear(0, 100), own => own.Weight(20 * shares[i]));
            });
            health.Tier("all", 0);
        });
        OutcomeBook book = OutcomeBook.FromColumns(new()
        {
            Values = shares.Index().ToDictionary(pair => $"m{pair.Index}", pair => (MetricColumn)points.Select(row => row[pair.Index]).ToArray()),
            Customers = Enumerable.Range(0, points.Length).ToArray(),
            AsOf = Enumerable.Repeat(Start, points.Length).ToArray(),
            Outcomes = right["churned"].Counts().Select(count => (byte)count).ToArray(),
        }, Quarter);

        LearnedWeights learned = Learn(profile, book)!;

        right.Close(right["slope_c"], learned.Slope, 1e-9);
        right.Close(right["intercept"], learned.Fit.Intercept, 1e-9);
        right.Close(right["beta"], [.. learned.All.Select(weight => weight.Slope)], 1e-9);
        Assert.Equal(1, learned.All.Sum(weight => weight.Share), 1e-12);
        Assert.All(learned.All, weight => Assert.InRange(weight.ShareError, 0.01, 1));
        Assert.Equal(shares, learned.All.Select(weight => Math.Round(weight.Column.Share, 12)));
    }

    [Fact]
    public void Missing_and_faded_values_take_the_points_of_what_they_are_part_of()
    {
        JsonElement right = Vectors.Of("missing_identity");
        ScoringProfile profile = ScoringProfile.Create("vectors", health => health
            .Dimension("a", 3, a => a
                .Metric("a1", Curve.Linear(0, 100), own => own.Weight(2))
                .Metric("a2", Curve.Linear(0, 100))
                .Metric("a3", Curve.Linear(0, 100), own => own.FreshFor(TimeSpan.FromDays(10), TimeSpan.FromDays(30))))
            .Dimension("b", 1, b => b.Metric("b1", Curve.Linear(0, 100)))
            .Tier("all", 0));
        OutcomeBook book = OutcomeBook.Create(
            [new("acme", Start, new Dictionary<string, Measurement> { ["a1"] = 40.0, ["a3"] = new(80.0, Start.AddDays(-20)) })],
            [new("acme", Start.AddYears(-1), DateTimeOffset.MaxValue)], Quarter, Start.AddYears(1));
        ScoredBook scored = ScoredBook.Of(profile, book.Data, withPoints: true);
        double[] points = new double[4], own = new double[4];

        new CompletedPoints(scored, LearnedColumn.Of(profile)).Of(0, points, own);

        Assert.Equal(right.GetProperty("score").GetDouble(), scored.BeforeGuardrails[0], 1e-9);
        double[] expected = [.. right.GetProperty("completed_points").EnumerateArray().SelectMany(VectorReading.Numbers)];
        Assert.All(expected.Zip(points), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        Assert.Equal([1, 0, 0.5, 0], own);
    }

    [Fact]
    public void Windows_that_overlap_count_as_one()
    {
        long[] days = [0, 30, 60, 90, 0, 7, 400];
        int[] customers = [0, 0, 0, 0, 1, 2, 2];
        double Weight(int horizon, int rows) => RowWeights.Of(customers.AsSpan(0, rows),
            days.Take(rows).Select(day => Start.AddDays(day).UtcTicks).ToArray(), TimeSpan.FromDays(horizon));

        Assert.Equal(1 / 3.0, Weight(90, 7));
        Assert.Equal(1 / 4.0, Weight(91, 7));
        Assert.Equal(1, Weight(30, 7));
        Assert.Equal(1, Weight(90, 1));
        Assert.Equal(1, RowWeights.Of([0, 1, 2], [1, 2, 3], TimeSpan.FromDays(90)));
    }

    [Law(costs: 2)]
    public void The_mean_of_completed_points_is_the_score_before_guardrails(Trial trial)
    {
        ProfileDraft draft = trial.Profile with { Formula = Formula.WeightedMean };
        // Of several sums of points that fade differently nobody knows the shares.
        if (draft.Dimensions.Count(dimension => dimension.Formula.Kind == FormulaKind.Points) > 1)
            draft = draft.AsMeans();
        ScoringProfile profile;
        try
        {
            profile = draft.Build();
        }
        catch (InvalidProfileException)
        {
            // Guardrails and points that another formula alone allows.
            profile = draft.AsMeans().Bare().Build();
        }
        OutcomeBook book = OutcomeBook.Create(
            trial.Customers.Select((customer, i) => new Snapshot($"c{i:d3}", Trial.AsOf, customer.ToDictionary(
                one => one.Key, one => one.Value.ObservedAt > Trial.AsOf ? Measurement.None : one.Value))),
            trial.Customers.Select((_, i) => new CustomerHistory($"c{i:d3}", Start.AddYears(-5), DateTimeOffset.MaxValue)),
            Quarter, DateTimeOffset.MaxValue);
        ScoredBook scored = ScoredBook.Of(profile, book.Data, withPoints: true);
        LearningRows rows = LearningRows.Of(scored, Outcome.Churned, Quarter.Horizon);

        Assert.Equal(1, rows.Columns.Sum(column => column.Share), 1e-9);
        for (int i = 0; i < rows.Rows.Length; i++)
        {
            double lost = rows.Columns.Index().Sum(pair => pair.Item.Share * rows.Causes[pair.Index][i]);
            Assert.Equal(scored.BeforeGuardrails[rows.Rows[i]], 100 - 100 * lost, 1e-8);
        }
    }

    private static LearnedWeights? Learn(ScoringProfile profile, OutcomeBook book) =>
        LearnedWeights.Of(ScoredBook.Of(profile, book.Data, withPoints: true), book.Outcome, book.Window.Horizon);
}
