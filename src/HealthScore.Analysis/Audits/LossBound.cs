namespace HealthScoring.Analysis;

/// <summary>The most that a question's loss can be, and rows that may show it.</summary>
/// <param name="Points">The most.</param>
/// <param name="Candidates">Rows before, with the number after.</param>
internal readonly record struct LossBound(double Points, IReadOnlyList<(double[] Before, double After)> Candidates)
{
    private const double Rounding = 1e-9;

    /// <summary>
    /// Each score is the highest or lowest that it can be by itself: no loss is larger, but hardly any customer has both. Where points count alike
    /// in both, more points mean no lower score before guardrails, so a loss is what their limits take from one and the same score.
    /// </summary>
    public static LossBound OfEnds(LossQuestion question, AuditedProfile profile)
    {
        (Setting from, Setting to, int column) = (question.From, question.To, question.Column);
        double[] before = [.. question.Moves.Select(move => move.Before).OrderBy(value => Earned(from, column, value))];
        double[] after = [.. question.Moves.Select(move => move.After).OrderBy(value => Earned(to, column, value))];
        double Unguarded(Setting setting, double[] row, double value) =>
            profile.Explained(With(row, column, value), setting.Named).ValueBeforeGuardrails!.Value;
        double highest = Unguarded(from, from.Best, before[^1]), lowest = Unguarded(to, to.Worst, after[0]);
        bool onlyLimits = from.Variant.CountsAs(to.Variant)
            && question.Moves.All(move => Earned(to, column, move.After) >= Earned(from, column, move.Before) - Rounding);
        double most = !onlyLimits
            ? Math.Clamp(highest, from.Ground, from.Ceiling) - Math.Clamp(lowest, to.Ground, to.Ceiling)
            : new[] { from.Ground, from.Ceiling, to.Ground, to.Ceiling, Unguarded(from, from.Worst, before[0]), highest }
                .Select(score => Math.Clamp(score, Unguarded(from, from.Worst, before[0]), highest))
                .Max(score => Math.Clamp(score, from.Ground, from.Ceiling) - Math.Clamp(score, to.Ground, to.Ceiling));
        return new(most, [.. question.Moves.SelectMany(move => new[]
        {
            (With(from.Best, column, move.Before), move.After), (With(to.Worst, column, move.Before), move.After),
        })]);
    }

    /// <summary>
    /// Both scores are sums over columns. Each column gives the first score some points and the second some; the best sums lie on the upper right
    /// border of all of them, which goes through the columns' own borders by falling exchange rate. The loss bends only where a score meets its
    /// ceiling or ground, so it is largest at a corner of the border or there.
    /// </summary>
    public static LossBound OfSums(LossQuestion question, LinearForm from, LinearForm to)
    {
        ColumnBorder[] parts = [.. from.Shares.Select((share, column) => new ColumnBorder(question, column, share, to.Shares[column]))];
        var edges = parts
            .SelectMany((part, column) => part.Edges().Select(edge => new { Column = column, edge.Index, edge.First, edge.Second, edge.Gain }))
            .OrderByDescending(edge => edge.Gain).ThenBy(edge => edge.Column).ThenBy(edge => edge.Index).ToArray();
        double first = from.Constant + parts.Sum(part => part.Corners[0].First), second = -to.Constant + parts.Sum(part => part.Corners[0].Second);
        int[] at = new int[parts.Length];
        double Loss(double one, double other) => Math.Clamp(one, question.From.Ground, question.From.Ceiling)
            - Math.Clamp(-other, question.To.Ground, question.To.Ceiling);
        (double most, int[] state, int edgeColumn, double share) = (Loss(first, second), (int[])at.Clone(), -1, 0.0);
        foreach (var edge in edges)
        {
            double[] bends = [(question.From.Ceiling - first) / edge.First, (question.From.Ground - first) / edge.First,
                (-question.To.Ceiling - second) / edge.Second, (-question.To.Ground - second) / edge.Second];
            foreach (double bend in bends.Where(bend => bend is > 0 and < 1))
            {
                if (Loss(first + bend * edge.First, second + bend * edge.Second) is var there && there > most)
                    (most, state, edgeColumn, share) = (there, (int[])at.Clone(), edge.Column, bend);
            }
            (first, second) = (first + edge.First, second + edge.Second);
            at[edge.Column] = edge.Index + 1;
            if (Loss(first, second) is var end && end > most)
                (most, state, edgeColumn, share) = (end, (int[])at.Clone(), -1, 0);
        }
        return new(most, [.. Rows(question, parts, state, edgeColumn, share)]);
    }

    /// <summary>A row with another number in a column.</summary>
    public static double[] With(double[] row, int column, double value)
    {
        double[] other = [.. row];
        other[column] = value;
        return other;
    }

    private static double Earned(Setting setting, int column, double value) => setting.Variant.Curves[column]?.Evaluate(value) ?? 0;

    private static IEnumerable<(double[] Before, double After)> Rows(
        LossQuestion question, ColumnBorder[] parts, int[] state, int edgeColumn, double share)
    {
        double[] row = [.. parts.Select((part, column) => part.Corners[state[column]].Before)];
        double after = parts[question.Column].Corners[state[question.Column]].After;
        yield return (row, after);
        if (edgeColumn < 0)
            yield break;
        foreach ((double before, double moved) in parts[edgeColumn].Along(state[edgeColumn], share))
            yield return (With(row, edgeColumn, before), edgeColumn == question.Column ? moved : after);
    }
}
