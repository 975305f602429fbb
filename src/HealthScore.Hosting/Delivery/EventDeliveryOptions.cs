namespace HealthScoring.Hosting;

/// <summary>How events are delivered. Read once, when the <see cref="EventDelivery{TCustomer}"/> is made; later changes have no effect.</summary>
public sealed class EventDeliveryOptions
{
    private const int MaxBatchSize = 1_000;

    /// <summary>The scoring's name in the store; empty, the default, for the one without a name.</summary>
    public string Scoring { get; set; } = "";

    /// <summary>How many events a worker takes at once, 1 to 1,000; 50 if not set.</summary>
    public int BatchSize { get; set; } = 50;

    /// <summary>
    /// How long a worker has the events that it takes, at most a day; 5 minutes if not set. The handlers of an event share what is left of it, half
    /// of it at least; one that takes longer is cancelled, and asked again later. Longer than the clocks of the workers differ.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an event waits after its first failure; 1 minute if not set. Each further failure doubles the time.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time an event waits, at most 30 days; an hour if not set.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// After how many failures an event is given up, 1 or more; 30 if not set, which is about a day. It stays in the store, and the customer's later
    /// events come.
    /// </summary>
    public int MaxFailures { get; set; } = 30;

    /// <summary>The clock; the system's if not given.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>How long an event waits.</summary>
    /// <param name="failures">How many times its delivery has failed, at least 1.</param>
    internal TimeSpan DelayAfter(int failures)
    {
        double ticks = FirstDelay.Ticks * Math.Pow(2, failures - 1);
        return ticks < MaxDelay.Ticks ? TimeSpan.FromTicks((long)ticks) : MaxDelay;
    }

    /// <summary>A copy that no longer changes.</summary>
    /// <exception cref="ArgumentException">Options are wrong; all of them are listed.</exception>
    internal EventDeliveryOptions Checked(string parameter)
    {
        (string? problem, string? remedy) = Scoring is null ? default : KeyText.Problem(Scoring);
        (bool IsWrong, FormattableString Problem)[] rules =
        [
            (Scoring is null, $"Scoring is null; the scoring without a name has the empty one."),
            (problem is not null, $"Scoring is '{Scoring}', which {problem}; {remedy}."),
            (BatchSize is < 1 or > MaxBatchSize, $"BatchSize is {BatchSize}; give 1 to 1,000."),
            (Lease <= TimeSpan.Zero || Lease > TimeSpan.FromDays(1), $"Lease is {Lease}; give more than nothing, and a day at most."),
            (FirstDelay <= TimeSpan.Zero, $"FirstDelay is {FirstDelay}; give more than nothing."),
            (MaxDelay < FirstDelay || MaxDelay > TimeSpan.FromDays(30), $"MaxDelay is {MaxDelay}; give FirstDelay or more, and 30 days at most."),
            (MaxFailures < 1, $"MaxFailures is {MaxFailures}; give 1 or more."),
        ];
        string[] problems = [.. rules.Where(rule => rule.IsWrong).Select(rule => FormattableString.Invariant(rule.Problem))];
        return problems.Length == 0 ? (EventDeliveryOptions)MemberwiseClone()
            : throw new ArgumentException(string.Join(Environment.NewLine, problems), parameter);
    }
}
