using HealthScoring.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace HealthScoring.AspNetCore;

/// <summary>Answers what is asked about many customers.</summary>
internal sealed class PortfolioEndpoints(ITrackingStore store, TimeProvider clock, ILogger logger, HealthScoringEndpointOptions options)
    : ScoringEndpoints(store, logger, options)
{
    private const int MostMonths = 24;
    private const int MostDays = 400;
    private const long KeptTicks = 10 * TimeSpan.TicksPerSecond;

    // The portfolio of all customers reads a year of runs and the events of the last: once for everybody who looks at the same time.
    private readonly Kept<(int Months, long Time), PortfolioView> _kept = new();

    public Task<IResult> PortfolioAsync(HttpContext context, [FromQuery] string? months) => AnswerAsync(context, async (customers, cancel) =>
    {
        QueryReading reading = new();
        int count = reading.Count(nameof(months), months, MostMonths, otherwise: 3);
        if (reading.HasProblems)
            return reading.Problem();
        PortfolioView? view = customers.IsAll
            ? await _kept.GetAsync((count, clock.GetUtcNow().Ticks / KeptTicks), () => ReadAsync(count), cancel).ConfigureAwait(false)
            : await LastRunAsync(cancel).ConfigureAwait(false) is { } last
                ? PortfolioViews.Of(last, await customers.ReadAllAsync(last.AsOf, cancel).ConfigureAwait(false)) : null;
        return view is null ? NoRun() : Json(view, ViewJsonContext.Default.PortfolioView);
    });

    public Task<IResult> CustomersAsync(HttpContext context, [AsParameters] CustomerListRequest request) =>
        AnswerAsync(context, async (customers, cancel) =>
        {
            QueryReading reading = new();
            CustomerFilter filter = request.Filter(reading);
            if (reading.HasProblems)
                return reading.Problem();
            if (await LastRunAsync(cancel).ConfigureAwait(false) is not { } last)
                return NoRun();
            // Without those that are customers no more.
            CustomerPage page = await customers.ReadAsync(filter with { Since = last.AsOf }, cancel).ConfigureAwait(false);
            return Json(new([.. page.Customers.Select(PortfolioViews.Of)], QueryReading.TextOf(page.Next)),
                ViewJsonContext.Default.CustomerListView);
        });

    public Task<IResult> WorkAsync(HttpContext context, [FromQuery] string? action, [FromQuery] string? days,
        [AsParameters] CustomerListRequest request) => AnswerAsync(context, async (customers, cancel) =>
        {
            QueryReading reading = new();
            CustomerFilter filter = request.Filter(reading) with { Action = reading.Name(nameof(action), action) };
            int back = reading.Count(nameof(days), days, MostDays, otherwise: 14);
            if (reading.HasProblems)
                return reading.Problem();
            if (await LastRunAsync(cancel).ConfigureAwait(false) is not { } last)
                return NoRun();
            // Of the last one day is the last run alone, where there is one a day.
            DateTimeOffset since = last.AsOf.AddDays(-back).AddTicks(1);
            CustomerPage page = await customers.ReadAsync(filter with { Since = last.AsOf, DueSince = since }, cancel).ConfigureAwait(false);
            IReadOnlyList<HealthEvent> events = await Store.ReadEventsAsync(Scoring, [.. page.Customers.Select(row => row.CustomerId)], since,
                last.AsOf, cancel).ConfigureAwait(false);
            ILookup<string, HealthEvent> due = events.Where(happened => happened.Kind == HealthEventKind.ActionDue)
                .ToLookup(happened => happened.CustomerId, StringComparer.Ordinal);
            return Json(new([.. page.Customers.Select(row => PortfolioViews.Of(row, due[row.CustomerId], last.Profile, Options.ShowValues))],
                QueryReading.TextOf(page.Next)), ViewJsonContext.Default.CustomerListView);
        });

    public Task<IResult> SettingsAsync(HttpContext context) => AnswerAsync(context, async (_, cancel) =>
        await LastRunAsync(cancel).ConfigureAwait(false) is { } last
            ? Json(SettingsView.Of(last, Options), ViewJsonContext.Default.SettingsView)
            : NoRun());

    private async Task<PortfolioView?> ReadAsync(int months)
    {
        if (await LastRunAsync(CancellationToken.None).ConfigureAwait(false) is not { } last)
            return null;
        IReadOnlyList<StoredRun> runs = await Store.ReadRunsAsync(Scoring, last.AsOf.AddMonths(-months), DateTimeOffset.MaxValue,
            CancellationToken.None).ConfigureAwait(false);
        return PortfolioViews.Of(last, runs, await Store.ReadTierMovesAsync(Scoring, last.AsOf, CancellationToken.None).ConfigureAwait(false));
    }
}
