using HealthScoring.Profiles.Json;

namespace HealthScoring.Profiles.Validation;

/// <summary>
/// Collects errors by path. A place that already has an error is not reported again: a weight that is not a number is one error, not
/// also a weight that is out of range.
/// </summary>
internal sealed class ProfileErrors
{
    private readonly List<ProfileError> _errors = [];
    private readonly HashSet<string> _faulty = [];
    private readonly HashSet<string> _around = [];
    private readonly Dictionary<string, int> _lines = [];

    public bool Any => _errors.Count > 0;

    /// <summary>Says on which line of the source text a path stands.</summary>
    public void Locate(string path, int line) => _lines.TryAdd(path, line);

    public void Add(string path, string? value, string problem, string remedy)
    {
        if (IsFaulty(path))
            return;
        Excuse(path);
        AddAt(path, LineOf(path), value, problem, remedy);
    }

    /// <summary>An error that stands beside others at the same place, such as each of two unknown members.</summary>
    public void AddAt(string path, int? line, string? value, string problem, string remedy) =>
        _errors.Add(new(path, line, value is null ? null : Excerpt.OfValue(value), Excerpt.OfLine(problem), Excerpt.OfLine(remedy)));

    /// <summary>Keeps a place from being judged because an error elsewhere explains it: what is misspelled is not also missing.</summary>
    public void Excuse(string path)
    {
        _faulty.Add(path);
        for (string? place = path; place is not null && _around.Add(place);)
            place = JsonPath.Parent(place);
    }

    /// <summary>Whether there is an error at a path or around it.</summary>
    public bool IsFaulty(string path)
    {
        for (string? place = path; place is not null; place = JsonPath.Parent(place))
        {
            if (_faulty.Contains(place))
                return true;
        }
        return false;
    }

    /// <summary>Whether there is an error at a path or within it; what is not sound in its parts is not judged as a whole.</summary>
    public bool HasFaultWithin(string path) => _around.Contains(path);

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
