namespace HealthScoring.Tests.Sql;

public enum ColumnKind
{
    Id,
    Number,
    Time,
    Text,
}

/// <summary>Customers as rows of a table, before any database has them: a null is NULL.</summary>
public sealed record CustomerTable(string Name, (string Name, ColumnKind Kind)[] Columns, object?[][] Rows);
