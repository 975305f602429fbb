using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>How many customers of a group lack a signal, such as one that a guardrail asks about.</summary>
public sealed class SignalCount
{
    internal SignalCount(SummarySignal data) => (Signal, Missing) = data;

    /// <summary>The signal's name.</summary>
    public string Signal { get; }

    /// <summary>How many customers have no value of it, those without a score included.</summary>
    public long Missing { get; }

    /// <summary>The signal and who lacks it in a line.</summary>
    /// <returns>As in <c>days-overdue: missing for 143 customers</c>.</returns>
    public override string ToString() => $"{Signal}: missing for {Number.Counted(Missing, "customer")}";
}
