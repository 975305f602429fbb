using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>
/// What each dimension and metric is worth of the score, 0 to 1, to customers for whom all data are there; known under weighted means only.
/// </summary>
internal sealed class WeightShares
{
    private readonly Dictionary<string, double> _shares = new(StringComparer.Ordinal);

    /// <summary>Works out the shares.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="segment">The segment whose weights replace the profile's, or null.</param>
    public WeightShares(ScoringProfile profile, Segment? segment = null)
    {
        double Weight(string name, double weight) => segment?.Weights.GetValueOrDefault(name, weight) ?? weight;
        if (profile.Formula.Kind != FormulaKind.WeightedMean)
            return;
        double all = profile.Dimensions.Sum(dimension => Weight(dimension.Name, dimension.Weight));
        foreach (Dimension dimension in profile.Dimensions)
        {
            double share = Weight(dimension.Name, dimension.Weight) / all;
            _shares.Add(dimension.Name, share);
            if (dimension.Formula.Kind != FormulaKind.WeightedMean)
                continue;
            double within = dimension.Metrics.Sum(metric => Weight(metric.Name, metric.Weight));
            foreach (ProfileMetric metric in dimension.Metrics)
                _shares.Add(metric.Name, share * (Weight(metric.Name, metric.Weight) / within));
        }
    }

    /// <summary>As in <c> (18.2 % of the score)</c>; empty where it is not known.</summary>
    public string In(string name) => _shares.TryGetValue(name, out double share) ? $" ({Number.Percent(share)} of the score)" : "";

    /// <summary>As in <c>: 10.0 % → 18.2 % of the score</c>; empty where either is not known.</summary>
    public static string Change(WeightShares before, string old, WeightShares after, string now) =>
        before._shares.TryGetValue(old, out double first) && after._shares.TryGetValue(now, out double second)
            ? $": {Number.Percent(first)} → {Number.Percent(second)} of the score"
            : "";
}
