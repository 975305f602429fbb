namespace HealthScoring.Analysis;

/// <summary>Finds the largest loss of several questions: a bound for each, and rows that are really scored.</summary>
/// <param name="profile">The profile.</param>
internal sealed class LossSearch(AuditedProfile profile)
{
    /// <summary>The most rows that are scored for one answer where bounds are not reached.</summary>
    private const int MostRows = 500_000;

    /// <summary>How near to a bound a loss is the largest.</summary>
    private const double Near = 1e-6;

    private readonly List<(LossQuestion Question, double Most)> _questions = [];
    private Loss? _largest;
    private long _rows;

    /// <summary>Adds a question. Both settings have scores.</summary>
    public void Add(LossQuestion question)
    {
        if (question.Moves.Length == 0)
            return;
        LossBound bound = LinearForm.Of(question.From) is { } from && LinearForm.Of(question.To) is { } to
            ? LossBound.OfSums(question, from, to)
            : LossBound.OfEnds(question, profile);
        if (bound.Points <= Near)
            return;
        _questions.Add((question, bound.Points));
        foreach ((double[] before, double after) in bound.Candidates)
            Try(question, before, after);
    }

    /// <summary>The largest loss found, null where there is none, and the most that one can be.</summary>
    public (Loss? Loss, double AtMost) Largest()
    {
        double most = 0;
        foreach ((LossQuestion question, double bound) in _questions.OrderByDescending(question => question.Most))
        {
            if (bound <= Found + Near)
                break;
            if (!Refine(question))
                most = Math.Max(most, bound);
        }
        double found = Found > Near ? Found : 0;
        return (found > 0 ? _largest : null, most > Found + Near ? most : found);
    }

    private double Found => _largest?.Points ?? 0;

    private void Try(LossQuestion question, double[] before, double after)
    {
        double[] moved = LossBound.With(before, question.Column, after);
        double loss = profile.Score(before, question.From.Named).Value!.Value - profile.Score(moved, question.To.Named).Value!.Value;
        if (loss > Found)
            _largest = new(question, [.. before], moved, loss);
    }

    /// <summary>Tries every choice of corners where there are few enough; whether no loss can be larger.</summary>
    private bool Refine(LossQuestion question)
    {
        double[][] corners = [.. Enumerable.Range(0, profile.Columns.Length)
            .Select(column => column == question.Column ? [question.From.Worst[column]] : question.Corners(column))];
        double rows = corners.Aggregate((double)question.Moves.Length, (product, choices) => product * choices.Length);
        if (_rows + rows > MostRows)
            return false;
        _rows += (long)rows;
        double[] row = [.. corners.Select(choices => choices[0])];
        int[] at = new int[row.Length];
        int column;
        do
        {
            foreach ((double before, double after) in question.Moves)
            {
                row[question.Column] = before;
                Try(question, row, after);
            }
            for (column = 0; column < at.Length; column++)
            {
                at[column] = (at[column] + 1) % corners[column].Length;
                row[column] = corners[column][at[column]];
                if (at[column] > 0)
                    break;
            }
        }
        while (column < at.Length);
        return Enumerable.Range(0, at.Length).All(other => (other == question.Column && question.IsBorder) || question.IsStepped(other));
    }
}
