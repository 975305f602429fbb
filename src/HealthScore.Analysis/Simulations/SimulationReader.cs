using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Reads a simulation from JSON, and lists everything that is wrong with it: first its form, then what no simulation can hold.</summary>
internal sealed class SimulationReader(SimulationData data, StoredErrors errors)
{
    private const double Tolerance = 1e-9;

    private static readonly StoredFormat<SimulationData> Format =
        new("stored simulation", "give one that was stored", new SimulationContract());

    public static SimulationData Read(string json) => Format.Read(json, (data, errors) => new SimulationReader(data, errors).Check());

    public static string Write(SimulationData data) => Format.Write(data);

    private void Check()
    {
        errors.CheckVersion(data.FormatVersion, SimulationData.Version);
        CheckProfile("$.before", data.Before);
        CheckProfile("$.after", data.After);
        CheckCount("$.customers", data.Customers, 1L << 53);
        CheckCount("$.faultyCustomers", data.FaultyCustomers, data.Customers);
        CheckCount("$.moved", data.Moved, data.Customers);
        CheckRange("$.weight", data.Weight ?? 0, 0, double.MaxValue);
        CheckRange("$.movedWeight", data.MovedWeight ?? 0, 0, data.Weight ?? double.MaxValue);
        if (data.Weight is null != data.MovedWeight is null)
            errors.Add("$.movedWeight", null, "there is only one of \"weight\" and \"movedWeight\"");
        for (int i = 0; i < data.Matrix.Count; i++)
            CheckCell(JsonPath.Item("$.matrix", i), data.Matrix[i]);
        if (!errors.HasFaultWithin("$.matrix"))
            CheckForm();
        if (errors.HasFaultWithin("$.matrix") || errors.HasFaultWithin("$.customers") || errors.HasFaultWithin("$.moved"))
            return;
        CheckSums();
        CheckMean("$.meanScoreBefore", data.MeanScoreBefore, data.Count(cell => cell.Before is not null) > 0, 0);
        CheckMean("$.meanScoreAfter", data.MeanScoreAfter, data.Count(cell => cell.After is not null) > 0, 0);
        long scored = data.Count(SimulationText.IsScoredMove);
        CheckMean("$.meanChange", data.MeanChange, scored > 0, -100);
        for (int i = 0; i < data.Causes.Count; i++)
            CheckCause(JsonPath.Item("$.causes", i), i, scored);
        if (data.Movers.Count > data.Moved)
            errors.Add("$.movers", null, $"there are {Number.Text(data.Movers.Count)}, and \"moved\" is {Number.Text(data.Moved)}");
        for (int i = 0; i < data.Movers.Count; i++)
            CheckMover(JsonPath.Item("$.movers", i), data.Movers[i], i == 0 ? -1 : data.Movers[i - 1].Position);
    }

    private void CheckProfile(string path, StoredSimulationProfile profile)
    {
        errors.CheckName($"{path}.profile", profile.Profile ?? "");
        errors.CheckFingerprint($"{path}.fingerprint", profile.Fingerprint ?? "");
    }

    private void CheckCell(string path, StoredMigration cell)
    {
        if (cell.Before is not null)
            errors.CheckName($"{path}.before", cell.Before);
        if (cell.After is not null)
            errors.CheckName($"{path}.after", cell.After);
        CheckCount($"{path}.customers", cell.Customers, data.Customers);
        CheckRange($"{path}.weight", cell.Weight ?? 0, 0, double.MaxValue);
        if (cell.Weight is null != data.Weight is null)
            errors.Add($"{path}.weight", null, "only one of the simulation and its cell has a weight");
    }

    /// <summary>Each tier before with each tier after, the unscored last.</summary>
    private void CheckForm()
    {
        (IReadOnlyList<string?> rows, IReadOnlyList<string?> columns) = (data.Rows(), data.Columns());
        bool isWhole = AreTiers(rows) && AreTiers(columns) && data.Matrix.Count == rows.Count * columns.Count
            && data.Matrix.Index().All(cell =>
                cell.Item.Before == rows[cell.Index / columns.Count] && cell.Item.After == columns[cell.Index % columns.Count]);
        if (!isWhole)
            errors.Add("$.matrix", null, "it does not have each tier before with each tier after once, row by row and the unscored last");
    }

    private static bool AreTiers(IReadOnlyList<string?> names) =>
        names.Count > 1 && names[^1] is null && names.Distinct(StringComparer.Ordinal).Count() == names.Count;

    private void CheckSums()
    {
        CheckSum("$.matrix", data.Matrix.Sum(cell => (double)cell.Customers), data.Customers, 0);
        if (!errors.HasFaultWithin("$.matrix"))
            CheckSum("$.moved", data.Moved, data.Count(cell => cell.Before != cell.After), 0);
        if (data is not { Weight: { } weight, MovedWeight: { } moved })
            return;
        CheckSum("$.weight", weight, data.Matrix.Sum(cell => cell.Weight ?? 0), weight * Tolerance);
        double all = data.Matrix.Where(cell => cell.Before != cell.After).Sum(cell => cell.Weight ?? 0);
        CheckSum("$.movedWeight", moved, all, weight * Tolerance);
    }

    private void CheckCause(string path, int i, long scored)
    {
        StoredCause cause = data.Causes[i];
        bool isNamed = cause.Kind is SimulationCauseKind.Metric or SimulationCauseKind.Guardrail;
        if (cause.Name is not null)
            errors.CheckName($"{path}.name", cause.Name);
        if (cause.Name is not null != isNamed)
            errors.Add($"{path}.name", null, isNamed ? "the cause has no name" : "there is a name where there is none");
        CheckRange($"{path}.customers", cause.Customers, 1, scored);
        if (data.Causes.Take(i).Any(earlier => (earlier.Kind, earlier.Name) == (cause.Kind, cause.Name)))
            errors.Add(path, null, "the cause is given twice");
        else if (i > 0 && Math.Abs(cause.MeanChange) > Math.Abs(data.Causes[i - 1].MeanChange))
            errors.Add(path, null, $"{Number.Text(cause.MeanChange)} changes more than {Number.Text(data.Causes[i - 1].MeanChange)} before it");
    }

    private void CheckMover(string path, StoredMover mover, long before)
    {
        CheckCount($"{path}.position", mover.Position, data.Customers - 1);
        if (mover.Position <= before)
        {
            errors.Add($"{path}.position", Number.Text(mover.Position),
                $"{Number.Text(mover.Position)} is not after {Number.Text(before)} before it");
        }
        CheckSide(path, "Before", mover.ScoreBefore, mover.TierBefore, data.Rows());
        CheckSide(path, "After", mover.ScoreAfter, mover.TierAfter, data.Columns());
        if (mover.TierBefore == mover.TierAfter)
            errors.Add(path, null, "its tier is the same before and after");
    }

    private void CheckSide(string path, string side, double? score, string? tier, IReadOnlyList<string?> tiers)
    {
        CheckRange($"{path}.score{side}", score ?? 0, 0, 100);
        if (!tiers.Contains(tier, StringComparer.Ordinal))
            errors.Add($"{path}.tier{side}", $"\"{tier}\"", $"\"{Excerpt.OfValue(tier!)}\" is no tier of \"matrix\"");
        else if (score is null != tier is null)
            errors.Add($"{path}.score{side}", null, "there is only one of score and tier");
    }

    private void CheckMean(string path, double? mean, bool exists, double least)
    {
        if (mean is not null != exists)
            errors.Add(path, null, exists ? "there is no mean" : "there is a mean of nobody");
        CheckRange(path, mean ?? 0, least, 100);
    }

    private void CheckSum(string path, double sum, double expected, double tolerance)
    {
        if (!(Math.Abs(sum - expected) <= tolerance))
            errors.Add(path, null, $"the sum is {Number.Text(sum)}, and should be {Number.Text(expected)}");
    }

    private void CheckCount(string path, long count, long most) => CheckRange(path, count, 0, most);

    private void CheckRange(string path, double number, double least, double most)
    {
        string text = Number.Text(number);
        if (!(number >= least && number <= most))
            errors.Add(path, text, number < least ? $"{text} is less than {Number.Text(least)}" : $"{text} is more than {Number.Text(most)}");
    }
}
