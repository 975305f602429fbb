using HealthScoring.Columns;

namespace HealthScoring.Tests.Properties;

/// <summary>Customers as columns: numbers in which every way of being missing is the same, and texts as codes.</summary>
internal static class CustomerColumns
{
    public static MetricColumn[] Of(ColumnScorer scorer, IReadOnlyList<IReadOnlyDictionary<string, Measurement>> customers) =>
    [
        .. scorer.Columns.Select(name => scorer.Profile.Labels.Contains(name)
            ? Coded(customers.Select(customer => customer[name].Label))
            : new MetricColumn(customers.Select((customer, i) => Raw(customer[name], i)).ToArray())
                .WithAges(customers.Select(customer => Trial.Age(customer[name])).ToArray())),
    ];

    /// <summary>One customer's values, as a row of numbers.</summary>
    public static double[] Row(ColumnScorer scorer, IReadOnlyDictionary<string, Measurement> customer, int i = 0) =>
    [
        .. scorer.Columns.Select(name => scorer.Profile.Labels.Contains(name)
            ? scorer.LabelCode(name, customer[name].Label) : Raw(customer[name], i)),
    ];

    /// <summary>Texts as codes, some of which stand for one text.</summary>
    public static MetricColumn Coded(IEnumerable<string?> texts)
    {
        string?[] all = [.. texts], known = [.. all.Distinct(), null, .. all.Distinct()];
        return MetricColumn.OfLabels(all.Select((text, i) => text is null && i % 2 == 0 ? -1 - i
            : i % 3 == 0 ? Array.LastIndexOf(known, text) : Array.IndexOf(known, text)).ToArray(), known);
    }

    public static double Raw(Measurement measurement, int i) =>
        measurement.Value ?? (i % 3) switch { 0 => double.NaN, 1 => double.PositiveInfinity, _ => double.NegativeInfinity };
}
