namespace HealthScoring.Sql.Statements;

/// <summary>One step of a query: the columns that it adds to those of the steps before.</summary>
internal sealed class Stage(string name, string comment)
{
    private readonly List<(StageColumn Column, Fragment Value)> _columns = [];

    public string Name => name;

    public string Comment => comment;

    public IReadOnlyList<(StageColumn Column, Fragment Value)> Columns => _columns;

    /// <summary>What its rows are groups by; <see langword="null"/> where it has the rows of the stage before. Without it there is no row.</summary>
    public StageColumn? GroupBy { get; set; }

    /// <summary>What stands behind where it reads from.</summary>
    public string Closing => GroupBy is { } by ? $"WHERE {by} IS NOT NULL\nGROUP BY {by}\n" : "";

    public StageColumn Add(StageColumn column, Fragment value)
    {
        _columns.Add((column, value));
        return column;
    }
}
