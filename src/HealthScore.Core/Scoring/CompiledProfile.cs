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

    /// <summary>The scorecard of a segment by its declared place; the base profile's for -1.</summary>
    public Scorecard this[int segment] => segment < 0 ? Base : _segments[segment].Scorecard;

    /// <summary>The place of the first segment whose condition holds or that the host named; -1 for the base profile.</summary>
    public int Find(ReadOnlySpan<double> row, string? named)
    {
        for (int i = 0; i < _segments.Length; i++)
        {
            (_, Segment segment, int column) = _segments[i];
            if (segment.Name == named || (segment.When is { } when && when.Holds(row[column])))
                return i;
        }
        return -1;
    }

    /// <summary>The scorecard of the first segment whose condition holds or that the host named; the base profile's otherwise.</summary>
    public Scorecard Select(ReadOnlySpan<double> row, string? named) => this[Find(row, named)];
}
