namespace HealthScoring.Benchmarks.Customers;

/// <summary>A metric that reads one figure of many customers in a loop of its own, with no call for each.</summary>
internal sealed class FigureColumn<TFigure> : IColumnMetric<Customer>
    where TFigure : struct, IFigure
{
    public string Name => TFigure.Name;

    public Measurement Measure(Customer customer, DateTimeOffset asOf) => TFigure.Read(customer);

    public void Measure(ReadOnlySpan<Customer> customers, DateTimeOffset asOf, Span<double> values)
    {
        for (int i = 0; i < customers.Length; i++)
            values[i] = TFigure.Read(customers[i]) ?? double.NaN;
    }
}
