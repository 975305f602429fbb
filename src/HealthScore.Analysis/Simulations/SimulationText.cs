using System.Globalization;
using System.Text;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What a simulation found, as text that can be pasted into a review.</summary>
internal static class SimulationText
{
    private const int MostLines = 10;
    public const string Unscored = "unscored";

    public static string Headline<TCustomer>(SimulationResult<TCustomer> result) =>
        $"{Number.Count(result.Moved)} of {Number.Counted(result.Customers, "customer")} {(result.Moved == 1 ? "changes" : "change")} tier"
        + (result.MovedShare is { } share ? $" ({Number.Percent(share)})" : "");

    public static string Of<TCustomer>(SimulationResult<TCustomer> result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.Before} → {result.After}, as of {result.AsOf.ToUniversalTime():yyyy-MM-dd HH:mm} UTC\n");
        text.Append(Headline(result));
        if (result is { Moved: > 0, MovedUp: { } up, MovedDown: { } down })
        {
            text.Append(CultureInfo.InvariantCulture, $": {up:N0} up, {down:N0} down");
            if (result.Moved - up - down is > 0 and var others)
                text.Append(CultureInfo.InvariantCulture, $", {others:N0} from or to {Unscored}");
        }
        text.Append('\n');
        if (result is { Weight: { } all, MovedWeight: { } moved })
        {
            text.Append(CultureInfo.InvariantCulture, $"weight: {Figures.Weight(moved)} of {Figures.Weight(all)} changes tier");
            text.Append(result.MovedWeightShare is { } share ? $" ({Number.Percent(share)})\n" : "\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"mean score: {Mean(result.MeanScoreBefore)} → {Mean(result.MeanScoreAfter)}\n");
        if (result.FaultyCustomers > 0)
        {
            text.Append(Number.Counted(result.FaultyCustomers, "customer"))
                .Append(" with a fault: a metric or the segment function threw, or the customer is null\n");
        }
        text.Append('\n');
        Table(text, result);
        foreach (string line in Why(result))
            text.Append(line).Append('\n');
        return text.ToString();
    }

    /// <summary>Every limit that does not hold, in a line of its own.</summary>
    public static IEnumerable<string> Excess<TCustomer>(SimulationResult<TCustomer> result, double most, double? mostWeight, double mostFaulty)
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
            yield return $"{share} of the customers ({Number.Count(result.FaultyCustomers)} of {Number.Count(result.Customers)}) have a fault, and at most {limit} may.";
        }
        if (moved > most)
        {
            (string share, string limit) = Number.Apart(moved, most);
            yield return $"{share} of the customers ({Number.Count(result.Moved)} of {Number.Count(result.Customers)}) change tier, and at most {limit} may.";
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
            yield return $"{share} of the weight ({Figures.Weight(result.MovedWeight.GetValueOrDefault())} of {Figures.Weight(result.Weight.GetValueOrDefault())}) "
                + $"changes tier, and at most {limit} may.";
        }
    }

    /// <summary>Why a change is refused: the limits that do not hold, from where to where customers move, and why.</summary>
    public static string Refusal<TCustomer>(SimulationResult<TCustomer> result, IEnumerable<string> problems)
    {
        TierMigration[] moves = [.. result.Matrix.Where(cell => cell is { IsMove: true, Customers: > 0 }).OrderByDescending(cell => cell.Customers)];
        return string.Join('\n', [.. problems, .. Listed(moves.Select(move => move.ToString())), .. Why(result)]);
    }

    private static IEnumerable<string> Why<TCustomer>(SimulationResult<TCustomer> result) => result.MeanChange is not { } change
        ? []
        : ["", $"Why: {Number.Counted(result.MoversScored, "mover")} scored before and after, {Figures.Signed(change)} points on average",
            .. Listed(result.Causes.Count == 0 ? ["no points change; the tiers do"] : result.Causes.Select(cause => cause.ToString()))];

    private static IEnumerable<string> Listed(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        foreach (string line in all.Take(MostLines))
            yield return $"  {line}";
        if (all.Length > MostLines)
            yield return $"  … and {Number.Count(all.Length - MostLines)} more";
    }

    private static void Table<TCustomer>(StringBuilder text, SimulationResult<TCustomer> result)
    {
        string[] columns = [.. result.After.Tiers.Select(tier => tier.Name), Unscored];
        List<string[]> rows = [["before \\ after", .. columns]];
        rows.AddRange(result.Matrix.Chunk(columns.Length).Select(row =>
            (string[])[row[0].TierBefore ?? Unscored, .. row.Select(cell => Number.Count(cell.Customers))]));
        int[] widths = [.. Enumerable.Range(0, columns.Length + 1).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            text.Append(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))))
                .Append('\n');
        }
    }

    private static string Mean(double? score) => score is { } known ? Number.Points(known) : "none";
}
