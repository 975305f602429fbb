using Microsoft.Playwright;
using Xunit;

namespace HealthScoring.Tests.Page;

/// <summary>The Chromium of the machine.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    // No test measures time: a machine may have other work.
    private const int Patience = 120_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
            return;
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>Opens a page that fails the test where a script says something, a dialog opens or a policy is broken.</summary>
    internal async Task<OpenPage> OpenAsync(Uri address, int width = 1280, bool isDark = false)
    {
        Assert.SkipWhen(_browser is null, $"There is no {Program}; install Debian's package chromium.");
        IBrowserContext context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-US",
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(Patience);
        OpenPage opened = new(context, await context.NewPageAsync());
        await opened.GoAsync(address);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
