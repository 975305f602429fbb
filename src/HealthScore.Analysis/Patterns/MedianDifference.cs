using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>A metric's median among the customers of the top tier, and among the others.</summary>
public sealed record MedianDifference
{
    private readonly string? _unit;

    internal MedianDifference(ProfileMetric metric, double? top, double? rest) => (Metric, _unit, Top, Rest) = (metric.Name, metric.Unit, top, rest);

    /// <summary>The metric.</summary>
    public string Metric { get; }

    /// <summary>The median among the customers of the top tier; <see langword="null"/> where none has a value.</summary>
    public double? Top { get; }

    /// <summary>The median among the others; <see langword="null"/> where none has a value.</summary>
    public double? Rest { get; }

    /// <summary>Both medians.</summary>
    /// <returns>As in <c>logins: median 18 active days, of the others 7</c>.</returns>
    public override string ToString() =>
        $"{Metric}: median {(Top is { } top ? Number.InUnit(Number.Raw(top), _unit) : "none")}, "
            + $"of the others {(Rest is { } rest ? Number.Raw(rest) : "none")}";
}
