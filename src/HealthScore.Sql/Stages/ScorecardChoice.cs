using HealthScoring.Plans;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>
/// By which scorecard a customer is scored: that of the first segment that matches, else the base profile's. What differs between scorecards is
/// chosen by segment where it differs, and said once where it does not.
/// </summary>
internal sealed class ScorecardChoice
{
    private readonly Plan _plan;
    private readonly FragmentWriter _sql;
    private readonly StageColumn? _segment;

    private ScorecardChoice(StageWriter writer, StageColumn? segment) => (_plan, _sql, _segment) = (writer.Plan, writer.Sql, segment);

    /// <summary>The segment's index; -1 for the base profile.</summary>
    public Fragment SegmentIndex => _segment is null ? _sql.Of($"{-1}") : _sql.Of($"{_segment}");

    /// <summary>The segment's name; NULL for the base profile.</summary>
    public Fragment SegmentName => _segment is null ? _sql.NoText
        : _sql.NameOf(_segment, [.. _plan.Segments.Select(segment => segment.Segment.Name)]);

    /// <summary>Writes the stage that chooses; there is none where the profile has no segments.</summary>
    public static ScorecardChoice Choose(StageWriter writer, MeasuredColumns measured, StageColumn? named)
    {
        if (writer.Plan.Segments.Length == 0)
            return new(writer, null);
        FragmentWriter sql = writer.Sql;
        Stage stage = writer.NewStage("segmented", "The first segment that matches, by its place from 0; -1 for the base profile.");
        var cases = new List<(Fragment When, Fragment Then)>();
        for (int i = 0; i < writer.Plan.Segments.Length; i++)
        {
            SegmentPlan plan = writer.Plan.Segments[i];
            Fragment?[] ways =
            [
                named is null ? null : sql.TextEquals(named, plan.Segment.Name),
                plan.When is { } when ? new ConditionExpression(sql, measured.Of).Of(when) : null,
            ];
            if (ways.OfType<Fragment>().ToArray() is { Length: > 0 } given)
                cases.Add((FragmentWriter.Join(" OR ", given), sql.Of($"{i}")));
        }
        return new(writer, stage.Add(writer.Take("segment_index"), sql.Case(cases, sql.Of($"{-1}"))));
    }

    /// <summary>What the customer's scorecard says, in one expression.</summary>
    public Fragment PerScorecard(Func<Scorecard, Fragment> say)
    {
        Fragment otherwise = say(_plan.Base);
        if (_segment is null)
            return otherwise;
        var others = _plan.Segments.Select((plan, i) => (Index: i, Says: say(plan.Scorecard)))
            .Where(other => other.Says.Text != otherwise.Text)
            .GroupBy(other => other.Says.Text)
            .Select(group => (When: IsIn(_segment, [.. group.Select(other => other.Index)]), Then: group.First().Says));
        return _sql.Case([.. others], otherwise);
    }

    private Fragment IsIn(StageColumn segment, int[] indexes) => indexes.Length == 1 ? _sql.Of($"{segment} = {indexes[0]}")
        : _sql.Of($"{segment} IN ({FragmentWriter.Join(", ", indexes.Select(index => _sql.Of($"{index}")))})");
}
