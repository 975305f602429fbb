using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>What the writers of all steps share: the plan, the words of the dialect, the names taken so far, and the stages written so far.</summary>
internal sealed class StageWriter(Plan plan, FragmentWriter sql, ColumnNames names, string prefix)
{
    private readonly string[] _stems = [.. plan.Columns.Select(ColumnNames.Stem)];
    private readonly List<Stage> _stages = [];

    public Plan Plan => plan;

    public FragmentWriter Sql => sql;

    public IReadOnlyList<Stage> Stages => _stages;

    public void Add(Stage stage) => _stages.Add(stage);

    public Stage NewStage(string name, string comment)
    {
        var stage = new Stage(prefix + name, comment);
        _stages.Add(stage);
        return stage;
    }

    /// <summary>A column of a name that is free.</summary>
    public StageColumn Take(string wish) => names.Take(wish);

    /// <summary>A column about one of the plan's columns.</summary>
    public StageColumn Take(int column, string what) => names.Take($"{_stems[column]}_{what}");
}
