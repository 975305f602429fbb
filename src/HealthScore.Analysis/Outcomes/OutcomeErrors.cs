namespace HealthScoring.Analysis;

/// <summary>Collects what is wrong with the material of a book; of each kind of error it names the first.</summary>
internal sealed class OutcomeErrors
{
    private const int Named = 20;

    private readonly SortedDictionary<OutcomeErrorKind, List<InputError>> _named = [];
    private int _more;

    /// <summary>Adds an error, which is described only if it is named.</summary>
    public void Add(OutcomeErrorKind kind, Func<InputError> describe)
    {
        if (!_named.TryGetValue(kind, out List<InputError>? errors))
            _named.Add(kind, errors = []);
        if (errors.Count < Named)
            errors.Add(describe());
        else
            _more++;
    }

    /// <summary>Throws what was collected, if anything was.</summary>
    /// <exception cref="OutcomeException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (_named.Count > 0)
            throw new OutcomeException([.. _named.Values.SelectMany(errors => errors)], _more);
    }
}
