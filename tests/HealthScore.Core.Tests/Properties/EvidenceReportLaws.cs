using System.Text.Json;
using System.Xml.Linq;
using HealthScoring.Analysis;
using HealthScoring.Tests.Analysis;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>The page of evidence for any profile, book and title.</summary>
public sealed class EvidenceReportLaws
{
    [Law(10)]
    public void Any_names_and_numbers_make_a_page_that_is_well_formed_and_runs_nothing(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        var random = new Random(trial.Seed);
        (OutcomeBook before, OutcomeBook now) = (DriftLaws.Book(profile, random), DriftLaws.Book(profile, random));
        string title = new([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(3) switch
        {
            0 => "<>&\"'/]!-`={}"[random.Next(13)],
            1 => (char)random.Next(0x20, 0x7F),
            _ => (char)random.Next(1, 0x10000),
        })]);
        Backtest test = Backtest.Run(profile, now);
        // Throws for NaN and infinities.
        Assert.NotEmpty(JsonSerializer.Serialize(test));
        string html = new EvidenceReport(test)
        {
            PatternsOfLoss = PatternReport.Find(profile, now),
            Drift = DriftReport.Between(profile, before, now),
        }.ToHtml(new() { Title = $"x{title}", IncludeCustomers = true });

        XDocument page = EvidenceReportTests.Parse(html);
        Assert.Equal(14, page.Descendants("section").Count());
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "iframe" or "img" or "object");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", string.Concat(page.Descendants("td").Select(cell => cell.Value)), StringComparison.Ordinal);
        foreach (TierOutcome tier in test.Tiers.Where(_ => test.Shortage is null))
            Assert.Contains(page.Descendants("th"), cell => cell.Value == tier.Tier);
    }
}
