namespace HealthScoring.Analysis;

/// <summary>A metric that may tell the outcome because it was written after it.</summary>
public sealed class LeakSuspect
{
    internal LeakSuspect(string metric, string reason) => (Metric, Reason) = (metric, reason);

    /// <summary>The metric's name.</summary>
    public string Metric { get; }

    /// <summary>Why it is suspected, as the rest of a sentence.</summary>
    public string Reason { get; }

    /// <summary>The suspicion in a line.</summary>
    /// <returns>As in <c>csm-pulse is nearly the answer itself (AUC at least 0.930): is it written after notice is given?</c></returns>
    public override string ToString() => $"{Metric} {Reason}";
}
