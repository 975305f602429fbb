using System.Globalization;
using System.Text.Json;
using HealthScoring.Analysis.Statistics;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>The formulas against values of R, scikit-learn and published tables, to 12 digits; fits to 9.</summary>
public sealed class StatisticsVectorTests
{
    private const double Fitted = 1e-9;
    private const double Z95 = 1.959963984540054;

    [Fact]
    public void Separation()
    {
        Vectors right = new("separation");
        (ScoreGroups groups, bool[] events) = Groups(right["health"], right["churned"]);

        Concordance concordance = Concordance.Of(groups);
        Assert.Equal(right["twice_concordant"].GetInt32(), (int)concordance.TwiceConcordant);
        Assert.Equal(right["pairs2"].GetInt32(), 2 * (int)concordance.Pairs);
        right.Close(right["auc"], concordance.Auc);
        right.Close(right["gini"], 2 * concordance.Auc - 1);
        KolmogorovSmirnov ks = KolmogorovSmirnov.Of(groups);
        right.Close(right["ks"], ks.Value);
        Assert.Equal(8 * (int)ks.Denominator, 15 * (int)ks.Numerator);
        Assert.Equal(right["ks_split_at_health"].GetDouble(), ks.At);
        double[] placements = Placements.Of(groups, events);
        double variance = AucCovariance.Of(placements, placements, events, OneEach(events));
        right.Close(right["delong_variance"], variance);
        right.Close(right["delong_se"], Math.Sqrt(variance));
        Close(right, right["newcombe95"], NewcombeInterval.Of(concordance.Auc, groups.AllEvents, groups.AllOthers, Z95));
    }

    [Fact]
    public void Paired_difference()
    {
        Vectors right = new("paired");
        (ScoreGroups first, bool[] events) = Groups(right["health_a"], right["churned"]);
        (ScoreGroups second, _) = Groups(right["health_b"], right["churned"]);
        double[] one = Placements.Of(first, events), other = Placements.Of(second, events);

        right.Close(right["auc_b"], Concordance.Of(second).Auc);
        right.Close(right["variance_b"], AucCovariance.Of(other, other, events, OneEach(events)));
        right.Close(right["covariance"], AucCovariance.Of(one, other, events, OneEach(events)));
        AucDifference difference = AucDifference.Of(first, second, events, OneEach(events));
        right.Close(right["difference_a_minus_b"], difference.Difference);
        right.Close(right["se"], difference.StandardError);
        right.Close(right["z"], difference.Z);
        right.Close(right["two_sided_p"], difference.P);
    }

    [Fact]
    public void Newcombe_interval_of_an_auc()
    {
        Vectors right = new("auc_interval_newcombe5");
        foreach (JsonElement one in right.Group.EnumerateArray())
        {
            Interval interval = NewcombeInterval.Of(
                one.GetProperty("auc").GetDouble(), one.GetProperty("events").GetInt64(), one.GetProperty("others").GetInt64(), Z95);
            right.Close(one.GetProperty("lower"), interval.Lower);
            right.Close(one.GetProperty("upper"), interval.Upper);
        }
    }

    [Fact]
    public void Wilson_interval()
    {
        Vectors right = new("wilson95");
        foreach (JsonElement one in right["cases"].EnumerateArray())
        {
            Interval interval = WilsonInterval.Of(one.GetProperty("k").GetInt64(), one.GetProperty("n").GetInt64(), Z95);
            right.Close(one.GetProperty("lower"), interval.Lower);
            right.Close(one.GetProperty("upper"), interval.Upper);
        }
    }

    [Fact]
    public void Newcombe_interval_of_a_difference_of_rates()
    {
        Vectors right = new("newcombe_difference95");
        foreach (JsonElement one in right["cases"].EnumerateArray())
        {
            long Count(string name) => one.GetProperty(name).GetInt64();
            Interval interval = RateDifference.Of(Count("a"), Count("m"), Count("b"), Count("n"), Z95);
            right.Close(one.GetProperty("lower"), interval.Lower);
            right.Close(one.GetProperty("upper"), interval.Upper);
        }
    }

    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_as_printed_by_Newcombe_1998(long hits, long of, double lower, double upper)
    {
        Interval interval = WilsonInterval.Of(hits, of, Z95);
        Assert.Equal((lower, upper), (Math.Round(interval.Lower, 4), Math.Round(interval.Upper, 4)));
    }

    [Fact]
    public void Fisher()
    {
        Vectors right = new("fisher_two_sided");
        foreach (JsonElement one in right["cases"].EnumerateArray())
        {
            (long[] inside, long[] outside) = (one.GetProperty("inside").Counts(), one.GetProperty("outside").Counts());
            right.Close(one.GetProperty("p"), FisherTest.TwoSided(inside[0], inside[1], outside[0], outside[1]));
        }
    }

    [Fact]
    public void Benjamini_and_Hochberg()
    {
        Vectors right = new("benjamini_hochberg");
        double[] adjusted = BenjaminiHochberg.Adjusted(right["p"].Numbers());
        right.Close(right["adjusted"], adjusted);
        Assert.Equal(right["rejected_at_5_percent"].GetInt32(), adjusted.Count(p => p <= 0.05));
    }

    [Theory]
    [InlineData("drift")]
    [InlineData("drift_empty_bins")]
    public void Drift(string group)
    {
        Vectors right = new(group);
        (long[] before, long[] after) = (right["reference_counts"].Counts(), right["current_counts"].Counts());
        ChiSquared test = ChiSquared.Homogeneity(before, after);
        right.Close(right["chi2"], test.Statistic);
        Assert.Equal(right["df"].GetInt32(), test.DegreesOfFreedom);
        right.Close(right["p"], test.P);
        right.Close(right["psi"], PopulationStability.Index(before, after));
        if (right.Group.TryGetProperty("psi_chance_level", out JsonElement level))
            right.Close(level, PopulationStability.ChanceLevel(before.Length, before.Sum(), after.Sum()));
    }

    [Fact]
    public void Quantiles_and_tails()
    {
        Vectors right = new("quantiles");
        foreach (double[] one in right["normal"].EnumerateArray().Select(VectorReading.Numbers))
            right.Close(one[1], Normal.Quantile(one[0]));
        foreach (double[] one in right["normal_cdf"].EnumerateArray().Select(VectorReading.Numbers))
            right.Close(one[1], Normal.LowerTail(one[0]));
        foreach (double[] one in right["chi2_upper"].EnumerateArray().Select(VectorReading.Numbers))
            right.Close(one[2], ChiSquared.UpperTail(one[0], one[1]));
    }

    [Fact]
    public void Isotonic_regression_of_R()
    {
        Vectors right = new("isotonic_R");
        long[] values = right["y"].Counts();
        IsotonicBlock[] blocks = IsotonicFit.Rising(values, [.. values.Select(_ => 1L)]);
        right.Close(right["fit"], [.. blocks.SelectMany(block => Enumerable.Repeat(block.Rate, block.Groups))]);
    }

    [Fact]
    public void Risk_by_score()
    {
        Vectors right = new("risk_by_score");
        (ScoreGroups groups, bool[] events) = Groups(right["health"], right["churned"]);
        RiskCurve curve = RiskCurve.Of(groups);

        right.Close(right["risk"], [.. right["health_distinct_falling"].Numbers().Select(curve.At)]);
        Assert.Equal(
            right["blocks"].EnumerateArray().Select(block => (block.GetProperty("churned").GetInt64(), block.GetProperty("customers").GetInt64(),
                block.GetProperty("distinct").GetInt32())).Reverse(),
            curve.Blocks.Select(block => (block.Events, block.Rows, block.Groups)));
        BrierParts parts = BrierParts.Of([.. right["health"].Numbers().Select(health => 1 - health / 100)], events);
        Close(right, right["corp_of_1_minus_h_over_100"], parts);
        (double discrimination, double uncertainty) = BrierParts.Of(groups);
        right.Close(parts.Discrimination, discrimination);
        right.Close(parts.Uncertainty, uncertainty);
    }

    [Fact]
    public void Brier_score_in_three_parts()
    {
        Vectors right = new("brier_corp");
        bool[] events = right["y"].Events();
        Close(right, right["a"], BrierParts.Of(right["p_a"].Numbers(), events));
        Close(right, right["b"], BrierParts.Of(right["p_b"].Numbers(), events));
        Assert.Equal(1 / 6.0, right["a"].GetProperty("brier").GetDouble(), 1e-15);
        Assert.Equal(1 / 12.0, right["b"].GetProperty("brier").GetDouble(), 1e-15);
    }

    [Fact]
    public void Logistic_regression_in_closed_form()
    {
        Vectors right = new("logistic_closed_form");
        int Count(string name) => right[name].GetInt32();
        (double Value, bool Event)[] rows =
        [
            .. Enumerable.Repeat((1.0, true), Count("n11")), .. Enumerable.Repeat((1.0, false), Count("n10")),
            .. Enumerable.Repeat((0.0, true), Count("n01")), .. Enumerable.Repeat((0.0, false), Count("n00")),
        ];
        LogisticFit fit = PenalisedLogistic.Fit([[.. rows.Select(row => row.Value)]], [.. rows.Select(row => row.Event)], [0], [0]);
        right.Close(right["intercept"], fit.Intercept, Fitted);
        right.Close(right["slope"], fit.Slopes[0], Fitted);
        right.Close(right["slope_se"], fit.StandardErrors[0], Fitted);
    }

    [Theory]
    [InlineData("weights_fit")]
    [InlineData("weights_fit_with_a_zero")]
    public void Weights(string group)
    {
        Vectors right = new(group);
        double[][] points = [.. right["points"].EnumerateArray().Select(VectorReading.Numbers)];
        double[] shares = right["prior_shares"].Numbers();
        bool[] events = right["churned"].Events();
        double[][] lost = [.. shares.Select((_, j) => points.Select(row => (100 - row[j]) / 100).ToArray())];
        double[] together = [.. points.Select(row => row.Zip(shares, (point, share) => (100 - point) / 100 * share).Sum())];

        LogisticFit slope = PenalisedLogistic.Fit([together], events, [0], [0.01]);
        right.Close(right["slope_intercept"], slope.Intercept, Fitted);
        right.Close(right["slope_c"], slope.Slopes[0], Fitted);
        LogisticFit fit = PenalisedLogistic.Fit(lost, events, [.. shares.Select(share => slope.Slopes[0] * share)], [1, 1, 1]);
        right.Close(right["intercept"], fit.Intercept, Fitted);
        right.Close(right["beta"], fit.Slopes, Fitted);
        right.Close(right["objective"], fit.Objective, Fitted);
        double[] gradient = right["gradient_at_solution"].Numbers();
        for (int j = 0; j < gradient.Length; j++)
            Assert.Equal(gradient[j], fit.Gradient[j], 1e-9);
        Assert.Equal(right["whole_weights_of_100"].Counts(), LargestRemainder.Of(fit.Slopes, 100).Select(whole => (long)whole));
    }

    [Fact]
    public void Increments_of_a_curve()
    {
        Vectors right = new("curve_increments");
        CurveIncrements increments = new(right["knots"].EnumerateArray().Select(VectorReading.Numbers).Select(knot => new Knot(knot[0], knot[1])));
        double[] covered = new double[increments.Changes.Count];
        increments.Cover(right["value"].GetDouble(), covered);
        right.Close(right["covered"], covered);
        right.Close(right["points"], increments.First + covered.Zip(increments.Changes, (share, change) => share * change).Sum());
        double all = increments.Changes.Sum(Math.Abs);
        right.Close(right["prior_of_increments"], [.. increments.Changes.Select(change => Math.Abs(change) / all)]);
    }

    [Fact]
    public void Largest_remainder()
    {
        foreach (JsonElement one in Vectors.Of("largest_remainder").EnumerateArray())
        {
            Assert.Equal(one.GetProperty("whole").Counts(),
                LargestRemainder.Of(one.GetProperty("values").Numbers(), 100).Select(whole => (long)whole));
        }
    }

    [Fact]
    public void Capacity_of_a_team()
    {
        Vectors right = new("capacity");
        (ScoreGroups groups, _) = Groups(right["health"], right["churned"]);
        foreach (JsonElement one in right["cases"].EnumerateArray())
        {
            int calls = one.GetProperty("k").GetInt32();
            double hits = Capacity.Of(groups, calls).Hits;
            right.Close(one.GetProperty("expected_hits"), hits);
            right.Close(one.GetProperty("precision"), hits / calls);
            right.Close(one.GetProperty("recall"), hits / groups.AllEvents);
        }
    }

    [Fact]
    public void Lifts()
    {
        Vectors right = new("lift_groups");
        (ScoreGroups groups, _) = Groups(right["health"], right["churned"]);
        right.Close(right["lift"], LiftGroups.Of(groups, right["groups"].GetInt32()));
    }

    [Fact]
    public void Folds()
    {
        Vectors right = new("folds");
        string[] customers = right["customers"].Texts();
        bool[] ever = right["ever_churned"].Events();
        Assert.Equal(right["folds3"].Counts(), CustomerFolds.Of(customers, ever, 0, 3).Select(fold => (long)fold));
        Assert.Equal(right["seed7_folds3"].Counts(), CustomerFolds.Of(customers, ever, 7, 3).Select(fold => (long)fold));
        Assert.Equal(right["keys_hex"].Texts(), customers.Select(customer => Key(right["seed"].GetInt64(), customer)));
    }

    [Fact]
    public void Ids_that_are_not_ascii_are_hashed_as_utf8()
    {
        // printf '\0\0\0\0\0\0\0\0Žižkov 東京' | sha256sum
        Assert.Equal("c4d3495bf973b6b8", Key(0, "Žižkov 東京"));
    }

    [Fact]
    public void Clustered_variance()
    {
        Vectors right = new("clustered");
        (ScoreGroups groups, bool[] events) = Groups(right["health"], right["churned"]);
        int[] customers = right["customer"].Customers();
        double[] placements = Placements.Of(groups, events);
        double auc = Concordance.Of(groups).Auc;
        right.Close(right["auc"], auc);
        right.Close(right["obuchowski_variance"], AucCovariance.Of(placements, placements, events, customers));
        Close(right, right["interval95"],
            NewcombeInterval.Of(auc, right["customers_with_event"].GetInt64(), right["customers_with_other"].GetInt64(), Z95));
    }

    [Fact]
    public void Revenue()
    {
        Vectors right = new("revenue_weighted");
        (ScoreGroups groups, bool[] events) = Groups(right["health"], right["churned"]);
        double[] revenue = right["revenue"].Numbers();
        WeightedConcordance weighted = WeightedConcordance.Of(groups, events, revenue, OneEach(events));
        right.Close(right["auc"], weighted.Auc);
        right.Close(right["linearised_se"], weighted.StandardError);
        right.Close(right["revenue_of_churned"], Capacity.Weight(groups, events, revenue, events.Length));
        right.Close(right["captured_by_lowest_5"], Capacity.Weight(groups, events, revenue, 5));
    }

    [Fact]
    public void Guard()
    {
        Vectors right = new("guard");
        (double[] before, double[] after) = (right["loss_before"].Numbers(), right["loss_after"].Numbers());
        double z = Normal.Quantile(0.95);
        right.Close(right["z_one_sided_95"], z);
        ClusteredMean gain = ClusteredMean.Of([.. before.Zip(after, (one, other) => one - other)], right["customer"].Customers());
        right.Close(right["gain"], gain.Mean);
        right.Close(right["se"], gain.StandardError);
        right.Close(right["lower_bound"], gain.LowerBound(z));
        Assert.Equal(right["better"].GetBoolean(), gain.LowerBound(z) > 0);
    }

    [Fact]
    public void Recalibrated_loss()
    {
        Vectors right = new("recalibrated_loss");
        bool[] events = right["churned"].Events();
        double[] odds = [.. right["health"].Numbers().Select(health => right["slope"].GetDouble() * ((100 - health) / 100))];
        double intercept = Recalibration.Intercept(odds, events.Count(happened => happened));
        right.Close(right["intercept"], intercept);
        double[] losses = Recalibration.Losses(odds, intercept, events);
        right.Close(right["loss"], losses);
        right.Close(right["mean_loss"], losses.Average());
    }

    [Fact]
    public void Looks()
    {
        Vectors right = new("looks");
        foreach (JsonElement one in right.Group.EnumerateArray())
            right.Close(one.GetProperty("z"), WilsonInterval.SimultaneousZ(one.GetProperty("looks").GetInt64()));
    }

    [Fact]
    public void Interval_of_a_lift()
    {
        Vectors right = new("lift_interval");
        foreach (JsonElement one in right.Group.EnumerateArray())
        {
            (long[] inside, long[] whole) = (one.GetProperty("inside").Counts(), one.GetProperty("whole").Counts());
            Interval interval = WilsonInterval.OfLift(inside[0], inside[1], whole[0], whole[1], one.GetProperty("looks").GetInt64());
            right.Close(one.GetProperty("lower"), interval.Lower);
            right.Close(one.GetProperty("upper"), interval.Upper);
        }
    }

    private static string Key(long seed, string customer) => CustomerFolds.Key(seed, customer).ToString("x16", CultureInfo.InvariantCulture);

    private static (ScoreGroups Groups, bool[] Events) Groups(JsonElement scores, JsonElement events) =>
        (ScoreGroups.Of(scores.Numbers(), events.Events()), events.Events());

    private static int[] OneEach(bool[] rows) => [.. Enumerable.Range(0, rows.Length)];

    private static void Close(Vectors right, JsonElement expected, Interval interval) => right.Close(expected, [interval.Lower, interval.Upper]);

    private static void Close(Vectors right, JsonElement expected, BrierParts parts)
    {
        right.Close(expected.GetProperty("brier"), parts.Brier);
        right.Close(expected.GetProperty("miscalibration"), parts.Miscalibration);
        right.Close(expected.GetProperty("discrimination"), parts.Discrimination);
        right.Close(expected.GetProperty("uncertainty"), parts.Uncertainty);
    }
}
