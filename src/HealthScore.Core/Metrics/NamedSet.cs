using System.Runtime.CompilerServices;

namespace HealthScoring;

/// <summary>The names a share is taken of.</summary>
internal sealed class NamedSet
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public NamedSet(IReadOnlyCollection<string> names, [CallerArgumentExpression(nameof(names))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(names, parameter);
        foreach (string name in names)
        {
            if (name is null)
                throw new ArgumentException("A name is null.", parameter);
            if (!_names.Add(name))
                throw new ArgumentException($"'{name}' is listed twice.", parameter);
        }
        if (_names.Count == 0)
            throw new ArgumentException("The list is empty; a share needs at least one name.", parameter);
    }

    public double ShareIn(IEnumerable<string> found)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in found)
        {
            if (_names.Contains(name))
                known.Add(name);
        }
        return (double)known.Count / _names.Count;
    }
}
