using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using HealthScoring.Sql;
using HealthScoring.Tests.Architecture;
using HealthScoring.Tests.Properties;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Xunit;

namespace HealthScoring.Tests.Sql;

/// <summary>What no database here can run, or only one of another age, is read by a parser of the dialect.</summary>
public class ParsingTests
{
    private const SqlDetails All = SqlDetails.Contributions | SqlDetails.Guardrails | SqlDetails.Actions;

    public static TheoryData<string> Dialects =>
    [
        SqlDialect.SqlServer.Name, SqlDialect.Spark.Name, SqlDialect.Snowflake.Name, SqlDialect.BigQuery.Name, SqlDialect.Trino.Name,
        SqlDialect.MySql.Name, SqlDialect.ClickHouse.Name,
    ];

    // Both in one test, as a grammar needs seconds to get ready.
    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Texts_of_random_profiles_are_accepted_and_broken_ones_refused(string name)
    {
        SqlDialect dialect = SqlDialect.All.Single(dialect => dialect.Name == name);
        // The grammars of these two read ten times as long as the other parsers.
        int profiles = LawAttribute.Cases / (name == SqlDialect.Spark.Name || name == SqlDialect.Trino.Name ? 50 : 10);
        string whole = Starter(dialect);
        string[] statements = [.. Statements(dialect, new(20261124), profiles), whole];
        (string Damage, string Sql)[] broken = Broken(dialect, whole);

        string?[] errors = await Parse(dialect, [.. statements, .. broken.Select(one => one.Sql)]);

        string[] refused =
            [.. statements.Zip(errors).Where(pair => pair.Second is not null).Select(pair => $"{pair.Second}\n{pair.First}")];
        Assert.True(refused.Length == 0, $"{refused.Length} of {statements.Length} are refused, the first: {refused.FirstOrDefault()}");
        Assert.True(statements.Length > 2 * profiles);
        string[] accepted =
            [.. broken.Zip(errors.Skip(statements.Length)).Where(pair => pair.Second is null).Select(pair => pair.First.Damage)];
        Assert.Empty(accepted);
    }

    private static (string Damage, string Sql)[] Broken(SqlDialect dialect, string whole) =>
    [
        ("a missing closing parenthesis", WithoutLast(whole, ")")),
        ("a missing opening parenthesis", WithoutLast(whole, "(")),
        ("a missing END", WithoutLast(whole, "END")),
        ("a missing THEN", WithoutLast(whole, "THEN")),
        ("a doubled comma", whole.Replace(",\n", ",,\n", StringComparison.Ordinal)),
        ("a literal without an end", whole.Replace("'\n", "\n", StringComparison.Ordinal)),
        ("a name without an end", $"{whole} {dialect.Quote("x")[0]}x"),
        ("an operator without a right side", WithoutLast(whole, " * ", " * / ")),
        ("words after the end", whole + " no more of this"),
    ];

    /// <summary>A query or a view of every profile, and the totals of some; views have hostile names.</summary>
    private static IEnumerable<string> Statements(SqlDialect dialect, Random random, int profiles)
    {
        // The parser for these two does not know that a backslash keeps a backtick from ending a name, as both databases do.
        bool readsAll = dialect != SqlDialect.BigQuery && dialect != SqlDialect.ClickHouse;
        string[] hostileNames = [.. MappedProfile.HostileNames.Where(name => readsAll || !name.Contains('`'))];
        for (int i = 0; i < profiles; i++)
        {
            SqlScoring scoring = MappedProfile.Next(dialect, random, hostileNames);
            string name = hostileNames[i % hostileNames.Length];
            SqlQuery query = scoring.Select(All);
            yield return query.Parameter is null && i % 2 == 0 ? scoring.CreateView(["health", name], All) : query.Text;
            if (i % 5 == 0)
                yield return scoring.Totals().Text;
            yield return scoring.Totals([name], hostileNames[(i + 7) % hostileNames.Length]).Text;
            if (i % 5 != 0)
                continue;
            yield return scoring.Parents([name], hostileNames[(i + 3) % hostileNames.Length], hostileNames[(i + 5) % hostileNames.Length]).Text;
            yield return scoring.Parents(query.Columns[0].Name, query.Columns[0].Name).Text;
        }
        if (dialect.Events is not null)
            yield return Starters(dialect, hostileNames);
    }

    private static string Starter(SqlDialect dialect)
    {
        ScoringProfile profile = ProfileTemplates.B2BSaas;
        return SqlScoring.Create(profile, dialect, source =>
        {
            source.Table("crm", "accounts").Key("id");
            foreach (ProfileMetric metric in profile.Dimensions.SelectMany(dimension => dimension.Metrics))
                source.Metric(metric.Name, metric.Name, ageInDays: metric.Freshness is null ? null : SqlExpression.Column("age"));
            foreach (Signal signal in profile.Signals)
                source.Metric(signal.Name, signal.Name);
        }).Select().Text;
    }

    private static string Starters(SqlDialect dialect, string[] names)
    {
        SqlActivityLog log = SqlStarters.Activity(
            SqlTable.Named(names[0], names[1]), names[2], names[3], names[4], names[5], names[6], new() { Id = names[7], Key = names[8] });
        SqlSurvey survey = SqlStarters.Survey(SqlTable.Query("SELECT * FROM answers -- all"), names[9], names[10], names[11], names[12]);
        return SqlScoring.Create(StarterTrial.Profile, dialect, source => source.Table("accounts").Key("id")
            .Metric("frequency", log.Frequency()).Metric("recency", log.Recency()).Metric("trend", log.Trend())
            .Metric("top users lost", log.TopUsersLost()).Metric("nps", survey.Nps()).Metric("ces", SqlExpression.NumberOrMissing(names[13]),
                ageInDays: "age")).Select(All).Text;
    }

    private static string WithoutLast(string text, string part, string instead = "")
    {
        int last = text.LastIndexOf(part, StringComparison.Ordinal);
        return text.Remove(last, part.Length).Insert(last, instead);
    }

    /// <summary>What is wrong with each statement; <see langword="null"/> where nothing is.</summary>
    private static async Task<string?[]> Parse(SqlDialect dialect, string[] statements) => dialect.Name == SqlDialect.SqlServer.Name
        ? [.. statements.Select(ParseTransactSql)]
        : await ParseByNode(dialect, statements);

    private static string? ParseTransactSql(string sql)
    {
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out IList<ParseError> errors);
        return errors.Count == 0 ? null : $"{errors[0].Line}:{errors[0].Column}: {errors[0].Message}";
    }

    private static async Task<string?[]> ParseByNode(SqlDialect dialect, string[] statements)
    {
        string folder = Repository.PathOf("tests", "SqlParsers");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            Assert.Skip("The parsers are not installed: npm ci --prefix tests/SqlParsers");
        using Process node = Start(folder);
        Task<string> output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (string sql in statements)
            await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new { dialect = dialect.Name, sql }) + "\n");
        node.StandardInput.Close();
        string[] lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0 && lines.Length == statements.Length, await errors);
        return [.. lines.Select(Error)];
    }

    private static string? Error(string line)
    {
        using JsonDocument answer = JsonDocument.Parse(line);
        return answer.RootElement.GetProperty("accepted").GetBoolean() ? null : answer.RootElement.GetProperty("error").GetString();
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo("node", "parse.mjs")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no node, which runs the parsers.");
            throw;
        }
    }
}
