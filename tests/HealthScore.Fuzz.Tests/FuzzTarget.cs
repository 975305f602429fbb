namespace HealthScoring.Tests.Fuzz;

/// <summary>Something that reads what it is given, whatever that is.</summary>
/// <param name="Name">What reads.</param>
/// <param name="Costs">How many inputs of another target one of this one's is worth.</param>
/// <param name="Input">Makes an input.</param>
/// <param name="Run">Gives it one; throws where it does anything but what its documentation says.</param>
internal sealed record FuzzTarget(string Name, int Costs, Func<Random, byte[]> Input, Action<byte[], Random> Run)
{
    public override string ToString() => Name;
}
