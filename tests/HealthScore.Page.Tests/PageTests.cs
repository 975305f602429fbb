using System.Globalization;
using HealthScoring.Hosting;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(HealthScoring.Tests.Page.Browser))]
[assembly: AssemblyFixture(typeof(HealthScoring.Tests.Page.PageServer))]

namespace HealthScoring.Tests.Page;

public sealed class PageTests(Browser browser, PageServer server)
{
    public static TheoryData<string> Views =>
    [
        "health-scores/#/", "health-scores/#/work", "health-scores/#/customers", "health-scores/#/customers/account-05", "health-scores/#/what-if",
        "health-scores/#/report", "empty/#/", "mine/#/", "mine/#/customers/account-03", "hostile/#/", "hostile/#/work", "hostile/#/what-if",
    ];

    // What a width or a scheme of colours can change. All other rules look at the same document as before.
    private static readonly string[] Looks = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];

    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_view_fits_a_desk_and_a_phone_in_the_dark_and_is_accessible(string view)
    {
        await using OpenPage page = await OpenAsync(view);
        if (view.StartsWith("empty", StringComparison.Ordinal))
            page.Expected = "404";
        await Fits(page, $"{view}-desk", rules: null);
        await page.ResizeAsync(360);
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Fits(page, $"{view}-phone-dark", Looks);
    }

    [Fact]
    public async Task The_portfolio_shows_the_last_runs_figures()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/");
        StoredRun last = await LastRunAsync("");
        string[][] tiers = await page.RowsAsync("Customers by tier");
        Assert.Equal(last.Summary!.All.Tiers.Select(tier => $"{tier.Tier} {tier.Customers}"), tiers.Select(row => $"{row[0]} {row[1]}"));
        Assert.Equal(["base profile", "enterprise"], (await page.RowsAsync("Customers by segment")).Select(row => row[0]));
        Assert.Equal(last.Summary.All.Metrics.Select(metric => $"{metric.Metric} {metric.MeanPointsLost:0.0}"),
            (await page.RowsAsync("Mean points lost by metric")).Select(row => $"{row[0]} {row[1]}"));
        IReadOnlyList<TierMove> moves = await server.Store.ReadTierMovesAsync("", last.AsOf, _cancel);
        Assert.Equal(moves.Select(move => $"{move.FromTier} {move.ToTier} {move.Customers}").Order(),
            (await page.RowsAsync("Moves between tiers")).Select(row => string.Join(' ', row)).Order());
        await page.Page.Locator("summary:text-is('As a table')").ClickAsync();
        Assert.Equal(SmallBook.Nights.Reverse().Select(night => night.ToString("MMM d, yyyy", CultureInfo.InvariantCulture)),
            (await page.RowsAsync("Customers by tier and run")).Select(row => row[0]));

        await page.By(AriaRole.Link, "critical").First.ClickAsync();
        await page.Page.WaitForURLAsync("**/#/customers?tier=critical");
        await Assertions.Expect(page.Heading).ToHaveTextAsync("Customers");
        Assert.All(await page.RowsAsync("Customers"), row => Assert.Equal("critical", row[1]));
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Heading).ToHaveTextAsync("Portfolio");
    }

    [Fact]
    public async Task The_work_list_is_filtered_and_leads_to_the_customer()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/work");
        await page.By(AriaRole.Combobox, "Action", isExact: false).SelectOptionAsync("rescue-call");
        await page.Page.WaitForURLAsync("**/#/work?action=rescue-call");
        await Assertions.Expect(page.Heading).ToBeFocusedAsync();
        await Assertions.Expect(page.Page.Locator("tbody tr").First).ToContainTextAsync("Call the sponsor this week.");
        string[][] rows = await page.RowsAsync("Customers with due actions");
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains("rescue-call", row[2], StringComparison.Ordinal));
        await page.By(AriaRole.Link, rows[0][0]).ClickAsync();
        await Assertions.Expect(page.Heading).ToHaveTextAsync(rows[0][0]);
        await Assertions.Expect(page.Heading).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_filter_is_chosen_by_the_keyboard_one_after_the_other()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/customers");
        ILocator tier = page.By(AriaRole.Combobox, "Tier");
        await tier.FocusAsync();
        foreach (string name in SmallBook.Profile.Tiers.Take(2).Select(one => one.Name))
        {
            await page.Page.Keyboard.PressAsync("ArrowDown");
            await page.Page.WaitForURLAsync($"**/#/customers?tier={name}");
            await Assertions.Expect(page.Page.Locator("main:not([aria-busy])")).ToBeVisibleAsync();
            await Assertions.Expect(tier).ToBeFocusedAsync();
            await Assertions.Expect(tier).ToHaveValueAsync(name);
        }
    }

    [Fact]
    public async Task Who_leaves_a_what_if_asks_for_nothing_any_more()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/what-if");
        int asked = 0;
        page.Page.Request += (_, request) => asked += request.Method == "POST" ? 1 : 0;
        await page.Page.EvaluateAsync("""
            const editor = document.getElementById('profile');
            editor.value += ' ';
            editor.dispatchEvent(new Event('input'));
            location.hash = '#/customers';
            """);
        await Assertions.Expect(page.Heading).ToHaveTextAsync("Customers");
        // Longer than the page waits for the next change.
        await Task.Delay(1000, _cancel);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_page_that_does_not_come_is_said_and_asked_for_again()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/customers");
        page.Expected = "500";
        int rows = (await page.RowsAsync("Customers")).Length;
        await page.Page.RouteAsync("**/customers?*", route => route.FulfillAsync(new() { Status = 500 }));
        await page.By(AriaRole.Button, "Load more").ClickAsync();
        await Assertions.Expect(page.Page.Locator("main .error")).Not.ToBeEmptyAsync();
        await page.Page.UnrouteAsync("**/customers?*");
        await page.By(AriaRole.Button, "Load more").ClickAsync();
        await Assertions.Expect(page.Page.Locator("main .error")).ToBeEmptyAsync();
        await Assertions.Expect(page.Page.Locator("tbody tr")).Not.ToHaveCountAsync(rows);
    }

    [Fact]
    public async Task A_score_is_rounded_down_with_as_many_decimals_as_the_cut_offs_have()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/");
        Assert.Equal(["79.9", "80.0", "80.0", "–", "80.24", "80.25", "80.249", "80.0"], await page.Page.EvaluateAsync<string[]>("""
            async () => {
              const page = [...document.scripts].map(one => one.src).find(Boolean);
              const { format, setPrecision } = await import(page.replace(/[^/]*$/, 'dom.js'));
              const before = [79.96, 80, 79.9999999999, undefined].map(value => format.score(value));
              setPrecision({ scoreDecimals: 2, scoreTolerance: 1e-9 });
              return [...before, format.score(80.2499), format.score(80.25), format.score(80.2499, { scoreDecimals: 3, scoreTolerance: 1e-9 }),
                format.score(79.9999995, { scoreDecimals: 1, scoreTolerance: 1e-6 })];
            }
            """));
    }

    [Fact]
    public async Task A_large_value_is_whole_and_a_needed_one_has_every_digit()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/");
        Assert.Equal(
            ["1,234,567.8", "-1,234,567.8", "0.123457", "–", "12,345.678901234", "-1,234,567.5", "0.30000000000000004", "20", "1e+21", "–"],
            await page.Page.EvaluateAsync<string[]>("""
                async () => {
                  const page = [...document.scripts].map(one => one.src).find(Boolean);
                  const { format } = await import(page.replace(/[^/]*$/, 'dom.js'));
                  return [...[1234567.8, -1234567.8, 0.123456789, null].map(format.value),
                    ...[12345.678901234, -1234567.5, 0.1 + 0.2, 20, 1e21, undefined].map(format.needed)];
                }
                """));
    }

    [Fact]
    public async Task The_tiers_of_each_segment_are_there_as_numbers()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/");
        StoredRun last = await LastRunAsync("");
        await page.Page.Locator("summary:text-is('Tiers as a table')").ClickAsync();
        string[][] rows = await page.RowsAsync("Customers by segment and tier");

        Assert.Equal(["base profile", "enterprise"], rows.Select(row => row[0]));
        Assert.Equal([.. last.Summary!.All.Tiers.Select(tier => (int)tier.Customers), 0],
            // The last column is of customers without a tier.
            Enumerable.Range(1, rows[0].Length - 1).Select(tier => rows.Sum(row => int.Parse(row[tier], CultureInfo.InvariantCulture))));
        Assert.Equal(SmallBook.Accounts.Count(account => account.Number % 3 == 0),
            rows[1].Skip(1).Sum(cell => int.Parse(cell, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Who_has_to_pass_a_margin_is_told_the_score_from_which_the_tier_counts()
    {
        PastScore[] scores = [.. await Task.WhenAll(PageServer.HostileIds.Select(async id =>
            (await server.Store.ReadHistoryAsync(HostileBook.Scoring, id, SmallBook.Nights[2], SmallBook.Nights[2], _cancel))[0]))];
        string low = PageServer.HostileIds[Array.FindLastIndex(scores, past => past.Score.Value < 50)];
        string high = PageServer.HostileIds[Array.FindLastIndex(scores, past => past.Score.Value >= 52)];
        // High from 50, and a margin of 2.
        const string Counts = "The tier counts from a score of 52 on, once it has stayed there for as long as the profile asks.";

        await using OpenPage below = await OpenAsync("hostile/#/customers/" + Uri.EscapeDataString(low));
        await Assertions.Expect(below.Page.Locator("section:has(h2:text-is('What would bring it into a tier'))")).ToContainTextAsync(Counts);
        await using OpenPage there = await OpenAsync("hostile/#/customers/" + Uri.EscapeDataString(high));
        ILocator way = there.Page.Locator("section:has(h2:text-is('What would bring it into a tier'))");
        await Assertions.Expect(way).ToContainTextAsync("It is there.");
        await Assertions.Expect(way).Not.ToContainTextAsync("The tier counts from");
    }

    [Fact]
    public async Task A_customer_is_shown_with_what_made_its_score()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/customers/account-05");
        PastScore past = (await server.Store.ReadHistoryAsync("", "account-05", SmallBook.Nights[^1], SmallBook.Nights[^1], _cancel))[0];
        HealthScore score = past.Score.Rescore(SmallBook.Profile);
        foreach (Contribution one in score.Contributions)
        {
            string[] row = Assert.Single(await page.RowsAsync($"Metrics of {one.Dimension}"), row => row[0] == one.Metric);
            Assert.Equal(one.PointsAdded.ToString("0.0", CultureInfo.InvariantCulture), row[3]);
        }
        await Assertions.Expect(page.Page.Locator(".notes")).ToContainTextAsync("An override holds: the tier is pinned.");
        Assert.Equal(SmallBook.Nights.Length, await page.Page.Locator(".chart circle").CountAsync());
        // The profile changed once.
        Assert.Equal(1, await page.Page.Locator(".chart .change").CountAsync());
        await page.By(AriaRole.Textbox, "Since").FillAsync("2026-10-05");
        await Assertions.Expect(page.Page.Locator("section:has(h2:text-is('What changed since'))")).ToContainTextAsync("on Oct 5, 2026");
        await page.Page.Locator("section:has(h2:text-is('What would bring it into a tier')) select").SelectOptionAsync("critical");
        await Assertions.Expect(page.Page.Locator("section:has(h2:text-is('What would bring it into a tier'))"))
            .ToContainTextAsync("It is there.");
    }

    [Fact]
    public async Task What_if_scores_the_book_anew_after_a_change_and_says_who_moves()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/what-if");
        await page.Page.GetByLabel("steady from").FillAsync("55");
        await page.Page.GetByLabel("steady from").PressAsync("Tab");
        await Assertions.Expect(page.Page.Locator("h3:text-is('What differs') + ul")).ToHaveTextAsync("steady starts at 40 → 55");

        HealthScorer<Account> before = Scorer(SmallBook.Profile);
        string stricter = SmallBook.Profile.ToJson().Replace("\"from\": 40", "\"from\": 55", StringComparison.Ordinal);
        HealthScorer<Account> after = Scorer(ScoringProfile.Parse(stricter));
        string[] moved = [.. SmallBook.Accounts.Where(account =>
            before.Score(account, SmallBook.Nights[^1]).Tier != after.Score(account, SmallBook.Nights[^1]).Tier).Select(account => account.Id)];
        Assert.NotEmpty(moved);
        Assert.Equal(moved.Order(), (await page.RowsAsync("Who moves")).Select(row => row[0]).Order());
        await Assertions.Expect(page.Page.Locator("#said")).ToHaveTextAsync($"{moved.Length} customers would change tier.");

        // A slider by the keyboard.
        await page.By(AriaRole.Slider, "weight of the dimension", isExact: false).First.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Page.Locator("h3:text-is('What differs') + ul li")).ToHaveCountAsync(2);
        await page.By(AriaRole.Button, "Reset").ClickAsync();
        await Assertions.Expect(page.Page.Locator("h3:text-is('What differs') + p")).ToHaveTextAsync("Nothing.");
        Assert.Equal(SmallBook.Profile.ToJson(), await page.Page.GetByLabel("The profile as JSON").InputValueAsync());
    }

    [Fact]
    public async Task An_error_of_the_profile_is_shown_with_its_line_and_its_remedy()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/what-if");
        page.Expected = "422";
        string wrong = SmallBook.Profile.ToJson().Replace("\"from\": 40", "\"from\": 400", StringComparison.Ordinal);
        await page.Page.GetByLabel("The profile as JSON").FillAsync(wrong);
        InputError error = Assert.Single(Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(wrong)).Errors);
        ILocator shown = page.Page.Locator("#problems li");
        await Assertions.Expect(shown).ToContainTextAsync(error.Problem);
        await Assertions.Expect(shown).ToContainTextAsync(error.Remedy);
        await page.By(AriaRole.Button, $"Line {error.Line}").ClickAsync();
        Assert.Contains("\"from\": 400", await page.Page.EvaluateAsync<string>("getSelection().toString()"), StringComparison.Ordinal);

        // Completion by the schema: behind the name of the tier.
        await page.Page.EvaluateAsync("""
            const editor = document.getElementById('profile');
            editor.value = '{ "name": "a", "tiers": [ { "name": "low", ';
            editor.setSelectionRange(editor.value.length, editor.value.length);
            editor.dispatchEvent(new Event('input'));
            """);
        await Assertions.Expect(page.Page.Locator(".hints")).ToContainTextAsync("\"from\"");
        await Assertions.Expect(page.Page.Locator(".hints")).Not.ToContainTextAsync("\"name\"");
    }

    [Fact]
    public async Task A_change_by_a_control_leaves_the_rest_of_the_text_as_it_is()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/what-if");
        string text = SmallBook.Profile.ToJson().Replace("{ \"linear\"", "{   \"linear\"", StringComparison.Ordinal);
        await page.Page.GetByLabel("The profile as JSON").FillAsync(text);
        await page.Page.GetByLabel("steady from").FillAsync("55");
        await page.Page.GetByLabel("steady from").PressAsync("Tab");
        Assert.Equal(text.Replace("\"from\": 40", "\"from\": 55", StringComparison.Ordinal),
            await page.Page.GetByLabel("The profile as JSON").InputValueAsync());
        Task<IDownload> download = page.Page.WaitForDownloadAsync();
        await page.By(AriaRole.Button, "Download").ClickAsync();
        Assert.Equal("accounts.json", (await download).SuggestedFilename);
    }

    [Fact]
    public async Task An_override_is_added_and_ended_by_the_keyboard_and_a_field_says_what_is_wrong()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/customers/account-09");
        page.Expected = "400";
        await page.Page.GetByLabel("Tier", new() { Exact = true }).Last.SelectOptionAsync("thriving");
        await page.Page.GetByLabel("Reason").FocusAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await page.By(AriaRole.Button, "Pin").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByLabel("Reason")).ToBeFocusedAsync();
        await Assertions.Expect(page.Page.GetByLabel("Reason"))
            .ToHaveAccessibleDescriptionAsync("Give the reason, so that others can judge it later.");

        await page.Page.GetByLabel("Reason").FillAsync(PageServer.Hostile);
        await page.By(AriaRole.Button, "Pin").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.By(AriaRole.Button, "End")).ToBeVisibleAsync();
        StoredOverride stored = Assert.Single(await server.Store.ReadOverridesAsync("", ["account-09"], _cancel));
        Assert.Equal((PageServer.Hostile, PageServer.Hostile, "thriving"), (stored.Override.Reason, stored.Override.Author, stored.Override.Tier));
        // What the server refuses is said beside it.
        await page.Page.RouteAsync("**/overrides/*", route => route.FulfillAsync(new() { Status = 403 }));
        page.Expected = "40";
        await page.By(AriaRole.Button, "End").PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("section:has(h2:text-is('Overrides')) .error").First).Not.ToBeEmptyAsync();
        await Assertions.Expect(page.By(AriaRole.Button, "End")).ToBeEnabledAsync();
        await page.Page.UnrouteAsync("**/overrides/*");
        await page.By(AriaRole.Button, "End").PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("section:has(h2:text-is('Overrides'))")).ToContainTextAsync("(over)");
    }

    [Fact]
    public async Task Everything_is_reached_by_the_keyboard()
    {
        await using OpenPage page = await OpenAsync("health-scores/#/");
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await page.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        foreach (string view in new[] { "To do", "Customers", "What if", "Evidence" })
        {
            await page.By(AriaRole.Link, view).FocusAsync();
            await page.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Heading).ToHaveTextAsync(view);
            await Assertions.Expect(page.Heading).ToBeFocusedAsync();
            Assert.Equal($"{view} – health scores", await page.Page.TitleAsync());
        }
        await Assertions.Expect(page.Page.FrameLocator("iframe").Locator("h1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Markup_in_names_is_text()
    {
        await using OpenPage page = await OpenAsync("hostile/#/customers", width: 360);
        Assert.Equal(PageServer.HostileIds.Length, (await page.RowsAsync("Customers")).Length);
        foreach ((int number, string id) in PageServer.HostileIds.Index())
        {
            // A query of its own makes it another document, so that nothing of the last one is left to be looked at.
            await page.GoAsync(new(server.Address, $"hostile/?{number}#/customers/{Uri.EscapeDataString(id)}"));
            await Assertions.Expect(page.Page.Locator("h2:text-is('What made the score')")).ToBeVisibleAsync();
            Assert.Equal(0, await page.Page.Locator("img, main script, main b").CountAsync());
            Assert.Empty(await page.WiderAsync());
            await Assertions.Expect(page.Page.Locator("main")).ToContainTextAsync(PageServer.Hostile + " metric");
            if (id == PageServer.Hostile)
            {
                await Assertions.Expect(page.Heading).ToHaveTextAsync(PageServer.Hostile);
                await Assertions.Expect(page.Page.Locator("section:has(h2:text-is('Overrides'))"))
                    .ToContainTextAsync(PageServer.Hostile + " reason");
            }
        }
    }

    [Fact]
    public async Task A_book_without_a_run_and_one_that_is_partly_hidden_say_so()
    {
        await using OpenPage empty = await OpenAsync("empty/");
        empty.Expected = "404";
        await Assertions.Expect(empty.Heading).ToHaveTextAsync("There is nothing to see yet");
        await using OpenPage mine = await OpenAsync("mine/");
        Assert.Equal(2, (await mine.RowsAsync("Customers by tier")).Sum(row => int.Parse(row[1], CultureInfo.InvariantCulture)));
        Assert.Equal(["Tiers now"], await mine.Page.Locator("h2").AllInnerTextsAsync());
        Assert.Equal(["Portfolio", "To do", "Customers"], await mine.Page.Locator("nav a").AllInnerTextsAsync());
    }

    private static async Task Fits(OpenPage page, string name, string[]? rules)
    {
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Empty(await page.WiderAsync());
        if (Environment.GetEnvironmentVariable("HEALTHSCORE_SCREENSHOTS") is { Length: > 0 } folder)
        {
            string file = $"{name.Replace('/', '_').Replace('#', '_')}.png";
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, file), FullPage = true });
        }
        string[] violations = await page.ViolationsAsync(rules);
        Assert.True(violations.Length == 0, string.Join(Environment.NewLine, violations));
    }

    private static HealthScorer<Account> Scorer(ScoringProfile profile) =>
        new(profile, SmallBook.Metrics, new() { SegmentBy = account => account.Number % 3 == 0 ? "enterprise" : null });

    private Task<OpenPage> OpenAsync(string view, int width = 1280) => browser.OpenAsync(new Uri(server.Address, view), width);

    private async Task<StoredRun> LastRunAsync(string scoring) =>
        (await server.Store.ReadLastRunAsync(scoring, DateTimeOffset.MaxValue, _cancel))!;
}
