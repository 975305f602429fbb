using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Phrases what an audit found.</summary>
internal static class AuditText
{
    /// <summary>What moves: <c>setup-progress from just below 0.8 to 0.8</c>.</summary>
    public static string Way(string name, double from, double to) => $"{name} from {Near(from, to)} to {Near(to, from)}";

    /// <summary>How far the score falls.</summary>
    public static string Points(double points, double most) => most > points
        ? $"at least {Number.Points(points)} and at most {Number.Points(most)} points"
        : $"{Number.Points(points)} points";

    /// <summary>The segment and the guardrails that the move changes.</summary>
    public static string Passing(Setting from, Setting to)
    {
        string segments = from.Variant == to.Variant ? "" : $", from {from.Variant.Title} to {to.Variant.Title}";
        string[] gained = [.. Names(to).Except(Names(from))], lost = [.. Names(from).Except(Names(to))];
        return segments + (gained.Length == 0 ? "" : $", with {string.Join(", ", gained)}")
            + (lost.Length == 0 ? "" : $", without {string.Join(", ", lost)}");
    }

    /// <summary>The report of an audit.</summary>
    public static string Of(ProfileAudit audit)
    {
        var report = new ReportWriter(audit.ToString());
        foreach (IGrouping<AuditFindingKind, AuditFinding> kind in audit.Findings.GroupBy(finding => finding.Kind))
        {
            report.Paragraph(Title(kind.Key));
            foreach (AuditFinding finding in kind)
            {
                report.Line(finding.Text);
                if (finding is { Before: { } before, After: { } after })
                    report.Lines(Table(before, after).Lines(), depth: 2);
            }
        }
        return report.ToString();
    }

    private static TextTable Table(AuditedCustomer before, AuditedCustomer after)
    {
        var table = new TextTable(1, "", "before", "after");
        table.Add("score", before.ToString(), after.ToString());
        foreach ((string name, double? value) in before.Values)
        {
            double? other = after.Values[name];
            table.Add(name, Text(value, other), value == other ? "" : Text(other, value));
        }
        return table;
    }

    private static string Text(double? value, double? other) => value is { } number ? Near(number, other ?? number) : "missing";

    /// <summary>A number, by its neighbour where that is the shorter one.</summary>
    private static string Near(double value, double other)
    {
        string text = Number.Text(value);
        foreach ((double neighbour, string side) in new[] { (Math.BitIncrement(value), "below"), (Math.BitDecrement(value), "above") })
        {
            if (value != other && Number.Text(neighbour) is var shorter && shorter.Length + 6 < text.Length)
                return $"just {side} {shorter}";
        }
        return text;
    }

    private static IEnumerable<string> Names(Setting setting) => setting.Matched.Select(guardrail => guardrail.Name);

    private static string Title(AuditFindingKind kind) => kind switch
    {
        AuditFindingKind.BetterNumberLowersScore => "A better number lowers the score",
        AuditFindingKind.SegmentBorder => "The score jumps at the border of a segment",
        AuditFindingKind.MetricCannotChangeTier => "Metrics that cannot change a tier",
        AuditFindingKind.TierOutOfReach => "Tiers out of reach",
        AuditFindingKind.GuardrailNeverDecides => "Guardrails that never decide",
        AuditFindingKind.ActionNeverDue => "Actions that are never due",
        _ => "Not decided",
    };
}
