using HealthScoring.Paths;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class PathLaws
{
    [Law(costs: 2)]
    public void The_needed_value_reaches_the_tier_and_the_next_toward_the_current_one_does_not(Trial given)
    {
        foreach (Case each in Cases(given))
        {
            foreach (PathStep step in each.Path.Steps.Where(step => step.IsPossible))
            {
                double needed = step.NeededValue!.Value;
                Assert.True(double.IsFinite(needed));
                Assert.True(each.Reaches((step.Metric, needed)), $"{each.Target}: {step} does not reach");
                // It has nine digits where that reaches too.
                double start = each.Start(step), rounding = 2e-8 * Math.Abs(needed);
                if (Toward(needed, start) is { } next && Math.Abs(start - needed) > rounding
                    && (needed < start ? Math.Max(next, needed + rounding) : Math.Min(next, needed - rounding)) is var nearer)
                    Assert.False(each.Reaches((step.Metric, nearer)), $"{each.Target}: {step} reaches already at {nearer:R}");
            }
        }
    }

    [Law(costs: 8)]
    public void Exactly_the_reaching_values_reach_the_tier(Trial given)
    {
        foreach (Case each in Cases(given))
        {
            foreach (PathStep step in each.Path.Steps)
            {
                double[] marks = [.. each.Trial.Landmarks(step.Metric), .. step.ReachingValues.SelectMany(range => new[] { range.From, range.To })];
                double[] tried =
                [
                    .. marks.SelectMany(mark => new[] { mark, Math.BitIncrement(mark), Math.BitDecrement(mark) }),
                    .. Enumerable.Range(0, 10).Select(_ => Generators.Raw.Sample(each.Random)), double.MinValue, double.MaxValue,
                ];
                foreach (double value in tried.Where(double.IsFinite))
                {
                    bool reaches = each.Reaches((step.Metric, value));
                    Assert.True(reaches == step.ReachingValues.Any(range => range.Contains(value)),
                        $"{each.Target}: {step.Metric} at {value:R} {(reaches ? "reaches" : "does not reach")}");
                    if (reaches)
                    {
                        // The needed value has nine digits where that reaches too, and a distance from a far start is rounded to the start's bits.
                        (double needed, double start) = (step.NeededValue!.Value, each.Start(step));
                        Assert.True(Math.Abs(needed - start) <= Math.Abs(value - start) + 1e-8 * Math.Abs(needed) + 4e-16 * Math.Abs(start));
                        Assert.Contains(step.ReachingValues, range => range.Contains(needed));
                    }
                }
                Assert.Equal(step.IsPossible, step.ReachingValues.Count > 0);
                Assert.All(step.ReachingValues.Zip(step.ReachingValues.Skip(1)),
                    pair => Assert.True(Math.BitIncrement(pair.First.To) < pair.Second.From));
            }
        }
    }

    [Law(costs: 3)]
    public void A_path_has_a_step_for_each_metric_that_counts_in_order_and_knows_what_is_reached(Trial given)
    {
        foreach (Case each in Cases(given))
        {
            TierPath path = each.Path;
            Assert.Equal(each.IndexOf(each.Score.ComputedTier) >= each.IndexOf(each.Target), path.IsReached);
            Assert.Equal(each.Counting.Union(path.Blockers.SelectMany(each.Asked)).Order(StringComparer.Ordinal),
                path.Steps.Select(step => step.Metric).Order(StringComparer.Ordinal));
            Assert.All(path.Steps.Zip(path.Steps.Skip(1)), pair => Assert.True(
                (pair.First.IsPossible, pair.First.PointsToGain).CompareTo((pair.Second.IsPossible, pair.Second.PointsToGain)) is var order
                && (order > 0 || (order == 0 && string.CompareOrdinal(pair.First.Metric, pair.Second.Metric) < 0))));
            Assert.All(path.Steps, step => Assert.True(step.PointsToGain is >= 0 and <= 100));
            Assert.All(path.Blockers, match => Assert.True(match.Effect == GuardrailEffect.Unscored || match.Limit < path.TargetFrom));
        }
    }

    [Law(costs: 2)]
    public void A_metric_at_its_best_gains_the_points_that_are_available(Trial given)
    {
        foreach (Case each in Cases(given).Where(each => each.Trial.Profile.Segments.Count == 0))
        {
            Assert.All(each.Path.Steps.ExceptBy(each.Counting, step => step.Metric), step => Assert.Equal(0, step.PointsToGain));
            foreach (PathStep step in each.Path.Steps.IntersectBy(each.Counting, step => step.Metric))
            {
                Curve curve = each.Trial.CurveOf(step.Metric, each.Score);
                double best = curve.Knots.SelectMany(knot => new[] { knot.X, Math.BitDecrement(knot.X) }).Where(double.IsFinite)
                    .MaxBy(curve.Evaluate);
                double? after = each.ScoreWith((step.Metric, best)).ValueBeforeGuardrails;
                Assert.Equal(after is null ? 0 : Math.Max(0, after.Value - (each.Score.ValueBeforeGuardrails ?? 0)), step.PointsToGain);
            }
        }
    }

    [Law(costs: 5)]
    public void Equal_effort_reaches_the_tier_and_the_next_smaller_effort_does_not(Trial given)
    {
        foreach (Case each in Cases(given))
        {
            string[] metrics = [.. each.Counting.Where(_ => each.Random.Next(2) == 0)];
            if (metrics.Length == 0)
                metrics = [.. each.Counting];
            EqualEffort effort = EqualEffort.To(each.Score, each.Target, metrics);

            Assert.Equal(metrics.Order(StringComparer.Ordinal), effort.Steps.Select(step => step.Metric).Order(StringComparer.Ordinal));
            HealthScore after = each.ScoreWith([.. effort.Steps.Select(step => (step.Metric, step.NeededValue))]);
            Assert.Equal(after.ToJson(), effort.Outcome.ToJson());
            Assert.Equal(effort.IsPossible, each.IndexOf(after.ComputedTier) >= each.IndexOf(each.Target));
            bool At(double share) => each.Reaches([.. metrics.Select(metric => (metric, each.ValueAt(metric, share)))]);
            if (effort.Effort is { } found)
            {
                Assert.InRange(found, 0, 1);
                Assert.True(At(found));
                Assert.False(found > 0 && At(Math.BitDecrement(found)), $"{effort} is too much");
            }
            // Where a segment has curves of its own, the values that move a customer into it may earn fewer points there.
            if (each.Trial.Profile.Segments.All(segment => segment.Curves.Count == 0))
            {
                double limit = effort.Effort ?? Math.BitIncrement(1);
                Assert.DoesNotContain(Enumerable.Range(0, 41).Select(i => i / 40.0).Append(each.Random.NextDouble()).Where(share => share < limit),
                    At);
            }
        }
    }

    [Law(costs: 5)]
    public void Equal_effort_asks_for_numbers_that_the_profile_accepts(Trial given)
    {
        Trial accepting = given.Accepting();
        IReadOnlyDictionary<string, AcceptedDraft> accepted = accepting.Profile.Accepted;
        foreach (Case each in Cases(accepting))
        {
            EqualEffort effort = EqualEffort.To(each.Score, each.Target);
            (string Metric, double Value)[] AllAt(double share) =>
                [.. each.Counting.Select(metric => (metric, each.ValueAt(metric, share, accepted.GetValueOrDefault(metric))))];

            HealthScore after = each.ScoreWith([.. effort.Steps.Select(step => (step.Metric, step.NeededValue))]);
            Assert.Equal(after.ToJson(), effort.Outcome.ToJson());
            Assert.Equal(effort.IsPossible, each.IndexOf(after.ComputedTier) >= each.IndexOf(each.Target));
            Assert.All(effort.Steps, step =>
            {
                Assert.Null(accepted.GetValueOrDefault(step.Metric)?.Refused(step.NeededValue));
                Assert.True(each.Trial.CurveOf(step.Metric, each.Score).Evaluate(step.NeededValue) >= step.NeededPoints, step.ToString());
            });
            Assert.Equal(AllAt(effort.Effort ?? 1).Order(), effort.Steps.Select(step => (step.Metric, step.NeededValue)).Order());
            if (each.Trial.Profile.Segments.All(segment => segment.Curves.Count == 0))
            {
                double limit = effort.Effort ?? Math.BitIncrement(1);
                Assert.DoesNotContain(Enumerable.Range(0, 41).Select(i => i / 40.0).Append(Math.BitDecrement(limit)).Append(each.Random.NextDouble())
                    .Where(share => share >= 0 && share < limit), share => each.Reaches(AllAt(share)));
            }
        }
    }

    private static double? Toward(double value, double start) =>
        value < start ? Math.BitIncrement(value) : value > start ? Math.BitDecrement(value) : null;

    private static IEnumerable<Case> Cases(Trial given)
    {
        Random random = given.Choices;
        var trial = new FadingTrial(given, random);
        HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer = trial.Scorer();
        return trial.Customers.Select(customer => new Case(trial, scorer, customer, random));
    }

    private sealed class Case
    {
        private readonly HealthScorer<IReadOnlyDictionary<string, Measurement>> _scorer;
        private readonly IReadOnlyDictionary<string, Measurement> _customer;

        public Case(FadingTrial trial, HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer,
            IReadOnlyDictionary<string, Measurement> customer, Random random)
        {
            (Trial, _scorer, _customer, Random) = (trial, scorer, customer, random);
            Score = scorer.Score(customer, Properties.Trial.AsOf);
            Target = trial.Profile.Tiers[random.Next(trial.Profile.Tiers.Count)].Name;
            Path = TierPath.To(Score, Target);
        }

        public FadingTrial Trial { get; }

        public Random Random { get; }

        public HealthScore Score { get; }

        public string Target { get; }

        public TierPath Path { get; }

        public IEnumerable<string> Counting
        {
            get
            {
                Segment? segment = Trial.Profile.Segments.FirstOrDefault(segment => segment.Name == Score.Segment);
                double Weight(string name, double own) => segment?.Weights.GetValueOrDefault(name, own) ?? own;
                return Trial.Profile.Dimensions.Where(dimension => Weight(dimension.Name, dimension.Weight) > 0)
                    .SelectMany(dimension => dimension.Metrics).Where(metric => Weight(metric.Name, metric.Weight) > 0).Select(metric => metric.Name);
            }
        }

        /// <summary>The metrics and signals that a guardrail of the customer's segment asks about.</summary>
        public IEnumerable<string> Asked(GuardrailMatch match) => (Trial.Profile.Segments.Where(segment => segment.Name == Score.Segment)
            .SelectMany(segment => segment.Guardrails).Concat(Trial.Profile.Guardrails).First(guardrail => guardrail.Name == match.Name)).When.Leaves
            .Where(leaf => leaf.Subject == ConditionSubject.Metric).Select(leaf => leaf.Name);

        public int IndexOf(string? tier) => Trial.Profile.Tiers.Select(candidate => candidate.Name).ToList().IndexOf(tier!);

        public HealthScore ScoreWith(params (string Metric, double Value)[] changes)
        {
            var customer = new Dictionary<string, Measurement>(_customer, StringComparer.Ordinal);
            foreach ((string metric, double value) in changes)
                customer[metric] = new(value, Properties.Trial.AsOf);
            return _scorer.Score(customer, Properties.Trial.AsOf);
        }

        public bool Reaches(params (string Metric, double Value)[] changes) => IndexOf(ScoreWith(changes).ComputedTier) >= IndexOf(Target);

        public double Start(PathStep step) => step.Value
            ?? (Trial.Profile.Signals.Any(signal => signal.Name == step.Metric) ? 0 : Worst(Trial.CurveOf(step.Metric, Score)));

        public double ValueAt(string metric, double share)
        {
            Curve curve = Trial.CurveOf(metric, Score);
            double? value = Score.Contributions.Single(part => part.Metric == metric).Value;
            double from = value is { } known ? curve.Evaluate(known) : curve.LowestPoints;
            double best = curve.Knots.SelectMany(knot => new[] { knot.X, Math.BitDecrement(knot.X) }).Where(double.IsFinite).Max(curve.Evaluate);
            double points = share == 1 ? best : Math.Min(best, from + share * (best - from));
            double start = value ?? Worst(curve);
            return Nearest(curve.ValuesReaching(points), start);
        }

        /// <summary>The number at a share of the way of those that are accepted, by walking from one number to the next.</summary>
        public double ValueAt(string metric, double share, AcceptedDraft? accepted)
        {
            if (accepted is null)
                return ValueAt(metric, share);
            Curve curve = Trial.CurveOf(metric, Score);
            double? value = Score.Contributions.Single(part => part.Metric == metric).Value;
            double from = value is { } known ? curve.Evaluate(known) : curve.LowestPoints;
            double start = value ?? Worst(curve);
            // From 2^53 on every number is whole, and 1 more may be the same number.
            bool Steps(double number) => accepted.Whole && Math.Abs(number) < 1L << 53;
            double Up(double number) => Steps(number) ? Math.Floor(number) + 1 : Math.BitIncrement(number);
            double Down(double number) => Steps(number) ? Math.Ceiling(number) - 1 : Math.BitDecrement(number);
            IEnumerable<double> near = curve.Knots.Select(knot => knot.X).Append(0)
                .Concat(accepted.Valid is { } valid ? [valid.From, valid.To] : []).Concat(accepted.MissingValues)
                .SelectMany(mark => new[] { mark, Up(mark), Up(Up(mark)), Up(Up(Up(mark))), Down(mark), Down(Down(mark)), Down(Down(Down(mark))) });
            double best = near.Where(number => double.IsFinite(number) && accepted.Refused(number) is null).Max(curve.Evaluate);
            double points = share == 1 ? best : Math.Min(best, from + share * (best - from));

            IReadOnlyList<ValueRange> earning = curve.ValuesReaching(points);
            double? Walk(ValueRange range, bool up)
            {
                double first = up ? Math.Max(start, Math.Max(range.From, accepted.Valid?.From ?? double.MinValue))
                    : Math.Min(start, Math.Min(range.To, accepted.Valid?.To ?? double.MaxValue));
                double number = accepted.Whole ? up ? Math.Ceiling(first) : Math.Floor(first) : first;
                while (range.Contains(number) && accepted.MissingValues.Contains(number))
                    number = up ? Up(number) : Down(number);
                // Beyond the largest number there is none.
                return double.IsFinite(number) && range.Contains(number) && accepted.Refused(number) is null ? number : null;
            }

            double? above = earning.Select(range => Walk(range, up: true)).Where(number => number >= start).Min();
            double? below = earning.Select(range => Walk(range, up: false)).Where(number => number <= start).Max();
            return (Nearest(earning, start) >= start ? above ?? below : below ?? above)!.Value;
        }

        /// <summary>The nearer one of the nearest number below and the nearest above; the one below where both are as near.</summary>
        private static double Nearest(IReadOnlyList<ValueRange> ranges, double start)
        {
            double[] ends = [.. ranges.Select(range => start < range.From ? range.From : start > range.To ? range.To : start)];
            double[] below = [.. ends.Where(end => end <= start)], above = [.. ends.Where(end => end >= start)];
            return below.Length == 0 ? above.Min() : above.Length == 0 || start - below.Max() <= above.Min() - start ? below.Max() : above.Min();
        }

        private static double Worst(Curve curve) => curve.Knots.Where(knot => knot.Points == curve.LowestPoints)
            .Select(knot => curve.Evaluate(knot.X) == knot.Points ? knot.X : Math.BitDecrement(knot.X))
            .Where(double.IsFinite).DefaultIfEmpty(double.MinValue).First();
    }
}
