namespace HealthScoring.Sql.Statements;

/// <summary>One step of a query: the columns that it adds to those of the steps before.</summary>
internal sealed class Stage(string name, string comment)
{
    private readonly List<(StageColumn Column, Fragment Value)> _columns = [];

    public string Name => name;

    public string Comment => comment;

    public IReadOnlyList<(StageColumn Column, Fragment Value)> Columns => _columns;

    public StageColumn Add(StageColumn column, Fragment value)
    {
        _columns.Add((column, value));
        return column;
    }
}
