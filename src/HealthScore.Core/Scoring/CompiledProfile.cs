using HealthScoring.Profiles;

namespace HealthScoring.Scoring;

/// <summary>A profile's scorecards: one for the base profile, and one for each segment. Compiled once, then only read.</summary>
internal sealed class CompiledProfile
{
    public CompiledProfile(ScoringProfile profile)
    {
        Profile = profile;
        Base = new(profile, segment: null);
        Segments = [.. profile.Segments.Select(segment => new SegmentPlan(segment, new(profile, segment, Base),
            segment.When is { } when ? Array.IndexOf(Base.Columns, when.Metric) : -1))];
    }

    public ScoringProfile Profile { get; }

    public Scorecard Base { get; }

    /// <summary>The segments in declared priority.</summary>
    public SegmentPlan[] Segments { get; }

    /// <summary>The names of a row's values, the same for every scorecard.</summary>
    public string[] Columns => Base.Columns;

    /// <summary>The scorecard of the first segment whose condition holds or that the host named; the base profile's otherwise.</summary>
    public Scorecard Select(ReadOnlySpan<double> row, string? named)
    {
        foreach (SegmentPlan plan in Segments)
        {
            if (plan.Segment.Name == named || (plan.Segment.When is { } when && when.Holds(row[plan.Column])))
                return plan.Scorecard;
        }
        return Base;
    }
}
