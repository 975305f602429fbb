namespace HealthScoring.Plans;

/// <summary>A profile's scorecards: one for the base profile, and one for each segment. Compiled once, then only read.</summary>
internal sealed class Plan
{
    public Plan(ScoringProfile profile)
    {
        Profile = profile;
        Base = new(profile, segment: null);
        Segments = [.. profile.Segments.Select(segment => new SegmentPlan(segment, new(profile, segment, Base),
            segment.When is { } when ? Array.IndexOf(Base.Columns, when.Metric) : -1))];
        Freshness = [.. Base.Columns.Select((_, i) => i < Base.Metrics.Length ? Base.Metrics[i].Freshness : null)];
        Fades = Freshness.Any(freshness => freshness is not null);
    }

    public ScoringProfile Profile { get; }

    public Scorecard Base { get; }

    /// <summary>The segments in declared priority.</summary>
    public SegmentPlan[] Segments { get; }

    /// <summary>The names of a row's values, the same for every scorecard.</summary>
    public string[] Columns => Base.Columns;

    /// <summary>How long each column stays fresh; null where its age means nothing. The same for every scorecard.</summary>
    public Freshness?[] Freshness { get; }

    /// <summary>Whether any column fades.</summary>
    public bool Fades { get; }

    /// <summary>The scorecard of the first segment whose condition holds or that the host named; the base profile's otherwise.</summary>
    public Scorecard Select(ReadOnlySpan<double> row, string? named) => ScorecardOf(Choose(row, PlaceOf(named)));

    /// <summary>The place of the first segment whose condition holds or that the host named; -1 for the base profile.</summary>
    public int Choose(ReadOnlySpan<double> row, int named)
    {
        for (int i = 0; i < Segments.Length; i++)
        {
            if (i == named || (Segments[i].Segment.When is { } when && when.Holds(row[Segments[i].Column])))
                return i;
        }
        return -1;
    }

    public Scorecard ScorecardOf(int segment) => segment < 0 ? Base : Segments[segment].Scorecard;

    /// <summary>The place of a segment; -1 where there is none of that name.</summary>
    public int PlaceOf(string? segment)
    {
        for (int i = 0; i < Segments.Length; i++)
        {
            if (Segments[i].Segment.Name == segment)
                return i;
        }
        return -1;
    }
}
