using HealthScoring.Text;

namespace HealthScoring.Tool.Books;

/// <summary>
/// Counts the rows whose segment a profile does not have: they are scored by its base profile, which a typo should not bring about.
/// </summary>
/// <param name="profiles">The profiles; those without segments ask for none.</param>
internal sealed class UnknownSegments(IReadOnlyList<ScoringProfile> profiles)
{
    private const int MostNamed = 5;
    private const int MostCounted = 1000;

    private readonly HashSet<string> _known = KnownTo([.. profiles.Where(profile => profile.Segments.Count > 0)]);

    private readonly Dictionary<string, long> _rowsOf = new(StringComparer.Ordinal);
    private long _rows;

    /// <summary>How many rows there are, and the names; null where there are none.</summary>
    public string? Text => _rows == 0 ? null
        : $"{Number.Counted(_rows, "row")} with a segment that {(profiles.Count == 1 ? "the" : "a")} profile does not have: "
            + string.Join(", ", _rowsOf.OrderByDescending(segment => segment.Value).ThenBy(segment => segment.Key, StringComparer.Ordinal)
                .Take(MostNamed).Select(segment => $"{Excerpt.OfValue(segment.Key)} ({Number.Count(segment.Value)})"));

    private static HashSet<string> KnownTo(ScoringProfile[] profiles) => profiles.Length == 0 ? []
        : [.. profiles.Select(profile => profile.Segments.Select(segment => segment.Name)).Aggregate((all, more) => all.Intersect(more))];

    /// <summary>Counts the rows of a block.</summary>
    public void Count(BookBlock block)
    {
        if (block.Segments is not { } segments || segments.Texts.All(text => _known.Contains(text!)))
            return;
        for (int row = 0; row < block.Rows; row++)
        {
            if (segments[row] is not { } named || _known.Contains(named))
                continue;
            _rows++;
            if (_rowsOf.Count < MostCounted || _rowsOf.ContainsKey(named))
                _rowsOf[named] = _rowsOf.GetValueOrDefault(named) + 1;
        }
    }
}
