namespace HealthScoring.Hosting;

/// <summary>One of the parts into which a run divides the customers, such as those whose number leaves a remainder.</summary>
/// <param name="Index">The part, from 0.</param>
/// <param name="Count">How many parts there are, at least 1.</param>
/// <remarks>
/// A customer is in the same part whoever asks, for as long as a run may be started again. The parts should be mixtures: a lost source is looked for
/// in each by itself.
/// </remarks>
public readonly record struct CustomerPart(int Index, int Count);
