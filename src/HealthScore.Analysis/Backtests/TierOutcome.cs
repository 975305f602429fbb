using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What became of the customers of a tier.</summary>
public sealed class TierOutcome
{
    internal TierOutcome(string tier, RateOfRows rate, RateOfRows all, double? weight, double? eventWeight)
    {
        (Tier, Rows, Customers, Events) = (tier, rate.Rows, rate.Customers, rate.Events);
        Rate = rate.Rows > 0 ? rate.Rate : null;
        (Lower, Upper) = rate.Wilson;
        Lift = rate.Rows > 0 && all.Events > 0 ? rate.Rate / all.Rate : null;
        ShareOfEvents = all.Events > 0 ? (double)rate.Events / all.Events : null;
        (Weight, EventWeight) = (weight, eventWeight);
    }

    /// <summary>The tier's name.</summary>
    public string Tier { get; }

    /// <summary>How many rows of the book are in it.</summary>
    public int Rows { get; }

    /// <summary>How many customers they are of.</summary>
    public int Customers { get; }

    /// <summary>How many of the rows had the outcome.</summary>
    public int Events { get; }

    /// <summary>The share of the rows with the outcome; <see langword="null"/> without rows.</summary>
    public double? Rate { get; }

    /// <summary>The lower end of the rate's 95 % interval, by customers.</summary>
    public double Lower { get; }

    /// <summary>The upper end of the rate's 95 % interval, by customers.</summary>
    public double Upper { get; }

    /// <summary>How many times the rate of all rows it is; <see langword="null"/> without rows, or without any event.</summary>
    public double? Lift { get; }

    /// <summary>The share of all events that is here; <see langword="null"/> without any event.</summary>
    public double? ShareOfEvents { get; }

    /// <summary>What the rows' customers pay; <see langword="null"/> where the book has no weights.</summary>
    public double? Weight { get; }

    /// <summary>What those with the outcome pay; <see langword="null"/> where the book has no weights.</summary>
    public double? EventWeight { get; }

    /// <summary>The tier in a line.</summary>
    /// <returns>As in <c>at-risk: 24 of 60, 40.0 % (28.6 % to 52.6 %)</c>.</returns>
    public override string ToString() => $"{Tier}: {Number.Count(Events)} of {Number.Count(Rows)}"
        + (Rate is { } rate ? $", {Number.Percent(rate)} ({Number.Percent(Lower)} to {Number.Percent(Upper)})" : "");
}
