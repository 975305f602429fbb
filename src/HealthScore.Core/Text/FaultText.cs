namespace HealthScoring.Text;

/// <summary>How customers with a fault are printed.</summary>
internal static class FaultText
{
    /// <summary>How many there are, and what may be the fault.</summary>
    public static string Of(long customers) => $"{Number.Counted(customers, "customer")} with a fault: a metric, the segment function or "
        + "the override function threw, an override does not fit, or the customer is null";
}
