using HealthScoring.Text;

namespace HealthScoring.Json;

/// <summary>
/// Collects errors by path. A place that already has an error is not reported again: a weight that is not a number is one error, not
/// also a weight that is out of range.
/// </summary>
internal sealed class SourceErrors
{
    // A list too long to read is not collected in full; and a near name is searched only as often as it may help.
    private const int MostErrors = 1000;
    private const int MostSuggestions = 20;

    private readonly List<InputError> _errors = [];
    private readonly HashSet<string> _faulty = new(StringComparer.Ordinal);
    private readonly HashSet<string> _around = new(StringComparer.Ordinal);
    private int _more;
    private int _suggestions;

    /// <summary>How many errors are not listed, because there are too many to read.</summary>
    public int More => _more;

    public bool Any => _errors.Count > 0;

    /// <summary>Whether further errors are counted only.</summary>
    public bool IsFull => _errors.Count == MostErrors;

    /// <summary>The errors by line and then in the order found.</summary>
    public IReadOnlyList<InputError> Sorted => [.. _errors.OrderBy(error => error.Line ?? 0)];

    /// <summary>The tree that the paths go through; null where there is no JSON text.</summary>
    public SourceNode? Tree { get; set; }

    public void Add(SourceNode node, string problem, string remedy) => Add(node.Path, node.Raw, problem, remedy);

    public void Add(string path, string? value, string problem, string remedy)
    {
        if (IsFaulty(path))
            return;
        Excuse(path);
        AddAt(path, IsFull ? null : LineOf(path), value, problem, remedy);
    }

    /// <summary>An error that ends the judging of a value, found while the text is read. What is not listed costs no more than counting it.</summary>
    public void AddAndExcuse(SourceNode node, int line, string value, string problem, string remedy)
    {
        string path = IsFull ? JsonPath.Root : node.Path;
        if (!IsFull)
            Excuse(path);
        AddAt(path, line, value, problem, remedy);
    }

    /// <summary>An error in addition to others at the same place, such as each of two unknown members.</summary>
    public void AddAt(string path, int? line, string? value, string problem, string remedy)
    {
        if (IsFull)
            _more++;
        else
            _errors.Add(new(path, line, value is null ? null : Excerpt.OfValue(value), Excerpt.OfLine(problem), Excerpt.OfLine(remedy)));
    }

    /// <summary>
    /// An error about a name that is none of the known ones. The remedy names what was probably meant; where no name is near, the hint says
    /// what else may have been, before the list of known names.
    /// </summary>
    public void AddUnknown(string path, string value, string problem, string name, IEnumerable<string> known, string hint = "")
    {
        if (IsFaulty(path))
            return;
        string remedy = _suggestions++ < MostSuggestions ? Suggestion.For(name, known) : "use a name that there is";
        Add(path, value, problem, remedy.EndsWith('?') ? remedy : hint + remedy);
    }

    /// <summary>Keeps a place from being judged because an error elsewhere explains it: what is misspelled is not also missing.</summary>
    public void Excuse(string path)
    {
        _faulty.Add(path);
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> around = _around.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int end = JsonPath.Root.Length; ; end = JsonPath.End(path, end))
        {
            around.Add(path.AsSpan(0, end));
            if (end == path.Length)
                return;
        }
    }

    /// <summary>Whether there is an error at a path or around it.</summary>
    public bool IsFaulty(string path)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> faulty = _faulty.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int end = JsonPath.Root.Length; ; end = JsonPath.End(path, end))
        {
            if (faulty.Contains(path.AsSpan(0, end)))
                return true;
            if (end == path.Length)
                return false;
        }
    }

    /// <summary>Whether there is an error at a path or within it; what is not sound in its parts is not judged as a whole.</summary>
    public bool HasFaultWithin(string path) => _around.Contains(path);

    /// <summary>The line of the last place on a path that is in the text.</summary>
    private int? LineOf(string path)
    {
        SourceNode? place = Tree;
        foreach (string step in JsonPath.Steps(path))
        {
            if (place?.Part(step) is not { } next)
                break;
            place = next;
        }
        return place?.Line;
    }
}
