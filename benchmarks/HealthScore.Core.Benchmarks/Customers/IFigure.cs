namespace HealthScoring.Benchmarks.Customers;

/// <summary>One of a customer's figures, known when the code is compiled.</summary>
internal interface IFigure
{
    static abstract string Name { get; }

    static abstract double? Read(Customer customer);
}
