using HealthScoring.Portfolios;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What a simulation found, as text that can be pasted into a review.</summary>
internal static class SimulationText
{
    private const int MostLines = 10;
    public const string Unscored = "unscored";

    public static string Headline(StoredSimulation result) =>
        $"{Number.Count(result.Moved)} of {Number.Counted(result.Customers, "customer")} {(result.Moved == 1 ? "changes" : "change")} tier"
        + (result.MovedShare is { } share ? $" ({Number.Percent(share)})" : "");

    public static string Of(StoredSimulation result)
    {
        (string before, string after) = (Profile(result.NameBefore, result.FingerprintBefore), Profile(result.NameAfter, result.FingerprintAfter));
        var report = new ReportWriter($"{before} → {after}, as of {TimeText.Minute(result.AsOf)}");
        string moved = Headline(result);
        if (result is { Moved: > 0, MovedUp: { } up, MovedDown: { } down })
        {
            moved += $": {Number.Count(up)} up, {Number.Count(down)} down";
            if (result.Moved - up - down is > 0 and var others)
                moved += $", {Number.Count(others)} from or to {Unscored}";
        }
        report.Line(moved, depth: 0);
        if (result is { Weight: { } all, MovedWeight: { } movedWeight })
        {
            report.Line($"weight: {Number.Weight(movedWeight)} of {Number.Weight(all)} changes tier"
                + (result.MovedWeightShare is { } share ? $" ({Number.Percent(share)})" : ""), depth: 0);
        }
        report.Line($"mean score: {Mean(result.MeanScoreBefore)} → {Mean(result.MeanScoreAfter)}", depth: 0);
        if (result.FaultyCustomers > 0)
            report.Line(FaultText.Of(result.FaultyCustomers), depth: 0);
        return report.Table(Table(result)).Lines(Why(result), depth: 0).ToString();
    }

    /// <summary>Every limit that does not hold, in a line of its own.</summary>
    public static IEnumerable<string> Excess(StoredSimulation result, double most, double? mostWeight, double mostFaulty)
    {
        if (result.MovedShare is not { } moved)
        {
            yield return "There are no customers, so how many change tier is not known.";
            yield break;
        }
        if (result.MeanScoreBefore is null && result.MeanScoreAfter is null)
            yield return "No customer is scored before or after, so how many change tier is not known.";
        double faulty = (double)result.FaultyCustomers / result.Customers;
        if (faulty > mostFaulty)
        {
            (string share, string limit) = Number.Apart(faulty, mostFaulty);
            yield return $"{share} of the customers ({Number.Count(result.FaultyCustomers)} of {Number.Count(result.Customers)}) "
                + $"have a fault, and at most {limit} may.";
        }
        if (moved > most)
        {
            (string share, string limit) = Number.Apart(moved, most);
            yield return $"{share} of the customers ({Number.Count(result.Moved)} of {Number.Count(result.Customers)}) "
                + $"change tier, and at most {limit} may.";
        }
        if (mostWeight is not { } weight)
            yield break;
        if (result.MovedWeightShare is not { } movedWeight)
        {
            yield return "No customer has a weight above 0, so how much of it changes tier is not known; set WeightBy.";
        }
        else if (movedWeight > weight)
        {
            (string share, string limit) = Number.Apart(movedWeight, weight);
            yield return $"{share} of the weight ({Number.Weight(result.MovedWeight.GetValueOrDefault())} "
                + $"of {Number.Weight(result.Weight.GetValueOrDefault())}) "
                + $"changes tier, and at most {limit} may.";
        }
    }

    /// <summary>Every metric and signal that more customers lack than in an earlier summary, by more than a limit, in a line of its own.</summary>
    public static IEnumerable<string> Lost(IReadOnlyDictionary<string, long> lacking, long customers, PortfolioSummary earlier, double most)
    {
        (string Metric, long Missing)[] before = [.. earlier.All.Metrics.Select(metric => (metric.Metric, metric.Missing))
            .Concat(earlier.All.Signals.Select(signal => (signal.Signal, signal.Missing)))
            .Where(metric => lacking.ContainsKey(metric.Item1)).OrderBy(metric => metric.Item1, StringComparer.Ordinal)];
        if (earlier.All.Customers == 0 || before.Length == 0)
            yield return "The earlier summary has no customers, or no metric or signal of the profiles, so what is lost is not known.";
        foreach ((string metric, long missing) in before.Where(_ => earlier.All.Customers > 0))
        {
            (double now, double was) = ((double)lacking[metric] / customers, (double)missing / earlier.All.Customers);
            if (now - was > most + Precision.LeastTolerance)
            {
                yield return $"{metric} is missing for {Number.Percent(now)} of the customers, {Number.Percent(was)} in the earlier summary, "
                    + $"and at most {Number.Points(most * 100)} percentage points more may lack it.";
            }
        }
    }

    /// <summary>Why a change is refused: the limits that do not hold, from where to where customers move, and why.</summary>
    public static string Refusal(StoredSimulation result, IEnumerable<string> problems)
    {
        TierMigration[] moves = [.. result.Matrix.Where(cell => cell is { IsMove: true, Customers: > 0 }).OrderByDescending(cell => cell.Customers)];
        return string.Join('\n', [.. problems, .. Listed(moves.Select(move => move.ToString())), .. Why(result)]);
    }

    private static IEnumerable<string> Why(StoredSimulation result) => result.MeanChange is not { } change
        ? []
        : ["", $"Why: {Number.Counted(result.MoversScored, "mover")} scored before and after, {Number.Signed(change)} points on average",
            .. Listed(result.Causes.Count == 0 ? ["no points change; the tiers do"] : result.Causes.Select(cause => cause.ToString()))];

    private static IEnumerable<string> Listed(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        foreach (string line in all.Take(MostLines))
            yield return $"  {line}";
        if (all.Length > MostLines)
            yield return $"  … and {Number.Count(all.Length - MostLines)} more";
    }

    private static TextTable Table(StoredSimulation result)
    {
        string[] columns =
            [.. result.Matrix.TakeWhile(cell => cell.TierBefore == result.Matrix[0].TierBefore).Select(cell => cell.TierAfter ?? Unscored)];
        var table = new TextTable(1, ["before \\ after", .. columns]);
        foreach (TierMigration[] row in result.Matrix.Chunk(columns.Length))
            table.Add([row[0].TierBefore ?? Unscored, .. row.Select(cell => Number.Count(cell.Customers))]);
        return table;
    }

    /// <summary>Whether the customers of a cell move, and are scored before and after.</summary>
    public static bool IsScoredMove(StoredMigration cell) => cell is { Before: not null, After: not null } && cell.Before != cell.After;

    public static string Mover(long position, string? name, string change) => $"{name ?? $"customer {Number.Text(position)}"}: {change}";

    private static string Profile(string name, string fingerprint) => $"{name} ({fingerprint[..12]})";

    private static string Mean(double? score) => score is { } known ? Number.Points(known) : "none";
}
