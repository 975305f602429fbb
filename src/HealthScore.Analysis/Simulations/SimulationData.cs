using System.Text.Json.Serialization;

namespace HealthScoring.Analysis;

/// <summary>
/// What a stored simulation holds: each property is a member of its JSON, in this order. A required one is always written, any other only where it
/// says something.
/// </summary>
internal sealed class SimulationData
{
    public const int Version = 1;

    [JsonRequired]
    public int FormatVersion { get; set; } = Version;

    [JsonRequired]
    public StoredSimulationProfile Before { get; set; }

    [JsonRequired]
    public StoredSimulationProfile After { get; set; }

    [JsonRequired]
    public DateTimeOffset AsOf { get; set; }

    [JsonRequired]
    public long Customers { get; set; }

    [JsonRequired]
    public long FaultyCustomers { get; set; }

    [JsonRequired]
    public long Moved { get; set; }

    public double? Weight { get; set; }

    public double? MovedWeight { get; set; }

    public double? MeanScoreBefore { get; set; }

    public double? MeanScoreAfter { get; set; }

    public double? MeanChange { get; set; }

    /// <summary>Row by row; the last row and the last column are those of the unscored.</summary>
    [JsonRequired]
    public List<StoredMigration> Matrix { get; set; } = [];

    public List<StoredCause> Causes { get; set; } = [];

    public List<StoredMover> Movers { get; set; } = [];

    /// <summary>The tiers before, the lowest first, and null for the unscored.</summary>
    public IReadOnlyList<string?> Rows() => [.. Matrix.Chunk(Math.Max(Columns().Count, 1)).Select(row => row[0].Before)];

    /// <summary>The tiers after, the lowest first, and null for the unscored.</summary>
    public IReadOnlyList<string?> Columns() => [.. Matrix.TakeWhile(cell => cell.Before == Matrix[0].Before).Select(cell => cell.After)];

    public long Count(Func<StoredMigration, bool> cells) => Matrix.Where(cells).Sum(cell => cell.Customers);

    public static SimulationData Of(SimulationTally tally, DateTimeOffset asOf) => new()
    {
        Before = new(tally.Before.Name, tally.Before.Fingerprint),
        After = new(tally.After.Name, tally.After.Fingerprint),
        AsOf = asOf,
        Customers = tally.Customers,
        FaultyCustomers = tally.Faulty,
        Moved = tally.Moved,
        Weight = tally.Weight,
        MovedWeight = tally.MovedWeight,
        MeanScoreBefore = tally.MeanBefore,
        MeanScoreAfter = tally.MeanAfter,
        MeanChange = tally.Causes.MeanChange,
        Matrix = [.. tally.Matrix()],
        Causes = [.. tally.Causes.ToCauses()],
    };

    public SimulationData With(IEnumerable<StoredMover> movers)
    {
        var other = (SimulationData)MemberwiseClone();
        other.Movers = [.. movers];
        return other;
    }
}
