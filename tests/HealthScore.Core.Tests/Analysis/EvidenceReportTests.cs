using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed partial class EvidenceReportTests
{
    private const string Hostile = "<script>alert('1')</script>\"&]]>";

    private static readonly DateTimeOffset Start = Books.Start;

    private static readonly Lazy<EvidenceReport> Everything = new(() => Whole("acme", "", 600));

    [Fact]
    public void Every_part_is_there_in_its_order_and_says_its_answer_first()
    {
        XElement body = Body(Everything.Value.ToHtml());
        XElement[] sections = [.. body.Descendants("section")];

        Assert.Equal(Enumerable.Range(1, 14).Select(number => $"{number}."), sections.Select(section => section.Element("h2")!.Value.Split(' ')[0]));
        Assert.All(sections.Where((_, i) => i != 10), section => Assert.Equal("answer", section.Elements().ElementAt(1).Attribute("class")?.Value));
        Assert.StartsWith("Not in this report: ", sections[10].Elements().ElementAt(1).Value, StringComparison.Ordinal);
        Assert.Equal(sections.Select(section => "#" + section.Element("h2")!.Attribute("id")!.Value),
            body.Descendants("a").Select(link => link.Attribute("href")!.Value));
        Assert.Single(body.Descendants("h1"));
    }

    [Fact]
    public void Every_figure_has_its_numbers_in_a_table_right_below_it_and_says_what_it_shows()
    {
        XElement[] figures = [.. Body(Everything.Value.ToHtml()).Descendants("figure")];

        Assert.True(figures.Length >= 15, $"{figures.Length} figures");
        Assert.All(figures, figure =>
        {
            Assert.NotEmpty(figure.Element("figcaption")!.Value);
            XElement table = Assert.Single(Assert.IsType<XElement>(figure.ElementsAfterSelf().First()).Elements("table"));
            Assert.NotEmpty(table.Descendants("td"));
            string numbers = string.Concat(table.Descendants().Where(cell => cell.Name == "td" || cell.Name == "th").Select(cell =>
                $"|{cell.Value}|"));
            // What a row of the figure says in numbers is in the table.
            foreach (XElement row in figure.Elements("div").Where(row => row.Attribute("class")?.Value == "row"))
                Assert.All(Figures().Matches(row.Element("p")!.Element("span")!.Value), number => Assert.Contains(number.Value, numbers,
                    StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Pictures_and_tables_are_there_for_who_does_not_see_them()
    {
        XElement body = Body(Everything.Value.ToHtml());

        Assert.All(body.Descendants("svg"), picture =>
        {
            if (picture.Attribute("aria-hidden")?.Value == "true")
                return;
            Assert.Equal("img", picture.Attribute("role")?.Value);
            Assert.NotEmpty(picture.Element("title")!.Value);
            Assert.NotNull(ById(body, picture.Attribute("aria-labelledby")!.Value));
        });
        Assert.All(body.Descendants("table"), table =>
        {
            Assert.NotEmpty(table.Element("caption")!.Value);
            Assert.All(table.Element("thead")!.Descendants("th"), header => Assert.Equal("col", header.Attribute("scope")?.Value));
            int columns = table.Element("thead")!.Descendants("th").Count();
            Assert.All(table.Element("tbody")!.Elements("tr"), row =>
            {
                Assert.Equal("row", row.Elements().First().Attribute("scope")?.Value);
                Assert.Equal(columns, row.Elements().Count());
            });
        });
        string[] ids = [.. body.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(body.Descendants().Attributes("aria-labelledby"), label => Assert.Contains(label.Value, ids));
    }

    [Fact]
    public void The_page_needs_nothing_and_runs_nothing()
    {
        string html = Everything.Value.ToHtml(new() { IncludeCustomers = true });
        XDocument page = Parse(html);
        string policy = page.Descendants("meta").Single(meta => meta.Attribute("http-equiv") is not null).Attribute("content")!.Value;
        string style = page.Descendants("style").Single().Value;

        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style))), policy,
            StringComparison.Ordinal);
        Assert.Equal("en", page.Root!.Attribute("lang")?.Value);
        string[] allowed = ["html", "head", "meta", "title", "style", "body", "header", "nav", "ol", "li", "a", "main", "section", "h1", "h2",
            "h3", "p", "b",
            "bdi", "span", "ul", "dl", "dt", "dd", "div", "figure", "figcaption", "svg", "desc", "line", "rect", "circle", "text", "table",
                "caption", "thead",
            "tbody", "tr", "th", "td"];
        Assert.All(page.Descendants(), element => Assert.Contains(element.Name.LocalName, allowed));
        Assert.All(page.Descendants().Attributes(), attribute =>
        {
            Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal), attribute.ToString());
            Assert.False(attribute.Name.LocalName is "src" or "style" or "srcset" or "action", attribute.ToString());
            if (attribute.Name.LocalName == "href")
                Assert.StartsWith("#part-", attribute.Value, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("http:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_hostile_name_is_a_name()
    {
        string html = Whole(Hostile, Hostile, 600).ToHtml(new() { Title = Hostile + "\u202Eevil\uFFFE", IncludeCustomers = true });
        XDocument page = Parse(html);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("]]>", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html);
        Assert.Equal(Hostile + @"\u202Eevil" + "\uFFFD", page.Descendants("h1").Single().Value);
        XElement body = page.Root!.Element("body")!;
        // As a tier, a metric, a guardrail, a segment and a customer.
        Assert.Contains(body.Descendants("th"), cell => cell.Value == $"{Hostile}low");
        Assert.Contains(body.Descendants("th"), cell => cell.Value == $"{Hostile}use");
        Assert.Contains(body.Descendants("th"), cell => cell.Value == $"{Hostile}late");
        Assert.Contains(body.Descendants("th"), cell => cell.Value == $"{Hostile}big");
        Assert.Contains(body.Descendants("th"), cell => cell.Value.StartsWith($"{Hostile}customer-", StringComparison.Ordinal));
    }

    [Fact]
    public void Customers_are_named_only_where_that_is_asked_for()
    {
        Assert.DoesNotContain("customer-", Everything.Value.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("customer-", Everything.Value.ToHtml(new() { IncludeCustomers = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_tables_have_the_numbers_of_the_results()
    {
        EvidenceReport report = Everything.Value;
        Backtest test = report.Backtest;
        XElement body = Body(report.ToHtml());

        string[][] tiers = Rows(body, "Who left, by tier: the numbers");
        Assert.Equal(test.Tiers.Reverse().Select(tier => (tier.Tier, N(tier.Rows), N(tier.Events), P(tier.Rate!.Value), P(tier.Lower),
            P(tier.Upper))),
            tiers.Select(row => (row[0], row[1], row[2], row[3], row[4], row[5])));
        string[][] calls = Rows(body, "How many of those who left are reached, by the number of calls: the numbers");
        Assert.Contains(calls, row => row[0] == "30 (the team's)" && row[1] == Hits(test.Capacity!.ExpectedHits));
        Assert.All(calls, row => Assert.Equal(Hits(test.Capacity!.HitsOf(long.Parse(row[0].Split(' ')[0], NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture))),
            row[1]));
        Assert.Equal(test.Events, (int)test.Capacity!.HitsOf(test.Rows));
        Assert.Equal(test.Leads.Where(lead => lead.Customers > 0).OrderByDescending(lead => lead.Days)
                .Select(lead => ($"{lead.Days}", N(lead.Customers), N(lead.InWorstTier))),
            Rows(body, "Who was already in low, of those who left and have a score from then: the numbers").Select(row => (row[0], row[1], row[2])));
        Assert.Equal(test.Metrics.Select(metric => (metric.Metric, P(metric.PresentShare!.Value), P(metric.LearnedShare!.Value))),
            Rows(body, "Each metric's share of the score: now, and as outcomes speak for it: the numbers").Select(row => (row[0], row[2], row[3])));
        Assert.Equal(test.Risk!.Blocks.Select(block => (N(block.Rows), N(block.Events), P(block.Rate), P(block.Lower), P(block.Upper))),
            Rows(body, "The share who left, by score: the numbers").Select(row => (row[1], row[2], row[3], row[4], row[5])));
        Assert.Equal(test.Segments.Select(segment => (segment.Segment ?? "no segment", N(segment.Rows), N(segment.Events))),
            Rows(body, "How many times as many left as the same scores say of the whole book: the numbers").Select(row => (row[0], row[1], row[2])));
        Assert.Equal(test.Guardrails.Select(guardrail => (guardrail.Guardrail, N(guardrail.Matched), N(guardrail.Changed), N(guardrail.Events))),
            Rows(body, "Who left, of those whose score a guardrail changed: the numbers").Select(row => (row[0], row[1], row[2], row[3])));
        Assert.Equal(report.PatternsOfLoss!.MoreOften.Select(pattern => (N(pattern.Group.Customers), N(pattern.Group.Events))),
            Rows(body, "Goes with leaving: the numbers").Select(row => (row[1], row[2])));
        Assert.Equal(report.Proposal!.Weights.Select(weight => (weight.Name, P(weight.Before), P(weight.After))),
            Rows(body, "Each metric's share of the score: now, and as proposed: the numbers").Select(row => (row[0], row[1], row[2])));
        Assert.Equal(report.Simulation!.Matrix.Select(cell => N(cell.Customers)),
            Rows(body, $"Customers by tier now, and by tier under acme ({report.Simulation.FingerprintAfter[..12]})").SelectMany(row => row[1..]));
        Assert.Equal(report.Drift!.Metrics.Select(metric => metric.Metric).Append("score").Append("tiers"),
            Rows(body, "Everything that was compared").Select(row => row[0]));
        Assert.Equal(test.FalseReds.Take(5).Select(customer => string.Join(", ", customer.Reasons)),
            Rows(body, $"In low, and stayed: the 5 furthest off, of {test.Tiers[0].Rows - test.Tiers[0].Events}").Select(row => row[1]));
        Assert.Contains(Rows(body, "Profile and book"), row => row[1] == test.Profile.Fingerprint);
    }

    [Theory]
    [InlineData(3, "Too little to say: 3 customers who churned, and 5 are needed.")]
    [InlineData(12, "Take one customer who left and one who stayed: in ")]
    [InlineData(60, "Low scores go with churn. Take one customer who left and one who stayed: in ")]
    public void Few_leavers_are_told_what_may_be_said(int leavers, string answer)
    {
        double[] health = [.. Enumerable.Range(0, 200).Select(i => (double)(i * 37 % 101))];
        HashSet<int> left = [.. Enumerable.Range(0, 200).OrderBy(i => health[i] + i * 53 % 47).Take(leavers)];
        OutcomeBook book = Books.Of(health, health.Select((_, i) => left.Contains(i)));
        var report = new EvidenceReport(Backtest.Run(Books.Health, book))
        {
            PatternsOfLoss = PatternReport.Find(Books.Health, book),
            Proposal = ProfileProposal.Learn(Books.Health, book),
        };
        XElement body = Body(report.ToHtml());

        Assert.Contains(answer, body.Descendants("section").First().Value, StringComparison.Ordinal);
        // Below 5 all of parts 1 to 9 refuse; below 20 patterns and weights do; 3 of what was not given stay.
        Assert.Equal(leavers == 3 ? 10 : leavers == 12 ? 1 : 0, Refused().Count(body.Value));
        Assert.Equal(leavers < 20, body.Value.Contains("Too little to learn from: ", StringComparison.Ordinal));
        Assert.Equal(leavers is >= 5 and < 20, body.Value.Contains("Too few to conclude: 12 customers who churned, and 20 are needed",
            StringComparison.Ordinal));
        // The table of tiers is always there.
        Assert.Equal(3, Rows(body, "Who left, by tier: the numbers").Length);
    }

    [Fact]
    public void What_was_not_given_is_named_in_a_line()
    {
        XElement body = Body(new EvidenceReport(Everything.Value.Backtest).ToHtml());

        Assert.Equal(
            [
                "Not in this report: patterns of leaving.",
                "Not in this report: patterns of expansion, which need a book of who expanded.",
                "Not in this report: what changed since an earlier time; give it a drift report.",
                "Not in this report: a proposal for other weights.",
            ],
            body.Descendants("p").Select(line => line.Value).Where(line => line.StartsWith("Not in", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_same_evidence_gives_the_same_bytes_in_every_culture_and_form()
    {
        string html = Everything.Value.ToHtml();
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-CH");
            Assert.Equal(html, Whole("acme", "", 600).ToHtml());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
        using var writer = new StringWriter();
        Everything.Value.WriteTo(writer);
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.html");
        Everything.Value.Save(file);
        byte[] bytes = File.ReadAllBytes(file);
        File.Delete(file);

        Assert.Equal(html, writer.ToString());
        Assert.Equal(Encoding.UTF8.GetBytes(html), bytes);
        Assert.DoesNotContain('\r', html);
    }

    [Fact]
    public void Parts_of_another_profile_or_outcome_are_refused_all_at_once()
    {
        EvidenceReport whole = Everything.Value;
        OutcomeBook other = Books.Of([.. Enumerable.Range(0, 100).Select(i => (double)i)], Enumerable.Range(0, 100).Select(i => i % 3 == 0));
        var mixed = new EvidenceReport(Backtest.Run(Books.Health, other)) { PatternsOfExpansion = whole.PatternsOfLoss, Drift = whole.Drift };

        string own = Books.Health.Fingerprint[..12], foreign = whole.Backtest.Profile.Fingerprint[..12];
        Assert.Equal($"""
            The parts of a report do not belong together.
            - PatternsOfExpansion is about the profile {foreign}, the backtest about {own}; look for patterns with the profile of the backtest.
            - Drift is about the profile {foreign}, the backtest about {own}; compare with the profile of the backtest.
            - PatternsOfExpansion is about churn; give it as PatternsOfLoss.
            """, Assert.Throws<InvalidOperationException>(() => mixed.ToHtml()).Message, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_book_of_expansions_is_told_in_its_own_words()
    {
        double[] health = [.. Enumerable.Range(0, 300).Select(i => (double)(i * 37 % 101))];
        OutcomeBook book = Books.Of(health, health.Select((one, i) => one > 60 && i % 3 > 0 || i % 11 == 0), outcome: Outcome.Expanded);
        string html = new EvidenceReport(Backtest.Run(Books.Health, book)) { PatternsOfExpansion = PatternReport.Find(Books.Health, book) }.ToHtml();
        XElement body = Body(html);

        Assert.Contains("High scores go with expansion. Take one customer who expanded and one who did not expand", body.Value,
            StringComparison.Ordinal);
        Assert.DoesNotContain(" left", body.Value.Replace("left out", "", StringComparison.Ordinal).Replace("left alone", "",
            StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal(3, Rows(body, "Who expanded, by tier: the numbers").Length);
    }

    [Theory]
    // Of 60 at 20 and 60 at 90. By a pooled test of two shares, z is 2.6 for 20 against 8 and 1.8 for 16 against 8.
    [InlineData(20, 8, "The lower the tier, the more left: 33.3 % of at-risk left, 13.3 % of thriving.")]
    [InlineData(16, 8, "Nothing shows that they do: 26.7 % of at-risk left, 13.3 % of thriving.")]
    [InlineData(14, 14, "They do not differ: 23.3 % of at-risk left, 23.3 % of thriving.")]
    public void Tiers_differ_where_it_is_more_than_chance(int low, int high, string answer) =>
        Assert.StartsWith(answer, Answer(2, [.. At(20, 60, low), .. At(90, 60, high)]), StringComparison.Ordinal);

    [Fact]
    public void Risk_is_told_at_the_tenth_the_half_and_nine_tenths_of_the_scores()
    {
        // 101 customers, one at each whole score; of neighbours those who stayed come first, so that they are one block.
        (double, bool)[] rows =
        [
            .. Enumerable.Range(0, 101).Select(score => ((double)score, score < 5 || score is >= 19 and < 40 or >= 60 and < 70)),
        ];

        // 21 of 35 from 5 to 39, 10 of 30 from 40 to 69.
        Assert.Equal("At a score of 10.0 about 60.0 % left, at 50.0 about 33.3 % left, at 90.0 about 0.0 % left.", Answer(8, rows));
    }

    [Theory]
    [InlineData(4, "Leaks. They were not looked for: there are too few outcomes.")]
    [InlineData(20, "Leaks. No metric looks as if it were written once the outcome was known; check all the same where the numbers of each come "
        + "from.")]
    public void Leaks_that_nobody_looked_for_are_not_denied(int leavers, string limit)
    {
        XElement[] sections = [.. Page([.. At(50, 100, leavers)]).Descendants("section")];

        Assert.Contains(limit, sections[13].Descendants("li").Select(line => line.Value));
    }

    [Fact]
    public void A_report_says_itself_in_a_line()
    {
        Assert.Equal($"{Everything.Value.Backtest}; with patterns of loss, drift, proposal, tiers, simulation", $"{Everything.Value}");
    }

    private static IEnumerable<(double Health, bool Left)> At(double health, int customers, int left) =>
        Enumerable.Range(0, customers).Select(i => (health, i < left));

    private static XElement Page((double Health, bool Left)[] rows) => Body(new EvidenceReport(Backtest.Run(Books.Health,
        Books.Of([.. rows.Select(row => row.Health)], rows.Select(row => row.Left)))).ToHtml());

    private static string Answer(int part, (double Health, bool Left)[] rows) =>
        Page(rows).Descendants("section").ElementAt(part - 1).Elements().Single(line => line.Attribute("class")?.Value == "answer").Value;

    /// <summary>A report with all parts of loss: whoever uses little leaves, of the big ones fewer; a late invoice tells more than its cap.</summary>
    private static EvidenceReport Whole(string name, string prefix, int count)
    {
        ScoringProfile profile = Profile(name, prefix, 1, 2);
        List<Snapshot> snapshots = [], later = [];
        List<CustomerHistory> histories = [];
        for (int i = 0; i < count; i++)
        {
            string customer = $"{prefix}customer-{i}";
            bool big = i % 5 == 0;
            Dictionary<string, Measurement> values = new()
            {
                [$"{prefix}use"] = new(i * 7 % 23, Start),
                [$"{prefix}tickets"] = new(i * 5 % 8, Start),
                [$"{prefix}late"] = new(i % 17 == 0 ? 1 : 0, Start),
            };
            snapshots.Add(new(customer, Start, values, big ? $"{prefix}big" : null, 1000 + i));
            later.Add(new(customer, Start.AddYears(1), values.ToDictionary(pair => pair.Key,
                pair => new Measurement(pair.Key == $"{prefix}use" && i % 2 == 0 ? 1 : pair.Value.Value, Start.AddYears(1)))));
            bool left = i * 7 % 23 < 8 && i % 3 > 0 && !big || i % 13 == 0 || i % 17 == 0 && i % 2 == 0;
            histories.Add(new(customer, Start.AddYears(-1), Start.AddYears(2), left ? Start.AddDays(20 + i % 60) : null));
        }
        OutcomeBook book = OutcomeBook.Create(snapshots, histories, Books.Window, Start.AddYears(2));
        ProfileProposal proposal = ProfileProposal.Learn(profile, book);
        ScoringProfile after = Profile(name, prefix, 2, 1);
        int[] customers = [.. Enumerable.Range(0, 50)];
        IMetric<int>[] metrics =
        [
            HealthMetric.From<int>($"{prefix}use", i => i % 20), HealthMetric.From<int>($"{prefix}tickets", i => i * 3 % 8),
            HealthMetric.From<int>($"{prefix}late", i => 0),
        ];
        return new(Backtest.Run(profile, book, new() { Capacity = 30, Leads = [20, 40] }))
        {
            PatternsOfLoss = PatternReport.Find(profile, book),
            Drift = DriftReport.Between(profile, snapshots, later),
            Proposal = proposal,
            Tiers = TierProposal.ByCapacity(profile, book, 100, 300),
            Simulation = ProfileSimulation.Run(profile, after, metrics, customers, new() { AsOf = Start }).ToStored(i => $"{prefix}customer-{i}"),
        };
    }

    private static ScoringProfile Profile(string name, string prefix, double use, double tickets) => ScoringProfile.Create(name, p => p
        .Dimension("d", 1, d => d.Metric($"{prefix}use", Curve.Linear(0, 20), m => m.Weight(use)).Metric($"{prefix}tickets", Curve.Linear(8, 0), m =>
            m.Weight(tickets)))
        .Signal($"{prefix}late")
        .Segment($"{prefix}big", s => { })
        .Tier($"{prefix}low", 0).Tier("steady", 50).Tier("thriving", 80)
        .Cap($"{prefix}late", 30, Condition.AtLeast($"{prefix}late", 1)));

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string P(double share) => (100 * Math.Round((decimal)share, 3, MidpointRounding.AwayFromZero)).ToString("F1",
        CultureInfo.InvariantCulture) + " %";

    private static string Hits(double hits) => Math.Round(hits, 1, MidpointRounding.AwayFromZero).ToString("#,0.#", CultureInfo.InvariantCulture);

    private static XElement? ById(XElement body, string id) => body.Descendants().SingleOrDefault(element => element.Attribute("id")?.Value == id);

    private static string[][] Rows(XElement body, string caption)
    {
        XElement table = Assert.Single(body.Descendants("table"), table => table.Element("caption")!.Value == caption);
        return [.. table.Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray())];
    }

    private static XElement Body(string html) => Parse(html).Root!.Element("body")!;

    internal static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new() { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    [GeneratedRegex(@"[0-9][0-9,]*(?:\.[0-9]+)?(?: %)?")]
    private static partial Regex Figures();

    [GeneratedRegex("Too little to say: [0-9]+ customers who (?:churned|left), and (?:5|20) are needed")]
    private static partial Regex Refused();
}
