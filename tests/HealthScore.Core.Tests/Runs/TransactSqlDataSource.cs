using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using HealthScoring.Hosting;
using HealthScoring.Hosting.Databases;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace HealthScoring.Tests.Runs;

/// <summary>Reads what is meant for SQL Server with its parser, and has SQLite run it.</summary>
internal sealed partial class TransactSqlDataSource(DbDataSource sqlite) : DbDataSource
{
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    public override string ConnectionString => sqlite.ConnectionString;

    protected override DbConnection CreateDbConnection() => new Connection(sqlite.CreateConnection(), this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            sqlite.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>What the parser says against a statement; <see langword="null"/> for nothing.</summary>
    internal static string? ErrorOf(string sql)
    {
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out IList<ParseError> errors);
        return errors.Count == 0 ? null : $"{errors[0].Line}:{errors[0].Column}: {errors[0].Message}";
    }

    /// <summary>The same for SQLite.</summary>
    private string Translate(string sql) => _known.GetOrAdd(sql, _ =>
    {
        if (ErrorOf(sql) is { } error)
            throw new InvalidOperationException($"{error}\n{sql}");
        foreach ((int version, string script) in Migration.Scripts(TrackingDatabase.SqlServer))
        {
            if (sql == script)
                return Migration.Scripts(TrackingDatabase.Sqlite)[version];
        }
        if (sql.Contains("sp_getapplock", StringComparison.Ordinal))
            return "SELECT 1";
        return FirstRows().Replace(Hints().Replace(sql, ""), " LIMIT $1");
    });

    [GeneratedRegex(@" WITH \((UPDLOCK, ROWLOCK|UPDLOCK, HOLDLOCK)\)")]
    private static partial Regex Hints();

    [GeneratedRegex(@" OFFSET 0 ROWS FETCH NEXT (\d+) ROWS ONLY")]
    private static partial Regex FirstRows();

    private sealed class Connection(DbConnection inner, TransactSqlDataSource source) : DbConnection
    {
        [AllowNull]
        public override string ConnectionString
        {
            get => inner.ConnectionString;
            set => inner.ConnectionString = value;
        }

        public override string Database => inner.Database;

        public override string DataSource => inner.DataSource;

        public override string ServerVersion => inner.ServerVersion;

        public override ConnectionState State => inner.State;

        public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

        public override void Close() => inner.Close();

        public override void Open() => inner.Open();

        protected override DbTransaction BeginDbTransaction(System.Data.IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

        protected override DbCommand CreateDbCommand() => new Command(inner.CreateCommand(), source);

        protected override void Dispose(bool disposing)
        {
            // A finalizer must not: it may run while the last call of this one is still at work in the inner one.
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Command(DbCommand inner, TransactSqlDataSource source) : DbCommand
    {
        [AllowNull]
        public override string CommandText
        {
            get => inner.CommandText;
            set => inner.CommandText = source.Translate(value!);
        }

        public override int CommandTimeout
        {
            get => inner.CommandTimeout;
            set => inner.CommandTimeout = value;
        }

        public override CommandType CommandType
        {
            get => inner.CommandType;
            set => inner.CommandType = value;
        }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource
        {
            get => inner.UpdatedRowSource;
            set => inner.UpdatedRowSource = value;
        }

        protected override DbConnection? DbConnection
        {
            get => inner.Connection;
            set => inner.Connection = value;
        }

        protected override DbParameterCollection DbParameterCollection => inner.Parameters;

        protected override DbTransaction? DbTransaction
        {
            get => inner.Transaction;
            set => inner.Transaction = value;
        }

        public override void Cancel() => inner.Cancel();

        public override int ExecuteNonQuery() => inner.ExecuteNonQuery();

        public override object? ExecuteScalar() => inner.ExecuteScalar();

        public override void Prepare() => inner.Prepare();

        protected override DbParameter CreateDbParameter() => inner.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => inner.ExecuteReader(behavior);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
