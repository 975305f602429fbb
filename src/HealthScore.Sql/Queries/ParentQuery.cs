using HealthScoring.Plans;
using HealthScoring.Sql.Expressions;
using HealthScoring.Sql.Stages;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Queries;

/// <summary>Writes the query for parents, over children that a query scores or that have scores already.</summary>
internal static class ParentQuery
{
    private static readonly (string Name, SqlResultKind Kind)[] Results =
    [
        ("score", SqlResultKind.Score), ("tier", SqlResultKind.Tier), ("tier_index", SqlResultKind.TierIndex),
        ("coverage", SqlResultKind.Coverage), ("weight", SqlResultKind.Weight), ("children", SqlResultKind.Children),
        ("unscored_children", SqlResultKind.UnscoredChildren), ("unweighted_children", SqlResultKind.UnweightedChildren),
        ("costliest_child", SqlResultKind.CostliestChild), ("costliest_child_score", SqlResultKind.CostliestChildScore),
        ("costliest_child_points_lost", SqlResultKind.CostliestChildPointsLost),
    ];

    /// <summary>Refuses the name of a parent's column that is also that of a result.</summary>
    public static void CheckName(string parent, MappingErrors errors)
    {
        if (Results.Any(result => result.Name.Equals(parent, StringComparison.OrdinalIgnoreCase)))
            errors.Add(MappingErrors.Named("parent", parent), "a result has that name", "give the column another");
    }

    /// <summary>Writes it over rows that have scores.</summary>
    public static SqlQuery OfRows(Plan plan, SqlDialect dialect, SourceMapping mapping, IReadOnlyList<string> path, string parent, string child)
    {
        var sql = new FragmentWriter(dialect);
        var names = new ColumnNames();
        string[] read = [parent, child, "score", "tier_index", .. mapping.HasWeight ? ["weight"] : Array.Empty<string>()];
        foreach (string name in read)
            names.Reserve(name);
        string prefix = mapping.PrefixBeside([.. path, parent, child]);
        var writer = new StageWriter(plan, sql, names, prefix);
        Stage stage = writer.NewStage("children", "The children and their scores.");
        StageColumn[] columns = [.. read.Select((name, i) =>
            stage.Add(names.Take($"child_{i}"), FragmentWriter.Word(i < 2 ? dialect.Quote(name) : name)))];
        return Write(writer, mapping.PathOf(path), prefix,
            new(columns[0], columns[1], columns[2], columns[3], mapping.HasWeight ? columns[4] : null), parent, parameter: null);
    }

    /// <summary>Writes it over children that the stages written so far score.</summary>
    public static SqlQuery Write(StageWriter writer, string from, string prefix, ChildColumns children, string parent, string? parameter)
    {
        (SqlDialect dialect, ScoringProfile profile) = (writer.Sql.Dialect, writer.Plan.Profile);
        var plan = new ParentPlan(profile);
        ParentColumns columns = new ParentStages(writer, plan, children).Write();
        Fragment tier = writer.Sql.NameOf(columns.TierIndex, [.. plan.Tiers.Select(one => one.Name)]);
        Fragment[] values =
        [
            Value(columns.Score), tier, .. new[]
            {
                columns.TierIndex, columns.Coverage, columns.Weight, columns.Children, columns.Unscored, columns.Unweighted, columns.Costliest,
                columns.CostliestScore, columns.CostliestLost,
            }.Select(Value),
        ];
        Fragment[] all = [Value(children.Parent), .. values];
        var query = new StagedQuery(dialect, from, prefix, writer.Stages, all);
        if (query.MostColumns > dialect.MostColumns)
        {
            var errors = new MappingErrors(profile, dialect);
            errors.Add("query", $"it needs {query.MostColumns} columns, and {dialect} takes at most {dialect.MostColumns}", "use fewer metrics");
            errors.ThrowIfAny();
        }
        string text = QueryWriter.Header(profile, dialect)
            + query.Render([.. all.Zip(Results.Select(result => result.Name).Prepend(dialect.Quote(parent)))]);
        return new(text, parameter, [new(parent, SqlResultKind.Source), .. Results.Select(result => new SqlResultColumn(result.Name, result.Kind))]);

        Fragment Value(StageColumn column) => writer.Sql.Of($"{column}");
    }
}
