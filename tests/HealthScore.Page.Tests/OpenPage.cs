using Microsoft.Playwright;
using Xunit;

namespace HealthScoring.Tests.Page;

/// <summary>A page that is open; at its end it must have said nothing to the console and opened no dialog.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private const string View = "main:not([aria-busy]) h1";

    private readonly IBrowserContext _context;
    private readonly List<string> _said = [];

    public OpenPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => _said.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _said.Add(error);
        page.Dialog += (_, dialog) => _said.Add($"dialog: {dialog.Message}");
    }

    public IPage Page { get; }

    /// <summary>What the browser may say: that a request of the test's own was refused.</summary>
    public string? Expected { get; set; }

    public ILocator Heading => Page.Locator("h1");

    /// <summary>Goes to an address and waits until the view is there.</summary>
    public async Task GoAsync(Uri address)
    {
        await Page.GotoAsync(address.AbsoluteUri);
        await Page.WaitForSelectorAsync(View);
    }

    /// <summary>Opens the view again in a window of another width and scheme of colours.</summary>
    public async Task ReopenAsync(int width, bool isDark = false)
    {
        await Page.SetViewportSizeAsync(width, Browser.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light });
        await Page.ReloadAsync();
        await Page.WaitForSelectorAsync(View);
    }

    /// <summary>A control by what a screen reader calls it.</summary>
    public ILocator By(AriaRole role, string name, bool isExact = true) =>
        Page.GetByRole(role, new() { Name = name, Exact = isExact });

    /// <summary>What is wider than the window; nothing where the page fits it.</summary>
    public Task<string[]> WiderAsync() => Page.EvaluateAsync<string[]>("""
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('main *, header *')]
            .filter(one => one.getBoundingClientRect().right > innerWidth && !one.parentElement.closest('.scroll, .code, .lines'))
            .map(one => one.outerHTML.slice(0, 200))
        """);

    /// <summary>The cells of a table, by its caption.</summary>
    public async Task<string[][]> RowsAsync(string caption)
    {
        ILocator rows = Page.Locator($"table:has(caption:text-is(\"{caption}\")) tbody tr");
        List<string[]> all = [];
        foreach (ILocator row in await rows.AllAsync())
            all.Add([.. await row.Locator("th, td").AllInnerTextsAsync()]);
        return [.. all];
    }

    public async ValueTask DisposeAsync()
    {
        bool isBroken = await Page.EvaluateAsync<bool>("'broken' in window");
        await _context.DisposeAsync();
        Assert.False(isBroken, "Markup of a name ran.");
        Assert.Equal([], _said.Where(text => Expected is null || !text.Contains(Expected, StringComparison.Ordinal)));
    }
}
