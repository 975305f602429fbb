using HealthScoring.Profiles;

namespace HealthScoring.Scoring;

/// <summary>A profile's scorecards: one for the base profile, and one for each segment. Compiled once, then only read.</summary>
internal sealed class CompiledProfile
{
    private readonly (Scorecard Scorecard, Segment Segment, int Column)[] _segments;

    public CompiledProfile(ScoringProfile profile)
    {
        Profile = profile;
        Base = new(profile, segment: null);
        _segments = [.. profile.Segments.Select(segment =>
            (new Scorecard(profile, segment, Base), segment, segment.When is { } when ? Array.IndexOf(Base.Columns, when.Metric) : -1))];
    }

    public ScoringProfile Profile { get; }

    public Scorecard Base { get; }

    /// <summary>The names of a row's values, the same for every scorecard.</summary>
    public string[] Columns => Base.Columns;

    /// <summary>The scorecard of the first segment whose condition holds or that the host named; the base profile's otherwise.</summary>
    public Scorecard Select(ReadOnlySpan<double> row, string? named)
    {
        foreach ((Scorecard scorecard, Segment segment, int column) in _segments)
        {
            if (segment.Name == named || (segment.When is { } when && when.Holds(row[column])))
                return scorecard;
        }
        return Base;
    }
}
