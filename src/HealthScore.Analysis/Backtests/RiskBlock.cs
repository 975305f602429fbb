using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Neighbouring scores whose customers fared alike.</summary>
public sealed class RiskBlock
{
    private readonly IsotonicBlock _block;

    internal RiskBlock(double from, double to, IsotonicBlock block)
    {
        (From, To, _block) = (from, to, block);
        (Rows, Events, Rate) = (block.Rows, block.Events, block.Rate);
        (Lower, Upper) = WilsonInterval.Of(block.Events, block.Rows, Separation.Z95);
    }

    /// <summary>The lowest score.</summary>
    public double From { get; }

    /// <summary>The highest score.</summary>
    public double To { get; }

    /// <summary>How many rows there are.</summary>
    public long Rows { get; }

    /// <summary>How many of them had the outcome.</summary>
    public long Events { get; }

    /// <summary>The share of them with the outcome.</summary>
    public double Rate { get; }

    /// <summary>The lower end of the rate's 95 % interval, as if each row were another customer.</summary>
    public double Lower { get; }

    /// <summary>The upper end of the rate's 95 % interval, as if each row were another customer.</summary>
    public double Upper { get; }

    /// <summary>The block in a line.</summary>
    /// <returns>As in <c>0.0 to 34.9: 40.0 % of 60 rows</c>.</returns>
    public override string ToString() =>
        $"{Precision.Standard.Text(From)} to {Precision.Standard.Text(To)}: {Number.Percent(Rate)} of {Number.Counted(Rows, "row")}";

    internal RiskBlock Turned() => new(To, From, _block);
}
