using HealthScoring.Columns;
using HealthScoring.Plans;
using HealthScoring.Portfolios;

namespace HealthScoring;

/// <summary>Scores the rows of a block whose metrics have faults that do something else than a missing value, also in what was counted.</summary>
internal static class FaultyRows
{
    /// <summary>Puts scores that know of the faults in the place of those that do not.</summary>
    /// <param name="plan">The plan of the scores.</param>
    /// <param name="parts">The measured rows.</param>
    /// <param name="faults">Their faults.</param>
    /// <param name="output">The scores, with their segments.</param>
    public static void Rescore(Plan plan, ColumnBlock[] parts, BlockFaults faults, BlockOutput output)
    {
        var values = new double[plan.Columns.Length];
        double[] freshness = plan.Fades ? new double[plan.Columns.Length] : [];
        for (int row = 0; row < output.Rows; row++)
        {
            int segment = output.Segments[row];
            Scorecard plain = plan.ScorecardOf(segment), scorecard = plain.WithFaults(faults.Columns(row));
            if (scorecard == plain)
                continue;
            parts[row / MeasuredBlock.PartRows].CopyRow(row % MeasuredBlock.PartRows, values, freshness);
            Evaluation evaluation = Evaluate(scorecard, values, freshness);
            ref double score = ref output.Scores[row];
            ref int tier = ref output.Tiers[row];
            if (output.Tally?.Group(segment) is { } group)
            {
                Lose(group, plain, Evaluate(plain, values, freshness), -1);
                Lose(group, scorecard, evaluation, 1);
                group.Move((score, tier), (evaluation.Score, evaluation.Tier), output.Weights.IsEmpty ? double.NaN : output.Weights[row]);
            }
            (score, tier) = (evaluation.Score, evaluation.Tier);
        }
    }

    private static Evaluation Evaluate(Scorecard scorecard, double[] values, double[] freshness)
    {
        var evaluation = new Evaluation(scorecard);
        RowArithmetic.Score(scorecard, values, freshness, evaluation);
        return evaluation;
    }

    private static void Lose(GroupTally group, Scorecard scorecard, Evaluation evaluation, int sign)
    {
        for (int i = 0; i < scorecard.Metrics.Length && !double.IsNaN(evaluation.Score); i++)
            group.Lost[i] += sign * Grid.Of(RowArithmetic.PointsLost(scorecard, evaluation, i));
    }
}
