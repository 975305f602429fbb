using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xunit;

namespace HealthScoring.Tests.Page;

/// <summary>The project's site as .ci/site built it, over HTTP as its readers have it.</summary>
public sealed partial class SiteTests(Browser browser) : IAsyncLifetime
{
    private static readonly string _site = Path.Combine(Root(), "artifacts", "site");
    private WebApplication? _app;

    public static TheoryData<string> Shown =>
    [
        "index.html", "docs/first-profile.html", "docs/is-it-any-good.html", "docs/score-in-my-database.html", "docs/compared.html",
        "docs/performance.html", "docs/recipes/ef-core.html", "docs/profile-format.html", "docs/samples/README.html", "api/HealthScoring.html",
        "api/HealthScoring.HealthScore.html",
    ];

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(_site, "index.html")), "There is no artifacts/site; .ci/site builds it.");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(_site), ServeUnknownFileTypes = true });
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    [Fact]
    public void Every_link_leads_to_a_page_and_its_anchor_to_a_place_on_it()
    {
        Dictionary<string, HashSet<string>> places = Directory.EnumerateFiles(_site, "*.html", SearchOption.AllDirectories).ToDictionary(file => file,
            file => Place().Matches(File.ReadAllText(file)).Select(place => WebUtility.HtmlDecode(place.Groups["id"].Value)).ToHashSet());
        Assert.True(places.Count > 250, $"the site has {places.Count} pages only");
        List<string> broken = [];
        int followed = 0;
        foreach (string page in places.Keys)
        {
            foreach (string link in Link().Matches(File.ReadAllText(page)).Select(link => WebUtility.HtmlDecode(link.Groups["link"].Value)))
            {
                if (link.Contains("://", StringComparison.Ordinal) || link.StartsWith("data:", StringComparison.Ordinal) || link is "" or "#")
                    continue;
                string[] parts = Uri.UnescapeDataString(link).Split('#', 2);
                string target = parts[0] == "" ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
                bool leads = places.TryGetValue(target, out HashSet<string>? there) ? parts is [_] || there.Contains(parts[1]) : File.Exists(target);
                if (!leads)
                    broken.Add($"{Path.GetRelativePath(_site, page)}: {link}");
                followed++;
            }
        }
        Assert.Equal([], broken);
        Assert.True(followed > 4_000, $"only {followed} links were followed");
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task A_page_fits_a_phone_and_a_desk(string path)
    {
        await using OpenPage page = await browser.OpenAsync(Address(path), 360);
        await Fits(360);
        await page.ResizeAsync(1280);
        await Fits(1280);

        async Task Fits(int width)
        {
            Assert.Empty(await page.WiderAsync());
            foreach (IElementHandle image in await page.Page.QuerySelectorAllAsync("main img"))
            {
                Assert.True(await image.EvaluateAsync<bool>("async one => { await one.decode(); return one.naturalWidth > 0; }"),
                    "a picture is not there");
            }
            await ScreenshotAsync(page, $"site-{Path.GetFileNameWithoutExtension(path)}-{width}.png");
        }
    }

    [Fact]
    public async Task The_search_finds_a_word_of_the_pages()
    {
        await using OpenPage page = await browser.OpenAsync(Address("index.html"));
        await page.Page.GetByRole(AriaRole.Searchbox).FillAsync("guardrail");
        await Assertions.Expect(page.Page.Locator("#search-results .sr-item").First).ToBeVisibleAsync();
    }

    private Uri Address(string path) => new(new Uri(_app!.Urls.First()), path);

    private static async Task ScreenshotAsync(OpenPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("HEALTHSCORE_SCREENSHOTS") is { } folder)
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name) });
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "HealthScore.Core.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run from inside the repository.");
    }

    [GeneratedRegex("\\s(?:id|name)=\"(?<id>[^\"]*)\"")]
    private static partial Regex Place();

    [GeneratedRegex("<(?:a|img|link|script)\\s[^>]*?(?:href|src)=\"(?<link>[^\"]*)\"")]
    private static partial Regex Link();
}
