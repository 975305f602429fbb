using HealthScoring.Plans;

namespace HealthScoring.Portfolios;

/// <summary>
/// Joins the scores of a parent's children, such as the subsidiaries of a group, into the score of the parent, as the profile's
/// <see cref="ScoringProfile.Parents"/> says.
/// </summary>
/// <remarks>
/// Not thread-safe: give each thread its own and <see cref="Add(ParentTally)"/> them up. The order of the children and the split do not affect
/// the result, to the last bit; "Parents" in docs/semantics.md says exactly what it is.
/// </remarks>
public sealed class ParentTally
{
    private readonly ParentPlan _plan;
    private readonly LimbSum _scoredWeight = new();
    private readonly LimbSum _unscoredWeight = new();
    private readonly LimbSum _joined = new();
    private int _children;
    private int _unscored;
    private int _unweighted;
    private double _least = double.PositiveInfinity;
    private double _most = double.NegativeInfinity;
    private (double Cost, string Name, double? Score, int Tier, double Weight) _costliest;

    /// <summary>Starts a parent without children.</summary>
    /// <param name="profile">The profile that the children are scored by.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public ParentTally(ScoringProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Profile = profile;
        _plan = new(profile);
    }

    /// <summary>The profile that the children are scored by.</summary>
    public ScoringProfile Profile { get; }

    /// <summary>
    /// Adds a child by numbers, such as a stored row. A child that was just scored adds itself by
    /// <see cref="HealthScore.AddToParent(ParentTally, string, double?)"/>.
    /// </summary>
    /// <param name="child">What the child is called; of children that take the same, the first in ordinal order is named, and of one name the
    /// one with the lowest score, tier and weight.</param>
    /// <param name="score">Its score, 0 to 100; <see langword="null"/> for an unscored child.</param>
    /// <param name="tier">The name of its tier; <see langword="null"/> for a child in no tier, which has no score either.</param>
    /// <param name="weight">Its weight, such as its revenue: 0 to 1e15; <see langword="null"/> where it is not known.</param>
    /// <exception cref="ArgumentException">The profile has no such tier, or a scored child has none; nothing is added then.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or out of its range; nothing is added then.</exception>
    /// <exception cref="OverflowException">The parent has 4,194,304 children already.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="child"/> is <see langword="null"/>.</exception>
    public void Add(string child, double? score, string? tier, double? weight = 1)
    {
        if (score is not null && tier is null)
            throw new ArgumentException("A child with a score has a tier.", nameof(tier));
        int index = Profile.Tiers.IndexOf(tier);
        if (tier is not null && index < 0)
            throw new ArgumentException($"Profile '{Profile.Name}' has no tier '{tier}'.", nameof(tier));
        Add(child, score, index, weight);
    }

    /// <summary>Adds the children of another tally, which stays as it is.</summary>
    /// <param name="other">A tally of the same profile: one with the same fingerprint.</param>
    /// <exception cref="ArgumentException">The profile is another; nothing is added then.</exception>
    /// <exception cref="OverflowException">Together they have more than 4,194,304 children; nothing is added then.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    public void Add(ParentTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.RequireProfile(Profile, nameof(other));
        RequireRoom(other._children);
        _scoredWeight.Add(other._scoredWeight);
        _unscoredWeight.Add(other._unscoredWeight);
        _joined.Add(other._joined);
        (_children, _unscored, _unweighted) = (_children + other._children, _unscored + other._unscored, _unweighted + other._unweighted);
        (_least, _most) = (Math.Min(_least, other._least), Math.Max(_most, other._most));
        Consider(other._costliest);
    }

    /// <summary>The parent's score by the children until now.</summary>
    /// <returns>A score that later children do not change.</returns>
    public ParentScore ToScore()
    {
        (double scored, double unscored) = (_scoredWeight.ToSteps(), _unscoredWeight.ToSteps());
        double coverage = scored > 0 ? scored / (scored + unscored) : 0;
        double? score = scored > 0 && coverage >= _plan.LeastCoverage ? Score(scored) : null;
        ChildScore? costliest = _costliest is { Cost: > 0 } child
            ? new(child.Name, child.Score, child.Tier < 0 ? null : Profile.Tiers[child.Tier].Name, child.Weight, _plan.Rule switch
            {
                RollUpRule.Lowest => child.Cost,
                RollUpRule.ShareBelow => 100 * (child.Cost / scored),
                _ => child.Cost / scored,
            })
            : null;
        return new(_plan, score, coverage, (_children, _unscored, _unweighted), (scored + unscored) / Grid.Steps, costliest);
    }

    /// <summary>Adds a child in a tier, -1 for none.</summary>
    internal void Add(string child, double? score, int tier, double? weight)
    {
        ArgumentNullException.ThrowIfNull(child);
        if (score is not (null or (>= 0 and <= 100)))
            throw new ArgumentOutOfRangeException(nameof(score), score, "A score is 0 to 100, and null for an unscored child.");
        if (weight is { } given && !Grid.IsWeight(given))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is 0 to 1e15, and null where it is not known.");
        RequireRoom(1);
        // Adding zero turns -0 into 0: no score is -0.
        score += 0.0;
        bool isScored = _plan.Rule == RollUpRule.ShareBelow ? tier >= 0 : score is not null;
        _children++;
        _unscored += isScored ? 0 : 1;
        _unweighted += weight is null ? 1 : 0;
        Int128 steps = Grid.OfWeight(weight ?? 0);
        if (!isScored)
            _unscoredWeight.Add(steps);
        else if (steps > 0)
            AddScored(child, score, tier, weight!.Value, steps);
    }

    internal void RequireProfile(ScoringProfile profile, string parameter)
    {
        if (Profile.Fingerprint != profile.Fingerprint)
        {
            throw new ArgumentException(
                $"The parent is of profile '{Profile.Name}' ({Profile.Fingerprint}), not of '{profile.Name}' ({profile.Fingerprint}).", parameter);
        }
    }

    private void AddScored(string child, double? score, int tier, double weight, Int128 steps)
    {
        _scoredWeight.Add(steps);
        double cost = 0;
        if (_plan.Rule == RollUpRule.ShareBelow)
        {
            _joined.Add(steps, tier < _plan.Below ? 0 : 1);
            cost = tier < _plan.Below ? (double)steps : 0;
        }
        else if (score is { } value)
        {
            _joined.Add(steps, Grid.Of(value));
            (_least, _most) = (Math.Min(_least, value), Math.Max(_most, value));
            cost = _plan.Rule == RollUpRule.Lowest ? 100 - value : (double)steps * (100 - value);
        }
        Consider((cost, child, score, tier, weight));
    }

    private void Consider((double Cost, string Name, double? Score, int Tier, double Weight) child)
    {
        if (child.Cost > _costliest.Cost || (child.Cost == _costliest.Cost && Order(child, _costliest) < 0))
            _costliest = child;
    }

    private static int Order((double, string Name, double? Score, int Tier, double Weight) child,
        (double, string Name, double? Score, int Tier, double Weight) other) =>
        string.CompareOrdinal(child.Name, other.Name) is not 0 and var order ? order
        : (child.Score ?? -1, child.Tier, child.Weight).CompareTo((other.Score ?? -1, other.Tier, other.Weight));

    private double Score(double scored) => _plan.Rule switch
    {
        RollUpRule.Lowest => _least,
        RollUpRule.ShareBelow => Rounded(100 * (_joined.ToSteps() / scored)),
        _ => Math.Min(Math.Max(Rounded(_joined.ToSteps() / scored / Grid.Steps), _least), _most),
    };

    // Children of 69.7 and 70.3 are 70 together, although neither is a whole number of steps.
    private static double Rounded(double score) => Math.Round(score * ParentPlan.Steps) / ParentPlan.Steps;

    private void RequireRoom(int children)
    {
        if (children > ParentPlan.MostChildren - _children)
            throw new OverflowException("A parent has at most 4,194,304 children.");
    }
}
