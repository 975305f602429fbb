using System.Globalization;
using System.Text;
using HealthScoring.Sql;
using Xunit;

namespace HealthScoring.Tests.Sql;

/// <summary>Literals and names as each database reads them, by a reader written from its manual: where they end, and what they then are.</summary>
public sealed class SpellingTests
{
    private static readonly string[] Texts =
    [
        "", "a", "'", "''", "\\", "\\\\", "\\'", "'\\", "\"", "`", "]", "]]", "\\`", "\\]", "a\\", "x'; DROP TABLE t; --", "größe 名前 😀",
        "${a}", "\u2019\u02BC\uFF07",
    ];

    private static readonly string[] Lines = ["a\nb", "\r\n", "\\n", "\\\r"];

    public static TheoryData<string> Dialects => [.. SqlDialect.All.Select(dialect => dialect.Name)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_literal_is_its_text_and_ends_at_its_end(string name)
    {
        SqlDialect dialect = SqlDialect.All.Single(one => one.Name == name);
        Assert.All([.. Texts, .. Lines], text => Assert.Equal(text, ReadLiteral(name, dialect.Literal(text))));
        if (name == "BigQuery")
            Assert.All(Lines, text => Assert.DoesNotContain(dialect.Literal(text), character => character is '\n' or '\r'));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_name_is_its_text_and_ends_at_its_end(string name)
    {
        SqlDialect dialect = SqlDialect.All.Single(one => one.Name == name);
        (char open, char close, bool backslash) = name switch
        {
            "MySQL" or "Spark" => ('`', '`', false),
            "ClickHouse" or "BigQuery" => ('`', '`', true),
            "SQL Server" => ('[', ']', false),
            _ => ('"', '"', false),
        };
        Assert.All(Texts, text => Assert.Equal(text, Read(dialect.Quote(text), open, close, doubles: !backslash, backslash)));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_number_reads_back_to_the_last_bit(string name)
    {
        SqlDialect dialect = SqlDialect.All.Single(one => one.Name == name);
        double[] numbers =
        [
            0, 1, -1, 0.1, 1 / 3.0, 1e15, 1e16, 123456789012345680, 1e21, 1e-7, double.MaxValue, double.MinValue, 2.2250738585072014e-308,
            0.30000000000000004,
        ];
        Assert.All(numbers, number =>
        {
            string text = dialect.Number(number).Trim('(', ')');
            string digits = name switch
            {
                "PostgreSQL" => text[..^"::float8".Length],
                "Snowflake" => text["CAST('".Length..^"' AS DOUBLE".Length],
                "Spark" => text[..^1],
                _ => text,
            };
            Assert.Equal(number, double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture));
            // Without an exponent or a type it would be a decimal number.
            Assert.True(digits.Contains('e') || text != digits, text);
        });
    }

    private static string ReadLiteral(string name, string sql) => name switch
    {
        "PostgreSQL" when sql.StartsWith('E') => Read(sql[1..], '\'', '\'', doubles: true, backslash: true),
        "MySQL" when sql.StartsWith("CONVERT(0x", StringComparison.Ordinal) =>
            Encoding.UTF8.GetString(Convert.FromHexString(sql["CONVERT(0x".Length..^" USING utf8mb4)".Length])),
        "MySQL" => Read(sql, '\'', '\'', doubles: true, backslash: true),
        "SQL Server" => Read(sql[1..], '\'', '\'', doubles: true, backslash: false),
        "ClickHouse" or "BigQuery" => Read(sql, '\'', '\'', doubles: false, backslash: true),
        "Spark" => Read(sql.Replace("\\u0024", "$", StringComparison.Ordinal), '\'', '\'', doubles: false, backslash: true),
        "Snowflake" => Read(sql, '\'', '\'', doubles: true, backslash: true),
        _ => Read(sql, '\'', '\'', doubles: true, backslash: false),
    };

    private static string Read(string sql, char open, char close, bool doubles, bool backslash)
    {
        Assert.Equal(open, sql[0]);
        var text = new StringBuilder();
        for (int i = 1; ; i++)
        {
            if (backslash && sql[i] == '\\')
                text.Append(sql[++i] switch { 'n' => '\n', 'r' => '\r', var other => other });
            else if (doubles && sql[i] == close && i + 1 < sql.Length && sql[i + 1] == close)
                text.Append(sql[++i]);
            else if (sql[i] == close)
            {
                Assert.Equal(sql.Length - 1, i);
                return text.ToString();
            }
            else
            {
                text.Append(sql[i]);
            }
        }
    }
}
