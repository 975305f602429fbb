using System.Globalization;
using System.Text;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Tells a score's story as text that can be pasted into a ticket: plain characters, aligned columns.</summary>
internal static class Explanation
{
    private const int MostDrivers = 3;

    private static readonly string[] Headings = ["", "value", "points", "adds", "of"];

    public static string Of(HealthScore score, string? customer)
    {
        var text = new StringBuilder();
        text.Append(customer is null ? "" : $"{Excerpt.OfValue(customer)}: ").Append(Excerpt.OfLine(Headline(score))).Append('\n');
        foreach (UnscoredReason reason in score.UnscoredReasons)
            Line(text, $"because {reason}");
        foreach (GuardrailMatch guardrail in score.Guardrails.Where(match => match.Effect != GuardrailEffect.Unscored))
            Line(text, Describe(guardrail, score.Decimals));
        if (score.Override is { } decision)
            Line(text, $"pinned: {decision}; computed: {Computed(score)}");
        if (score.OverrideError is { } error)
            Line(text, $"override not applied: {error}");
        if (score.MightHaveSegment)
            Line(text, $"segment: {score.Segment} ({score.Segment.Reason})");
        Line(text, $"coverage: {Number.Percent(score.Coverage)}{(score.Missing.Count == 0 ? "" : $"; missing: {string.Join(", ", score.Missing)}")}");
        foreach (Contribution metric in score.Contributions.Where(metric => metric.Freshness is > 0 and < 1))
            Line(text, $"{metric.Metric} is {Number.Age(metric.AgeInDays.GetValueOrDefault())} old and counts {Number.Percent(metric.Freshness)}");

        text.Append('\n');
        Table(text, score);
        Section(text, "Lost most", score.Drivers.Take(MostDrivers)
            .Select(driver => $"{driver.Metric}: {Number.Points(driver.PointsLost)} points, {(driver.Value is null ? "" : "at ")}{driver.ValueText}"));
        Section(text, "To do", score.Actions.Select(Describe));
        text.Append(CultureInfo.InvariantCulture,
            $"\nProfile {score.Profile}, fingerprint {score.Fingerprint[..12]}, as of {score.AsOf.ToUniversalTime():yyyy-MM-dd HH:mm} UTC\n");
        return text.ToString();
    }

    private static string Headline(HealthScore score) => (score.Value, score.ValueIfScored) switch
    {
        ({ } value, _) => $"{Number.Score(value, score.Decimals)} of 100, {score.Tier}{(score.TierDescription is { } meaning ? $" ({meaning})" : "")}",
        (null, _) when score.Tier is not null => $"unscored, {score.Tier}",
        (null, { } would) => $"unscored ({Number.Score(would, score.Decimals)} if scored)",
        _ => "unscored",
    };

    private static string Computed(HealthScore score) => score.ComputedValue is { } computed
        ? $"{Number.Score(computed, score.Decimals)}, {score.ComputedTier}"
        : "unscored";

    private static string Describe(GuardrailMatch guardrail, int decimals)
    {
        string effect = guardrail.Effect == GuardrailEffect.Cap ? "capped at" : "raised to";
        string change = guardrail.Change == 0
            ? "which changed nothing"
            : $"which {(guardrail.Change < 0 ? "took" : "gave")} {Number.Points(Math.Abs(guardrail.Change))} points";
        return $"{effect} {Number.Score(guardrail.Limit.GetValueOrDefault(), decimals)} by {guardrail.Name} ({guardrail.Reason}), {change}"
            + (guardrail.Description is null ? "" : $": {guardrail.Description}");
    }

    private static string Describe(DueAction action) => $"{action}{(action.Description is null ? "" : $". {action.Description}")}";

    private static void Table(StringBuilder text, HealthScore score)
    {
        var rows = new List<string[]> { Headings };
        foreach ((DimensionScore dimension, IGrouping<string, Contribution> metrics) in
            score.Dimensions.Zip(score.Contributions.GroupBy(contribution => contribution.Dimension)))
        {
            rows.Add([dimension.Name, "", Points(dimension.Points), Number.Points(dimension.PointsAdded),
                Number.Points(metrics.Sum(metric => metric.PointsAvailable))]);
            foreach (Contribution metric in metrics)
            {
                rows.Add(["  " + metric.Metric, metric.ValueText, Points(metric.Points), Number.Points(metric.PointsAdded),
                    Number.Points(metric.PointsAvailable)]);
            }
        }
        if (score.OtherPoints != 0)
            rows.Add(["initial points and limits", "", "", Number.Points(score.OtherPoints), ""]);

        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
    }

    private static string Points(double? points) => points is { } number ? Number.Points(number) : "-";

    // Names of customers, descriptions and exceptions are other people's text: each stays on its line.
    private static void Line(StringBuilder text, string line) => text.Append("  ").Append(Excerpt.OfLine(line)).Append('\n');

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
            return;
        text.Append('\n').Append(title).Append('\n');
        foreach (string line in all)
            Line(text, line);
    }
}
