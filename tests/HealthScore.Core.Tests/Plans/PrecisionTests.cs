using HealthScoring.Plans;
using Xunit;

namespace HealthScoring.Tests.Plans;

/// <summary>How far below a limit a score still reaches it: more where points of more than 1,000 are summed up.</summary>
public sealed class PrecisionTests
{
    private static readonly Curve Six = Curve.FromKnots((0, -600), (1, 600)), One = Curve.FromKnots((0, 0), (1, 100));

    [Fact]
    public void Metrics_that_add_up_to_more_than_a_thousand_widen_it()
    {
        Assert.Equal(1e-9m, Tolerance(d => d.Metric("a", Six)));
        Assert.Equal(1e-8m, Tolerance(d => d.Metric("a", Six).Metric("b", Six)));
        Assert.Equal(1e-7m, Tolerance(d => d.Metric("a", Curve.FromKnots((0, -20_000), (1, 0)))));
    }

    [Fact]
    public void What_weighs_nothing_does_not() => Assert.Equal(1e-9m, Tolerance(d => d.Metric("a", Six).Metric("b", Six, m => m.Weight(0))));

    [Fact]
    public void Points_for_what_is_missing_or_has_a_fault_count_as_those_of_the_curve()
    {
        Assert.Equal(1e-8m, Tolerance(d => d.Metric("a", One, m => m.WhenMissing(MissingPolicy.Points(2000)))));
        Assert.Equal(1e-8m, Tolerance(d => d.Metric("a", One, m => m.OnFault(FaultPolicy.Points(-2000)))));
        // Eleven times 10 points, or 100 after a fault; a metric's own policy takes the place of the profile's.
        void Eleven(DimensionBuilder d, FaultPolicy? own)
        {
            for (int i = 0; i < 11; i++)
            {
                d.Metric($"m{i}", Curve.FromKnots((0, 0), (1, 10)), m =>
                {
                    if (own is not null)
                        m.OnFault(own);
                });
            }
        }

        Assert.Equal(1e-8m, Tolerance(d => Eleven(d, null), p => p.OnFault(FaultPolicy.Points(100))));
        Assert.Equal(1e-9m, Tolerance(d => Eleven(d, FaultPolicy.Points(10)), p => p.OnFault(FaultPolicy.Points(100))));
    }

    [Fact]
    public void Dimensions_add_up_where_the_score_does()
    {
        Assert.Equal(1e-8m, Tolerance(d => d.Metric("a", Six), p => p.Formula(Formula.Points()).Dimension("e", 1,
            e => e.Formula(Formula.Points()).Metric("b", Six))));
        Assert.Equal(1e-9m, Tolerance(d => d.Metric("a", Six), p => p.Dimension("e", 1, e => e.Formula(Formula.Points()).Metric("b", Six))));
        // The largest of all where they do not come to as much.
        Assert.Equal(1e-9m, Tolerance(d => d.Metric("a", One), p => p.Formula(Formula.Points())));
    }

    [Fact]
    public void A_mean_comes_to_100_at_the_most_however_many_metrics_it_has() =>
        Assert.Equal(1e-9m, Tolerance(d => d.Metric("a", One), p => p.Dimension("e", 1, e =>
        {
            for (int i = 0; i < 11; i++)
                e.Metric($"m{i}", One);
        })));

    private static decimal Tolerance(Action<DimensionBuilder> metrics, Action<ScoringProfileBuilder>? more = null) =>
        new Plan(ScoringProfile.Create("p", p =>
        {
            p.Dimension("d", 1, d => metrics(d.Formula(Formula.Points()))).Tier("any", 0);
            more?.Invoke(p);
        })).Base.Precision.Tolerance;
}
