using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class ReferenceLaws
{
    [Law]
    public void A_score_is_what_the_semantics_say(Trial trial)
    {
        foreach (var (score, truth) in Both(trial))
        {
            Near(truth.Unguarded, score.ValueBeforeGuardrails, truth.Tolerance);
            Near(truth.Guarded, score.ValueIfScored, truth.Tolerance);
            Near(truth.Coverage, score.Coverage, 1e-9);
            Assert.Equal(truth.Segment, score.Segment);
            if (truth.CoverageIsClose)
                continue;
            Assert.Equal(truth.Scored, score.Value is not null);
            if (!truth.TierIsClose)
                Assert.Equal(truth.Tier, score.Tier);
        }
    }

    [Law(costs: 2)]
    public void Guardrails_match_and_change_what_the_semantics_say(Trial trial)
    {
        foreach (var (score, truth) in Both(trial))
        {
            Assert.Equal(truth.GuardrailChanges.Keys, score.Guardrails.Select(match => match.Name));
            foreach (GuardrailMatch match in score.Guardrails)
                Near(truth.GuardrailChanges[match.Name], match.Change, truth.Tolerance);
        }
    }

    [Law(costs: 3)]
    public void A_metric_contributes_what_the_semantics_say(Trial trial)
    {
        foreach (var (score, truth) in Both(trial))
        {
            Assert.Equal(truth.Contributions.Keys.Order(StringComparer.Ordinal),
                score.Contributions.Select(contribution => contribution.Metric).Order(StringComparer.Ordinal));
            foreach (Contribution contribution in truth.LowestIsClose ? [] : score.Contributions)
                Near(truth.Contributions[contribution.Metric], contribution.PointsAdded, truth.Tolerance);
        }
    }

    [Law(costs: 5)]
    public void Contributions_and_other_points_sum_to_the_score_before_guardrails_and_with_the_guardrails_to_the_score(Trial trial)
    {
        foreach (var (score, truth) in Both(trial))
        {
            if (score.ValueBeforeGuardrails is not { } before)
                continue;
            double sum = score.OtherPoints + score.Contributions.Sum(contribution => contribution.PointsAdded);
            int parts = score.Contributions.Count + score.Dimensions.Count;
            bool addsPoints = trial.Profile.Dimensions.Select(dimension => dimension.Formula).Append(trial.Profile.Formula)
                .Any(formula => formula.Kind == FormulaKind.Points);
            // As the semantics say: some units in the last place of the whole for each part, and what little of other points is left out.
            double most = addsPoints ? parts * truth.Largest : 100;
            double tolerance = (parts + 16) * Math.ScaleB(1, -52) * most + (addsPoints ? truth.Tolerance : 0);
            Assert.Equal(before, sum, tolerance);
            Assert.Equal(score.ValueIfScored!.Value, sum + score.Guardrails.Sum(match => match.Change), tolerance);
        }
    }

    /// <summary>Scores and what they should be, except where rounding may decide what counts or matches.</summary>
    private static IEnumerable<(HealthScore Score, ReferenceScore Truth)> Both(Trial trial) => trial.Scores().Zip(
        trial.Customers, (score, customer) => (Score: score, Truth: ReferenceScorer.Score(trial.Profile, customer, trial.Named)))
        .Where(pair => !pair.Truth.IsClose);

    private static void Near(Rational? expected, double? actual, double tolerance)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } truth)
            Assert.True(Rational.Abs(truth - actual!.Value) <= tolerance, $"{actual} is not within {tolerance} of {truth}");
    }
}
