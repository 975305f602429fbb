using System.Diagnostics.CodeAnalysis;

namespace HealthScoring;

/// <summary>
/// Ends what would not end by itself, and would take the process with it: a metric that scores its own customer by the scorer that asks it. Other
/// customers, such as a parent, may be scored so. What goes too deep is refused, and then all above it, so that the metric that began has the fault.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Scorers are kept; what a thread has of one that is not ends with its finalizer.")]
internal sealed class Nesting(string profile)
{
    private const int Deepest = 16;

    // A metric reads on the thread that asks it. Only what goes on elsewhere takes the flow, which costs memory to change and time to read.
    private readonly ThreadLocal<Place> _thread = new(static () => new());
    private readonly AsyncLocal<Level?> _flow = new();
    private bool _flows;

    /// <summary>The level that this code belongs to; null outside of the scorer's metrics.</summary>
    public Level? Current => _thread.Value!.Level ?? Flowing;

    private Level? Flowing => _flows ? _flow.Value : null;

    /// <summary>Begins to ask metrics on this thread.</summary>
    /// <exception cref="InvalidOperationException">This is too deep.</exception>
    public Place Enter()
    {
        Place place = _thread.Value!;
        place.Level = (place.Level ?? Flowing) is { } outer ? Within(outer, place.Level) : place.Outermost;
        return place;
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    /// <exception cref="InvalidOperationException">Something within it was too deep.</exception>
    public void Leave(Place place)
    {
        Level level = place.Level!;
        place.Level = level.Before;
        RequireEnd(level);
    }

    /// <summary>Begins to ask metrics that go on elsewhere.</summary>
    /// <exception cref="InvalidOperationException">This is too deep.</exception>
    public Level Branch() => Current is { } outer ? Within(outer, before: null) : new(outer: null, before: null);

    /// <summary>Lets what this code starts from here on, on whatever thread, belong to a level.</summary>
    public void Flow(Level? level)
    {
        _flows = true;
        _flow.Value = level;
    }

    /// <exception cref="InvalidOperationException">Something within the level was too deep.</exception>
    public void RequireEnd(Level level)
    {
        if (level.Call?.IsRefused == true)
            throw Refusal();
    }

    private Level Within(Level outer, Level? before)
    {
        if (outer.Depth == Deepest && outer.Call is { } call)
            call.IsRefused = true;
        return outer.Call?.IsRefused == true ? throw Refusal() : new(outer, before);
    }

    private InvalidOperationException Refusal() => new(
        $"A metric of profile '{profile}' scores customers with the scorer that asks it, {Deepest} levels deep. It probably scores its own customer; "
        + "let it read the customer's data, or use another scorer.");

    /// <summary>Where a thread is.</summary>
    internal sealed class Place
    {
        public Level Outermost { get; } = new(outer: null, before: null);

        public Level? Level { get; set; }
    }

    /// <summary>Customers that are scored within a metric of others, or within none.</summary>
    internal sealed class Level
    {
        public Level(Level? outer, Level? before)
        {
            (Depth, Before) = (outer is null ? 1 : outer.Depth + 1, before);
            Call = outer is null ? null : outer.Call ?? this;
        }

        public int Depth { get; }

        /// <summary>The level that the thread goes back to.</summary>
        public Level? Before { get; }

        /// <summary>The level that a metric of the outermost customers began; null for the outermost.</summary>
        public Level? Call { get; }

        /// <summary>Whether something within it was too deep.</summary>
        public bool IsRefused { get; set; }
    }
}
