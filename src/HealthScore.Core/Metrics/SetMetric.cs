using System.Runtime.ExceptionServices;

namespace HealthScoring;

/// <summary>One metric of a set. Scorers read the whole set in one pass; asked alone, it reads the set for one customer.</summary>
internal sealed class SetMetric<TCustomer>(MetricSet<TCustomer> set, int index) : IMetric<TCustomer>, IUndatedMetric
{
    public MetricSet<TCustomer> Set => set;

    public int Index => index;

    public string Name => set.Names[index];

    public string Form => "set";

    public Measurement Measure(TCustomer customer, DateTimeOffset asOf)
    {
        double[] numbers = new double[set.Names.Length];
        Exception? fault = set.MeasureOne(customer, asOf, numbers);
        if (MetricSet<TCustomer>.IsFault(fault, numbers[index]))
            ExceptionDispatchInfo.Throw(fault!);
        return numbers[index];
    }
}
