using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What a metric is worth of the score now and under a proposal; or a whole dimension, where its formula is no weighted mean.</summary>
public sealed record ProposedWeight
{
    internal ProposedWeight(string name, double before, double after, double learned, double error) =>
        (Name, Before, After, Learned, StandardError) = (name, before, after, learned, double.IsFinite(error) ? error : null);

    /// <summary>The metric, or the dimension.</summary>
    public string Name { get; }

    /// <summary>Its present share of the score, 0 to 1.</summary>
    public double Before { get; }

    /// <summary>Its share under the proposal, which is written in whole numbers.</summary>
    public double After { get; }

    /// <summary>The share that outcomes speak for with the present curves, before it is rounded.</summary>
    public double Learned { get; }

    /// <summary>The standard error of <see cref="Learned"/>, by customer; <see langword="null"/> where nothing tells the outcome.</summary>
    public double? StandardError { get; }

    /// <summary>The change in a line.</summary>
    /// <returns>As in <c>weight of logins 30.0 % → 44.0 % of the score</c>.</returns>
    public override string ToString() => $"weight of {Name} {Number.Percent(Before)} → {Number.Percent(After)} of the score";
}
