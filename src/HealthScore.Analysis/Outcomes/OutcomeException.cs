namespace HealthScoring.Analysis;

/// <summary>Snapshots, histories or columns contradict themselves or look ahead. Of each kind of error the first 20 are listed.</summary>
public sealed class OutcomeException : InvalidInputException
{
    internal OutcomeException(IReadOnlyList<InputError> errors, int more)
        : base("The book of outcomes", errors, more)
    {
    }
}
