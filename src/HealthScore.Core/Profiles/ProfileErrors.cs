namespace HealthScoring.Profiles;

/// <summary>
/// Collects errors by path. A place that already has an error is not reported again: a weight that is not a number is one error, not
/// also a weight that is out of range.
/// </summary>
internal sealed class ProfileErrors
{
    private const int LongestValue = 60;

    private readonly List<ProfileError> _errors = [];
    private readonly HashSet<string> _faulty = [];
    private readonly Dictionary<string, int> _lines = [];

    public bool Any => _errors.Count > 0;

    /// <summary>Says on which line of the source text a path stands.</summary>
    public void Locate(string path, int line) => _lines.TryAdd(path, line);

    public void Add(string path, string? value, string problem, string remedy)
    {
        for (string? place = path; place is not null; place = JsonPath.Parent(place))
        {
            if (_faulty.Contains(place))
                return;
        }
        _faulty.Add(path);
        _errors.Add(new(path, LineOf(path), value is { Length: > LongestValue } ? value[..LongestValue] + "…" : value, problem, remedy));
    }

    /// <summary>An error that stands beside others at the same place, such as each of two unknown members.</summary>
    public void AddAt(string path, int line, string? value, string problem, string remedy) =>
        _errors.Add(new(path, line, value, problem, remedy));

    /// <summary>Reports nothing at a path: an error elsewhere says already why its value is not there.</summary>
    public void Excuse(string path) => _faulty.Add(path);

    public bool IsFaulty(string path) => _faulty.Contains(path);

    public void ThrowIfAny(string? source)
    {
        if (Any)
            throw new InvalidProfileException(source, [.. _errors.OrderBy(error => error.Line ?? 0)]);
    }

    private int? LineOf(string path)
    {
        for (string? place = path; place is not null; place = JsonPath.Parent(place))
        {
            if (_lines.TryGetValue(place, out int line))
                return line;
        }
        return null;
    }
}
