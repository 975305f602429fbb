using System.Security.Claims;
using HealthScoring.Changes;
using HealthScoring.Hosting;
using HealthScoring.Paths;
using HealthScoring.Text;
using HealthScoring.Tracking;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace HealthScoring.AspNetCore;

/// <summary>Answers what is asked about one customer.</summary>
internal sealed class CustomerEndpoints(ITrackingStore store, TimeProvider clock, ILogger logger, HealthScoringEndpointOptions options)
    : ScoringEndpoints(store, logger, options)
{
    private const int MostBody = 16 * 1024;

    private static readonly TimeSpan LongestHistory = TimeSpan.FromDays(400);
    private static readonly TimeSpan UsualHistory = TimeSpan.FromDays(90);
    private static readonly TimeSpan NearBy = TimeSpan.FromDays(7);

    public Task<IResult> CustomerAsync(HttpContext context, [FromRoute] string id) => AnswerAsync(context, async (customers, cancel) =>
    {
        id = CustomerKey.Of(context, id, after: 0);
        if (await FindAsync(customers, id, cancel).ConfigureAwait(false) is not { } found)
            return Unknown();
        IReadOnlyList<HealthEvent> events = await Store.ReadEventsAsync(Scoring, [id], found.AsOf, found.AsOf, cancel).ConfigureAwait(false);
        IReadOnlyList<StoredOverride> overrides = await Store.ReadOverridesAsync(Scoring, [id], cancel).ConfigureAwait(false);
        return Json(CustomerViews.Of(id, found.Past, found.Score, TrackingState.Parse(found.State.StateJson), found.Run, events, overrides,
            Options.ShowValues), ViewJsonContext.Default.CustomerView);
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
            return Json(CustomerViews.Of(await Store.ReadHistoryAsync(Scoring, id, first, last, cancel).ConfigureAwait(false),
                await Store.ReadEventsAsync(Scoring, [id], first, last, cancel).ConfigureAwait(false)), ViewJsonContext.Default.HistoryView);
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
            IReadOnlyList<PastScore> near = await Store.ReadHistoryAsync(Scoring, id, from - NearBy, from, cancel).ConfigureAwait(false);
            if (near.Count == 0)
                near = [.. (await Store.ReadHistoryAsync(Scoring, id, from, found.AsOf, cancel).ConfigureAwait(false)).Take(1)];
            if (near is not [.., var before] || before.Score.AsOf >= found.AsOf
                || await RunAsync(before.Score.AsOf, cancel).ConfigureAwait(false) is not { } run)
            {
                return NotFound("There is no earlier score of that time to compare with.");
            }
            return Json(CustomerViews.Of(before, found.Past, ScoreChange.Between(before.Score.Rescore(run.Profile), found.Score), Options.ShowValues),
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
            if (reading.HasProblems)
                return reading.Problem();
            var path = TierPath.To(found.Score, tier!);
            // After an override, and for who never had a tier, the tier of the score counts at once.
            string? remembered = TrackingState.Parse(found.State.StateJson).Tier;
            bool waits = remembered is not null && found.Score.Override is null && Array.IndexOf(tiers, remembered) < Array.IndexOf(tiers, tier);
            double? countsFrom = waits ? (double)(Number.Exact(path.TargetFrom) + Number.Exact(found.Run.Profile.Tracking.Margin)) : null;
            return Json(CustomerViews.Of(path, countsFrom, Options.ShowValues), ViewJsonContext.Default.PathView);
        });

    public Task<IResult> SummaryAsync(HttpContext context, [FromRoute] string id) => AnswerAsync(context, async (customers, cancel) =>
    {
        id = CustomerKey.Of(context, id, after: 1);
        return await FindAsync(customers, id, cancel).ConfigureAwait(false) is { } found
            ? Json(CustomerViews.SummaryOf(found.Past, found.Score), ViewJsonContext.Default.SummaryView)
            : Unknown();
    });

    public Task<IResult> AddOverrideAsync(HttpContext context, [FromRoute] string id) => AnswerOwnAsync(context, async (customers, cancel) =>
    {
        id = CustomerKey.Of(context, id, after: 1);
        if (!context.Request.HasJsonContentType())
            return NoJson();
        if (AuthorOf(context.User) is not { } author)
            return Problem(StatusCodes.Status403Forbidden, "An override needs an author.", "Sign in as a user that has a name.");
        if (!await IsKnownAsync(customers, id, cancel).ConfigureAwait(false))
            return Unknown();
        if (await ReadBodyAsync(context.Request, MostBody, ViewJsonContext.Default.OverrideRequest, cancel).ConfigureAwait(false) is not { } asked)
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
        await Store.AddOverrideAsync(Scoring, added, cancel).ConfigureAwait(false);
        return Json(CustomerViews.Of(added), ViewJsonContext.Default.OverrideView, StatusCodes.Status201Created);
    });

    public Task<IResult> EndOverrideAsync(HttpContext context, [FromRoute] string id, [FromRoute] string overrideId) =>
        AnswerOwnAsync(context, async (customers, cancel) =>
        {
            id = CustomerKey.Of(context, id, after: 2);
            overrideId = CustomerKey.Of(context, overrideId, after: 0);
            if (!await IsKnownAsync(customers, id, cancel).ConfigureAwait(false))
                return Unknown();
            // Its id alone would end that of another customer.
            bool isOwn = (await Store.ReadOverridesAsync(Scoring, [id], cancel).ConfigureAwait(false)).Any(one => one.Id == overrideId);
            return isOwn && await Store.EndOverrideAsync(Scoring, overrideId, clock.GetUtcNow(), cancel).ConfigureAwait(false)
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

    // One answer for a customer that is not there and for one that the request may not see.
    private static ProblemHttpResult Unknown() => NotFound("There is no such customer.");

    private async Task<StoredRun?> RunAsync(DateTimeOffset asOf, CancellationToken cancellationToken) =>
        (await Store.ReadRunsAsync(Scoring, asOf, asOf, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    private async Task<bool> IsKnownAsync(ScopedCustomers customers, string id, CancellationToken cancellationToken) =>
        await StateAsync(customers, id, cancellationToken).ConfigureAwait(false) is not null;

    private async Task<CustomerState?> StateAsync(ScopedCustomers customers, string id, CancellationToken cancellationToken) =>
        customers.Holds(id) ? (await Store.ReadStatesAsync(Scoring, [id], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(id) : null;

    private async Task<Found?> FindAsync(ScopedCustomers customers, string id, CancellationToken cancellationToken)
    {
        if (await StateAsync(customers, id, cancellationToken).ConfigureAwait(false) is not { } state)
            return null;
        IReadOnlyList<PastScore> then =
            await Store.ReadHistoryAsync(Scoring, id, state.AsOf, state.AsOf, cancellationToken).ConfigureAwait(false);
        StoredRun? run = await RunAsync(state.AsOf, cancellationToken).ConfigureAwait(false);
        return then is not [var past] || run is null ? null : new(state, past, run, past.Score.Rescore(run.Profile));
    }

    private sealed record Found(CustomerState State, PastScore Past, StoredRun Run, HealthScore Score)
    {
        public DateTimeOffset AsOf => State.AsOf;
    }
}
