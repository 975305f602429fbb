using System.Globalization;
using DuckDB.NET.Data;
using HealthScoring.Benchmarks.Measuring;

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

    /// <param name="connection">The connection to the database with the table.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="isNullFirst">Whether a metric's ladder asks for missing values first, or leaves them to its end.</param>
    /// <param name="isGrouped">Whether the query groups by tier, or filters the tiers' counts.</param>
    /// <param name="rows">How many rows the table has.</param>
    public DuckDbQuery(DuckDBConnection connection, ScoringProfile profile, bool isNullFirst, bool isGrouped, int rows)
        : base($"DuckDB, NULL asked {(isNullFirst ? "first" : "last")}, {(isGrouped ? "GROUP BY" : "FILTER")}", rows)
    {
        _connection = connection;
        _scored = Scores(profile, isNullFirst ? NullFirst : NullLast);
        _cuts = [.. profile.Tiers.Select(tier => Text(tier.From))];
        _query = connection.CreateCommand();
        _query.CommandText = isGrouped ? Grouped(_scored, _cuts) : Filtered(_scored, _cuts);
    }

    public override bool IsWhole => true;

    public override bool HasOwnThreads => true;

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

    public void Dispose() => _query.Dispose();

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
    private static string Scores(ScoringProfile profile, Func<ProfileMetric, string> points)
    {
        ProfileMetric[] metrics = [.. profile.Dimensions.SelectMany(dimension => dimension.Metrics)];
        string pointColumns = string.Join(", ", metrics.Select(metric => $"{points(metric)} AS p_{metric.Name}, "
            + $"{Text(metric.Weight)} * ({metric.Name} IS NOT NULL)::DOUBLE AS w_{metric.Name}"));
        string carried = string.Join(", ", profile.Guardrails.Select(guardrail => guardrail.When.Name).Prepend("row").Distinct());
        string sums = string.Join(", ", profile.Dimensions.Select(dimension =>
            $"{Sum("p", dimension)} AS sum_{dimension.Name}, {Sum("w", dimension)} AS weight_{dimension.Name}"));
        string score = string.Join(" + ", profile.Dimensions.Select(dimension =>
                $"CASE WHEN weight_{dimension.Name} > 0 THEN {Text(dimension.Weight)} * sum_{dimension.Name} / weight_{dimension.Name} ELSE 0 END"));
        string weight = string.Join(" + ", profile.Dimensions.Select(dimension =>
            $"CASE WHEN weight_{dimension.Name} > 0 THEN {Text(dimension.Weight)} ELSE 0 END"));
        // NULL on a division by zero, which no data here has. least() leaves NULLs out, and so a cap that does not match is NULL.
        string caps = string.Concat(profile.Guardrails.Select(guardrail =>
            $", CASE WHEN {guardrail.When.Name} {(guardrail.When.Operator == ConditionOperator.Below ? "<" : ">")} {Text(guardrail.When.Bound)} "
            + $"THEN {Text(guardrail.Limit)} END"));
        return $"SELECT row, CASE WHEN weight = 0 THEN NULL ELSE least(100::DOUBLE, sum / weight{caps}) END AS score FROM ("
            + $"SELECT {carried}, {score} AS sum, {weight} AS weight FROM ("
            + $"SELECT {carried}, {sums} FROM (SELECT {carried}, {pointColumns} FROM customer)))";
    }

    private static string Sum(string letter, Dimension dimension) =>
        string.Join(" + ", dimension.Metrics.Select(metric => $"{letter}_{metric.Name}"));

    private static string NullFirst(ProfileMetric metric) =>
        $"CASE WHEN {metric.Name} IS NULL THEN 0 {Ladder(metric)}ELSE {Last(metric)} END";

    private static string NullLast(ProfileMetric metric) =>
        $"CASE {Ladder(metric)}WHEN {metric.Name} >= {Text(metric.Curve.Knots[^1].X)} THEN {Last(metric)} ELSE 0 END";

    /// <summary>One WHEN a piece, with the weight in its constants; none holds for NULL.</summary>
    private static string Ladder(ProfileMetric metric)
    {
        IReadOnlyList<Knot> knots = metric.Curve.Knots;
        return $"WHEN {metric.Name} < {Text(knots[0].X)} THEN {Text(metric.Weight * knots[0].Points)} "
            + string.Concat(knots.Zip(knots.Skip(1)).Where(piece => piece.First.X < piece.Second.X).Select(piece =>
                $"WHEN {metric.Name} < {Text(piece.Second.X)} THEN {Line(piece.First, piece.Second, metric)} "));
    }

    private static string Last(ProfileMetric metric) => Text(metric.Weight * metric.Curve.Knots[^1].Points);

    private static string Line(Knot from, Knot to, ProfileMetric metric) => from.Points == to.Points
        ? Text(metric.Weight * from.Points)
        : $"{Text(metric.Weight * (from.Points - from.X * Slope(from, to)))} + {metric.Name} * {Text(metric.Weight * Slope(from, to))}";

    private static double Slope(Knot from, Knot to) => (to.Points - from.Points) / (to.X - from.X);

    // DuckDB would take 1.5 for a DECIMAL.
    private static string Text(double value) => $"({value.ToString("E17", CultureInfo.InvariantCulture)})";
}
