namespace HealthScoring;

/// <summary>What the builders of metrics and signals say of their numbers.</summary>
internal sealed class AcceptedValuesBuilder
{
    public ValueRange? Valid { get; set; }

    public double[] MissingValues { get; set; } = [];

    public bool Whole { get; set; }

    public AcceptedValues? Build() => AcceptedValues.Of(Valid, MissingValues, Whole);
}
