using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Columns;

/// <summary>What a profile can ask for, each in eight rows that are scored together.</summary>
public sealed class ColumnFeatureTests
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(10);
    private static readonly TimeSpan Stale = TimeSpan.FromDays(30);

    private static readonly ScoringProfile Everything = ScoringProfile.Create("everything", p => p.MinimumCoverage(0.4)
        .Dimension("mood", 1.5, mood => mood.Formula(Formula.Lowest)
            .Metric("csat", Curve.Linear(0, 10), m => m.Weight(2).Valid(0, 10).Whole())
            .Metric("nps", Curve.SCurve(-100, 100), m => m.FreshFor(Fresh, Stale)))
        .Dimension("support", 0.7, support => support.Formula(Formula.Points(10)).MinimumCoverage(0.5)
            .Metric("age", Curve.Linear(90, 0), m => m.WhenMissing(MissingPolicy.Points(30)).FreshFor(Fresh, Stale))
            .Metric("debt", Curve.FromKnots((0, 60), (30, 20), (90, -40)), m => m.MissingValues(0)))
        .Dimension("use", 2, use => use
            .Metric("days", Curve.Linear(0, 20), 3).Metric("seats", Curve.FromKnots((0, 0), (5, 60), (50, 100)), 1))
        .Signal("overdue")
        .Cap("late", 40, Condition.All(Condition.AtLeast("overdue", 30), Condition.Any(Condition.Below("days", 10), Condition.IsMissing("nps"))))
        .Cap("weak", 55, Condition.DimensionBelow("use", 30)).Floor("loved", 35, Condition.DimensionAtLeast("mood", 70))
        .Unscored("new", Condition.Below("seats", 1))
        .Segment("large", large => large.When(Condition.All(Condition.AtLeast("seats", 40), Condition.Above("days", 3)))
            .Weight("mood", 3).Weight("csat", 0))
        .Segment("named", named => named.Curve("days", Curve.Linear(0, 10)).Tier("high", 60))
        .Tier("low", 0).Tier("high", 50));

    // From where to where the values of each column of that profile go, some of them beyond what is accepted.
    private static readonly (int From, int To)[] Spans = [(-1, 12), (-110, 110), (-5, 100), (-1, 100), (-2, 25), (-1, 60), (0, 60)];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1025)]
    [InlineData(2049)]
    public void All_features_together_give_each_row_the_bits_of_its_customer_alone(int rows)
    {
        var scorer = new ColumnScorer(Everything);
        Assert.Equal(["csat", "nps", "age", "debt", "days", "seats", "overdue"], scorer.Columns);
        var random = new Random(rows);
        double[][] values = [.. Spans.Select(span => Enumerable.Range(0, rows).Select(_ => ValueIn(span, random)).ToArray())];
        double[][] ages = [.. Spans.Select(_ => Enumerable.Range(0, rows).Select(_ => AgeOf(random)).ToArray())];
        int[] named = [.. Enumerable.Range(0, rows).Select(_ => random.Next(-1, 2))];
        MetricColumn[] columns = [.. values.Select((column, i) => new MetricColumn(column).WithAges(ages[i]))];
        (double[] scores, int[] tiers, double[] coverage, int[] segments) = (new double[rows], new int[rows], new double[rows], new int[rows]);
        (double[] again, int[] tiersAgain) = (new double[rows], new int[rows]);

        scorer.Score(columns, scores, tiers, coverage, segments, named);
        scorer.Score(columns, again, tiersAgain, namedSegments: named);

        for (int row = 0; row < rows; row++)
        {
            double[] own = [.. values.Select(column => column[row])], old = [.. ages.Select(column => column[row])];
            RowScore expected = scorer.ScoreRow(own, namedSegment: named[row], ages: old);
            Assert.Equal(Bits(expected.Value ?? double.NaN), Bits(scores[row]));
            Assert.Equal(Bits(expected.Coverage), Bits(coverage[row]));
            Assert.Equal((expected.TierIndex, expected.SegmentIndex), (tiers[row], segments[row]));
            Assert.Equal((Bits(scores[row]), tiers[row]), (Bits(again[row]), tiersAgain[row]));
        }
    }

    [Fact]
    public void A_dimension_that_has_faded_weighs_less_beside_one_that_does_not_fade()
    {
        ScoringProfile profile = Two(p => p, m => m.FreshFor(Fresh, Stale));

        // Half of the weight is left after 20 days: (0.5 * 40 + 80) / 1.5.
        Assert.Equal(Eight(100 / 1.5), Scores(profile, Aged(40, 20), Eight(80)));
    }

    [Fact]
    public void A_sum_of_dimensions_stays_within_the_scale_without_guardrails()
    {
        ScoringProfile plain = Two(p => p.Formula(Formula.Points(50)), _ => { });
        ScoringProfile fading = Two(p => p.Formula(Formula.Points(50)), m => m.FreshFor(Fresh, Stale));
        ScoringProfile negative = Two(p => p.Formula(Formula.Points(-130)), _ => { });

        // 50 + 40 + 80, 50 + 0.5 * 40 + 80, and -130 + 40 + 80.
        Assert.Equal(Eight(100), Scores(plain, Eight(40), Eight(80)));
        Assert.Equal(Eight(100), Scores(fading, Aged(40, 20), Eight(80)));
        Assert.Equal(Eight(0), Scores(negative, Eight(40), Eight(80)));
    }

    [Fact]
    public void Initial_points_of_a_dimension_fade_where_its_sum_has_no_bounds()
    {
        static ScoringProfile Profile(Formula formula) => ScoringProfile.Create("p", p => p.MinimumCoverage(0).Formula(formula)
            .Dimension("one", 1, one => one.Formula(Formula.Points(20)).Metric("a", Curve.Linear(0, 100), m => m.FreshFor(Fresh, Stale)))
            .Tier("all", 0));

        // 0.5 * 20 + 0.5 * 40; within bounds 20 + 0.5 * 40, which is the mean of one dimension whatever it weighs.
        Assert.Equal(Eight(30), Scores(Profile(Formula.Points(0)), Aged(40, 20)));
        Assert.Equal(Eight(40), Scores(Profile(Formula.WeightedMean), Aged(40, 20)));
    }

    [Fact]
    public void A_guardrail_asks_about_the_second_dimension()
    {
        ScoringProfile profile = Two(p => p.Cap("weak", 30, Condition.DimensionBelow("two", 50)), _ => { });

        Assert.Equal(Eight(30), Scores(profile, Eight(90), Eight(40)));
        Assert.Equal(Eight(65), Scores(profile, Eight(40), Eight(90)));
    }

    [Fact]
    public void A_guardrail_asks_for_all_of_some_conditions()
    {
        ScoringProfile profile = Two(
            p => p.Cap("both", 30, Condition.All(Condition.AtLeast("a", 50), Condition.Below("b", 50))), _ => { });

        Assert.Equal(Eight(30), Scores(profile, Eight(90), Eight(40)));
        Assert.Equal(Eight(75), Scores(profile, Eight(90), Eight(60)));
        Assert.Equal(Eight(25), Scores(profile, Eight(20), Eight(30)));
    }

    // Texts that are not 'b' are two ranges of codes: 'a' has one before it, and all others have the one behind it.
    [Fact]
    public void A_guardrail_on_texts_of_two_ranges_applies_also_where_the_text_is_missing()
    {
        ScoringProfile profile = ScoringProfile.Create("p", p => p.MinimumCoverage(0).Label("plan")
            .Dimension("one", 1, one => one.Metric("m", Curve.Linear(0, 100)))
            .Cap("other", 30, Condition.LabelIsNot("plan", "b"), other => other.ApplyWhenMissing())
            .Floor("named", 10, Condition.LabelIs("plan", "a"))
            .Tier("all", 0));
        int[] codes = [0, 1, 2, -1, 0, 1, 2, -1];
        string[] texts = ["a", "b", "z"];

        Assert.Equal([30, 80, 30, 30, 30, 80, 30, 30], Scores(profile, Eight(80), MetricColumn.OfLabels(codes, texts)));
    }

    private static ScoringProfile Two(Func<ScoringProfileBuilder, ScoringProfileBuilder> profile, Action<MetricBuilder> first) =>
        ScoringProfile.Create("p", p => profile(p.MinimumCoverage(0))
            .Dimension("one", 1, one => one.Metric("a", Curve.Linear(0, 100), first))
            .Dimension("two", 1, two => two.Metric("b", Curve.Linear(0, 100)))
            .Tier("all", 0));

    private static double[] Scores(ScoringProfile profile, params MetricColumn[] columns)
    {
        double[] scores = new double[columns[0].Length];
        new ColumnScorer(profile).Score(columns, scores, new int[scores.Length]);
        return scores;
    }

    private static double[] Eight(double value) => [.. Enumerable.Repeat(value, 8)];

    private static MetricColumn Aged(double value, double days) => new MetricColumn(Eight(value)).WithAges(Eight(days));

    private static double ValueIn((int From, int To) span, Random random) => random.Next(12) switch
    {
        0 => double.NaN,
        1 => double.NegativeInfinity,
        2 => random.Next(span.From, span.To) + 0.5,
        _ => random.Next(span.From, span.To + 1),
    };

    private static double AgeOf(Random random) => random.Next(9) == 0 ? double.NaN : random.Next(-1, 35);

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
