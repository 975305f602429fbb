namespace HealthScoring;

/// <summary>Where a scoring's profile comes from.</summary>
/// <param name="ReadAsync">Reads the profile; given the services of a scope of its own.</param>
/// <param name="IsFixed">Whether it is the same for as long as the program runs.</param>
internal sealed record ProfileSource(Func<IServiceProvider, CancellationToken, Task<ScoringProfile>> ReadAsync, bool IsFixed)
{
    public static ProfileSource Fixed(Func<ScoringProfile> read) => new((_, _) => Task.FromResult(read()), IsFixed: true);
}
