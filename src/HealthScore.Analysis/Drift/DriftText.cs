using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Phrases drift.</summary>
internal static class DriftText
{
    /// <summary>What drifted.</summary>
    public static string Headline(DriftReport report)
    {
        if (report.NotEnough is { } few)
            return $"not enough to compare: {few}";
        string[] drifted = [.. report.Metrics.Where(metric => metric.Verdict == DriftVerdict.Drifted).Select(metric => metric.Metric),
            .. Whole(report).Where(whole => whole.Verdict == DriftVerdict.Drifted).Select(whole => whole.Name)];
        return drifted.Length == 0 ? "nothing drifted" : $"{string.Join(", ", drifted)} drifted";
    }

    /// <summary>The report.</summary>
    public static string Of(DriftReport report)
    {
        var text = new ReportWriter(report.ToString());
        text.Line($"reference: {report.Reference}").Line($"now: {report.Current}");
        if (report.InBoth > 0)
            text.Line($"{Number.Counted(report.InBoth, "customer")} in both, so the tests are cautious: a smaller change is not seen");
        if (report.NotEnough is not null)
            return text.ToString();
        text.Section("Drifted", Lines(report, DriftVerdict.Drifted));
        text.Section("Beyond chance, but small", Lines(report, DriftVerdict.DetectableSmall));
        string[] same = [.. report.Metrics.Where(metric => metric.Verdict == DriftVerdict.NoDrift).Select(metric => metric.Metric),
            .. Whole(report).Where(whole => whole.Verdict == DriftVerdict.NoDrift).Select(whole => whole.Name)];
        text.Section("No more than chance", same.Length == 0 ? [] : [string.Join(", ", same)]);
        if (report.NotEnoughOutcomes is { } few)
            text.Section("Outcomes", [$"not enough to compare: {few}"]);
        if (report.Outcomes is { } outcomes)
            text.Section("Outcomes", Lines(report, outcomes));
        return text.ToString();
    }

    /// <summary>A number with two decimals.</summary>
    public static string Hundredths(double number) =>
        Math.Round(number, 2, MidpointRounding.AwayFromZero).ToString("F2", CultureInfo.InvariantCulture);

    private static IEnumerable<DistributionDrift> Whole(DriftReport report) => report is { Score: { } score, Tiers: { } tiers } ? [score, tiers] : [];

    private static IEnumerable<string> Lines(DriftReport report, DriftVerdict verdict)
    {
        foreach (MetricDrift metric in report.Metrics)
        {
            // Where no more than this changed, one line says it.
            if (metric.Values.Verdict == verdict && !(metric.Values.IsOnlyMissing && metric.Missing.Verdict >= verdict))
                yield return metric.Values.ToString();
            if (metric.Missing.Verdict == verdict)
                yield return metric.Missing.ToString();
        }
        foreach (DistributionDrift whole in Whole(report).Where(whole => whole.Verdict == verdict))
            yield return whole.ToString();
    }

    private static IEnumerable<string> Lines(DriftReport report, OutcomeDrift outcomes)
    {
        string did = OutcomeWords.Did(report.Outcome.GetValueOrDefault());
        yield return $"AUC {outcomes.AucBefore} → {outcomes.AucAfter}: "
            + (outcomes.AucChanged ? "it changed beyond chance" : "no more than chance");
        string ratio = outcomes is { Ratio: { } times, LowerRatio: { } lower, UpperRatio: { } upper }
            ? $": {Hundredths(times)} times as many ({Hundredths(lower)} to {Hundredths(upper)})" : "";
        yield return $"{Number.Count(outcomes.Observed)} {did}, and {Number.Points(outcomes.Expected)} were to be expected by the reference's risk "
            + $"at these scores{ratio}";
        yield return $"customers who {did}, by tier";
        foreach (TierRateDrift tier in outcomes.Tiers)
            yield return $"  {tier}";
        foreach ((string name, DriftSide side) in new[] { ("reference", report.Reference), ("now", report.Current) })
        {
            if (side.LeftOut is { Total: > 0 } leftOut)
                yield return $"left out of the outcomes, {name}: {leftOut}";
        }
    }
}
