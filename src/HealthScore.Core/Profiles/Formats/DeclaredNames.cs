namespace HealthScoring;

/// <summary>
/// The names of one kind of part, for what refers to them. Where a name or a whole list could not be read, which is an error already, a
/// reference may mean that one: it is not an error of its own.
/// </summary>
internal sealed class DeclaredNames
{
    private readonly HashSet<string> _names;
    private readonly Lazy<bool> _complete;

    /// <summary>Lists the names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="complete">Whether the list was read to its end; asked when a name is first not found in it.</param>
    public DeclaredNames(IEnumerable<string> names, Func<bool> complete)
    {
        _names = new(names, StringComparer.Ordinal);
        _complete = new(() => !_names.Contains("") && complete());
    }

    public IEnumerable<string> Names => _names;

    public DeclaredNames Or(DeclaredNames other) => new(Names.Concat(other.Names), () => _complete.Value && other._complete.Value);

    public bool Contains(string name) => _names.Contains(name);

    public bool MayInclude(string name) => Contains(name) || !_complete.Value;
}
