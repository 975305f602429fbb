using FsCheck;
using FsCheck.Fluent;

namespace HealthScoring.Tests.Properties;

/// <summary>A profile so small that a grid over its numbers shows everything it does: few metrics, knots and bounds at 0, 1 and 2.</summary>
/// <param name="Seed">What it is drawn by.</param>
public sealed record SmallProfile(int Seed)
{
    private static readonly double[] AnyPoints = [0, 20, 40, 50, 60, 90, 100];

    /// <summary>Whether every curve is made of bands, so that the numbers of the grid show all scores there are.</summary>
    public bool IsStepped { get; private init; }

    public ScoringProfile Profile { get; private init; } = null!;

    public static Arbitrary<SmallProfile> Profiles() => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue)
        from isFine in Gen.Elements(false, true)
        select Of(seed, isFine));

    /// <param name="seed">What it is drawn by.</param>
    /// <param name="isFine">Whether limits may be within the tolerance of a cut-off, and guardrails may apply when a value is missing.</param>
    public static SmallProfile Of(int seed, bool isFine)
    {
        var random = new Random(seed);
        bool isStepped = random.Next(3) == 0;
        var draft = new Draft(random, isStepped, isFine);
        return new(seed) { IsStepped = isStepped, Profile = draft.Build() };
    }

    public override string ToString() => $"seed {Seed}: {Profile.ToJson()}";

    private sealed class Draft(Random random, bool isStepped, bool isFine)
    {
        private bool _isAdditive;

        public ScoringProfile Build()
        {
            Formula whole = AnyFormula();
            Formula[] parts = [AnyFormula(), AnyFormula()];
            _isAdditive = parts.All(part => part.Kind == FormulaKind.Points);
            bool isSecond = Chance(2), hasThird = Chance(2);
            string[] metrics = hasThird ? ["a", "b", "c"] : ["a", "b"];
            string[] columns = [.. metrics, "s"];
            string[] tiers = Chance(2) ? ["low", "high"] : ["low", "middle", "high"];
            int guardrails = random.Next(4), segments = random.Next(3), actions = random.Next(4);
            return ScoringProfile.Create("small", to =>
            {
                to.Formula(whole).Signal("s").MinimumCoverage(Chance(4) ? 0.5 : 0);
                to.Dimension("one", 1 + random.Next(2), one =>
                {
                    one.Formula(parts[0]).Metric("a", AnyCurve(), AnyMetric(1));
                    if (!isSecond)
                        Rest(one);
                });
                if (isSecond)
                {
                    to.Dimension("two", random.Next(3), two =>
                    {
                        two.Formula(parts[1]).Metric("b", AnyCurve(), AnyMetric(1));
                        if (hasThird)
                            two.Metric("c", AnyCurve(), AnyMetric(0));
                    });
                }
                foreach ((int i, string tier) in tiers.Index())
                    to.Tier(tier, i == 0 ? 0 : i == 1 ? 30 + 10 * random.Next(4) : 75 + 5 * random.Next(6));
                for (int i = 0; i < guardrails; i++)
                    AnyGuardrail(to, $"g{i}", columns);
                for (int i = 0; i < actions; i++)
                    AnyAction(to, $"act{i}", metrics, tiers, guardrails, segments);
                for (int i = 0; i < segments; i++)
                    to.Segment($"seg{i}", segment => AnySegment(segment, metrics, columns, isSecond, guardrails, actions));
            });

            void Rest(DimensionBuilder one)
            {
                one.Metric("b", AnyCurve(), AnyMetric(0));
                if (hasThird)
                    one.Metric("c", AnyCurve(), AnyMetric(0));
            }
        }

        private void AnySegment(SegmentBuilder to, string[] metrics, string[] columns, bool isSecond, int guardrails, int actions)
        {
            if (!Chance(4))
                to.When(AnyCondition(columns));
            if (Chance(2))
                to.Weight("a", 1 + random.Next(4));
            if (isSecond && Chance(2))
                to.Weight("two", random.Next(4));
            if (Chance(2))
                to.Curve(metrics[random.Next(metrics.Length)], AnyCurve());
            if (Chance(3))
                to.Tier("high", 72 + random.Next(20));
            if (guardrails > 0 && Chance(3))
                to.Without("g0");
            if (actions > 0 && Chance(4))
                to.Without("act0");
            if (guardrails > 1 && Chance(3))
                to.Cap("g1", 10 * random.Next(11), AnyCondition(columns));
        }

        private void AnyGuardrail(ScoringProfileBuilder to, string name, string[] columns)
        {
            Condition when = AnyCondition(columns);
            double limit = 10 * random.Next(11);
            if (isFine && limit > 0)
                limit -= random.Next(3) switch { 0 => 5e-10, 1 => 2e-9, _ => 0 };
            bool applies = isFine && when.Operator != ConditionOperator.Missing && Chance(2);
            void Missing(GuardrailBuilder guardrail) => _ = applies ? guardrail.ApplyWhenMissing() : guardrail;
            _ = random.Next(5) switch
            {
                0 or 1 => to.Cap(name, limit, when, Missing),
                2 or 3 => to.Floor(name, limit, when, Missing),
                _ => to.Unscored(name, when, Missing),
            };
        }

        private void AnyAction(ScoringProfileBuilder to, string name, string[] metrics, string[] tiers, int guardrails, int segments) =>
            to.Action(name, action =>
            {
                int kinds = 1 + random.Next(15);
                if ((kinds & 1) != 0 || (kinds & 2) == 0)
                    action.InTier(tiers[random.Next(tiers.Length)]);
                if ((kinds & 2) != 0)
                    action.DrivenBy(metrics[random.Next(metrics.Length)], 1 + 10 * random.Next(6));
                if ((kinds & 4) != 0 && guardrails > 0)
                    action.OnGuardrail($"g{random.Next(guardrails)}");
                if ((kinds & 8) != 0 && segments > 0)
                    action.InSegment($"seg{random.Next(segments)}");
            });

        private Condition AnyCondition(string[] columns)
        {
            string column = columns[random.Next(columns.Length)];
            double bound = random.Next(3);
            return random.Next(9) switch
            {
                0 or 1 => Condition.Below(column, bound),
                2 or 3 => Condition.AtLeast(column, bound),
                4 => Condition.AtMost(column, bound),
                5 => Condition.Above(column, bound),
                6 or 7 => Condition.Between(column, random.Next(2), 1 + random.Next(2)),
                _ => Condition.IsMissing(column),
            };
        }

        private Action<MetricBuilder> AnyMetric(int leastWeight)
        {
            int weight = Math.Max(leastWeight, random.Next(4));
            MissingPolicy missing = random.Next(4) switch
            {
                0 => MissingPolicy.Points(AnyPoints[random.Next(AnyPoints.Length)]),
                1 => MissingPolicy.Required,
                _ => MissingPolicy.Exclude,
            };
            return metric => metric.Weight(weight).WhenMissing(missing);
        }

        private Curve AnyCurve()
        {
            double P() => AnyPoints[random.Next(AnyPoints.Length)] * (_isAdditive && Chance(3) ? -1 : 1);
            if (isStepped)
                return Chance(2) ? Curve.Bands((0, P()), (1, P())) : Curve.Bands((0, P()), (1, P()), (2, P()));
            return random.Next(6) switch
            {
                0 => Curve.Linear(0, 2),
                1 => Curve.Linear(2, 0),
                2 => Curve.FromKnots((0, P()), (1, P()), (2, P())),
                3 => Curve.FromKnots((0, P()), (1, P()), (1, P()), (2, P())),
                4 => Curve.Bands((0, P()), (1, P()), (2, P())),
                _ => Curve.TargetRange(0, 0.5, 1, 2),
            };
        }

        private Formula AnyFormula() => random.Next(8) switch
        {
            0 or 1 => Formula.Points(10 * random.Next(3)),
            2 => Formula.Lowest,
            _ => Formula.WeightedMean,
        };

        private bool Chance(int of) => random.Next(of) == 0;
    }
}
