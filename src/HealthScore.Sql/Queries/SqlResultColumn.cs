namespace HealthScoring.Sql;

/// <summary>A column of a query's result.</summary>
public sealed class SqlResultColumn
{
    internal SqlResultColumn(string name, SqlResultKind kind, string? metric = null) => (Name, Kind, Metric) = (name, kind, metric);

    /// <summary>
    /// The column's name. A column of the source keeps its own; every other name has lower-case letters, digits and underscores, and no quotes in
    /// the query, so that some databases show it in capitals.
    /// </summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public SqlResultKind Kind { get; }

    /// <summary>The metric it is about, for points; <see langword="null"/> otherwise.</summary>
    public string? Metric { get; }

    /// <summary>The column's name.</summary>
    /// <returns>As in <c>tier</c>.</returns>
    public override string ToString() => Name;
}
