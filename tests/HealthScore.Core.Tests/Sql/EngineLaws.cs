using System.Globalization;
using System.Text.Json;
using HealthScoring.Customers;
using HealthScoring.Sql;
using HealthScoring.Tests.Properties;
using Xunit;

namespace HealthScoring.Tests.Sql;

/// <summary>A database gives every customer of every profile the bits that the library gives.</summary>
public abstract class EngineLaws
{
    private const int Customers = 400;
    private const SqlDetails Everything = SqlDetails.Contributions | SqlDetails.Guardrails | SqlDetails.Actions;

    private protected abstract Engine Engine { get; }

    [SqlLaw(Skip = "The database is not installed; .ci/run installs it.", SkipUnless = "IsInstalled")]
    public void A_database_scores_every_customer_to_the_last_bit_as_the_library(Trial trial)
    {
        var customers = new SqlTrial(trial, Customers);
        Engine.Load(customers.For(Engine));
        SqlQuery query = customers.Sql(Engine).Select(Everything);

        List<object?[]> rows = Engine.Query(query.Text, query.Parameter is null ? null : Trial.AsOf.UtcDateTime);

        Assert.Equal(customers.Count, rows.Count);
        foreach (object?[] row in rows)
        {
            int customer = (int)Convert.ToInt64(row[0], CultureInfo.InvariantCulture);
            string difference = string.Join("\n", Differences(query, row, customers.Score(customer)));
            Assert.True(difference.Length == 0, $"customer {customer} of {Engine.Dialect}: {difference}\n{query.Text}");
        }
    }

    private static IEnumerable<string> Differences(SqlQuery query, object?[] row, HealthScore score)
    {
        for (int i = 0; i < query.Columns.Count; i++)
        {
            SqlResultColumn column = query.Columns[i];
            Contribution? contribution = column.Metric is null ? null : score.Contributions.Single(one => one.Metric == column.Metric);
            (object? Expected, object? Actual) pair = column.Kind switch
            {
                SqlResultKind.Score => (Bits(score.Value), Bits(row[i])),
                SqlResultKind.Coverage => (Bits(score.Coverage), Bits(row[i])),
                SqlResultKind.PointsAdded => (Bits(contribution!.PointsAdded), Bits(row[i])),
                SqlResultKind.PointsLost => (Bits(contribution!.PointsLost), Bits(row[i])),
                SqlResultKind.Segment => (score.Segment.Name, row[i]),
                SqlResultKind.Tier => (score.Tier, row[i]),
                SqlResultKind.TierIndex => (score.Tier is null ? "none" : "some", row[i] is null ? "none" : "some"),
                SqlResultKind.Guardrails => (Names(score.Guardrails.Select(guardrail => guardrail.Name)), Names(JsonSerializer.Deserialize<string[]>((string)row[i]!)!)),
                SqlResultKind.Actions => (Names(score.Actions.Select(action => action.Name)), Names(JsonSerializer.Deserialize<string[]>((string)row[i]!)!)),
                _ => (null, null),
            };
            if (!Equals(pair.Expected, pair.Actual))
                yield return $"{column} {column.Metric} is {row[i] ?? "NULL"} ({pair.Actual}), and the library says {pair.Expected}";
        }
    }

    private static string Bits(object? number) => number is null ? "none"
        : BitConverter.DoubleToInt64Bits(Convert.ToDouble(number, CultureInfo.InvariantCulture)).ToString("x16", CultureInfo.InvariantCulture);

    private static string Names(IEnumerable<string> names) => string.Join('\n', names);
}
