using HealthScoring.Columns;
using HealthScoring.Tests.Properties;
using Xunit;

namespace HealthScoring.Tests.Columns;

/// <summary>Rows of many segments in one call: each has the bits of its customer alone, by its own segment.</summary>
public sealed class MixedSegmentsTests
{
    private static readonly string[] Reweighted = ["a2", "a3", "b", "b1"];

    // Up to seven and up to fifteen segments are scored one way, more are sorted.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(16)]
    public void Any_number_of_segments(int segments) => LawAttribute.Try(FsCheck.Fluent.ArbMap.Default.ArbFor<int>(), 10, seed =>
    {
        var random = new Random(seed);
        ScoringProfile profile = ProfileOf(segments, random);
        var scorer = new ColumnScorer(profile);
        int rows = random.Next(8) == 0 ? 2049 : random.Next(1, 60);
        double[][] columns = [.. scorer.Columns.Select(_ => Enumerable.Range(0, rows).Select(_ => Value(random)).ToArray())];
        int[] named = [.. Enumerable.Range(0, rows).Select(_ => random.Next(-1, segments))];
        (double[] scores, int[] tiers, double[] coverage) = (new double[rows], new int[rows], new double[rows]);
        (double[] again, int[] tiersAgain) = (new double[rows], new int[rows]);
        MetricColumn[] views = [.. columns.Select(column => (MetricColumn)column)];

        scorer.Score(views, scores, tiers, coverage, namedSegments: named);
        scorer.Score(views, again, tiersAgain, namedSegments: named);

        var single = new HealthScorer<int>(profile, scorer.Columns.Select((name, i) => HealthMetric.From<int>(name, row => columns[i][row])),
            new() { SegmentBy = row => named[row] < 0 ? null : profile.Segments[named[row]].Name });
        for (int row = 0; row < rows; row++)
        {
            HealthScore expected = single.Score(row);
            Assert.Equal(Bits(expected.Value ?? double.NaN), Bits(scores[row]));
            Assert.Equal(Bits(expected.Coverage), Bits(coverage[row]));
            Assert.Equal(expected.Tier, tiers[row] < 0 ? null : profile.Tiers[tiers[row]].Name);
            Assert.Equal((Bits(scores[row]), tiers[row]), (Bits(again[row]), tiersAgain[row]));
        }
    });

    /// <summary>Every segment has some weights, curves, cut-offs and guardrails of its own; some leave a metric or a dimension out.</summary>
    private static ScoringProfile ProfileOf(int segments, Random random) => ScoringProfile.Create("p", profile =>
    {
        Formula[] formulas = [Formula.WeightedMean, Formula.Points(random.Next(5)), Formula.Lowest];
        profile.Formula(formulas[random.Next(formulas.Length)]).MinimumCoverage(random.Next(3) * 0.3)
            .Dimension("a", 2, a => a.Formula(formulas[random.Next(formulas.Length)])
                .Metric("a1", Curve.Linear(0, 80), 3)
                .Metric("a2", Curve.FromKnots((0, 10), (20, 40), (60, 30), (90, 100)), 1)
                .Metric("a3", Curve.Bands((0, 5), (30, 60), (70, 95)), m => m.Weight(0.7).WhenMissing(MissingPolicy.Points(20))))
            .Dimension("b", 1.3, b => b
                .Metric("b1", Curve.Linear(100, 0), 0.9)
                .Metric("b2", Curve.SCurve(10, 90), m => m.Weight(1.1).WhenMissing(MissingPolicy.Required)))
            .Cap("late", 55, Condition.Below("a1", 15)).Floor("safe", 35, Condition.Above("b1", 80))
            .Unscored("young", Condition.Above("a2", 95)).Cap("weak", 60, Condition.DimensionBelow("a", 30))
            .Tier("low", 0).Tier("middle", 40).Tier("high", 70);
        for (int i = 0; i < segments; i++)
        {
            profile.Segment($"s{i}", segment =>
            {
                foreach (string name in Reweighted.Where(_ => random.Next(3) == 0))
                    segment.Weight(name, random.Next(4) == 0 ? 0 : random.Next(1, 50) / 7.0);
                if (random.Next(4) == 0)
                    segment.Curve("a2", Curve.Linear(random.Next(20), 100 + random.Next(20)));
                if (random.Next(3) == 0)
                    segment.Tier("high", 60 + random.Next(30));
                if (random.Next(4) == 0)
                    segment.Without("late");
                else if (random.Next(3) == 0)
                    segment.Floor("late", random.Next(100), Condition.Below("a1", random.Next(50)));
            });
        }
    });

    private static double Value(Random random) => random.Next(12) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => random.Next(11) * 10,
        _ => random.NextDouble() * 130 - 15,
    };

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
