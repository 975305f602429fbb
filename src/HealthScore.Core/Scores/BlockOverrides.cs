using HealthScoring.Columns;
using HealthScoring.Plans;

namespace HealthScoring;

/// <summary>The overrides of some customers, one row each. Reused.</summary>
internal sealed class BlockOverrides(int rows)
{
    private ScoreOverride?[]? _overrides;
    private bool _any;

    /// <summary>Lets go of what earlier customers left behind.</summary>
    public void Clear()
    {
        if (_any)
            Array.Clear(_overrides!);
        _any = false;
    }

    public void Set(int row, ScoreOverride? pinned)
    {
        if (pinned is null)
            return;
        (_overrides ??= new ScoreOverride?[rows])[row] = pinned;
        _any = true;
    }

    public ScoreOverride? Of(int row) => _overrides?[row];

    /// <summary>Puts overrides in the place of computed scores, also in what was counted.</summary>
    /// <param name="plan">The plan of the scores.</param>
    /// <param name="output">The computed scores, with their segments.</param>
    public void Pin(Plan plan, BlockOutput output)
    {
        for (int row = 0; row < output.Rows && _any; row++)
        {
            if (_overrides![row] is not { } pinned)
                continue;
            ref double score = ref output.Scores[row];
            ref int tier = ref output.Tiers[row];
            int segment = output.Segments[row];
            Pin pin = HealthScoring.Pin.Of(pinned, plan.ScorecardOf(segment), score);
            output.Tally?.Group(segment).Move((score, tier), (pin.Score, pin.Tier), output.Weights.IsEmpty ? double.NaN : output.Weights[row]);
            (score, tier) = (pin.Score, pin.Tier);
        }
    }
}
