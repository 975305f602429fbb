using System.Data.Common;
using System.Globalization;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Sql;

namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>A database with the customers in a table of it, missing values as NULL, and the first of them in another one.</summary>
internal abstract class Database : IDisposable
{
    public const string All = "customer";
    public const string Few = "customer_few";

    private const string Key = "row";
    private const int EndlessSeconds = 0;

    protected Database(SqlDialect dialect, DbConnection connection, Portfolio portfolio, int rows, int fewRows)
    {
        (Dialect, Connection, Portfolio, Rows, FewRows) = (dialect, connection, portfolio, rows, fewRows);
        connection.Open();
    }

    public SqlDialect Dialect { get; }

    public string Name => Dialect.Name;

    public DbConnection Connection { get; }

    public int Rows { get; }

    public int FewRows { get; }

    /// <summary>How it may work, such as on how many threads, the plainest first.</summary>
    public abstract IReadOnlyList<Mode> Modes { get; }

    /// <summary>The product and its version.</summary>
    public abstract string Version { get; }

    protected Portfolio Portfolio { get; }

    /// <summary>What the command line calls it.</summary>
    public abstract string Option { get; }

    /// <summary>The staged query as the library writes it, and then with other fences between its stages.</summary>
    public abstract IReadOnlyList<QueryForm> Fenced(string staged);

    /// <summary>The staged query without a fence, so that the optimiser may put one stage into the next.</summary>
    public abstract QueryForm Unfenced(string staged);

    /// <summary>How the plan of a query says that it looks up a row rather than reads all.</summary>
    public abstract bool FindsOneRow(string select);

    public int RowsOf(string table) => table == All ? Rows : FewRows;

    public SqlScoring Scoring(string table) => SqlScoring.Create(Portfolio.Draft.Profile, Dialect, source =>
    {
        source.Table(table).Key(Key);
        foreach (string name in Portfolio.Names)
            source.Metric(name, name);
    });

    public void Execute(string text)
    {
        using DbCommand command = Prepare(text);
        command.ExecuteNonQuery();
    }

    public DbCommand Prepare(string text)
    {
        DbCommand command = Connection.CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = EndlessSeconds;
        return command;
    }

    public IReadOnlyList<string> Lines(string text)
    {
        using DbCommand command = Prepare(text);
        using DbDataReader reader = command.ExecuteReader();
        List<string> lines = [];
        while (reader.Read())
            lines.Add(Convert.ToString(reader.GetValue(reader.FieldCount - 1), CultureInfo.InvariantCulture) ?? "");
        return lines;
    }

    public static string OfRow(string select, int row) => string.Create(CultureInfo.InvariantCulture,
        $"SELECT {Key}, score, tier_index FROM ({select}) AS scored WHERE {Key} = {row}");

    public static string OfAll(string select) => $"SELECT {Key}, score, tier_index FROM ({select}) AS scored";

    public static string Sums(string select) => $"SELECT count(*), sum(score), sum(tier_index) FROM ({select}) AS scored";

    /// <summary>The customers' columns, in the order that the column scorer reads.</summary>
    public string SelectColumns(string table) => $"SELECT {Key}, {string.Join(", ", Portfolio.Names.Select(name => $"\"{name}\""))} FROM {table}";

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Load();

    protected void CreateTables(string number)
    {
        Execute($"CREATE TABLE {All} ({Key} INTEGER PRIMARY KEY, {string.Join(", ", Portfolio.Names.Select(name => $"\"{name}\" {number}"))})");
        Load();
        Execute($"CREATE TABLE {Few} AS SELECT * FROM {All} WHERE {Key} < {FewRows}");
        Execute($"CREATE UNIQUE INDEX {Few}_{Key} ON {Few} ({Key})");
        Execute("ANALYZE");
    }

    protected virtual void Dispose(bool disposing) => Connection.Dispose();
}
