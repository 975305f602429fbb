using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Explains a score as text that can be pasted into a ticket: plain characters, aligned columns.</summary>
internal static class Explanation
{
    private const int MostDrivers = 3;

    public static string Of(HealthScore score, string? customer, Standing standing)
    {
        var report = new ReportWriter(Headline(score, standing.Tier), customer);
        report.Lines(standing.Lines);
        report.Lines(score.UnscoredReasons.Select(reason => $"because {reason}"));
        foreach (GuardrailMatch guardrail in score.Guardrails.Where(match => match.Effect != GuardrailEffect.Unscored))
            report.Line(guardrail.Text(score.Precision) + (guardrail.Description is null ? "" : $": {guardrail.Description}"));
        report.Lines(score.UndecidedGuardrails.Select(guardrail => guardrail.ToString()));
        if (score.Override is { } decision)
            report.Line($"pinned: {decision}; computed: {Computed(score)}");
        if (score.OverrideError is { } error)
            report.Line($"override not applied: {error}");
        if (score.MightHaveSegment)
            report.Line($"segment: {score.Segment ?? "base profile"} ({score.SegmentReason})");
        report.Line(
            $"coverage: {Number.Percent(score.Coverage)}{(score.Missing.Count == 0 ? "" : $"; missing: {string.Join(", ", score.Missing)}")}");
        report.Lines(score.Dimensions.Where(dimension => dimension.IsLeftOut).Select(dimension => dimension.ToString()));
        foreach (Contribution metric in score.Contributions.Where(metric => metric.Freshness is > 0 and < 1))
            report.Line($"{metric.Metric} is {Number.Age(metric.AgeInDays.GetValueOrDefault())} old and counts {Number.Percent(metric.Freshness)}");

        return report.Table(Table(score))
            .Section("Lost most", score.Drivers.Take(MostDrivers)
                .Select(driver =>
                    $"{driver.Metric}: {Number.Points(driver.PointsLost)} points, {(driver.Value is null ? "" : "at ")}{driver.ValueText}"))
            .Section("To do", standing.Due.Select(action => action.Text))
            .Paragraph($"Profile {score.ProfileName}, fingerprint {score.Fingerprint[..12]}, as of {TimeText.Minute(score.AsOf)}")
            .ToString();
    }

    /// <summary>A score in a line, as in <c>63.4 (at-risk, pinned)</c>.</summary>
    public static string Short(double? value, Precision precision, string? tier, bool isPinned)
    {
        string shown = value is { } score ? precision.Text(score) : "unscored";
        return tier is null ? shown : $"{shown} ({tier}{(isPinned ? ", pinned" : "")})";
    }

    private static string Headline(HealthScore score, int tier) => (score.Value, score.ValueIfScored) switch
    {
        ({ } value, _) => $"{score.Precision.Text(value)} of 100, {Meaning(score.Scorecard.Tiers[tier])}",
        (null, _) when tier >= 0 => $"unscored, {score.Scorecard.Tiers[tier].Name}",
        (null, { } would) => $"unscored ({score.Precision.Text(would)} if scored)",
        _ => "unscored",
    };

    private static string Meaning(Tier tier) => tier.Description is null ? tier.Name : $"{tier.Name} ({tier.Description})";

    private static string Computed(HealthScore score) => score.ComputedValue is { } computed
        ? $"{score.Precision.Text(computed)}, {score.ComputedTier}"
        : "unscored";

    private static TextTable Table(HealthScore score)
    {
        var table = new TextTable(2, "", "value", "points", "adds", "of");
        foreach ((DimensionScore dimension, IGrouping<string, Contribution> metrics) in
            score.Dimensions.Zip(score.Contributions.GroupBy(contribution => contribution.Dimension)))
        {
            table.Add(dimension.Name, "", Points(dimension.Points), Number.Points(dimension.PointsAdded),
                Number.Points(metrics.Sum(metric => metric.PointsAvailable)));
            foreach (Contribution metric in metrics)
            {
                table.Add("  " + metric.Metric, metric.ValueText, Points(metric.Points), Number.Points(metric.PointsAdded),
                    Number.Points(metric.PointsAvailable));
            }
        }
        if (score.OtherPoints != 0)
            table.Add("initial points and limits", "", "", Number.Points(score.OtherPoints), "");
        return table;
    }

    private static string Points(double? points) => points is { } number ? Number.Points(number) : "-";
}
