using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HealthScoring.Changes;
using HealthScoring.Hosting;
using HealthScoring.Paths;
using HealthScoring.Tracking;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace HealthScoring.AspNetCore;

/// <summary>Answers the requests: reads what they ask for, looks whose customers they may see, and says nothing that an exception says.</summary>
internal sealed class ScoringEndpoints(ITrackingStore store, TimeProvider clock, ILogger logger, HealthScoringEndpointOptions options)
{
    private const int MostBody = 16 * 1024;
    private const int MostMonths = 24;

    private static readonly TimeSpan LongestHistory = TimeSpan.FromDays(400);
    private static readonly TimeSpan UsualHistory = TimeSpan.FromDays(90);
    private static readonly TimeSpan NearBy = TimeSpan.FromDays(7);

    private readonly string _scoring = options.Scoring;

    public Task<IResult> PortfolioAsync(HttpContext context, [FromQuery] string? months) => AnswerAsync(context, async (customers, cancel) =>
    {
        QueryReading reading = new();
        int count = reading.Count(nameof(months), months, MostMonths, otherwise: 3);
        if (reading.HasProblems)
            return reading.Problem();
        if (await LastRunAsync(cancel).ConfigureAwait(false) is not { } last)
            return NotFound("No run is published yet.");
        if (!customers.IsAll)
        {
            IReadOnlyCollection<CustomerRow> rows = await customers.ReadAllAsync(last.AsOf, cancel).ConfigureAwait(false);
            return Json(PortfolioViews.Of(last, rows), ViewJsonContext.Default.PortfolioView);
        }
        IReadOnlyList<StoredRun> runs = await store.ReadRunsAsync(_scoring, last.AsOf.AddMonths(-count), DateTimeOffset.MaxValue, cancel)
            .ConfigureAwait(false);
        DateTimeOffset? unpublished = runs.LastOrDefault(run => run.PublishedAt is null && run.AsOf > last.AsOf)?.AsOf;
        return Json(PortfolioViews.Of(last, unpublished, runs.Where(run => run.PublishedAt is not null)), ViewJsonContext.Default.PortfolioView);
    });

    public Task<IResult> CustomersAsync(HttpContext context, [FromQuery] string? tier, [FromQuery] string? withoutTier,
        [FromQuery] string? segment, [FromQuery] string? driver, [FromQuery] string? order, [FromQuery] string? count, [FromQuery] string? after) =>
        AnswerAsync(context, async (customers, cancel) =>
        {
            QueryReading reading = new();
            CustomerFilter filter = new()
            {
                Tier = reading.Name(nameof(tier), tier),
                WithoutTier = reading.Flag(nameof(withoutTier), withoutTier),
                Segment = reading.Name(nameof(segment), segment),
                Driver = reading.Name(nameof(driver), driver),
                Order = reading.Order(nameof(order), order),
                Count = reading.Count(nameof(count), count, CustomerFilter.MostCount, otherwise: 100),
                After = reading.Position(nameof(after), after),
            };
            if (tier is not null && filter.WithoutTier)
                reading.Add(nameof(withoutTier), "Ask for a tier or for customers without one.");
            if (reading.HasProblems)
                return reading.Problem();
            // Without those that are customers no more.
            StoredRun? last = await LastRunAsync(cancel).ConfigureAwait(false);
            CustomerPage page = await customers.ReadAsync(filter with { Since = last?.AsOf }, cancel).ConfigureAwait(false);
            IEnumerable<CustomerRowView> rows = page.Customers.Select(row =>
                new CustomerRowView(row.CustomerId, row.AsOf, row.Tier, row.Score, row.Weight, row.Segment, row.Driver));
            return Json(new([.. rows], QueryReading.TextOf(page.Next)), ViewJsonContext.Default.CustomerListView);
        });

    public Task<IResult> CustomerAsync(HttpContext context, [FromRoute] string id) => AnswerAsync(context, async (customers, cancel) =>
    {
        id = CustomerKey.Of(context, id, after: 0);
        if (await FindAsync(customers, id, cancel).ConfigureAwait(false) is not { } found)
            return Unknown();
        IReadOnlyList<HealthEvent> events = await store.ReadEventsAsync(_scoring, [id], found.AsOf, found.AsOf, cancel).ConfigureAwait(false);
        IReadOnlyList<StoredOverride> overrides = await store.ReadOverridesAsync(_scoring, [id], cancel).ConfigureAwait(false);
        return Json(CustomerViews.Of(id, found.Past, found.Score, TrackingState.Parse(found.State.StateJson), found.Run, events, overrides,
            options.ShowValues), ViewJsonContext.Default.CustomerView);
    });

    public Task<IResult> HistoryAsync(HttpContext context, [FromRoute] string id, [FromQuery] string? from, [FromQuery] string? to) =>
        AnswerAsync(context, async (customers, cancel) =>
        {
            id = CustomerKey.Of(context, id, after: 1);
            QueryReading reading = new();
            DateTimeOffset last = reading.Time(nameof(to), to) ?? clock.GetUtcNow();
            DateTimeOffset first = reading.Time(nameof(from), from) ?? last - UsualHistory;
            if (!reading.HasProblems && (last < first || last - first > LongestHistory))
                reading.Add(nameof(from), "Give a time before to, by 400 days at most.");
            if (reading.HasProblems)
                return reading.Problem();
            if (!await IsKnownAsync(customers, id, cancel).ConfigureAwait(false))
                return Unknown();
            return Json(CustomerViews.Of(await store.ReadHistoryAsync(_scoring, id, first, last, cancel).ConfigureAwait(false),
                await store.ReadEventsAsync(_scoring, [id], first, last, cancel).ConfigureAwait(false)), ViewJsonContext.Default.HistoryView);
        });

    public Task<IResult> ChangeAsync(HttpContext context, [FromRoute] string id, [FromQuery] string? since) =>
        AnswerAsync(context, async (customers, cancel) =>
        {
            id = CustomerKey.Of(context, id, after: 1);
            QueryReading reading = new();
            DateTimeOffset? asked = reading.Time(nameof(since), since);
            if (since is null)
                reading.Add(nameof(since), "Give the time to compare with.");
            if (reading.HasProblems)
                return reading.Problem();
            if (await FindAsync(customers, id, cancel).ConfigureAwait(false) is not { } found)
                return Unknown();
            DateTimeOffset from = asked.GetValueOrDefault();
            if (found.AsOf - from > LongestHistory)
                from = found.AsOf - LongestHistory;
            // The score that was known then; otherwise the first one after.
            IReadOnlyList<PastScore> near = await store.ReadHistoryAsync(_scoring, id, from - NearBy, from, cancel).ConfigureAwait(false);
            if (near.Count == 0)
                near = [.. (await store.ReadHistoryAsync(_scoring, id, from, found.AsOf, cancel).ConfigureAwait(false)).Take(1)];
            if (near is not [.., var before] || before.Score.AsOf >= found.AsOf
                || await RunAsync(before.Score.AsOf, cancel).ConfigureAwait(false) is not { } run)
            {
                return NotFound("There is no earlier score of that time to compare with.");
            }
            return Json(CustomerViews.Of(before, found.Past, ScoreChange.Between(before.Score.Rescore(run.Profile), found.Score), options.ShowValues),
                ViewJsonContext.Default.ChangeView);
        });

    public Task<IResult> PathAsync(HttpContext context, [FromRoute] string id, [FromQuery] string? tier) =>
        AnswerAsync(context, async (customers, cancel) =>
        {
            id = CustomerKey.Of(context, id, after: 1);
            if (await FindAsync(customers, id, cancel).ConfigureAwait(false) is not { } found)
                return Unknown();
            string[] tiers = [.. found.Run.Profile.Tiers.Select(known => known.Name)];
            QueryReading reading = new();
            if (tier is null || !tiers.Contains(tier, StringComparer.Ordinal))
                reading.Add(nameof(tier), $"Give one of the tiers: {string.Join(", ", tiers)}.");
            return reading.HasProblems ? reading.Problem()
                : Json(CustomerViews.Of(TierPath.To(found.Score, tier!), options.ShowValues), ViewJsonContext.Default.PathView);
        });

    public Task<IResult> SummaryAsync(HttpContext context, [FromRoute] string id) => AnswerAsync(context, async (customers, cancel) =>
    {
        id = CustomerKey.Of(context, id, after: 1);
        return await FindAsync(customers, id, cancel).ConfigureAwait(false) is { } found
            ? Json(CustomerViews.SummaryOf(found.Past, found.Score), ViewJsonContext.Default.SummaryView)
            : Unknown();
    });

    public Task<IResult> AddOverrideAsync(HttpContext context, [FromRoute] string id) => WriteAsync(context, async (customers, cancel) =>
    {
        id = CustomerKey.Of(context, id, after: 1);
        if (!context.Request.HasJsonContentType())
            return Problem(StatusCodes.Status415UnsupportedMediaType, "The body is not JSON.", "Send it with Content-Type: application/json.");
        if (AuthorOf(context.User) is not { } author)
            return Problem(StatusCodes.Status403Forbidden, "An override needs an author.", "Sign in as a user that has a name.");
        if (!await IsKnownAsync(customers, id, cancel).ConfigureAwait(false))
            return Unknown();
        if (await ReadBodyAsync(context.Request, cancel).ConfigureAwait(false) is not { } asked)
        {
            return Problem(StatusCodes.Status400BadRequest, "The body is no override.",
                "Send a JSON object of at most 16 KB with score or tier, reason, until, and from if it does not hold from now on.");
        }
        DateTimeOffset now = clock.GetUtcNow();
        QueryReading reading = new();
        StoredRun? last = await LastRunAsync(cancel).ConfigureAwait(false);
        asked.Check(reading, last is null ? [] : [.. last.Profile.Tiers.Select(tier => tier.Name)], now);
        if (reading.HasProblems)
            return reading.Problem();
        (DateTimeOffset from, DateTimeOffset until) = (asked.From ?? now, asked.Until.GetValueOrDefault());
        StoredOverride added = new(Guid.NewGuid().ToString("N"), id, asked.Score is { } score
            ? ScoreOverride.OfScore(score, asked.Reason!, author, from, until)
            : ScoreOverride.OfTier(asked.Tier!, asked.Reason!, author, from, until));
        await store.AddOverrideAsync(_scoring, added, cancel).ConfigureAwait(false);
        return Json(CustomerViews.Of(added), ViewJsonContext.Default.OverrideView, StatusCodes.Status201Created);
    });

    public Task<IResult> EndOverrideAsync(HttpContext context, [FromRoute] string id, [FromRoute] string overrideId) =>
        WriteAsync(context, async (customers, cancel) =>
        {
            id = CustomerKey.Of(context, id, after: 2);
            overrideId = CustomerKey.Of(context, overrideId, after: 0);
            if (!await IsKnownAsync(customers, id, cancel).ConfigureAwait(false))
                return Unknown();
            // Its id alone would end that of another customer.
            bool isOwn = (await store.ReadOverridesAsync(_scoring, [id], cancel).ConfigureAwait(false)).Any(one => one.Id == overrideId);
            return isOwn && await store.EndOverrideAsync(_scoring, overrideId, clock.GetUtcNow(), cancel).ConfigureAwait(false)
                ? TypedResults.NoContent()
                : NotFound("The customer has no such override, or it is over.");
        });

    private static string? AuthorOf(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true })
            return null;
        string? name = user.Identity.Name ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.FindFirst("sub")?.Value;
        return string.IsNullOrWhiteSpace(name) ? null : name;
    }

    private static async Task<OverrideRequest?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        byte[] body = new byte[MostBody + 1];
        int length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (length > MostBody)
            return null;
        try
        {
            return JsonSerializer.Deserialize(body.AsSpan(0, length), ViewJsonContext.Default.OverrideRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonAnswer Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new JsonAnswer(JsonSerializer.SerializeToUtf8Bytes(value, type), status);

    // One answer for a customer that is not there and for one that the request may not see.
    private static ProblemHttpResult Unknown() => NotFound("There is no such customer.");

    private static ProblemHttpResult NotFound(string title) => Problem(StatusCodes.Status404NotFound, title);

    private static ProblemHttpResult Problem(int status, string title, string? detail = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title);

    private Task<IResult> WriteAsync(HttpContext context, Func<ScopedCustomers, CancellationToken, Task<IResult>> answer) =>
        AnswerAsync(context, (customers, cancel) => context.Request.Headers.ContainsKey(HealthScoringEndpointOptions.WriteHeader)
            ? answer(customers, cancel)
            : Task.FromResult<IResult>(Problem(StatusCodes.Status400BadRequest, "The request may come from another site.",
                $"Send the header {HealthScoringEndpointOptions.WriteHeader} with any value.")));

    private async Task<IResult> AnswerAsync(HttpContext context, Func<ScopedCustomers, CancellationToken, Task<IResult>> answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            CustomerScope scope = options.CustomersFor is null ? CustomerScope.All : await options.CustomersFor(context).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The function CustomersFor returned null.");
            return await answer(new(store, _scoring, scope), context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            EndpointLog.RequestFailed(logger, _scoring, exception);
            return Problem(StatusCodes.Status500InternalServerError, "The request failed.", "The server's log says why.");
        }
    }

    private Task<StoredRun?> LastRunAsync(CancellationToken cancellationToken) =>
        store.ReadLastRunAsync(_scoring, DateTimeOffset.MaxValue, cancellationToken);

    private async Task<StoredRun?> RunAsync(DateTimeOffset asOf, CancellationToken cancellationToken) =>
        (await store.ReadRunsAsync(_scoring, asOf, asOf, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    private async Task<bool> IsKnownAsync(ScopedCustomers customers, string id, CancellationToken cancellationToken) =>
        await StateAsync(customers, id, cancellationToken).ConfigureAwait(false) is not null;

    private async Task<CustomerState?> StateAsync(ScopedCustomers customers, string id, CancellationToken cancellationToken) =>
        customers.Holds(id) ? (await store.ReadStatesAsync(_scoring, [id], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(id) : null;

    private async Task<Found?> FindAsync(ScopedCustomers customers, string id, CancellationToken cancellationToken)
    {
        if (await StateAsync(customers, id, cancellationToken).ConfigureAwait(false) is not { } state)
            return null;
        IReadOnlyList<PastScore> then =
            await store.ReadHistoryAsync(_scoring, id, state.AsOf, state.AsOf, cancellationToken).ConfigureAwait(false);
        StoredRun? run = await RunAsync(state.AsOf, cancellationToken).ConfigureAwait(false);
        return then is not [var past] || run is null ? null : new(state, past, run, past.Score.Rescore(run.Profile));
    }

    private sealed record Found(CustomerState State, PastScore Past, StoredRun Run, HealthScore Score)
    {
        public DateTimeOffset AsOf => State.AsOf;
    }
}
