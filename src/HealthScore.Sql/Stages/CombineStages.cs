using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Combines parts by a formula: metrics into a dimension, and dimensions into the score.</summary>
/// <param name="writer">What the steps share.</param>
/// <param name="choice">The customer's scorecard.</param>
/// <param name="sums">Takes the sums over parts.</param>
/// <param name="means">Takes the means.</param>
/// <param name="results">Takes what the formula gives, within its limits.</param>
internal sealed class CombineStages(StageWriter writer, ScorecardChoice choice, Stage sums, Stage means, Stage results)
{
    private readonly FragmentWriter _sql = writer.Sql;

    /// <summary>Combines the parts that each scorecard has.</summary>
    /// <param name="stem">What the names of columns start with.</param>
    /// <param name="formula">How.</param>
    /// <param name="bounded">Whether the result is kept within 0 to 100.</param>
    /// <param name="partsOf">A scorecard's parts.</param>
    public CombinedColumns Combine(string stem, Formula formula, bool bounded, Func<Scorecard, Part[]> partsOf)
    {
        Dictionary<Scorecard, Part[]> parts = writer.Plan.Scorecards.ToDictionary(scorecard => scorecard, partsOf);
        Part[][] all = [.. parts.Values];
        StageColumn? counts = all.Any(some => some.Any(part => part.Counts is not null)) && all.Any(some => !IsAlwaysPresent(some))
            ? sums.Add(writer.Take($"{stem}_counts"), choice.PerScorecard(scorecard => Freshest(parts[scorecard]))) : null;
        if (formula.Kind == FormulaKind.Points)
            return new(parts, Sum(stem, formula.InitialPoints, bounded, parts), counts);
        // One part is its own mean, and the lowest of one.
        if (all.All(some => some.Length == 1 && some[0].Points == all[0][0].Points))
            return new(parts, all[0][0].Points, counts);
        if (formula.Kind == FormulaKind.Lowest)
            return new(parts, Result(stem, choice.PerScorecard(scorecard => WherePresent(parts[scorecard], Lowest(parts[scorecard])))), counts);
        (StageColumn mean, StageColumn total) = Mean(stem, parts);
        return new(parts, mean, counts, total);
    }

    private StageColumn Result(string stem, Fragment value) => results.Add(writer.Take($"{stem}_result"), value);

    private StageColumn Sum(string stem, double initialPoints, bool bounded, Dictionary<Scorecard, Part[]> parts)
    {
        StageColumn sum = sums.Add(writer.Take($"{stem}_sum"), choice.PerScorecard(scorecard =>
            WherePresent(parts[scorecard], SumFrom(initialPoints, fades: !bounded, parts[scorecard]))));
        return bounded ? Result(stem, _sql.Clamp(sum, _sql.Of($"{0.0}"), _sql.Of($"{100.0}"))) : sum;
    }

    private (StageColumn Mean, StageColumn Total) Mean(string stem, Dictionary<Scorecard, Part[]> parts)
    {
        StageColumn Over(string what, Func<Part[], Fragment> of) =>
            sums.Add(writer.Take($"{stem}_{what}"), choice.PerScorecard(scorecard => of(parts[scorecard])));
        StageColumn sum = Over("sum", some => FragmentWriter.Sum(some.Select(part =>
            OrZero(part, _sql.Product(part.CountedWeight(_sql), Points(part), part.MayVanish)))));
        StageColumn total = Over("weight", some => FragmentWriter.Sum(some.Select(part => part.IsAlwaysPresent ? part.CountedWeight(_sql)
            : _sql.Case(_sql.Of($"{part.Points} IS NULL"), _sql.Of($"{0.0}"), part.CountedWeight(_sql)))));
        StageColumn least = Over("least", Lowest);
        StageColumn most = Over("most", some => _sql.Greatest(some.Select(part => Or(part, 0))));
        bool tiny = parts.Values.Any(some => some.Any(part => part.MayBeTiny));
        StageColumn mean = means.Add(writer.Take($"{stem}_mean"), _sql.Case(
            _sql.Of($"{total} > {0.0}"), _sql.Quotient(sum, _sql.Of($"{total}"), tiny), _sql.NoNumber));
        return (Result(stem, _sql.Clamp(mean, _sql.Of($"{least}"), _sql.Of($"{most}"))), total);
    }

    private Fragment Points(Part part) => _sql.Of($"{part.Points}");

    /// <summary>A part's points, or others that change nothing where it is not present.</summary>
    private Fragment Or(Part part, double others) => part.IsAlwaysPresent || _sql.Dialect.LeastSkipsNull ? Points(part)
        : _sql.Of($"coalesce({part.Points}, {others})");

    private Fragment OrZero(Part part, Fragment term) => part.IsAlwaysPresent ? term : _sql.Of($"coalesce({term}, {0.0})");

    private Fragment Lowest(Part[] parts) => _sql.Least(parts.Select(part => Or(part, 100)));

    private static bool IsAlwaysPresent(Part[] parts) => parts.Any(part => part.IsAlwaysPresent);

    /// <summary>A value where any part is present.</summary>
    private Fragment WherePresent(Part[] parts, Fragment value) => IsAlwaysPresent(parts) ? value
        : _sql.Case(FragmentWriter.Join(" AND ", parts.Select(part => _sql.Of($"{part.Points} IS NULL"))), _sql.NoNumber, value);

    private Fragment Freshest(Part[] parts) => parts.Length > 0 && parts.All(part => part.Counts is null) ? _sql.Of($"{1.0}")
        : _sql.Greatest(parts.Select(part => part.IsAlwaysPresent ? _sql.Of($"{1.0}")
            : _sql.Case(_sql.Of($"{part.Points} IS NULL"), _sql.Of($"{0.0}"), part.Counts is { } counts ? _sql.Of($"{counts}") : _sql.Of($"{1.0}"))));

    /// <summary>The sum of the parts' points and the initial ones, which fade as far as the freshest part where nothing bounds the sum.</summary>
    private Fragment SumFrom(double initialPoints, bool fades, Part[] parts)
    {
        Fragment initial = _sql.Of($"{initialPoints}");
        if (fades && initialPoints != 0 && !IsAlwaysPresent(parts) && parts.Any(part => part.Counts is not null))
            initial = _sql.Product(Freshest(parts), initial, CurveExpression.MayBeTiny(initialPoints));
        return FragmentWriter.Sum(parts.Select(part => OrZero(part, part.Counts is { } counts
            ? _sql.Product(_sql.Of($"{counts}"), Points(part), part.MayBeTiny) : Points(part))).Prepend(initial));
    }
}
