using HealthScoring.Plans;

namespace HealthScoring;

/// <summary>Counts customers by segment and tier until they are recorded. Reused.</summary>
internal sealed class TierCounts
{
    private readonly Plan _plan;
    private readonly int _width;
    private readonly long[] _customers;

    public TierCounts(Plan plan)
    {
        // The first of each segment's places is for those without a tier.
        (_plan, _width) = (plan, 1 + plan.Base.Tiers.Count);
        _customers = new long[(1 + plan.Segments.Length) * _width];
    }

    public void Add(ReadOnlySpan<int> tiers, ReadOnlySpan<int> segments)
    {
        for (int row = 0; row < tiers.Length; row++)
            _customers[(1 + segments[row]) * _width + 1 + tiers[row]]++;
    }

    /// <summary>Adds customers that are null.</summary>
    public void AddUnknown(int customers) => _customers[0] += customers;

    /// <summary>Records the numbers and begins anew.</summary>
    public void Record(ScoringCall call)
    {
        for (int i = 0; i < _customers.Length; i++)
        {
            if (_customers[i] == 0)
                continue;
            Scorecard scorecard = _plan.ScorecardOf(i / _width - 1);
            int tier = i % _width - 1;
            ScoringTelemetry.AddCustomers(
                _customers[i], call, _plan.Profile.Name, tier < 0 ? null : scorecard.Tiers[tier].Name, scorecard.Segment?.Name);
        }
        Clear();
    }

    /// <summary>Forgets what was not recorded.</summary>
    public void Clear() => Array.Clear(_customers);
}
