using HealthScoring.Portfolios;

namespace HealthScoring.Reviews;

/// <summary>The sums of a simulation, all of them whole numbers: no order of the customers changes a bit.</summary>
internal sealed class SimulationTally(ScoringProfile before, ScoringProfile after)
{
    // The last row and the last column are those of the unscored.
    private readonly long[,] _customers = new long[before.Tiers.Count + 1, after.Tiers.Count + 1];
    private readonly Int128[,] _weights = new Int128[before.Tiers.Count + 1, after.Tiers.Count + 1];
    private (Int128 Sum, long Count) _scoresBefore;
    private (Int128 Sum, long Count) _scoresAfter;
    private bool _weighted;

    public ScoringProfile Before => before;

    public ScoringProfile After => after;

    public CauseTally Causes { get; } = new(before, after);

    public long Customers { get; private set; }

    public long Faulty { get; private set; }

    public long Moved { get; private set; }

    public long Up { get; private set; }

    public long Down { get; private set; }

    public Int128 MovedWeight { get; private set; }

    public Int128 AllWeight { get; private set; }

    public bool IsWeighted => _weighted;

    public double? MeanBefore => Mean(_scoresBefore);

    public double? MeanAfter => Mean(_scoresAfter);

    /// <summary>Counts a source's null, of which nothing is known.</summary>
    public void AddUnknown()
    {
        Customers++;
        Faulty++;
        _customers[before.Tiers.Count, after.Tiers.Count]++;
    }

    /// <summary>Counts a customer.</summary>
    /// <returns>Whether its tier is another.</returns>
    public bool Add(HealthScore old, HealthScore now, bool faulty, double weight)
    {
        Customers++;
        Faulty += faulty ? 1 : 0;
        Int128 steps = double.IsNaN(weight) ? 0 : Grid.OfWeight(weight);
        _weighted |= !double.IsNaN(weight);
        AllWeight += steps;
        (int row, int column) = (old.TierIndex < 0 ? before.Tiers.Count : old.TierIndex, now.TierIndex < 0 ? after.Tiers.Count : now.TierIndex);
        _customers[row, column]++;
        _weights[row, column] += steps;
        _scoresBefore = Plus(_scoresBefore, old.Value);
        _scoresAfter = Plus(_scoresAfter, now.Value);
        if (old.Tier == now.Tier)
            return false;
        Moved++;
        MovedWeight += steps;
        if (old.Value is not null && now.Value is not null)
        {
            Up += now.TierIndex > old.TierIndex ? 1 : 0;
            Down += now.TierIndex < old.TierIndex ? 1 : 0;
            Causes.Add(old, now);
        }
        return true;
    }

    /// <summary>Every cell of the matrix, row by row.</summary>
    public IEnumerable<TierMigration> Matrix()
    {
        (string?[] rows, string?[] columns) = (Names(before), Names(after));
        for (int i = 0; i < rows.Length; i++)
        {
            for (int k = 0; k < columns.Length; k++)
                yield return new(rows[i], columns[k], _customers[i, k], _weighted ? Grid.ToDouble(_weights[i, k]) : null);
        }
    }

    private static string?[] Names(ScoringProfile profile) => [.. profile.Tiers.Select(tier => tier.Name), null];

    private static (Int128 Sum, long Count) Plus((Int128 Sum, long Count) scores, double? score) =>
        score is { } known ? (scores.Sum + Grid.Of(known), scores.Count + 1) : scores;

    private static double? Mean((Int128 Sum, long Count) scores) => scores.Count > 0 ? Grid.ToDouble(scores.Sum) / scores.Count : null;
}
