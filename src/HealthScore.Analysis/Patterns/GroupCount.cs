namespace HealthScoring.Analysis;

/// <summary>Counts groups of a book's customers, one row each.</summary>
internal sealed class GroupCount
{
    private const double Steps = 1 << 20;

    private readonly BookRows _rows;

    public GroupCount(BookRows rows) => _rows = rows;

    /// <summary>Counts the rows that belong to a group.</summary>
    public PatternGroup Of(Func<int, bool> belongs)
    {
        (long customers, long events) = (0, 0);
        (StepSum revenue, StepSum ofEvents) = (new(Steps), new(Steps));
        for (int row = 0; row < _rows.Count; row++)
        {
            if (!belongs(row))
                continue;
            bool isEvent = _rows.Outcomes[row] == RowStatus.Event;
            (customers, events) = (customers + 1, events + (isEvent ? 1 : 0));
            if (_rows.Weights.Length == 0 || double.IsNaN(_rows.Weights[row]))
                continue;
            revenue.Add(_rows.Weights[row]);
            if (isEvent)
                ofEvents.Add(_rows.Weights[row]);
        }
        return _rows.Weights.Length == 0 ? new(customers, events, null, null) : new(customers, events, revenue.Value, ofEvents.Value);
    }
}
