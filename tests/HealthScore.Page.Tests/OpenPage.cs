using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace HealthScoring.Tests.Page;

/// <summary>A page that is open; at its end it must have said nothing to the console and opened no dialog.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private const string View = "main:not([aria-busy]) h1";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

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

    /// <summary>Goes to an address and waits until the view is there. No markup may have run in the page that it leaves.</summary>
    public async Task GoAsync(Uri address)
    {
        await AssertWholeAsync();
        await Page.GotoAsync(address.AbsoluteUri);
        await Page.WaitForSelectorAsync(View);
    }

    /// <summary>Gives the window another width, as who turns a phone does.</summary>
    public Task ResizeAsync(int width) => Page.SetViewportSizeAsync(width, Browser.Height);

    /// <summary>A control by what a screen reader calls it.</summary>
    public ILocator By(AriaRole role, string name, bool isExact = true) =>
        Page.GetByRole(role, new() { Name = name, Exact = isExact });

    /// <summary>What is wider than the window; nothing where the page fits it.</summary>
    public Task<string[]> WiderAsync() => Page.EvaluateAsync<string[]>("""
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('main *, header *')]
            .filter(one => one.getBoundingClientRect().right > innerWidth && !one.parentElement.closest('.scroll, .code, .lines'))
            .map(one => one.outerHTML.slice(0, 200))
        """);

    /// <summary>What axe finds by some of its rules, or by all, on the page without its frames and the rows after the twelfth.</summary>
    public async Task<string[]> ViolationsAsync(string[]? rules)
    {
        // Run in the page, and not from a second one beside it as axe's own package for Playwright does for the sake of frames.
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
            await Page.EvaluateAsync(Axe);
        return await Page.EvaluateAsync<string[]>("""
            async rules => {
              const { passes, violations } = await axe.run({ exclude: ['tbody tr:nth-child(n+13)'] },
                { iframes: false, resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) });
              if (!passes.length) return ['axe found nothing to look at'];
              return violations.map(one => `${one.id}: ${one.help} (${one.nodes.slice(0, 3).map(node => node.html).join('; ')})`);
            }
            """, rules);
    }

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
        try
        {
            await AssertWholeAsync();
        }
        finally
        {
            await _context.DisposeAsync();
        }
        Assert.Equal([], _said.Where(text => Expected is null || !text.Contains(Expected, StringComparison.Ordinal)));
    }

    private async Task AssertWholeAsync() =>
        Assert.False(await Page.EvaluateAsync<bool>("'broken' in window"), "Markup of a name ran.");
}
