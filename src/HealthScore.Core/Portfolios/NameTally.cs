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

    public IEnumerable<(string Name, long Customers)> First => _names.Select(name => (name.Key, name.Value));

    public void Add(string name, long customers)
    {
        Customers += customers;
        Keep(name, customers);
    }

    public void Add(NameTally other)
    {
        Customers += other.Customers;
        // Not foreach, which would allocate.
        for (int i = 0; i < other._names.Count; i++)
            Keep(other._names.GetKeyAtIndex(i), other._names.GetValueAtIndex(i));
    }

    public void Clear()
    {
        Customers = 0;
        _names.Clear();
    }

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
