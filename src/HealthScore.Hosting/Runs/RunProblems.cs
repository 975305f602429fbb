namespace HealthScoring.Hosting;

/// <summary>What is wrong with single customers of a run; the first ones in words.</summary>
internal sealed class RunProblems
{
    private const int MaxListed = 100;

    private readonly List<InputError> _listed = [];

    public long Count { get; private set; }

    public IReadOnlyList<InputError> Listed => _listed.AsReadOnly();

    /// <summary>Adds what is wrong with a customer.</summary>
    /// <param name="customer">Its id, or where it stands in its part.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="remedy">What to do.</param>
    public void Add(string customer, string problem, string remedy)
    {
        Count++;
        if (_listed.Count < MaxListed)
            _listed.Add(new(customer, line: null, value: null, problem, remedy));
    }
}
