using System.Globalization;
using HealthScoring.Sql;
using HealthScoring.Sql.Expressions;
using Xunit;

namespace HealthScoring.Tests.Sql;

/// <summary>A database counts every starter, and reads every number in a text, to the last bit as the library does.</summary>
public abstract class StarterEngineLaws(Lazy<Engine> engine)
{
    protected const string NotInstalled = "The database is not installed; .ci/run installs it.";

    /// <summary>Whether there is a server to test; each engine says so for itself.</summary>
    public static bool IsInstalled => true;

    protected Engine Engine => engine.Value;

    [SqlLaw(Arbitrary = [typeof(StarterTrial)], Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void Every_starter_is_the_number_of_the_library(StarterTrial trial)
    {
        foreach (CustomerTable table in trial.Tables(Stored))
            Engine.Load(table);
        (string Name, SqlExpression Metric)[] metrics = trial.InSql();

        List<object?[]> rows = Measure(metrics.Select(metric => metric.Metric), trial.AsOf);

        Assert.Equal(60, rows.Count);
        foreach (object?[] row in rows)
        {
            int customer = Convert.ToInt32(row[0], CultureInfo.InvariantCulture);
            double?[] expected = trial.InLibrary(customer);
            Assert.Equal(metrics.Length, expected.Length);
            Assert.All(metrics.Index(), metric =>
            {
                double? counted = Number(row[metric.Index + 1]);
                Assert.True(Bits(expected[metric.Index]) == Bits(counted),
                    $"{metric.Item.Name} of customer {customer} is {counted:R}, and the library says {expected[metric.Index]:R}");
            });
        }
    }

    /// <summary>A time as the engine stores it.</summary>
    protected virtual object Stored(DateTimeOffset at, Random random) => at.UtcDateTime;

    /// <summary>The raw values as the first stage of a query reads them, behind the id.</summary>
    protected List<object?[]> Measure(IEnumerable<SqlExpression> metrics, DateTimeOffset? asOf = null)
    {
        SqlDialect dialect = Engine.Dialect;
        var source = new SourceWriter(dialect, "hs_", "id", null, dialect.AsOf(dialect.Parameter));
        string values = string.Concat(metrics.Select(metric => $",\n{metric.Form.Write(source)}"));
        return Engine.Query($"SELECT {source.Column("id")}{values}\nFROM {source.From(dialect.Quote("accounts"))}", asOf?.UtcDateTime);
    }

    protected static double? Number(object? value) => value is null ? null : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    protected static long? Bits(double? number) => number is { } value ? BitConverter.DoubleToInt64Bits(value) : null;
}
