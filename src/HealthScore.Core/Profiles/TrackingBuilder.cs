namespace HealthScoring;

/// <summary>Says how customers are followed from score to score.</summary>
public sealed class TrackingBuilder
{
    private double _margin;
    private Dwell _dwellDown = HealthScoring.Dwell.None;
    private Dwell _dwellUp = HealthScoring.Dwell.None;
    private double? _drop;
    private double? _rise;
    private TimeSpan? _window;
    private TimeSpan _acceptLossAfter = TrackingRules.DefaultAcceptLossAfter;

    internal TrackingBuilder()
    {
    }

    /// <summary>Says by how many points a cut-off must be crossed before the tier changes; 0 if not called.</summary>
    /// <param name="points">The points: 0 or more, and at most half as wide as the narrowest tier.</param>
    public TrackingBuilder Margin(double points)
    {
        _margin = points;
        return this;
    }

    /// <summary>Says how long the score must ask for another tier before the tier changes; no time if not called.</summary>
    /// <param name="dwell">A time, or a number of scores in a row.</param>
    public TrackingBuilder Dwell(Dwell dwell)
    {
        ArgumentNullException.ThrowIfNull(dwell);
        return Dwell(dwell, dwell);
    }

    /// <summary>Says how long the score must ask for another tier before the tier changes, for each direction.</summary>
    /// <param name="down">Before the tier falls: a time, or a number of scores in a row.</param>
    /// <param name="up">Before the tier rises: a time, or a number of scores in a row.</param>
    public TrackingBuilder Dwell(Dwell down, Dwell up)
    {
        ArgumentNullException.ThrowIfNull(down);
        ArgumentNullException.ThrowIfNull(up);
        (_dwellDown, _dwellUp) = (down, up);
        return this;
    }

    /// <summary>Reports a score that is so many points below the highest of the window.</summary>
    /// <param name="points">The points, above 0.</param>
    public TrackingBuilder Drop(double points)
    {
        _drop = points;
        return this;
    }

    /// <summary>Reports a score that is so many points above the lowest of the window.</summary>
    /// <param name="points">The points, above 0.</param>
    public TrackingBuilder Rise(double points)
    {
        _rise = points;
        return this;
    }

    /// <summary>Says how far back drops and rises look; 30 days if not called.</summary>
    /// <param name="window">The time, in whole days from 1 to 400.</param>
    public TrackingBuilder Window(TimeSpan window)
    {
        _window = window;
        return this;
    }

    /// <summary>
    /// Says for how long a value that a customer had and has no more keeps its tier from rising; 14 days if not called. From then on the
    /// customer counts as one that never had it.
    /// </summary>
    /// <param name="time">The time, 0 to 36,500 days; zero looks for no loss.</param>
    public TrackingBuilder AcceptLossAfter(TimeSpan time)
    {
        _acceptLossAfter = time;
        return this;
    }

    internal static TrackingRules Build(Action<TrackingBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new TrackingBuilder();
        configure(builder);
        return new()
        {
            Margin = builder._margin,
            DwellDown = builder._dwellDown,
            DwellUp = builder._dwellUp,
            Drop = builder._drop,
            Rise = builder._rise,
            GivenWindow = builder._window,
            AcceptLossAfter = builder._acceptLossAfter,
        };
    }
}
