using System.Data.Common;
using System.Globalization;
using HealthScoring.Sql;

namespace HealthScoring.Tests.Sql;

/// <summary>A real database that takes customers and runs generated SQL.</summary>
public abstract class Engine(SqlDialect dialect) : IDisposable
{
    public SqlDialect Dialect => dialect;

    /// <summary>Whether it stores NaN; it is loaded as NULL otherwise.</summary>
    public virtual bool StoresNaN => true;

    /// <summary>Whether it stores infinities; they are loaded as NULL otherwise.</summary>
    public virtual bool StoresInfinities => true;

    /// <summary>Whether ages are computed from times; they are loaded as numbers otherwise.</summary>
    public virtual bool KnowsTimes => true;

    /// <summary>Whether a view can read a column of any name.</summary>
    public virtual bool KeepsNamesInViews => true;

    /// <summary>A text as a name of a table or column, without what the engine allows in none.</summary>
    public virtual string NameOf(string text) => text;

    /// <summary>How many cases of another engine one is worth, where the engine plans a query slowly.</summary>
    public virtual int CaseCosts => 1;

    protected abstract DbConnection Connection { get; }

    public virtual void Load(CustomerTable table)
    {
        Execute($"DROP TABLE IF EXISTS {dialect.Quote(table.Name)}");
        Execute($"CREATE TABLE {dialect.Quote(table.Name)} ({Columns(table)})");
        Fill(table);
    }

    public virtual void Execute(string sql)
    {
        using DbCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Every row of a query's result; a NULL is null.</summary>
    public virtual List<object?[]> Query(string sql, DateTime? asOf = null)
    {
        using DbCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        if (asOf is { } time)
        {
            DbParameter parameter = command.CreateParameter();
            Give(parameter, time);
            command.Parameters.Add(parameter);
        }
        Prepare(command);
        using DbDataReader reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add([.. row.Select(value => value is DBNull ? null : value)]);
        }
        return rows;
    }

    public abstract void Dispose();

    /// <summary>What a query needs before it is asked.</summary>
    protected virtual void Prepare(DbCommand command)
    {
    }

    protected virtual void Give(DbParameter parameter, DateTime time) => (parameter.ParameterName, parameter.Value) = ("as_of", time);

    protected abstract string ColumnType(ColumnKind kind);

    /// <summary>The columns of a table as it is created with.</summary>
    protected string Columns(CustomerTable table) =>
        string.Join(", ", table.Columns.Select(column => $"{dialect.Quote(column.Name)} {ColumnType(column.Kind)}"));

    /// <summary>Inserts the rows by one prepared statement in one transaction.</summary>
    protected virtual void Fill(CustomerTable table)
    {
        using DbTransaction transaction = Connection.BeginTransaction();
        using DbCommand insert = Connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = string.Create(CultureInfo.InvariantCulture,
            $"INSERT INTO {dialect.Quote(table.Name)} VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"))})");
        for (int i = 0; i < table.Columns.Length; i++)
        {
            DbParameter parameter = insert.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{i}");
            insert.Parameters.Add(parameter);
        }
        foreach (object?[] row in table.Rows)
        {
            for (int i = 0; i < row.Length; i++)
                insert.Parameters[i].Value = row[i] ?? DBNull.Value;
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }
}
