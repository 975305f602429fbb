using HealthScoring.Plans;

namespace HealthScoring.Changes;

/// <summary>
/// Splits the change of a score before guardrails over the metrics that changed. Each gets the mean of what it does when the changes are made
/// one after the other in canonical order, and in the reverse order: the way back visits the same rows, so it gives the same points negated.
/// </summary>
internal static class MetricEffects
{
    /// <summary>What each change is worth, in points.</summary>
    /// <param name="scorecard">Scores every row on the way.</param>
    /// <param name="changes">The elementary changes in canonical order.</param>
    /// <param name="before">The row to start from, and its score, which is defined.</param>
    /// <param name="after">The row to end at, whose score is defined.</param>
    public static double[] Of(Scorecard scorecard, MetricChange[] changes, MeasuredRow before, LaterRow after)
    {
        var effects = new double[changes.Length];
        int[] order = [.. Enumerable.Range(0, changes.Length)];
        AddAlong(order);
        Array.Reverse(order);
        AddAlong(order);
        for (int i = 0; i < effects.Length; i++)
            effects[i] /= 2;
        return effects;

        void AddAlong(int[] way)
        {
            double[] scores = Scores(scorecard, [.. way.Select(index => changes[index])], before, after);
            for (int i = 0; i < way.Length; i++)
                effects[way[i]] += scores[i + 1] - scores[i];
        }
    }

    /// <summary>The score before guardrails at the start and after every change.</summary>
    private static double[] Scores(Scorecard scorecard, MetricChange[] changes, MeasuredRow before, LaterRow after)
    {
        (double[] values, double[] freshness) = ((double[])before.Values.Clone(), (double[])before.Freshness.Clone());
        var evaluation = new Evaluation(scorecard);
        var scores = new double[changes.Length + 1];
        for (int i = 0; i < scores.Length; i++)
        {
            if (i > 0)
                changes[i - 1].Apply(values, freshness, after.Values, after.Freshness);
            RowArithmetic.Score(scorecard, values, freshness, evaluation);
            scores[i] = evaluation.Unguarded;
        }
        Bridge(scores);
        return scores;
    }

    /// <summary>Rows without data on the way score halfway between the nearest ones with data before and after them.</summary>
    private static void Bridge(double[] scores)
    {
        for ((int i, int last) = (1, 0); i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
                continue;
            scores.AsSpan(last + 1, i - last - 1).Fill((scores[last] + scores[i]) / 2);
            last = i;
        }
    }
}
