using System.Text;
using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>
/// Counts customers by a name that somebody else chose, and keeps the first few names in ordinal order: the same ones, with the same counts, in any
/// order of the customers, because a name that is among the first of all is among the first of every part.
/// </summary>
internal sealed class NameTally
{
    public const int MostNames = 5;

    private readonly SortedList<string, long> _names = new(StringComparer.Ordinal);

    /// <summary>How many customers there are, whatever their names.</summary>
    public long Customers { get; private set; }

    public IEnumerable<NamedCustomers> First => _names.Select(name => new NamedCustomers(name.Key, name.Value));

    public void Add(string name, long customers)
    {
        Customers += customers;
        Keep(Whole(name), customers);
    }

    public void Add(NameTally other)
    {
        Customers += other.Customers;
        // Not foreach, which would allocate.
        for (int i = 0; i < other._names.Count; i++)
            Keep(other._names.GetKeyAtIndex(i), other._names.GetValueAtIndex(i));
    }

    /// <summary>Takes over what was written.</summary>
    public void Take(long customers, IEnumerable<NamedCustomers> first)
    {
        Customers = customers;
        foreach (NamedCustomers named in first)
            Keep(named.Name, named.Customers);
    }

    public void Clear()
    {
        Customers = 0;
        _names.Clear();
    }

    /// <summary>A name that can be written: half of a character (one of a surrogate pair) is U+FFFD.</summary>
    private static string Whole(string name) =>
        NameRule.HalfCharacter(name) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)) : name;

    private void Keep(string name, long customers)
    {
        if (_names.IndexOfKey(name) is >= 0 and var index)
            _names.SetValueAtIndex(index, _names.GetValueAtIndex(index) + customers);
        else if (_names.Count < MostNames)
            _names.Add(name, customers);
        else if (string.CompareOrdinal(name, _names.GetKeyAtIndex(MostNames - 1)) < 0)
        {
            _names.RemoveAt(MostNames - 1);
            _names.Add(name, customers);
        }
    }
}
