using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>The rules of a segment, or of the base profile, by a row's columns.</summary>
internal sealed class Variant
{
    /// <summary>Reads the rules.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="segment">The segment; null for the base profile.</param>
    /// <param name="columns">The names of a row's values.</param>
    public Variant(ScoringProfile profile, Segment? segment, string[] columns)
    {
        double Weight(string name, double own) => segment?.Weights.GetValueOrDefault(name, own) ?? own;
        bool Has(string name) => segment?.Without.Contains(name) != true;
        (Segment, Formula) = (segment, profile.Formula);
        Curves = new Curve?[columns.Length];
        var dimensions = new List<VariantDimension>();
        foreach (Dimension dimension in profile.Dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal))
        {
            var metrics = new List<VariantMetric>();
            foreach (ProfileMetric metric in dimension.Metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal))
            {
                int column = Array.IndexOf(columns, metric.Name);
                Curves[column] = segment?.Curves.GetValueOrDefault(metric.Name, metric.Curve) ?? metric.Curve;
                metrics.Add(new(column, Weight(metric.Name, metric.Weight),
                    metric.Missing.Kind == MissingPolicyKind.Points ? metric.Missing.FixedPoints : null));
            }
            dimensions.Add(new(Weight(dimension.Name, dimension.Weight), dimension.Formula, [.. metrics]));
        }
        Dimensions = [.. dimensions];
        Guardrails = [.. profile.Guardrails.Where(guardrail => Has(guardrail.Name))
            .Select(guardrail => segment?.Guardrails.FirstOrDefault(own => own.Name == guardrail.Name) ?? guardrail)
            .OrderBy(guardrail => guardrail.Name, StringComparer.Ordinal)];
        Actions = [.. profile.Actions.Where(action => Has(action.Name))
            .Select(action => segment?.Actions.FirstOrDefault(own => own.Name == action.Name) ?? action)];
        TierScale tiers = profile.TiersOf(segment);
        double[] starts = [.. tiers.Select(tier => tier.From)];
        Precision = Precision.Of(starts, LargestSum(profile));
        Limits = Guardrails.ToDictionary(guardrail => guardrail, guardrail => tiers.IndexOf(guardrail.Tier) is var tier && tier < 0
            ? guardrail.Limit
            : guardrail.Effect == GuardrailEffect.Cap ? Math.Max(starts[tier], Precision.CapBelow(starts[tier + 1])) : starts[tier]);
        TierCuts = [.. starts.Select(from => Math.Max(0, Precision.Least(from)))];
        HasLowest = Formula.Kind == FormulaKind.Lowest
            || dimensions.Any(dimension => dimension.Weight > 0 && dimension.Formula.Kind == FormulaKind.Lowest);
    }

    public Segment? Segment { get; }

    public Formula Formula { get; }

    public VariantDimension[] Dimensions { get; }

    public Guardrail[] Guardrails { get; }

    /// <summary>The cap or floor of each guardrail.</summary>
    public IReadOnlyDictionary<Guardrail, double> Limits { get; }

    public ActionRule[] Actions { get; }

    /// <summary>How computed points are compared with limits.</summary>
    public Precision Precision { get; }

    /// <summary>The lowest score of each tier, by the tolerance.</summary>
    public double[] TierCuts { get; }

    /// <summary>The curve of each column; null for a signal.</summary>
    public Curve?[] Curves { get; }

    /// <summary>Whether a formula that counts takes the lowest part, so that a part's share hangs on the others' points.</summary>
    public bool HasLowest { get; }

    /// <summary>What the rules are called.</summary>
    public string Title => Segment is null ? "the base profile" : $"segment {Segment.Name}";

    /// <summary>Whether the same values always give the same score before guardrails.</summary>
    public bool CountsAs(Variant other)
    {
        bool Same(Formula formula, double weight, double otherWeight) =>
            formula.Kind == FormulaKind.WeightedMean ? weight == otherWeight : weight > 0 == otherWeight > 0;
        return this == other || Dimensions.Zip(other.Dimensions).All(pair => (pair.First.Weight == 0 && pair.Second.Weight == 0)
            || (Same(Formula, pair.First.Weight, pair.Second.Weight) && pair.First.Metrics.Zip(pair.Second.Metrics).All(metric =>
                (metric.First.Weight == 0 && metric.Second.Weight == 0)
                || (Same(pair.First.Formula, metric.First.Weight, metric.Second.Weight)
                    && Curves[metric.First.Column]!.Equals(other.Curves[metric.First.Column])))));
    }

    /// <summary>Whether a column's points take part in the score.</summary>
    public bool Counts(int column) =>
        Dimensions.Any(dimension => dimension.Weight > 0 && dimension.Metrics.Any(metric => metric.Column == column && metric.Weight > 0));

    /// <summary>The largest sum, without signs, that the score or a dimension can add up: the tolerance grows with it.</summary>
    private double LargestSum(ScoringProfile profile)
    {
        double[] sums = [.. profile.Dimensions.Select(dimension => dimension.Formula.Kind != FormulaKind.Points ? 100
            : Math.Abs(dimension.Formula.InitialPoints) + dimension.Metrics.Sum(metric => Largest(profile, metric)))];
        return Math.Max(100, Formula.Kind == FormulaKind.Points ? Math.Abs(Formula.InitialPoints) + sums.Sum() : sums.Max());
    }

    private double Largest(ScoringProfile profile, ProfileMetric metric)
    {
        Curve curve = Segment?.Curves.GetValueOrDefault(metric.Name) ?? metric.Curve;
        double[] all = [metric.Missing.FixedPoints, (metric.OnFault ?? profile.OnFault).FixedPoints, curve.LowestPoints, curve.HighestPoints];
        return all.Max(Math.Abs);
    }
}

/// <summary>A dimension of a variant.</summary>
internal sealed record VariantDimension(double Weight, Formula Formula, VariantMetric[] Metrics);

/// <summary>A metric of a variant.</summary>
/// <param name="Column">The index of its value in a row.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="MissingPoints">The points that count where it is missing; null where it drops out or leaves the customer unscored.</param>
internal sealed record VariantMetric(int Column, double Weight, double? MissingPoints);
