using HealthScoring.Plans;
using HealthScoring.Portfolios;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>Joins children into parents: the operations of <see cref="ParentTally"/>, in the same order.</summary>
internal sealed class ParentStages(StageWriter writer, ParentPlan plan, ChildColumns children)
{
    // Where a double has no digits after the point, so that adding it and taking it away rounds to whole numbers, ties to even.
    private const double FirstWhole = 1L << 52;

    private readonly FragmentWriter _sql = writer.Sql;

    /// <summary>Writes a row for each parent.</summary>
    public ParentColumns Write()
    {
        (StageColumn steps, Fragment isUnweighted) = Weigh();
        Stage parts = writer.NewStage("parts", "Weights in parts that add up exactly, and what each child takes from its parent's points.");
        StageColumn[] limbs = [.. Enumerable.Range(0, LimbSum.Limbs).Select(i => parts.Add(writer.Take($"part_{i}"), Limb(steps, i)))];
        Fragment isScored = _sql.Of($"{(plan.Rule == RollUpRule.ShareBelow ? children.TierIndex : children.Score)} IS NOT NULL");
        StageColumn times = parts.Add(writer.Take("multiplier"), Times());
        StageColumn cost = parts.Add(writer.Take("child_cost"),
            _sql.Case(_sql.Of($"{isScored} AND {steps} > {0.0}"), Cost(steps), _sql.Of($"{0.0}")));
        Stage places = writer.NewStage("places", "Each child's place by what it takes, and the children that take any.");
        StageColumn place = places.Add(writer.Take("child_place"), _sql.PlaceWithin(children.Parent, cost, children.Child));
        StageColumn Taking(string name, Fragment value, Fragment none) =>
            places.Add(writer.Take(name), _sql.Case(_sql.Of($"{cost} > {0.0}"), value, none));
        StageColumn taker = Taking("taker", _sql.AsText(children.Child), _sql.NoText);
        StageColumn takerScore = Taking("taker_score", _sql.Of($"{children.Score}"), _sql.NoNumber);
        StageColumn takerCost = Taking("taker_cost", _sql.Of($"{cost}"), _sql.NoNumber);

        Stage groups = writer.NewStage("parents", "A row for each parent.");
        groups.GroupBy = children.Parent;
        StageColumn Sum(string name, Fragment value) => groups.Add(writer.Take(name), _sql.Whole(_sql.Of($"sum({value})")));
        StageColumn[] Sums(string name, Func<StageColumn, Fragment> of) =>
            [.. limbs.Select((limb, i) => Sum($"{name}_{i}", of(limb)))];
        StageColumn Bound(string name, string function) => groups.Add(writer.Take(name),
            _sql.Of($"{FragmentWriter.Word(function)}({_sql.Case(_sql.Of($"{steps} > {0.0}"), _sql.Of($"{children.Score}"), _sql.NoNumber)})"));
        StageColumn First(string name, StageColumn value, Fragment none) => groups.Add(writer.Take(name), _sql.FirstOf(value, place, cost, none));
        Fragment zero = _sql.Of($"{0}"), one = _sql.Of($"{1}");
        StageColumn[] scored = Sums("scored", limb => _sql.Case(isScored, _sql.Of($"{limb}"), zero));
        StageColumn[] unscored = Sums("unscored", limb => _sql.Case(isScored, zero, _sql.Of($"{limb}")));
        StageColumn[] joined = plan.Rule == RollUpRule.Lowest ? []
            : Sums("joined", limb => _sql.Case(isScored, _sql.Of($"{limb} * {times}"), zero));
        StageColumn least = Bound("least_score", "min"), most = Bound("most_score", "max");
        StageColumn all = groups.Add(writer.Take("children"), FragmentWriter.Word("count(*)"));
        StageColumn unscoredChildren = Sum("unscored", _sql.Case(isScored, zero, one));
        StageColumn unweighted = Sum("unweighted", _sql.Case(isUnweighted, one, zero));
        StageColumn costliest = First("costliest", taker, _sql.NoText), costliestScore = First("costliest_score", takerScore, _sql.NoNumber);
        StageColumn costliestCost = First("costliest_cost", takerCost, _sql.NoNumber);

        Stage totals = writer.NewStage("totals", "The parents' sums.");
        StageColumn total = totals.Add(writer.Take("scored_total"), Total(scored)), rest = totals.Add(writer.Take("unscored_total"), Total(unscored));
        StageColumn? join = joined.Length == 0 ? null : totals.Add(writer.Take("joined_total"), Total(joined));

        Stage means = writer.NewStage("parent_means", "Their means, coverage and weight.");
        StageColumn Where(string name, Fragment value, Fragment none) =>
            means.Add(writer.Take(name), _sql.Case(_sql.Of($"{total} > {0.0}"), value, none));
        StageColumn coverage = Where("parent_coverage", _sql.Of($"{total} / ({total} + {rest})"), _sql.Of($"{0.0}"));
        StageColumn mean = Where("parent_mean", Mean(total, join, least), _sql.NoNumber);
        StageColumn lost = Where("costliest_lost", Lost(costliestCost, total), _sql.NoNumber);
        StageColumn weight = means.Add(writer.Take("parent_weight"), _sql.Of($"({total} + {rest}) / {Grid.Steps}"));

        Stage kept = writer.NewStage("parent_scores", "No mean outside of its own children, and none of too few.");
        Fragment value = plan.Rule == RollUpRule.WeightedMean ? _sql.Clamp(mean, _sql.Of($"{least}"), _sql.Of($"{most}")) : _sql.Of($"{mean}");
        StageColumn result = kept.Add(writer.Take("parent_score"), _sql.Case(
            _sql.Of($"{coverage} < {plan.LeastCoverage} OR {all} > {ParentPlan.MostChildren}"), _sql.NoNumber, value));
        StageColumn tier = writer.NewStage("parent_tiers", "The parents' tiers by their places, from 0.").Add(writer.Take("parent_tier"), _sql.Case(
            [.. plan.TierCuts.Index().Reverse().Select(cut => (_sql.Of($"{result} >= {cut.Item}"), _sql.Of($"{cut.Index}")))],
            FragmentWriter.Word("NULL")));
        return new(result, tier, coverage, weight, all, unscoredChildren, unweighted, costliest, costliestScore, lost);
    }

    /// <summary>Writes each child's weight in steps, 0 where it has none.</summary>
    private (StageColumn Steps, Fragment IsUnweighted) Weigh()
    {
        const string Comment = "The children's weights, in steps of 2^-20.";
        if (children.Weight is not { } raw)
        {
            return (writer.NewStage("weights", Comment).Add(writer.Take("weight_steps"), _sql.Of($"{Grid.Steps}")), _sql.Of($"{1} = {0}"));
        }
        StageColumn weight = writer.NewStage("numbers", "The children's weights as numbers.").Add(writer.Take("weight"), _sql.Raw(raw));
        Stage stage = writer.NewStage("weights", Comment);
        StageColumn steps = stage.Add(writer.Take("weight_steps"), _sql.Case(
        [
            // First: its steps could be more than a double holds.
            (_sql.Of($"{weight} > {Grid.MostWeight}"), _sql.NoNumber),
            (_sql.Of($"{weight} >= {0.0} AND {weight} * {Grid.Steps} < {FirstWhole}"), Rounded(_sql.Of($"{weight} * {Grid.Steps}"))),
            (_sql.Of($"{weight} >= {0.0} AND {weight} <= {Grid.MostWeight}"), _sql.Of($"{weight} * {Grid.Steps}")),
        ], _sql.NoNumber));
        return (steps, _sql.Of($"{steps} IS NULL"));
    }

    private Fragment Limb(StageColumn steps, int index)
    {
        Fragment Shifted(int limbs) => limbs == 0 ? _sql.Of($"{steps}")
            : _sql.Floor(_sql.Of($"{steps} / {Math.Pow(LimbSum.LimbSize, limbs)}"));
        return _sql.Whole(_sql.Of($"coalesce({Shifted(index)} - {(double)LimbSum.LimbSize} * {Shifted(index + 1)}, {0.0})"));
    }

    private Fragment Times() => plan.Rule switch
    {
        RollUpRule.ShareBelow => _sql.Case(_sql.Of($"{children.TierIndex} < {plan.Below}"), _sql.Of($"{0}"), _sql.Of($"{1}")),
        _ => _sql.Whole(Rounded(_sql.Of($"{children.Score} * {Grid.Steps}"))),
    };

    private Fragment Cost(StageColumn steps) => plan.Rule switch
    {
        RollUpRule.Lowest => _sql.Of($"{100.0} - {children.Score}"),
        RollUpRule.ShareBelow => _sql.Case(_sql.Of($"{children.TierIndex} < {plan.Below}"), _sql.Of($"{steps}"), _sql.Of($"{0.0}")),
        _ => _sql.Of($"{steps} * ({100.0} - {children.Score})"),
    };

    private Fragment Total(StageColumn[] limbs)
    {
        Fragment sum = _sql.Number(limbs[^1]);
        foreach (StageColumn limb in limbs.Reverse().Skip(1))
            sum = _sql.Of($"({sum}) * {(double)LimbSum.LimbSize} + {_sql.Number(limb)}");
        return sum;
    }

    private Fragment Mean(StageColumn total, StageColumn? join, StageColumn least) => plan.Rule switch
    {
        RollUpRule.Lowest => _sql.Of($"{least}"),
        RollUpRule.ShareBelow => InMillionths(_sql.Of($"{100.0} * ({join!} / {total})")),
        _ => InMillionths(_sql.Of($"{join!} / {total} / {Grid.Steps}")),
    };

    private Fragment Lost(StageColumn cost, StageColumn total) => plan.Rule switch
    {
        RollUpRule.Lowest => _sql.Of($"{cost}"),
        RollUpRule.ShareBelow => _sql.Of($"{100.0} * ({cost} / {total})"),
        _ => _sql.Of($"{cost} / {total}"),
    };

    private Fragment InMillionths(Fragment score) => _sql.Of($"({Rounded(_sql.Of($"{score} * {ParentPlan.Steps}"))}) / {ParentPlan.Steps}");

    private Fragment Rounded(Fragment number) => _sql.Of($"({number} + {FirstWhole}) - {FirstWhole}");
}
