using System.Globalization;

namespace HealthScoring.Benchmarks.Customers;

/// <summary>The profiles that are measured.</summary>
internal static class Drafts
{
    private static readonly (string Name, double Weight)[] Dimensions = [("adoption", 3), ("commercial", 2), ("relationship", 1.5)];

    // Three lines, four ramps of 4, 5, 7 and 8 knots, three with four bands, two S-curves; falling and rising, whole numbers and fractions.
    private static readonly MetricDraft[] MixedMetrics =
    [
        new(nameof(Customer.ActiveDays), "adoption", 3, Curve.Linear(0, 20), 0, 22, Whole: true),
        new(nameof(Customer.FeaturesUsed), "adoption", 2, Curve.FromKnots((0, 0), (3, 25), (8, 60), (15, 85), (30, 100)), 0, 34, Whole: true),
        new(nameof(Customer.SeatUse), "adoption", 2.5, Curve.TargetRange(0.1, 0.7, 1, 1.4), 0, 1.5),
        new(nameof(Customer.KeyActions), "adoption", 1.5, Curve.SCurve(0, 200), -10, 230),
        new(nameof(Customer.Nps), "relationship", 1, Curve.Linear(-100, 100), -100, 100, Whole: true),
        new(nameof(Customer.Csat), "relationship", 1.2, Curve.Bands((1, 0), (2.5, 35), (3.5, 70), (4.5, 100)), 1, 5),
        new(nameof(Customer.DaysSinceContact), "relationship", 2,
            Curve.FromKnots((0, 100), (7, 95), (14, 85), (30, 60), (60, 30), (90, 10), (120, 0)), 0, 150, Whole: true),
        new(nameof(Customer.SponsorMeetings), "relationship", 0.8, Curve.Bands((0, 0), (1, 40), (3, 75), (6, 100)), 0, 9, Whole: true),
        new(nameof(Customer.OpenTickets), "commercial", 1.4, Curve.Linear(25, 0), 0, 30, Whole: true),
        new(nameof(Customer.DaysOverdue), "commercial", 3,
            Curve.FromKnots((0, 100), (3, 98), (10, 90), (20, 75), (30, 50), (45, 25), (60, 10), (90, 0)), -20, 100, Whole: true),
        new(nameof(Customer.TenureMonths), "commercial", 1, Curve.SCurve(0, 60), 0, 84),
        new(nameof(Customer.UsageTrend), "commercial", 2.2, Curve.Bands((-0.6, 0), (-0.2, 30), (0, 65), (0.15, 100)), -0.7, 0.8),
    ];

    /// <summary>Twelve metrics of all shapes in three dimensions, two caps, four tiers.</summary>
    public static Draft Mixed { get; } = Make("mixed", MixedMetrics);

    /// <summary>Twelve lines in one dimension, no guardrails: the least there is to compute on the same columns.</summary>
    public static Draft Linear { get; } = MakeLinear();

    /// <summary>The mixed profile's metrics in four dimensions, with two caps, a floor and four tiers.</summary>
    /// <param name="segmented">Whether customers of three years have weights, a curve and a cut-off of their own.</param>
    public static Draft Saas(bool segmented) => new(
        ScoringProfile.Create(segmented ? "saas with a segment" : "saas", p =>
        {
            string[] voice = [nameof(Customer.Nps), nameof(Customer.Csat)];
            p.Dimension("adoption", 3, dimension => AddTo(dimension, MixedMetrics.Where(metric => metric.Dimension == "adoption")));
            p.Dimension("commercial", 2, dimension => AddTo(dimension, MixedMetrics.Where(metric => metric.Dimension == "commercial")));
            p.Dimension("relationship", 1.5, dimension => AddTo(dimension, MixedMetrics.Where(metric =>
                metric.Dimension == "relationship" && !voice.Contains(metric.Name))));
            p.Dimension("voice", 1, dimension => AddTo(dimension, MixedMetrics.Where(metric => voice.Contains(metric.Name))));
            p.Cap("silent", 40, Condition.Below(nameof(Customer.ActiveDays), 1)).Cap("unpaid", 60, Condition.Above(nameof(Customer.DaysOverdue), 60));
            p.Floor("champion", 50, Condition.AtLeast(nameof(Customer.Nps), 90));
            p.Tier("critical", 0).Tier("at-risk", 40).Tier("steady", 60).Tier("thriving", 80);
            if (segmented)
            {
                p.Segment("established", segment => segment
                    .When(Condition.AtLeast(nameof(Customer.TenureMonths), 36))
                    .Weight(nameof(Customer.ActiveDays), 2)
                    .Weight("commercial", 3)
                    .Curve(nameof(Customer.DaysOverdue), Curve.FromKnots((0, 100), (15, 80), (45, 40), (90, 0)))
                    .Tier("thriving", 75));
            }
        }), MixedMetrics);

    /// <summary>Four metrics in one dimension, one cap, four tiers: little enough to be written as one expression.</summary>
    public static Draft Small { get; } = MakeSmall();

    /// <summary>The mixed profile's shapes again and again, in the same three dimensions.</summary>
    public static Draft OfMetrics(int count) => Make($"{count} metrics", [.. Enumerable.Range(0, count).Select(i =>
        MixedMetrics[i * 5 % MixedMetrics.Length] with { Name = string.Create(CultureInfo.InvariantCulture, $"m{i:00}") })]);

    /// <summary>Twelve ramps of as many knots each.</summary>
    public static Draft OfKnots(int count) => Make($"{count} knots", [.. MixedMetrics.Select(metric => metric with { Curve = Ramp(metric, count) })]);

    /// <summary>The mixed profile with as many segments, each with weights, a curve and a cut-off of its own.</summary>
    public static Draft OfSegments(int count) => Make($"{count} segments", MixedMetrics, profile =>
    {
        for (int i = 0; i < count; i++)
        {
            int place = i;
            profile.Segment($"segment{i}", segment => segment
                .Weight(nameof(Customer.ActiveDays), 1 + 0.5 * place)
                .Weight("commercial", 3 - 0.2 * place)
                .Curve(nameof(Customer.DaysOverdue), Curve.FromKnots((0, 100), (10 + place, 80), (30 + place, 40), (90, 0)))
                .Tier("thriving", 75 + 0.5 * place));
        }
    });

    /// <summary>The mixed profile with a compound condition, and a segment that a label or a number chooses.</summary>
    public static Draft OfConditions { get; } = Make("conditions", MixedMetrics, profile => profile
        .Label("plan")
        .Cap("late-and-unhappy", 50, Condition.All(Condition.Above(nameof(Customer.DaysOverdue), 20), Condition.Below(nameof(Customer.Nps), 0)))
        .Segment("enterprise", segment => segment
            .When(Condition.Any(Condition.LabelIs("plan", "enterprise"), Condition.AtLeast(nameof(Customer.TenureMonths), 72)))
            .Weight("commercial", 3)
            .Curve(nameof(Customer.DaysOverdue), Curve.FromKnots((0, 100), (15, 80), (45, 40), (90, 0)))
            .Tier("thriving", 75)));

    private static Curve Ramp(MetricDraft metric, int knots)
    {
        var ramp = new Knot[knots];
        for (int i = 0; i < knots; i++)
        {
            double share = i / (knots - 1.0);
            ramp[i] = (metric.From + (metric.To - metric.From) * share, 100 * Math.Sqrt(share));
        }
        return Curve.FromKnots(ramp);
    }

    private static Draft MakeLinear()
    {
        MetricDraft[] metrics = [.. MixedMetrics.Select(metric => metric with { Curve = Curve.Linear(metric.From, metric.To), Dimension = "all" })];
        var profile = ScoringProfile.Create("linear", p => p
            .Dimension("all", 1, dimension => AddTo(dimension, metrics))
            .Tier("critical", 0).Tier("at-risk", 40).Tier("steady", 60).Tier("thriving", 80));
        return new(profile, metrics);
    }

    private static Draft MakeSmall()
    {
        string[] names = [nameof(Customer.ActiveDays), nameof(Customer.FeaturesUsed), nameof(Customer.OpenTickets), nameof(Customer.DaysOverdue)];
        MetricDraft[] metrics = [.. MixedMetrics.Where(metric => names.Contains(metric.Name))];
        var profile = ScoringProfile.Create("small", p =>
        {
            p.Dimension("all", 1, d => AddTo(d, metrics));
            p.Cap("silent", 40, Condition.Below(names[0], 1));
            p.Tier("critical", 0).Tier("at-risk", 40).Tier("steady", 60).Tier("thriving", 80);
        });
        return new(profile, metrics);
    }

    private static Draft Make(string name, MetricDraft[] metrics, Action<ScoringProfileBuilder>? more = null) => new(
        ScoringProfile.Create(name, p =>
        {
            foreach ((string dimension, double weight) in Dimensions)
                p.Dimension(dimension, weight, d => AddTo(d, metrics.Where(metric => metric.Dimension == dimension)));
            p.Cap("silent", 40, Condition.Below(metrics[0].Name, 1)).Cap("unpaid", 60, Condition.Above(metrics[^1].Name, 0.7));
            p.Tier("critical", 0).Tier("at-risk", 40).Tier("steady", 60).Tier("thriving", 80);
            more?.Invoke(p);
        }), metrics);

    private static void AddTo(DimensionBuilder dimension, IEnumerable<MetricDraft> metrics)
    {
        foreach (MetricDraft metric in metrics)
            dimension.Metric(metric.Name, metric.Curve, weight: metric.Weight);
    }
}
