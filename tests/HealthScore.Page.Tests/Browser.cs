using Microsoft.Playwright;
using Xunit;

namespace HealthScoring.Tests.Page;

/// <summary>The Chromium of the machine.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    // The same without the window around every page, for half the time.
    private const string ProgramWithoutWindows = "/usr/bin/chromium-headless-shell";

    /// <summary>The height of every window, in pixels.</summary>
    internal const int Height = 900;

    // No test measures time: a machine may have other work.
    private const int Patience = 120_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find([ProgramWithoutWindows, Program], File.Exists) is not { } program)
            return;
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>Opens a page that fails the test where a script says something, a dialog opens or a policy is broken.</summary>
    internal async Task<OpenPage> OpenAsync(Uri address, int width = 1280)
    {
        Assert.SkipWhen(_browser is null, $"There is no {Program}; install Debian's package chromium.");
        IBrowserContext context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = Height },
            ColorScheme = ColorScheme.Light,
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
