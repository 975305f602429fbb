using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>The share of customers that lack a metric or a signal, compared with an earlier share.</summary>
public sealed class MissingShare
{
    internal MissingShare(string metric, double? before, double? now) => (Metric, Before, Now) = (metric, before, now);

    /// <summary>The name of the metric or signal.</summary>
    public string Metric { get; }

    /// <summary>The earlier share of customers that had no value of it, 0 to 1; <see langword="null"/> when there were no customers.</summary>
    public double? Before { get; }

    /// <summary>The share of customers that have no value of it, 0 to 1; <see langword="null"/> when there are no customers.</summary>
    public double? Now { get; }

    /// <summary>
    /// <see cref="Now"/> less <see cref="Before"/>, -1 to 1: above 0 where more customers lack it than before; <see langword="null"/> when one of the
    /// two is.
    /// </summary>
    public double? Difference => Now - Before;

    /// <summary>The metric or signal and who lacks it in a line; shares are rounded to one decimal.</summary>
    /// <returns>As in <c>nps: missing for 62.0 % of customers, 3.1 % before</c>.</returns>
    public override string ToString() => $"{Metric}: {(Now is { } now ? $"missing for {Number.Percent(now)} of customers" : "no customers")}, "
        + $"{(Before is { } before ? Number.Percent(before) : "no customers")} before";

    /// <summary>Whether a difference is more than a limit. One of 0.4 and 0.3 is 0.1, whatever their doubles say.</summary>
    internal static bool IsMore(double? difference, double limit) => difference > limit + Precision.LeastTolerance;
}
