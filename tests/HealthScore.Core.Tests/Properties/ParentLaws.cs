using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class ParentLaws
{
    private const double Steps = 1048576;

    [Law(costs: 2)]
    public void A_parent_is_what_exact_fractions_of_its_children_say(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        ParentRules rules = profile.Parents;
        Child[] children = Child.Some(profile, 20, trial.Choices);
        Child[] Weighing(bool scored) => [.. children.Where(child => Weight(child) > 0 && IsScored(child) == scored)];
        Child[] counted = Weighing(scored: true);
        Rational total = Sum(counted, Weight), all = Sum([.. counted, .. Weighing(scored: false)], Weight);

        ParentScore parent = Child.Tally(profile, children).ToScore();

        Assert.Equal((children.Length, children.Count(child => !IsScored(child)), children.Count(child => child.Weight is null)),
            (parent.Children, parent.UnscoredChildren, parent.UnweightedChildren));
        Near(all, parent.Weight, 1e-9 * (1 + parent.Weight));
        Near(counted.Length == 0 ? 0 : total / all, parent.Coverage, 1e-9);
        if (Math.Abs(parent.Coverage - rules.MinimumCoverage) is not (> 1e-12 and < 2e-9))
            Assert.Equal(counted.Length > 0 && Limits.Reaches(parent.Coverage, rules.MinimumCoverage), parent.Value is not null);
        if (parent.Value is not { } score)
        {
            Assert.Equal((null, -1), (parent.Tier, parent.TierIndex));
            return;
        }
        Rational truth = rules.RollUp switch
        {
            RollUpRule.Lowest => counted.Min(child => child.Score)!.Value,
            RollUpRule.ShareBelow => 100 - 100 * Sum(counted, child => IsBelow(child) ? Weight(child) : 0) / total,
            _ => Sum(counted, child => Weight(child) * child.Score!.Value) / total,
        };
        Near(truth, score, 1e-6);
        IReadOnlyList<Tier> tiers = rules.Tiers.Count > 0 ? rules.Tiers : profile.Tiers;
        Assert.Equal(tiers.Last(tier => Limits.Reaches(score, tier.From)).Name, parent.Tier);

        bool IsScored(Child child) => rules.RollUp == RollUpRule.ShareBelow ? child.Tier >= 0 : child.Score is not null;
        bool IsBelow(Child child) => child.Tier < profile.Tiers.IndexOf(rules.Below);
    }

    [Law(costs: 2)]
    public void The_costliest_child_takes_no_less_than_any_and_all_that_is_lost_is_theirs(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        ParentRules rules = profile.Parents;
        Child[] children = Child.Some(profile, 12, trial.Choices);
        ParentScore parent = Child.Tally(profile, children).ToScore();
        if (parent.Value is not { } score)
            throw LawAttribute.Discard();
        Child[] counted = [.. children.Where(child => Weight(child) > 0 && child.Score is not null)];
        double total = counted.Sum(Weight);
        double Takes(Child child) => rules.RollUp switch
        {
            RollUpRule.Lowest => 100 - child.Score!.Value,
            RollUpRule.ShareBelow => child.Tier < profile.Tiers.IndexOf(rules.Below) ? 100 * Weight(child) / total : 0,
            _ => Weight(child) / total * (100 - child.Score!.Value),
        };

        double most = counted.Max(Takes);
        Assert.Equal(most > 0, parent.CostliestChild is not null);
        if (parent.CostliestChild is { } costliest)
        {
            Child named = Assert.Single(children, child => child.Name == costliest.Name);
            Assert.Equal((named.Score, named.Weight, profile.Tiers[named.Tier].Name), (costliest.Value, costliest.Weight, costliest.Tier));
            Assert.Equal(most, costliest.PointsLost, 1e-9);
            Assert.Equal(most, Takes(named), 1e-9);
        }
        if (rules.RollUp != RollUpRule.Lowest)
            Assert.Equal(100 - score, counted.Sum(Takes), 1e-5);
    }

    [Law(costs: 2)]
    public void Neither_order_nor_split_changes_a_bit_of_a_parent(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        Random random = trial.Choices;
        Child[] children = Child.Some(profile, 40, random);
        ParentScore whole = Child.Tally(profile, children).ToScore();

        random.Shuffle(children);
        ParentTally[] parts = [new(profile), new(profile), new(profile)];
        foreach (Child child in children)
            child.AddTo(parts[random.Next(parts.Length)]);
        foreach (ParentTally part in parts[1..])
            parts[0].Add(part);

        Assert.Equal(All(whole), All(parts[0].ToScore()));
    }

    [Law(costs: 5)]
    public void A_mean_of_scores_with_one_decimal_is_the_one_that_people_compute(Trial trial)
    {
        Random random = trial.Choices;
        var profile = ScoringProfile.Create("p", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 100))).Tier("a", 0));
        int[] tenths = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(1001))];
        int[] weights = [.. tenths.Select(_ => random.Next(1, 50))];
        long sum = tenths.Zip(weights, (score, weight) => (long)score * weight).Sum(), total = weights.Sum();
        if (sum * 100_000 % total != 0)
            throw LawAttribute.Discard();

        ParentScore parent = Child.Tally(profile, tenths.Zip(weights, (score, weight) => new Child("c", score / 10.0, 0, weight))).ToScore();

        Assert.Equal((double)((decimal)sum / total / 10), parent.Value);
    }

    [Law(costs: 2)]
    public void A_scored_customer_is_the_child_that_its_numbers_say(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        (ParentTally scored, ParentTally byNumbers) = (new(profile), new(profile));
        foreach ((HealthScore score, int i) in trial.Scores().Select((score, i) => (score, i)))
        {
            score.AddToParent(scored, $"{i}", i + 0.5);
            byNumbers.Add($"{i}", score.Value, score.Tier, i + 0.5);
        }

        Assert.Equal(All(byNumbers.ToScore()), All(scored.ToScore()));
    }

    private static string All(ParentScore parent) =>
        $"{parent.Value:R} {parent.Tier} {parent.TierIndex} {parent.Coverage:R} {parent.Weight:R} {parent.Children} {parent.UnscoredChildren} "
        + $"{parent.UnweightedChildren} {parent.CostliestChild?.PointsLost:R} {parent.CostliestChild?.Value:R} {parent.Explain("p")}";

    private static double Weight(Child child) => Math.Round((child.Weight ?? 0) * Steps) / Steps;

    private static Rational Sum(IEnumerable<Child> children, Func<Child, Rational> of) =>
        children.Aggregate((Rational)0, (sum, child) => sum + of(child));

    private static Rational Sum(IEnumerable<Child> children, Func<Child, double> of) => Sum(children, child => (Rational)of(child));

    private static void Near(Rational truth, double number, double tolerance) =>
        Assert.True(Rational.Abs(truth - number) <= tolerance, $"{number} is not within {tolerance} of {truth}");
}
