using System.Text.RegularExpressions;
using HealthScoring.Analysis;
using HealthScoring.Tests.Architecture;
using Xunit;

namespace HealthScoring.Tests.Documentation;

/// <summary>The profile of the page "A real profile": short, true, and read aloud as a whole.</summary>
public sealed partial class RealProfileTests
{
    private static readonly string Page = Repository.Read("docs", "a-real-profile.md").ReplaceLineEndings("\n");

    private static readonly string Json = ProfileBlock().Match(Page).Groups["content"].Value;

    private static readonly ScoringProfile Profile = ScoringProfile.Parse(Json);

    private static readonly DateTimeOffset AsOf = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_has_fewer_than_60_lines_that_fit_on_a_page()
    {
        string[] lines = Json.TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Length, 1, 59);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 150));
    }

    [Fact]
    public void Its_examples_hold() => Assert.Equal("Profile 'helpdesk': 4 examples hold\n", ProfileVerification.Check(Profile).Explain());

    // What the page says: the invoice of a customer with 499 seats is late sooner than that of one with 500.
    [Fact]
    public void The_audit_finds_one_border_and_it_is_meant()
    {
        AuditFinding border = Assert.Single(ProfileAudit.Of(Profile).Findings);

        Assert.Equal((AuditFindingKind.SegmentBorder, "enterprise"), (border.Kind, border.Part));
        Assert.Equal(("enterprise", 500, null), (border.Before!.Segment, border.Before.Values["seats"], border.After!.Segment));
        Assert.Equal(30, border.Before.Values["days-overdue"]);
    }

    [Fact]
    public void Every_rule_is_read_aloud_once()
    {
        string aloud = ReadAloud().Match(Page).Groups["content"].Value;
        string[] rules =
        [
            .. Profile.Dimensions.SelectMany(dimension => dimension.Metrics).Select(metric => metric.Name),
            .. Profile.Guardrails.Select(guardrail => guardrail.Name),
            .. Profile.Segments.Select(segment => segment.Name),
            .. Profile.Actions.Select(action => action.Name),
        ];
        Assert.Equal(rules.Order(StringComparer.Ordinal),
            Rule().Matches(aloud).Select(rule => rule.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    // Of a customer that renews within 90 days and is at risk, both must be so.
    [Theory]
    [InlineData(90.0, 0, true)]
    [InlineData(90.1, 0, false)]
    [InlineData(90.0, 16, false)]
    [InlineData(null, 0, false)]
    public void A_renewal_is_saved_where_it_is_near_and_at_risk(double? daysUntilRenewal, double activeDays, bool saved)
    {
        HealthScore score = Score(new() { ["usage-frequency"] = activeDays, ["days-until-renewal"] = daysUntilRenewal, ["seat-use"] = 0.4 });

        Assert.Equal(saved, IsDue(score, "save-the-renewal"));
    }

    [Theory]
    [InlineData("banking", 180, true)]
    [InlineData("insurance", 0, true)]
    [InlineData("banking", 181, false)]
    [InlineData("retail", 30, false)]
    [InlineData("Banking", 30, false)]
    [InlineData(null, 30, false)]
    public void A_bank_or_an_insurer_gets_its_security_review_before_it_renews(string? industry, double daysUntilRenewal, bool due)
    {
        HealthScore score = Score(new() { ["industry"] = Measurement.OfLabel(industry), ["days-until-renewal"] = daysUntilRenewal });

        Assert.Equal(due, IsDue(score, "security-review"));
    }

    [Theory]
    [InlineData(500.0, "team", "enterprise")]
    [InlineData(499.0, "enterprise", "enterprise")]
    [InlineData(null, "enterprise", "enterprise")]
    [InlineData(500.0, null, "enterprise")]
    [InlineData(499.0, "team", null)]
    [InlineData(null, null, null)]
    public void Enterprise_is_by_seats_or_by_plan(double? seats, string? plan, string? segment) =>
        Assert.Equal(segment, Score(new() { ["seats"] = seats, ["plan"] = Measurement.OfLabel(plan) }).Segment);

    [Theory]
    [InlineData("team", 29, "thriving")]
    [InlineData("team", 30, "at-risk")]
    [InlineData("enterprise", 59, "thriving")]
    [InlineData("enterprise", 60, "at-risk")]
    public void An_invoice_may_be_late_for_as_long_as_is_said(string plan, double daysOverdue, string tier)
    {
        HealthScore score = Score(new() { ["plan"] = Measurement.OfLabel(plan), ["days-overdue"] = daysOverdue });

        Assert.Equal(tier, score.Tier);
        Assert.Equal(tier == "at-risk", IsDue(score, "clear-up-invoice"));
    }

    [Fact]
    public void Without_its_champion_a_customer_is_steady_at_best()
    {
        HealthScore score = Score(new() { ["top-users-lost"] = 1 });

        Assert.Equal("steady", score.Tier);
        Assert.Equal(["meet-the-successor"], score.Actions.Select(action => action.Name));
    }

    [Theory]
    [InlineData(-999.0)]
    [InlineData(null)]
    public void A_survey_without_an_answer_costs_nothing(double? nps)
    {
        HealthScore score = Score(new() { ["nps"] = nps });

        Assert.Equal(100, score.Value);
        Assert.Contains(score.Missing, missing => missing.Metric == "nps");
    }

    /// <summary>A customer of whom everything is best, except what is said.</summary>
    private static HealthScore Score(Dictionary<string, Measurement> values)
    {
        Dictionary<string, Measurement> best = new()
        {
            ["usage-frequency"] = 16,
            ["seat-use"] = 0.8,
            ["open-tickets"] = 5,
            ["nps"] = 100,
        };
        foreach ((string name, Measurement value) in values)
            best[name] = value;
        return StoredMeasurements.ScorerFor(Profile).Score(best, AsOf);
    }

    private static bool IsDue(HealthScore score, string action) => score.Actions.Any(due => due.Name == action);

    [GeneratedRegex(@"`helpdesk-profile\.json`:\s*\n+```json\n(?<content>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ProfileBlock();

    [GeneratedRegex(@"^## Read aloud\n(?<content>.*?)^## ", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ReadAloud();

    [GeneratedRegex(@"^- `(?<name>[\w-]+)`: [^\n]+", RegexOptions.Multiline)]
    private static partial Regex Rule();
}
