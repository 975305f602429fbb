using System.Globalization;
using HealthScoring.Sql;
using HealthScoring.Sql.Expressions;
using HealthScoring.Tests.Properties;
using Xunit;

namespace HealthScoring.Tests.Sql;

/// <summary>A database counts every starter, and reads every number in a text, to the last bit as the library does.</summary>
public abstract class StarterEngineLaws(Lazy<Engine> engine)
{
    protected const string NotInstalled = "The database is not installed; .ci/run installs it.";

    /// <summary>Whether there is a server to test; each engine says so for itself.</summary>
    public static bool IsInstalled => true;

    protected Engine Engine => engine.Value;

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void Every_starter_is_the_number_of_the_library() => Each(20, trial =>
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
    });

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void A_customer_of_starters_has_the_score_of_the_library() => Each(50, trial =>
    {
        foreach (CustomerTable table in trial.Tables(Stored))
            Engine.Load(table);
        string[] names = ["frequency", "recency", "trend", "nps", "ces", "top users lost"];
        SqlQuery query = SqlScoring.Create(StarterTrial.Profile, Engine.Dialect, source =>
        {
            source.Table("accounts").Key("id");
            foreach ((string name, SqlExpression metric) in trial.InSql().Where(one => names.Contains(one.Name)))
                source.Metric(name, metric);
        }).Select();
        HealthScorer<int> scorer = trial.Scorer();
        Assert.Equal(Engine.Dialect.Parameter, query.Parameter);

        List<object?[]> rows = Engine.Query(query.Text, trial.AsOf.UtcDateTime);

        Assert.Equal(60, rows.Count);
        foreach (object?[] row in rows)
        {
            HealthScore score = scorer.Score(Convert.ToInt32(row[0], CultureInfo.InvariantCulture), trial.AsOf);
            Assert.Equal((Bits(score.Value), score.Tier, Bits(score.Coverage)), (Bits(Number(row[3])), (string?)row[4], Bits(Number(row[6]))));
        }
    });

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void Users_and_features_are_compared_exactly_in_any_collation()
    {
        LoadAccount();
        Engine.Execute($"CREATE TABLE uses (account BIGINT, seen {TimeType}, who {TextThatIgnoresCase}, what {TextThatIgnoresCase})");
        Engine.Execute("INSERT INTO uses VALUES (1, '2026-10-31 12:00:00', 'ann', 'reports'), (1, '2026-10-31 12:00:00', 'Ann', 'Reports'), "
            + "(1, '2026-10-31 12:00:00', 'ann', 'Reports'), (1, '2026-10-31 12:00:00', 'ann', 'reports')");
        SqlActivityLog log = SqlStarters.Activity("uses", "account", "seen", "who", "what", "since");

        object?[] row = Assert.Single(Measure([log.ActiveUsers(), log.Breadth(["reports", "REPORTS"]), log.Depth()], November));

        Assert.Equal([2, 0.5, 1.5], row[1..].Select(Number));
    }

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void Users_features_and_ids_may_be_numbers()
    {
        LoadAccount();
        Engine.Execute($"CREATE TABLE uses (account BIGINT, seen {TimeType}, who BIGINT, what INTEGER, id INTEGER)");
        Engine.Execute("INSERT INTO uses VALUES (1, '2026-10-31 12:00:00', 1, 23, 7), (1, '2026-10-31 12:00:00', 12, 3, 8), "
            + "(1, '2026-09-20 12:00:00', 12, 3, 9), (1, '2026-09-20 12:00:00', 12, 3, 9), (1, '2026-09-20 12:00:00', 12, 3, NULL)");
        SqlActivityLog log = SqlStarters.Activity("uses", "account", "seen", "who", "what", "since", new() { Id = "id" });

        object?[] row = Assert.Single(Measure(
            [log.ActiveUsers(), log.Breadth(["3", "03", "x", "y"]), log.Depth(), log.Trend(), log.TopUsersLost(), log.Stickiness()], November));

        Assert.Equal([2, 0.25, 1, 0, 0, 1 / 28.0], row[1..].Select(Number));
    }

    // What stands in a query of the user, and which names it has, is nothing to the sub-queries around it.
    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void Names_of_the_user_do_not_meet_those_of_the_query()
    {
        Engine.Execute("DROP TABLE IF EXISTS accounts");
        Engine.Execute("DROP TABLE IF EXISTS uses");
        Engine.Execute($"CREATE TABLE accounts (hs_customer BIGINT, hs_now {TimeType}, customer INTEGER)");
        Engine.Execute($"CREATE TABLE uses (hs_customer BIGINT, hs_at {TimeType}, hs_user BIGINT, hs_now BIGINT)");
        Engine.Execute("INSERT INTO accounts VALUES (1, '2026-01-01 00:00:00', 5), (2, '2026-01-01 00:00:00', 6)");
        Engine.Execute("INSERT INTO uses VALUES (2, '2026-10-31 12:00:00', 3, 4)");
        var profile = ScoringProfile.Create("names", p => p
            .Dimension("d", 1, d => d.Metric("users", Curve.Linear(0, 1)).Metric("lost", Curve.Linear(1, 0)).Metric("own", Curve.Linear(5, 6)))
            .Tier("low", 0));
        SqlActivityLog log = SqlStarters.Activity(
            SqlTable.Query("SELECT * FROM uses -- all of them"), "hs_customer", "hs_at", "hs_user", "hs_now", "hs_now");
        SqlQuery query = SqlScoring.Create(profile, Engine.Dialect, s => s.Table("accounts").Key("hs_customer")
            .Metric("users", log.ActiveUsers()).Metric("lost", log.TopUsersLost()).Metric("own", SqlExpression.Raw("customer"))
            .AsOf(November)).Select();

        List<object?[]> rows = [.. Engine.Query(query.Text).OrderBy(row => Number(row[0]))];

        Assert.Null(query.Parameter);
        Assert.Equal([0, 100], rows.Select(row => Number(row[3])));
    }

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void A_text_is_the_number_that_it_spells_or_missing()
    {
        string[] texts = [.. NumberTexts.All(new(20261128)).Where(ReadsExactly)];
        Engine.Load(new("accounts", [("id", ColumnKind.Id), ("text", ColumnKind.Text)],
            [.. texts.Select((text, i) => (object?[])[(long)i, text]), [(long)texts.Length, null]]));

        List<object?[]> rows = Measure([SqlExpression.NumberOrMissing("text")]);

        string[] wrong =
        [
            .. rows.Select(row => (Id: Convert.ToInt32(row[0], CultureInfo.InvariantCulture), Read: Finite(Number(row[1]))))
                .Select(row => (Text: row.Id < texts.Length ? texts[row.Id] : null, row.Read))
                .Where(row => Bits(row.Read + 0) != Bits(NumberTexts.Number(row.Text) + 0))
                .Select(row => $"'{row.Text}' is {row.Read:R}, and the library says {NumberTexts.Number(row.Text):R}"),
        ];
        Assert.Equal(texts.Length + 1, rows.Count);
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {texts.Length}: {string.Join("\n", wrong.Take(20))}");
    }

    private static readonly DateTimeOffset November = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The type of a time.</summary>
    protected abstract string TimeType { get; }

    /// <summary>The type of a text that compares without regard to case.</summary>
    protected abstract string TextThatIgnoresCase { get; }

    private void Each(int costs, Action<StarterTrial> law) => LawAttribute.Try(StarterTrial.Trials(), costs * Engine.CaseCosts, law);

    private void LoadAccount()
    {
        Engine.Execute("DROP TABLE IF EXISTS uses");
        Engine.Load(new("accounts", [("id", ColumnKind.Id), ("since", ColumnKind.Time)], [[1L, Stored(November.AddDays(-300), new(1))]]));
    }

    /// <summary>Whether the engine reads a text's number to the last bit.</summary>
    protected virtual bool ReadsExactly(string text) => true;

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

    private static double? Finite(double? number) => number is { } value && double.IsFinite(value) ? value : null;

    protected static long? Bits(double? number) => number is { } value ? BitConverter.DoubleToInt64Bits(value) : null;
}
