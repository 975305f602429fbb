using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis;

/// <summary>The scored customers of a book whose outcome is known, each by one such row.</summary>
internal sealed class OutcomeSide
{
    private readonly int[] _tiers;
    private readonly bool[] _events;

    public OutcomeSide(ScoringProfile profile, OutcomeBook book)
    {
        BookRows rows = OneRowEach.OfKnown(book.Data);
        ScoredRows scored = ScoredRows.Of(profile, rows);
        int[] judged = [.. Enumerable.Range(0, rows.Count).Where(row => scored.Tiers[row] >= 0)];
        // Of expansions high scores are to have them: as if each score were below 0, the rest is the same.
        int sign = book.Outcome == Outcome.Expanded ? -1 : 1;
        double[] scores = [.. judged.Select(row => sign * scored.Scores[row])];
        _tiers = [.. judged.Select(row => scored.Tiers[row])];
        _events = [.. judged.Select(row => rows.Outcomes[row] == RowStatus.Event)];
        Groups = ScoreGroups.Of(scores, _events);
    }

    /// <summary>The customers by score, of expansions by the score times -1.</summary>
    public ScoreGroups Groups { get; }

    /// <summary>The variance of the AUC.</summary>
    public double AucVariance()
    {
        double[] placements = Placements.Of(Groups, _events);
        return AucCovariance.Of(placements, placements, _events, [.. Enumerable.Range(0, _events.Length)]);
    }

    /// <summary>The customers of a tier.</summary>
    public EventCount OfTier(int tier)
    {
        EventCount count = default;
        for (int row = 0; row < _tiers.Length; row++)
        {
            if (_tiers[row] == tier)
                count = new(count.Events + (_events[row] ? 1 : 0), count.Customers + 1);
        }
        return count;
    }
}
