using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Joins parts by a formula: metrics into a dimension, and dimensions into the score.</summary>
internal sealed class FormulaStages(StagePlan plan)
{
    private readonly FragmentWriter _sql = plan.Sql;
    private readonly ColumnNames _names = plan.Names;

    public Joined Join(string stem, Formula formula, bool bounded, Func<Scorecard, Part[]> partsOf, Stage sums, Stage means, Stage results)
    {
        Part[][] all = [.. plan.Scorecards.Select(partsOf)];
        StageColumn? counts = all.Any(parts => parts.Any(part => part.Counts is not null)) && all.Any(parts => !parts.Any(part => part.IsAlwaysPresent))
            ? sums.Add(_names.Take($"{stem}_counts"), plan.PerScorecard(scorecard => Freshest(partsOf(scorecard)))) : null;
        StageColumn Result(Fragment value) => results.Add(_names.Take($"{stem}_result"), value);
        // One part is its own mean, and the lowest of one.
        if (formula.Kind != FormulaKind.Points && all.All(parts => parts.Length == 1 && parts[0].Points == all[0][0].Points))
            return new(all[0][0].Points, counts, null);
        if (formula.Kind == FormulaKind.Lowest)
            return new(Result(plan.PerScorecard(scorecard => Present(partsOf(scorecard), Lowest(partsOf(scorecard))))), counts, null);

        StageColumn sum = sums.Add(_names.Take($"{stem}_sum"), plan.PerScorecard(scorecard => formula.Kind == FormulaKind.Points
            ? Present(partsOf(scorecard), Added(formula, bounded, partsOf(scorecard)))
            : FragmentWriter.Sum(partsOf(scorecard).Select(part => OrZero(part, _sql.Product(WeightOf(part), Points(part), part.MayVanish))))));
        if (formula.Kind == FormulaKind.Points)
            return new(bounded ? Result(_sql.Clamp(sum, _sql.Of($"{0.0}"), _sql.Of($"{100.0}"))) : sum, counts, null);

        StageColumn total = sums.Add(_names.Take($"{stem}_weight"), plan.PerScorecard(scorecard => FragmentWriter.Sum(partsOf(scorecard).Select(part =>
            part.IsAlwaysPresent ? WeightOf(part) : _sql.Case(_sql.Of($"{part.Points} IS NULL"), _sql.Of($"{0.0}"), WeightOf(part))))));
        StageColumn least = sums.Add(_names.Take($"{stem}_least"), plan.PerScorecard(scorecard => Lowest(partsOf(scorecard))));
        StageColumn most = sums.Add(_names.Take($"{stem}_most"), plan.PerScorecard(scorecard =>
            _sql.Greatest(partsOf(scorecard).Select(part => Or(part, 0)))));
        bool tiny = all.Any(parts => parts.Any(part => part.MayBeTiny));
        StageColumn mean = means.Add(_names.Take($"{stem}_mean"), _sql.Case(
            _sql.Of($"{total} > {0.0}"), _sql.Quotient(sum, _sql.Of($"{total}"), tiny), _sql.NoNumber));
        return new(Result(_sql.Clamp(mean, _sql.Of($"{least}"), _sql.Of($"{most}"))), counts, total);
    }

    private Fragment Points(Part part) => _sql.Of($"{part.Points}");

    public Fragment WeightOf(Part part) => part.Counts is { } counts ? _sql.Of($"{part.Weight} * {counts}") : _sql.Of($"{part.Weight}");

    /// <summary>A part's points, or others that change nothing where it is not present.</summary>
    private Fragment Or(Part part, double others) => part.IsAlwaysPresent ? Points(part) : _sql.Of($"coalesce({part.Points}, {others})");

    private Fragment OrZero(Part part, Fragment term) => part.IsAlwaysPresent ? term : _sql.Of($"coalesce({term}, {0.0})");

    private Fragment Lowest(Part[] parts) => _sql.Least(parts.Select(part => Or(part, 100)));

    /// <summary>A value where any part is present.</summary>
    private Fragment Present(Part[] parts, Fragment value) => parts.Any(part => part.IsAlwaysPresent) ? value
        : _sql.Case(FragmentWriter.Join(" AND ", parts.Select(part => _sql.Of($"{part.Points} IS NULL"))), _sql.NoNumber, value);

    private Fragment Freshest(Part[] parts) => parts.Any(part => part.IsAlwaysPresent || part.Counts is null) && parts.All(part => part.Counts is null)
        ? _sql.Of($"{1.0}")
        : _sql.Greatest(parts.Select(part => part.IsAlwaysPresent ? _sql.Of($"{1.0}")
            : _sql.Case(_sql.Of($"{part.Points} IS NULL"), _sql.Of($"{0.0}"), part.Counts is { } counts ? _sql.Of($"{counts}") : _sql.Of($"{1.0}"))));

    private Fragment Added(Formula formula, bool bounded, Part[] parts)
    {
        bool fades = !bounded && formula.InitialPoints != 0 && parts.All(part => !part.IsAlwaysPresent) && parts.Any(part => part.Counts is not null);
        Fragment initial = _sql.Of($"{formula.InitialPoints}");
        if (fades)
            initial = _sql.Product(Freshest(parts), initial, CurveExpression.MayBeTiny(formula.InitialPoints));
        return FragmentWriter.Sum(parts.Select(part => OrZero(part, part.Counts is { } counts
            ? _sql.Product(_sql.Of($"{counts}"), Points(part), part.MayBeTiny) : Points(part))).Prepend(initial));
    }
}
