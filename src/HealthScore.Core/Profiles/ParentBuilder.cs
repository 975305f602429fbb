namespace HealthScoring;

/// <summary>Says how customers that belong together make the score of their parent.</summary>
public sealed class ParentBuilder
{
    private readonly List<Tier> _tiers = [];
    private RollUpRule _rollUp;
    private string? _below;
    private double _minimumCoverage = ParentRules.DefaultMinimumCoverage;

    internal ParentBuilder()
    {
    }

    /// <summary>Gives a parent the lowest score of its children, instead of their weighted mean.</summary>
    public ParentBuilder Lowest()
    {
        (_rollUp, _below) = (RollUpRule.Lowest, null);
        return this;
    }

    /// <summary>Takes from 100 the percentage of the children's weight that is below a tier, instead of the weighted mean.</summary>
    /// <param name="tier">The tier's name; not that of the lowest.</param>
    public ParentBuilder ShareBelow(string tier)
    {
        ArgumentNullException.ThrowIfNull(tier);
        (_rollUp, _below) = (RollUpRule.ShareBelow, tier);
        return this;
    }

    /// <summary>Leaves parents unscored of whose children's weight less than this has a score.</summary>
    /// <param name="coverage">The least coverage, 0 to 1 inclusive; 0 scores parents from any child. 0.1 where it is not called.</param>
    public ParentBuilder MinimumCoverage(double coverage)
    {
        _minimumCoverage = coverage;
        return this;
    }

    /// <summary>Adds a tier of parents; where none is added, parents have the tiers of the profile.</summary>
    /// <param name="name">The tier's name.</param>
    /// <param name="from">The lowest score of the tier, inclusive; 0 for the first.</param>
    /// <param name="description">What it means (free text).</param>
    public ParentBuilder Tier(string name, double from, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        _tiers.Add(new(name, from, description));
        return this;
    }

    internal static ParentRules Build(Action<ParentBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new ParentBuilder();
        configure(builder);
        return new()
        {
            RollUp = builder._rollUp,
            Below = builder._below,
            MinimumCoverage = builder._minimumCoverage,
            Tiers = [.. builder._tiers],
        };
    }
}
