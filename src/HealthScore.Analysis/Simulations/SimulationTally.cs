namespace HealthScoring.Analysis;

/// <summary>The sums of a simulation, all of them whole numbers: no order of the customers changes a bit.</summary>
internal sealed class SimulationTally
{
    // Those of portfolio sums.
    private const double Steps = 1 << 20;

    // The last row and the last column are those of the unscored.
    private readonly long[,] _customers;
    private readonly StepSum[,] _weights;
    private readonly HashSet<string> _onlyAfter;
    private StepSum _scoresBefore = new(Steps);
    private StepSum _scoresAfter = new(Steps);
    private StepSum _weight = new(Steps);
    private StepSum _movedWeight = new(Steps);
    private long _scoredBefore;
    private long _scoredAfter;
    private bool _weighted;

    public SimulationTally(ScoringProfile before, ScoringProfile after)
    {
        (Before, After, Causes) = (before, after, new(before, after));
        Missing = new(before.MetricNames.Union(after.MetricNames).ToDictionary(name => name, _ => 0L), StringComparer.Ordinal);
        _onlyAfter = [.. after.MetricNames.Except(before.MetricNames)];
        _customers = new long[before.Tiers.Count + 1, after.Tiers.Count + 1];
        _weights = new StepSum[before.Tiers.Count + 1, after.Tiers.Count + 1];
        for (int i = 0; i < _weights.Length; i++)
            _weights[i / (after.Tiers.Count + 1), i % (after.Tiers.Count + 1)] = new(Steps);
    }

    public ScoringProfile Before { get; }

    public ScoringProfile After { get; }

    public CauseTally Causes { get; }

    /// <summary>
    /// How many customers lack each metric and signal, as the profile before judges, or the one after where that alone has it.
    /// </summary>
    public SortedDictionary<string, long> Missing { get; }

    public long Customers { get; private set; }

    public long Faulty { get; private set; }

    public long Moved { get; private set; }

    /// <summary>The sum of all weights; null where no customer has one.</summary>
    public double? Weight => _weighted ? _weight.Value : null;

    public double? MovedWeight => _weighted ? _movedWeight.Value : null;

    public double? MeanBefore => _scoresBefore.Mean(_scoredBefore);

    public double? MeanAfter => _scoresAfter.Mean(_scoredAfter);

    /// <summary>Counts a source's null, of which nothing is known.</summary>
    public void AddUnknown()
    {
        Customers++;
        Faulty++;
        _customers[Before.Tiers.Count, After.Tiers.Count]++;
        foreach (string metric in Before.MetricNames.Concat(_onlyAfter))
            Missing[metric]++;
    }

    /// <summary>Counts a customer.</summary>
    /// <returns>Whether its tier is another.</returns>
    public bool Add(SimulatedScore old, SimulatedScore now, bool faulty, double? weight)
    {
        Customers++;
        Faulty += faulty ? 1 : 0;
        foreach (MissingMetric missing in old.Score.Missing.Concat(now.Score.Missing.Where(missing => _onlyAfter.Contains(missing.Metric))))
            Missing[missing.Metric]++;
        (int row, int column) = (old.TierIndex < 0 ? Before.Tiers.Count : old.TierIndex, now.TierIndex < 0 ? After.Tiers.Count : now.TierIndex);
        _customers[row, column]++;
        if (old.Score.Value is { } oldScore)
        {
            _scoresBefore.Add(oldScore);
            _scoredBefore++;
        }
        if (now.Score.Value is { } nowScore)
        {
            _scoresAfter.Add(nowScore);
            _scoredAfter++;
        }
        bool moved = old.Tier != now.Tier;
        if (weight is { } known)
        {
            _weighted = true;
            _weight.Add(known);
            _weights[row, column].Add(known);
            if (moved)
                _movedWeight.Add(known);
        }
        if (!moved)
            return false;
        Moved++;
        if (old.Score.Value is not null && now.Score.Value is not null)
            Causes.Add(old.Score, now.Score);
        return true;
    }

    /// <summary>Every cell of the matrix, row by row.</summary>
    public IEnumerable<StoredMigration> Matrix()
    {
        (string?[] rows, string?[] columns) = (Names(Before), Names(After));
        for (int i = 0; i < rows.Length; i++)
        {
            for (int k = 0; k < columns.Length; k++)
                yield return new(rows[i], columns[k], _customers[i, k], _weighted ? _weights[i, k].Value : null);
        }
    }

    private static string?[] Names(ScoringProfile profile) => [.. profile.Tiers.Select(tier => tier.Name), null];
}
