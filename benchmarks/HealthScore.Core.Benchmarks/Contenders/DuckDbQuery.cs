using System.Data;
using System.Globalization;
using DuckDB.NET.Data;
using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Curves;
using HealthScoring.Profiles;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>
/// DuckDB in memory, the columns loaded into a table beforehand, missing values as NULL, the profile as one SQL query with constants. What it
/// returns is the number of customers and the sum of scores by tier, so that no rows are handed over; the library writes all scores.
/// </summary>
internal sealed class DuckDbQuery : Contender, IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly DuckDBCommand _query;
    private readonly string _scored;
    private readonly string[] _cuts;

    private DuckDbQuery(string name, DuckDBConnection connection, string scored, string[] cuts, bool grouped, int rows)
        : base(name, rows)
    {
        _connection = connection;
        _scored = scored;
        _cuts = cuts;
        _query = connection.CreateCommand();
        _query.CommandText = grouped ? Grouped(scored, cuts) : Filtered(scored, cuts);
    }

    public override bool IsWhole => true;

    public override bool HasOwnThreads => true;

    /// <summary>The forms of the query of which the fastest counts, over one table.</summary>
    public static IReadOnlyList<DuckDbQuery> Forms(Portfolio portfolio, int rows, int threads)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute(connection, $"SET threads = {threads}");
        Load(connection, portfolio, rows);
        string[] cuts = [.. portfolio.Draft.Profile.Tiers.Select(tier => Text(tier.From))];
        return
        [
            .. from curve in new (string Name, Func<Curve, string, string> Points)[] { ("CASE ladder", Ladder), ("sums of clamped pieces", Pieces) }
               from grouped in (bool[])[true, false]
               let scored = Scores(portfolio.Draft.Profile, portfolio.Names, curve.Points)
               select new DuckDbQuery($"DuckDB, {curve.Name}, {(grouped ? "GROUP BY tier" : "FILTER")}", connection, scored, cuts,
                   grouped, rows),
        ];
    }

    public override void Run(int first, int count)
    {
        using DuckDBDataReader reader = _query.ExecuteReader();
        while (reader.Read())
            reader.GetValue(0);
    }

    public override Scored Score(int count)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = $"SELECT score, {TierOf(_cuts)} FROM ({_scored}) ORDER BY row LIMIT {count}";
        using DuckDBDataReader reader = command.ExecuteReader();
        List<double> scores = [];
        List<int> tiers = [];
        while (reader.Read())
        {
            scores.Add(reader.IsDBNull(0) ? double.NaN : reader.GetDouble(0));
            tiers.Add(reader.GetInt32(1));
        }
        return new([.. scores], [.. tiers]);
    }

    public void Dispose()
    {
        _query.Dispose();
        _connection.Dispose();
    }

    private static void Execute(DuckDBConnection connection, string text)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static void Load(DuckDBConnection connection, Portfolio portfolio, int rows)
    {
        Execute(connection, $"CREATE TABLE customer (row INTEGER, {string.Join(", ", portfolio.Names.Select(name => $"{name} DOUBLE"))})");
        using DuckDBAppender appender = connection.CreateAppender("customer");
        for (int i = 0; i < rows; i++)
        {
            IDuckDBAppenderRow row = appender.CreateRow().AppendValue(i);
            foreach (double[] column in portfolio.Columns)
                row = double.IsNaN(column[i]) ? row.AppendNullValue() : row.AppendValue(column[i]);
            row.EndRow();
        }
    }

    private static string Grouped(string scored, string[] cuts) =>
        $"SELECT {TierOf(cuts)} AS tier, count(*), sum(score) FROM ({scored}) GROUP BY tier";

    private static string Filtered(string scored, string[] cuts)
    {
        IEnumerable<string> counts = cuts.Select((cut, i) =>
            $"count(*) FILTER (WHERE score >= {cut}{(i + 1 < cuts.Length ? $" AND score < {cuts[i + 1]}" : "")})");
        return $"SELECT {string.Join(", ", counts)}, sum(score) FROM ({scored})";
    }

    private static string TierOf(string[] cuts) => "CASE WHEN score IS NULL THEN -1 "
        + string.Concat(cuts.Select((cut, i) => $"WHEN score < {cut} THEN {i - 1} ").Skip(1)) + $"ELSE {cuts.Length - 1} END";

    /// <summary>The score of every row: points, dimensions, and the caps over their mean.</summary>
    private static string Scores(ScoringProfile profile, IEnumerable<string> names, Func<Curve, string, string> points)
    {
        ProfileMetric[] metrics = [.. profile.Dimensions.SelectMany(dimension => dimension.Metrics)];
        string pointColumns = string.Join(", ", metrics.Select(metric =>
            $"CASE WHEN {metric.Name} IS NULL THEN 0 ELSE {Text(metric.Weight)} * ({points(metric.Curve, metric.Name)}) END AS p_{metric.Name}, "
            + $"CASE WHEN {metric.Name} IS NULL THEN 0.0::DOUBLE ELSE {Text(metric.Weight)} END AS w_{metric.Name}"));
        string carried = string.Join(", ", profile.Guardrails.Select(guardrail => guardrail.When.Metric).Prepend("row").Distinct());
        string sums = string.Join(", ", profile.Dimensions.Select(dimension =>
            $"{Sum("p", dimension)} AS sum_{dimension.Name}, {Sum("w", dimension)} AS weight_{dimension.Name}"));
        string score = string.Join(" + ", profile.Dimensions.Select(dimension =>
                $"CASE WHEN weight_{dimension.Name} > 0 THEN {Text(dimension.Weight)} * sum_{dimension.Name} / weight_{dimension.Name} ELSE 0 END"));
        string weight = string.Join(" + ", profile.Dimensions.Select(dimension =>
            $"CASE WHEN weight_{dimension.Name} > 0 THEN {Text(dimension.Weight)} ELSE 0 END"));
        // NULL on a division by zero: nobody's data. least() leaves NULLs out, and so a cap that does not match is NULL.
        string caps = string.Concat(profile.Guardrails.Select(guardrail =>
            $", CASE WHEN {guardrail.When.Metric} {(guardrail.When.Operator == ConditionOperator.Below ? "<" : ">")} {Text(guardrail.When.Bound)} "
            + $"THEN {Text(guardrail.Limit)} END"));
        return $"SELECT row, CASE WHEN weight = 0 THEN NULL ELSE least(100::DOUBLE, sum / weight{caps}) END AS score FROM ("
            + $"SELECT {carried}, {score} AS sum, {weight} AS weight FROM ("
            + $"SELECT {carried}, {sums} FROM (SELECT {carried}, {pointColumns} FROM customer)))";
    }

    private static string Sum(string letter, Dimension dimension) => string.Join(" + ", dimension.Metrics.Select(metric => $"{letter}_{metric.Name}"));

    /// <summary>One WHEN a knot; one clamped expression for a line.</summary>
    private static string Ladder(Curve curve, string value)
    {
        IReadOnlyList<Knot> knots = curve.Knots;
        if (knots.Count == 2)
            return $"greatest({Text(curve.LowestPoints)}, least({Text(curve.HighestPoints)}, {Line(knots[0], knots[1], value)}))";
        return $"CASE WHEN {value} < {Text(knots[0].X)} THEN {Text(knots[0].Points)} "
            + string.Concat(knots.Zip(knots.Skip(1)).Where(piece => piece.First.X < piece.Second.X).Select(piece =>
                $"WHEN {value} < {Text(piece.Second.X)} THEN {Line(piece.First, piece.Second, value)} "))
            + $"ELSE {Text(knots[^1].Points)} END";
    }

    /// <summary>The first knot's points, and for each piece what its part of the way to the value adds: no branches.</summary>
    private static string Pieces(Curve curve, string value)
    {
        IReadOnlyList<Knot> knots = curve.Knots;
        return Text(knots[0].Points) + string.Concat(knots.Zip(knots.Skip(1)).Where(piece => piece.First.Points != piece.Second.Points)
            .Select(piece => piece.First.X == piece.Second.X
                ? $" + {Text(piece.Second.Points - piece.First.Points)} * ({value} >= {Text(piece.First.X)})::DOUBLE"
                : $" + {Text(Slope(piece.First, piece.Second))} * (greatest({Text(piece.First.X)}, least({value}, {Text(piece.Second.X)})) - {Text(piece.First.X)})"));
    }

    private static string Line(Knot from, Knot to, string value) => from.Points == to.Points
        ? Text(from.Points)
        : $"{Text(from.Points)} + ({value} - {Text(from.X)}) * {Text(Slope(from, to))}";

    private static double Slope(Knot from, Knot to) => (to.Points - from.Points) / (to.X - from.X);

    // DuckDB would take 1.5 for a DECIMAL.
    private static string Text(double value) => $"({value.ToString("E17", CultureInfo.InvariantCulture)})";
}
