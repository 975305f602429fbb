namespace HealthScoring.Benchmarks.Customers;

/// <summary>One metric of a benchmark: how it is scored, and between which values its customers lie.</summary>
internal sealed record MetricDraft(string Name, string Dimension, double Weight, Curve Curve, double From, double To, bool Whole = false)
{
    public const double ShareMissing = 0.05;

    /// <summary>Draws one customer's value; NaN for a missing one.</summary>
    public double Draw(Random random)
    {
        if (random.NextDouble() < ShareMissing)
            return double.NaN;
        double value = From + (To - From) * random.NextDouble();
        return Whole ? Math.Round(value) : value;
    }
}
