using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>A profile on its way to stages: what all who write them share.</summary>
internal sealed class StagePlan(Plan profile, FragmentWriter sql, ColumnNames names, string prefix)
{
    private readonly List<Stage> _stages = [];

    public Plan Profile => profile;

    public FragmentWriter Sql => sql;

    public ColumnNames Names => names;

    public IReadOnlyList<Stage> Stages => _stages;

    /// <summary>The segment's place; null until a stage chooses it, and where the profile has no segments.</summary>
    public StageColumn? Segment { get; set; }

    /// <summary>The base profile's scorecard, and each segment's.</summary>
    public IEnumerable<Scorecard> Scorecards => profile.Segments.Select(plan => plan.Scorecard).Prepend(profile.Base);

    public void Add(Stage stage) => _stages.Add(stage);

    public Stage NewStage(string name, string comment)
    {
        var stage = new Stage(prefix + name, comment);
        _stages.Add(stage);
        return stage;
    }

    /// <summary>What each scorecard says, in one expression.</summary>
    public Fragment PerScorecard(Func<Scorecard, Fragment> say)
    {
        Fragment otherwise = say(profile.Base);
        if (Segment is null)
            return otherwise;
        var others = profile.Segments.Select((plan, i) => (Place: i, Says: say(plan.Scorecard)))
            .Where(other => other.Says.Text != otherwise.Text)
            .GroupBy(other => other.Says.Text)
            .Select(group => (When: IsIn([.. group.Select(other => other.Place)]), Then: group.First().Says));
        return sql.Case([.. others], otherwise);
    }

    private Fragment IsIn(int[] segments) => segments.Length == 1 ? sql.Of($"{Segment!} = {segments[0]}")
        : sql.Of($"{Segment!} IN ({FragmentWriter.Join(", ", segments.Select(place => sql.Of($"{place}")))})");
}
