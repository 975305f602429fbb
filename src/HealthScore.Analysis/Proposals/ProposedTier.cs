using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>A tier with a proposed start, and what became of the customers in it.</summary>
public sealed record ProposedTier
{
    internal ProposedTier(string name, double before, double from)
    {
        (Name, Before, From) = (name, before, from);
    }

    /// <summary>The tier.</summary>
    public string Name { get; }

    /// <summary>Where it starts now.</summary>
    public double Before { get; }

    /// <summary>Where it is to start.</summary>
    public double From { get; }

    /// <summary>How many customers have a row in it; as for all that follows, of the rows whose window was seen to its end.</summary>
    public int Customers { get; internal init; }

    /// <summary>How many rows are in it.</summary>
    public int Rows { get; internal init; }

    /// <summary>How many of them had the outcome.</summary>
    public int Events { get; internal init; }

    /// <summary>The share of the rows that had the outcome; <see langword="null"/> without rows.</summary>
    public double? Rate => Rows == 0 ? null : (double)Events / Rows;

    /// <summary>The lower end of the rate's 95 % interval, as for one row per customer; <see langword="null"/> without rows.</summary>
    public double? RateAtLeast { get; internal init; }

    /// <summary>The upper end; <see langword="null"/> without rows.</summary>
    public double? RateAtMost { get; internal init; }

    /// <summary>The sum of the rows' weights, such as their revenue; <see langword="null"/> where none is known.</summary>
    public double? Weight { get; internal init; }

    /// <summary>The tier in a line.</summary>
    /// <returns>As in <c>watch from 40 → 46: 310 customers, 9.7 % (6.9 % to 13.5 %)</c>.</returns>
    public override string ToString() => $"{Name} from {Number.Text(Before)}{(From == Before ? "" : $" → {Number.Text(From)}")}: "
        + Number.Counted(Customers, "customer")
        + (Rate is { } rate ? $", {Number.Percent(rate)} ({Number.Percent(RateAtLeast!.Value)} to {Number.Percent(RateAtMost!.Value)})" : "");
}
