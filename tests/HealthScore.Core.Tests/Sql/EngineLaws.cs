using System.Globalization;
using System.Text.Json;
using HealthScoring.Portfolios;
using HealthScoring.Sql;
using HealthScoring.Tests.Properties;
using Xunit;

namespace HealthScoring.Tests.Sql;

/// <summary>A database gives every customer of every profile the bits that the library gives.</summary>
public abstract class EngineLaws(Lazy<Engine> engine)
{
    private const SqlDetails Everything = SqlDetails.Contributions | SqlDetails.Guardrails | SqlDetails.Actions;

    protected const string NotInstalled = "The database is not installed; .ci/run installs it.";

    // What could end a name, a literal or a comment somewhere, or be taken for a variable or a parameter.
    private static readonly string[] HostileTexts =
    [
        "\"; DROP TABLE victims; --", "'; DROP TABLE victims; --", "`; DROP TABLE victims; --", "]; DROP TABLE victims; --",
        "\\'; DROP TABLE victims; --", "\\\"; DROP TABLE victims; --", "\\`; DROP TABLE victims; --", "*/ DROP TABLE victims; /*",
        "ends with \\", "'", "''",
        "\"", "\\", "\\\\", "`", "]", "-- ", "#", "/*", "$$", "$1", "@as_of", ":as_of", "?", "%s", "{0}", "{{ x }}",
        "${env:HOME}", "\\n\\0\\x27", "\u02BC\uFF07\u2019",
        "null", "select", "größe", "名前 😀",
    ];

    /// <summary>Whether there is a server to test; each engine says so for itself.</summary>
    public static bool IsInstalled => true;

    protected Engine Engine => engine.Value;

    // So many customers of each profile: a long run of many of them plans fewer queries.
    private static int Customers { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("HEALTHSCORE_CUSTOMERS"), CultureInfo.InvariantCulture, out int customers) ? customers : 400;

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void A_database_scores_every_customer_to_the_last_bit_as_the_library() => Each(10, trial =>
        Compare(new SqlTrial(trial, Customers)));

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void A_database_refuses_the_numbers_that_the_library_refuses() => Each(50, trial =>
        Compare(new SqlTrial(trial.Accepting(), 60)));

    private void Each(int costs, Action<Trial> law) => LawAttribute.Try(Arbitraries.Trials(), costs * Engine.CaseCosts, law);

    private void Compare(SqlTrial customers)
    {
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

    // The library and the SQL read one plan, so that a wrong decision in it makes no difference between them.
    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void A_database_scores_a_customer_as_the_semantics_say() => Each(50, trial =>
    {
        var customers = new SqlTrial(trial, 12);
        Engine.Load(customers.For(Engine));
        SqlQuery query = customers.Sql(Engine).Select();

        foreach (object?[] row in Engine.Query(query.Text, query.Parameter is null ? null : Trial.AsOf.UtcDateTime))
        {
            ReferenceScore truth = customers.Truth((int)Whole(row[0]));
            Assert.Equal(truth.Segment, row[1]);
            Near(truth.Coverage, row[6], 1e-9);
            if (truth.CoverageIsClose || truth.IsClose)
                continue;
            Assert.Equal(truth.Scored, row[3] is not null);
            if (!truth.Scored)
                continue;
            Near(truth.Guarded!.Value, row[3], truth.Tolerance);
            if (!truth.TierIsClose)
                Assert.Equal(truth.Tier, row[4]);
        }
    });

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void Customers_with_a_condition_without_it_and_with_it_unknown_are_all() => Each(40, trial =>
    {
        var customers = new SqlTrial(trial, 60);
        Engine.Load(customers.For(Engine));
        SqlQuery query = customers.Sql(Engine).Select(Everything);
        IEnumerable<string> lost = query.Columns.Where(column => column.Kind is SqlResultKind.PointsLost).Take(1).Select(column => column.Name);
        string[] numbers = [.. lost, "score", "coverage", "tier_index"];
        string condition = $"({numbers[trial.Choices.Next(numbers.Length)]} > {trial.Choices.Next(60)})";
        string[] conditions = [condition, $"NOT {condition}", $"{condition} IS NULL"];

        object?[][] parts =
        [
            .. conditions.SelectMany(holds => Engine.Query(
                $"SELECT scored.* FROM ({query.Text}\n) AS scored WHERE {holds}", query.Parameter is null ? null : Trial.AsOf.UtcDateTime)),
        ];

        Assert.Equal(customers.Count, parts.Length);
        Assert.Equal(customers.Count, parts.Select(row => Whole(row[0])).Distinct().Count());
        foreach (object?[] row in parts)
            Assert.Empty(Differences(query, row, customers.Score((int)Whole(row[0]))));
    });

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void The_ten_lowest_scores_are_the_lowest_of_the_library() => Each(50, trial =>
    {
        var customers = new SqlTrial(trial, 60);
        Engine.Load(customers.For(Engine));
        SqlQuery query = customers.Sql(Engine).Select(Everything);
        string sql = $"SELECT scored.* FROM ({query.Text}\n) AS scored WHERE score IS NOT NULL ORDER BY score LIMIT 10";

        List<object?[]> rows = Engine.Query(sql, query.Parameter is null ? null : Trial.AsOf.UtcDateTime);

        Assert.Equal(Enumerable.Range(0, customers.Count).Select(i => customers.Score(i).Value).OfType<double>().Order().Take(10),
            rows.Select(row => Convert.ToDouble(row[3], CultureInfo.InvariantCulture)));
        foreach (object?[] row in rows)
            Assert.Empty(Differences(query, row, customers.Score((int)Whole(row[0]))));
    });

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void Totals_are_the_counts_of_the_library() => Each(50, trial =>
    {
        var customers = new SqlTrial(trial, 60);
        Engine.Load(customers.For(Engine));
        SqlQuery query = customers.Sql(Engine).Totals();
        Assert.Equal(["segment", "segment_index", "tier", "tier_index", "customers", "weight"], query.Columns.Select(column => column.Name));

        List<object?[]> rows = Engine.Query(query.Text, query.Parameter is null ? null : Trial.AsOf.UtcDateTime);

        var expected = Enumerable.Range(0, customers.Count).GroupBy(i => (customers.Score(i).Segment, customers.Score(i).Tier))
            .Select(group => $"{group.Key}: {group.Count()}, {group.Sum(SqlTrial.WeightOf)}");
        Assert.Equal(expected.Order(StringComparer.Ordinal),
            rows.Select(row => $"{((string?)row[0], (string?)row[2])}: {Whole(row[4])}, {Whole(row[5])}").Order(StringComparer.Ordinal));
    });

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void A_database_joins_children_into_parents_to_the_last_bit_as_the_library() => Each(50, trial =>
    {
        var children = new ParentTrial(trial, 400);
        Engine.Load(children.For(Engine));
        SqlQuery query = children.Sql(Engine);

        Dictionary<long, object?[]> rows = Engine.Query(query.Text).ToDictionary(row => Whole(row[0]));

        Dictionary<long, (ParentScore Score, Child[] Costliest)> parents = children.Parents();
        Assert.Equal(parents.Keys.Order(), rows.Keys.Order());
        foreach ((long id, (ParentScore parent, Child[] costliest)) in parents)
        {
            Assert.Equal(Numbers(parent), Numbers(query, rows[id]));
            Assert.Equal(parent.CostliestChild is null, rows[id][9] is null);
            if (parent.CostliestChild is not null)
                Assert.Contains(((string)rows[id][9]!, Bits(rows[id][10])), costliest.Select(child => (child.Name, Bits(child.Score))));
        }
    });

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void One_query_scores_children_and_joins_them_into_parents() => Each(50, trial =>
    {
        var customers = new SqlTrial(trial, 60);
        Engine.Load(customers.For(Engine));
        SqlQuery query = customers.Sql(Engine, families: true).Parents("family", SqlTrial.Key);

        List<object?[]> rows = Engine.Query(query.Text, query.Parameter is null ? null : Trial.AsOf.UtcDateTime);

        var families = Enumerable.Range(0, customers.Count).Where(i => SqlTrial.FamilyOf(i) is not null).GroupBy(SqlTrial.FamilyOf);
        IEnumerable<string> expected = families.Select(family =>
        {
            var parent = new ParentTally(customers.Profile);
            foreach (int child in family)
                customers.Score(child).AddToParent(parent, $"{child}", SqlTrial.WeightOf(child));
            return $"{family.Key}: {Numbers(parent.ToScore())}";
        });
        Assert.Equal(expected.Order(StringComparer.Ordinal), rows.Select(row => $"{row[0]}: {Numbers(query, row)}").Order(StringComparer.Ordinal));
    });

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void A_hostile_text_is_a_name_and_nothing_else()
    {
        Engine.Load(new("victims", [("id", ColumnKind.Id)], [[1L]]));
        for (int i = 0; i < HostileTexts.Length; i++)
        {
            string hostile = HostileTexts[i].Trim(), key = Engine.NameOf(hostile);
            var profile = ScoringProfile.Create(hostile, p => p
                .Dimension("d" + hostile, 1, d => d.Metric(hostile, Curve.Linear(0, 10)))
                .Cap(hostile, 40, Condition.AtLeast(hostile, 8), g => g.Describe(hostile))
                .Tier("0" + hostile, 0).Tier(hostile, 30)
                .Action(hostile, a => a.InTier(hostile).Describe(hostile))
                .Segment(hostile, s => s.Tier(hostile, 35)));
            Engine.Load(new(key, [("key", ColumnKind.Id), ("v" + key, ColumnKind.Number), ("s" + key, ColumnKind.Text)],
                [[1L, 9.0, hostile], [2L, 9.0, null], [3L, 1.0, hostile + " "]]));
            var sql = SqlScoring.Create(profile, Engine.Dialect,
                s => s.Table(key).Key("key", name: key).Metric(hostile, "v" + key).SegmentBy("s" + key));
            string view = $"v{i} {key}";
            if (Engine.KeepsNamesInViews)
                Engine.Execute(sql.CreateView([view], Everything));

            string scored = Engine.KeepsNamesInViews ? $"SELECT * FROM {Engine.Dialect.Quote(view)}" : sql.Select(Everything).Text;
            List<object?[]> rows = [.. Engine.Query(scored).OrderBy(row => Whole(row[0]))];
            List<object?[]> totals = Engine.Query(Engine.KeepsNamesInViews ? sql.Totals([view]).Text : sql.Totals().Text);

            Assert.Equal([hostile, null, null], rows.Select(row => row[1]));
            Assert.Equal(["40", "40", "10"], rows.Select(row => Convert.ToString(row[3], CultureInfo.InvariantCulture)));
            Assert.Equal([hostile, hostile, "0" + hostile], rows.Select(row => row[4]));
            Assert.Equal([[hostile], [hostile], []], rows.Select(row => JsonSerializer.Deserialize<string[]>((string)row[^1]!)!));
            Assert.Equal([[hostile], [hostile], []], rows.Select(row => JsonSerializer.Deserialize<string[]>((string)row[^2]!)!));
            Assert.Equal(3, totals.Sum(row => Whole(row[4])));
            if (Engine.KeepsNamesInViews)
                Engine.Execute($"DROP VIEW {Engine.Dialect.Quote(view)}");
        }
        Assert.Single(Engine.Query("SELECT * FROM victims"));
    }

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void No_stage_has_the_name_of_the_table_that_it_reads()
    {
        var profile = ScoringProfile.Create("p", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("all", 0));
        foreach (string table in new[] { "hs_source", "health_score_source", "health_score_points", "health_score2_source" })
        {
            Engine.Load(new(table, [("id", ColumnKind.Id), ("months_active", ColumnKind.Number)], [[1L, 5.0]]));
            var sql = SqlScoring.Create(profile, Engine.Dialect, s => s.Table(table).Key("id").Metric("m", "months_active"));

            object?[] row = Assert.Single(Engine.Query(sql.Select(Everything).Text));

            Assert.Equal("50", Convert.ToString(row[3], CultureInfo.InvariantCulture));
            Engine.Execute($"DROP TABLE {Engine.Dialect.Quote(table)}");
        }
        // Nor of the scored rows that the query for parents reads.
        foreach (string table in new[] { "hs_children", "hs_parts" })
        {
            Engine.Load(new(table,
                [("group_id", ColumnKind.Id), ("id", ColumnKind.Text), ("score", ColumnKind.Number), ("tier_index", ColumnKind.Id)],
                [[1L, "a", 40.0, 0L], [1L, "b", 60.0, 0L]]));
            var sql = SqlScoring.Create(profile, Engine.Dialect, s => s.Table("t").Key("id").Metric("m", "v"));

            object?[] row = Assert.Single(Engine.Query(sql.Parents([table], "group_id", "id").Text));

            Assert.Equal("50", Convert.ToString(row[1], CultureInfo.InvariantCulture));
            Engine.Execute($"DROP TABLE {Engine.Dialect.Quote(table)}");
        }
    }

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void A_key_may_have_the_name_of_a_stage_column_in_capitals()
    {
        var profile = ScoringProfile.Create("p", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("all", 0)
            .Action("a", a => a.DrivenBy("m", 1e-10)));
        Engine.Load(new("keyed", [("id", ColumnKind.Id), ("v", ColumnKind.Number)], [[7L, 5.0], [8L, 10.0]]));
        var sql = SqlScoring.Create(profile, Engine.Dialect, s => s.Table("keyed").Key("id", name: "M_RAW").Metric("m", "v"));

        List<object?[]> rows = [.. Engine.Query(sql.Select(Everything).Text).OrderBy(row => Whole(row[0]))];

        Assert.Equal([(7L, "50"), (8L, "100")], rows.Select(row => (Whole(row[0]), Convert.ToString(row[3], CultureInfo.InvariantCulture)!)));
        // Who has lost nothing has no driver, however little the action asks for.
        Assert.Equal([["a"], []], rows.Select(row => JsonSerializer.Deserialize<string[]>((string)row[^1]!)!));
    }

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void A_number_names_the_segment_that_is_written_like_it()
    {
        var profile = ScoringProfile.Create("p", p => p
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("all", 0).Segment("007", _ => { }).Segment("8", _ => { }));
        Engine.Load(new("numbered", [("id", ColumnKind.Id), ("v", ColumnKind.Number), ("s", ColumnKind.Id)], [[1L, 5.0, 7L], [2L, 5.0, 8L]]));
        var sql = SqlScoring.Create(profile, Engine.Dialect, s => s.Table("numbered").Key("id").Metric("m", "v").SegmentBy("s"));

        List<object?[]> rows = [.. Engine.Query(sql.Select(Everything).Text).OrderBy(row => Whole(row[0]))];

        Assert.Equal([null, "8"], rows.Select(row => row[1]));
    }

    private static void Near(Rational truth, object? number, double tolerance) => Assert.True(
        Rational.Abs(truth - Convert.ToDouble(number, CultureInfo.InvariantCulture)) <= tolerance, $"{number} is not within {tolerance} of {truth}");

    private static long Whole(object? number) =>
        long.Parse(Convert.ToString(number, CultureInfo.InvariantCulture)!, NumberStyles.Integer, CultureInfo.InvariantCulture);

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
                SqlResultKind.Segment => (score.Segment, row[i]),
                SqlResultKind.Tier => (score.Tier, row[i]),
                SqlResultKind.SegmentIndex => ($"{score.Segment is null}", $"{Whole(row[i]) < 0}"),
                SqlResultKind.TierIndex => (score.Tier is null ? "none" : "some", row[i] is null ? "none" : "some"),
                SqlResultKind.Guardrails => (Names(score.Guardrails.Select(guardrail => guardrail.Name)), NamesIn(row[i])),
                SqlResultKind.Actions => (Names(score.Actions.Select(action => action.Name)), NamesIn(row[i])),
                _ => (null, null),
            };
            if (!Equals(pair.Expected, pair.Actual))
                yield return $"{column} {column.Metric} is {row[i] ?? "NULL"} ({pair.Actual}), and the library says {pair.Expected}";
        }
    }

    private static string Numbers(ParentScore parent) =>
        $"{Bits(parent.Value)} {parent.Tier ?? "none"} {(parent.TierIndex < 0 ? "none" : parent.TierIndex)} {Bits(parent.Coverage)} "
        + $"{Bits(parent.Weight)} {parent.Children} {parent.UnscoredChildren} {parent.UnweightedChildren} "
        + $"{Bits(parent.CostliestChild?.PointsLost)}";

    private static string Numbers(SqlQuery query, object?[] row) => string.Join(' ', query.Columns.Index().Skip(1)
        .Where(column => column.Item.Kind is not (SqlResultKind.CostliestChild or SqlResultKind.CostliestChildScore))
        .Select(column => column.Item.Kind switch
        {
            SqlResultKind.Tier => row[column.Index] ?? "none",
            SqlResultKind.TierIndex => row[column.Index] is { } index ? Whole(index) : "none",
            SqlResultKind.Children or SqlResultKind.UnscoredChildren or SqlResultKind.UnweightedChildren => Whole(row[column.Index]),
            _ => Bits(row[column.Index]),
        }));

    private static string Bits(object? number) => number is null ? "none"
        : BitConverter.DoubleToInt64Bits(Convert.ToDouble(number, CultureInfo.InvariantCulture)).ToString("x16", CultureInfo.InvariantCulture);

    private static string NamesIn(object? array) => Names(JsonSerializer.Deserialize<string[]>((string)array!)!);

    private static string Names(IEnumerable<string> names) => string.Join('\n', names);
}
