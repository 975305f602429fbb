using System.Diagnostics;
using HealthScoring.Analysis;
using HealthScoring.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HealthScoring.AspNetCore;

/// <summary>Answers what is asked about the profile: what it is, what another one would do, and what proves it.</summary>
internal sealed class ProfileEndpoints(ITrackingStore store, ILogger logger, HealthScoringEndpointOptions options)
    : ScoringEndpoints(store, logger, options)
{
    // A profile of a few metrics has some kilobytes; what is compiled here was written by a user.
    private const int MostBody = 128 * 1024;
    private const int MostMovers = 100;

    private readonly StoredBook _book = new(store, options.Scoring, options.WhatIfCustomers);

    // Profiles that users wrote are read and scored one at a time: many who try them leave the server its other work.
    private readonly TaskFactory _alone = new(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);

    public Task<IResult> ProfileAsync(HttpContext context) => AnswerAsync(context, async (_, cancel) =>
        await LastRunAsync(cancel).ConfigureAwait(false) is { Profile: var profile }
            ? Json(new(profile.Name, profile.Fingerprint, profile.ToJson()), ViewJsonContext.Default.ProfileView)
            : NoRun());

    public Task<IResult> WhatIfAsync(HttpContext context) => AnswerOwnAsync(context, async (customers, cancel) =>
    {
        if (!context.Request.HasJsonContentType())
            return NoJson();
        WhatIfRequest? asked = await ReadBodyAsync(context.Request, MostBody, ViewJsonContext.Default.WhatIfRequest, cancel).ConfigureAwait(false);
        if (asked?.Profile is not { } text)
        {
            return Problem(StatusCodes.Status400BadRequest, "The body has no profile.",
                "Send a JSON object of at most 128 KB with the profile's JSON, as a text, in profile.");
        }
        if (await LastRunAsync(cancel).ConfigureAwait(false) is not { } last)
            return NoRun();
        ScoringProfile after;
        try
        {
            after = await _alone.StartNew(() => ScoringProfile.Parse(text), cancel).ConfigureAwait(false);
        }
        catch (InvalidProfileException invalid)
        {
            return Json(ProfileProblemsView.Of(invalid, StatusCodes.Status422UnprocessableEntity),
                ViewJsonContext.Default.ProfileProblemsView, StatusCodes.Status422UnprocessableEntity);
        }
        Book book = await _book.ReadAsync(last, cancel).ConfigureAwait(false);
        return await _alone.StartNew(() => Try(book, after, customers, cancel), cancel).ConfigureAwait(false);
    });

    public Task<IResult> ReportAsync(HttpContext context) => AnswerAsync(context, async (_, _) =>
        Options.ReportFor is { } reportFor && await reportFor(context).ConfigureAwait(false) is { } report
            ? new PageAnswer(report.ToHtml(), PageAnswer.ReportPolicy)
            : NotFound("There is no report."));

    private static JsonAnswer Try(Book book, ScoringProfile after, ScopedCustomers customers, CancellationToken cancellationToken)
    {
        ScoringProfile before = book.Run.Profile;
        long start = Stopwatch.GetTimestamp();
        BookCustomer[] seen = [.. book.Customers.Where(customer => customers.Holds(customer.Id))];
        HashSet<string> measured = new(seen.SelectMany(customer => customer.Measurements.Keys), StringComparer.Ordinal);
        string[] names = [.. before.MetricNames.Concat(after.MetricNames).Distinct(StringComparer.Ordinal)];
        SimulationResult<BookCustomer> result = ProfileSimulation.Run(before, after,
            names.Select(name => HealthMetric.From<BookCustomer>(name, (customer, _) => customer.Measured(name))),
            seen.Select(customer =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return customer;
            }),
            new()
            {
                AsOf = book.Run.AsOf,
                WeightBy = customer => customer.Weight,
                SegmentBy = customer => customer.Segment,
                MaxMovers = MostMovers,
            });
        // Of how many this is a sample is not known where the request may not see all.
        long? of = customers.IsAll ? book.OfCustomers : book.IsSample ? null : result.Customers;
        return Json(WhatIfView.Of(result, of, after.MetricNames.Where(name => !measured.Contains(name)), Stopwatch.GetElapsedTime(start)),
            ViewJsonContext.Default.WhatIfView);
    }
}
