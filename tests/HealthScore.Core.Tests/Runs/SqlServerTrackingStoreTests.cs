using System.Globalization;
using HealthScoring.Hosting;
using HealthScoring.Hosting.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Xunit;

namespace HealthScoring.Tests.Runs;

public sealed class SqlServerTrackingStoreTests(SqlServerTrackingFixture database)
    : TrackingStoreContract(database), IClassFixture<SqlServerTrackingFixture>
{
    [Fact]
    public void Its_tables_have_the_columns_and_keys_of_those_that_a_database_has_made()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = string.Concat(Migration.Scripts(TrackingDatabase.Sqlite).Values) + """
            ;SELECT t.name, c.name, c."notnull", c.pk FROM pragma_table_list t JOIN pragma_table_info(t.name) c
            WHERE t.name LIKE 'health%'
            """;
        List<string> made = [];
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
                made.Add(string.Create(CultureInfo.InvariantCulture, $"{reader[0]}.{reader[1]} {reader[2]} {reader[3]}"));
        }

        Tables tables = new();
        foreach (string script in Migration.Scripts(TrackingDatabase.SqlServer).Values)
            new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out _).Accept(tables);
        Assert.Equal(made.Order(StringComparer.Ordinal), tables.Columns.Order(StringComparer.Ordinal));
        Assert.Equal(63, made.Count);
    }

    [Theory]
    [InlineData("SELECT 1 WHERE (1 = 1")]
    [InlineData("SELECT as_of FROM health_run ORDER BY as_of LIMIT 1")]
    [InlineData("INSERT INTO health_scoring (scoring) VALUES (@p0) ON CONFLICT DO NOTHING")]
    public void Its_parser_refuses_what_is_broken_or_of_another_database(string sql)
    {
        Assert.NotNull(TransactSqlDataSource.ErrorOf(sql));
    }

    private sealed class Tables : TSqlFragmentVisitor
    {
        public List<string> Columns { get; } = [];

        public override void Visit(CreateTableStatement node)
        {
            List<string> key = [.. node.Definition.TableConstraints.OfType<UniqueConstraintDefinition>().Single(one => one.IsPrimaryKey).Columns
                .Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value)];
            foreach (ColumnDefinition column in node.Definition.ColumnDefinitions)
            {
                string name = column.ColumnIdentifier.Value;
                bool isGiven = column.Constraints.OfType<NullableConstraintDefinition>().Any(one => !one.Nullable);
                Columns.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{node.SchemaObjectName.BaseIdentifier.Value}.{name} {(isGiven ? 1 : 0)} {key.IndexOf(name) + 1}"));
            }
        }
    }
}
