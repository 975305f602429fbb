using DuckDB.NET.Data;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>The columns as a table of DuckDB in memory, missing values as NULL, and the forms of the query over it.</summary>
internal sealed class DuckDbTable : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly DuckDbQuery[] _queries;

    public DuckDbTable(Portfolio portfolio, int rows, int threads)
    {
        _connection.Open();
        Execute($"SET threads = {threads}");
        Execute($"CREATE TABLE customer (row INTEGER, {string.Join(", ", portfolio.Names.Select(name => $"{name} DOUBLE"))})");
        Load(portfolio, rows);
        _queries =
        [
            .. from isNullFirst in (bool[])[true, false]
               from isGrouped in (bool[])[true, false]
               select new DuckDbQuery(_connection, portfolio.Draft.Profile, isNullFirst, isGrouped, rows),
        ];
    }

    /// <summary>The forms of the query of which the fastest counts.</summary>
    public IReadOnlyList<Contender> Queries => _queries;

    public void Dispose()
    {
        foreach (DuckDbQuery query in _queries)
            query.Dispose();
        _connection.Dispose();
    }

    private void Execute(string text)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private void Load(Portfolio portfolio, int rows)
    {
        using DuckDBAppender appender = _connection.CreateAppender("customer");
        for (int i = 0; i < rows; i++)
        {
            IDuckDBAppenderRow row = appender.CreateRow().AppendValue(i);
            foreach (double[] column in portfolio.Columns)
                row = double.IsNaN(column[i]) ? row.AppendNullValue() : row.AppendValue(column[i]);
            row.EndRow();
        }
    }
}
