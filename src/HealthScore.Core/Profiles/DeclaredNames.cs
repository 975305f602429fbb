namespace HealthScoring;

/// <summary>
/// The names of one kind of part, for what refers to them. Where a name or a whole list could not be read, which is an error already, a
/// reference may mean that one: it is not an error of its own.
/// </summary>
internal sealed class DeclaredNames(IEnumerable<string> names, bool complete = true)
{
    private readonly HashSet<string> _names = new(names, StringComparer.Ordinal);

    public IEnumerable<string> Names => _names;

    private bool Complete => complete && !_names.Contains("");

    public DeclaredNames Or(DeclaredNames other) => new(Names.Concat(other.Names), Complete && other.Complete);

    public bool MayInclude(string name) => !Complete || _names.Contains(name);
}
