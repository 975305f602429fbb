using HealthScoring.Text;

namespace HealthScoring;

/// <summary>
/// How long an observation counts: fully up to <see cref="FreshFor"/>, then less in a straight line, and from <see cref="StaleAfter"/> on not
/// at all, as if it were missing.
/// </summary>
/// <remarks>Its times are checked when the profile is built: whole hours, and stale after fresh.</remarks>
public sealed class Freshness
{
    private readonly double _fresh;
    private readonly double _stale;

    /// <summary>Says how long an observation counts.</summary>
    /// <param name="freshFor">The age up to which it counts fully, inclusive; 0 to let it fade from the start.</param>
    /// <param name="staleAfter">The age from which it no longer counts, inclusive; more than <paramref name="freshFor"/>.</param>
    internal Freshness(TimeSpan freshFor, TimeSpan staleAfter)
    {
        (FreshFor, StaleAfter) = (freshFor, staleAfter);
        (_fresh, _stale) = (Duration.Days(freshFor), Duration.Days(staleAfter));
    }

    /// <summary>The age up to which an observation counts fully, inclusive.</summary>
    public TimeSpan FreshFor { get; }

    /// <summary>The age from which an observation no longer counts, inclusive.</summary>
    public TimeSpan StaleAfter { get; }

    /// <summary>An observation's age in days at a time; NaN where it is not known when it was made.</summary>
    internal static double Age(DateTimeOffset? observedAt, DateTimeOffset asOf) =>
        observedAt is { } at ? Duration.Days(asOf - at) : double.NaN;

    /// <summary>How much an observation of an age in days counts, 0 to 1; 0 also where the age is NaN or lies in the future.</summary>
    internal double Of(double age) => age >= 0 && age < _stale ? age <= _fresh ? 1 : (_stale - age) / (_stale - _fresh) : 0;

    /// <summary>The same times in days, for executors that compute many at once.</summary>
    internal (double Fresh, double Stale) InDays => (_fresh, _stale);
}
