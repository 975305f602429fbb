using HealthScoring.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthScoring.AspNetCore;

/// <summary>Adds the endpoints of a scoring to a web application.</summary>
public static class HealthScoringEndpoints
{
    private const string NeedsHeader = $"Needs the header {HealthScoringEndpointOptions.WriteHeader}.";

    /// <summary>
    /// Maps JSON endpoints over the <see cref="ITrackingStore"/> of the container: the portfolio, lists of customers, and one customer with what made
    /// its score, its history, its change, the path to a tier, and a summary for its own eyes. They read only, unless the options say otherwise.
    /// </summary>
    /// <typeparam name="TCustomer">The host's own customer type; it names the endpoints' tag in the OpenAPI description.</typeparam>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">Where the endpoints are, such as <c>/health-scores</c>.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The group of the endpoints: call <c>RequireAuthorization</c> on it.</returns>
    /// <remarks>
    /// Outside Development the start of the application (where it has no authorization, its first request) fails with an
    /// <see cref="InvalidOperationException"/> while an endpoint has no policy, nor is there a fallback policy, nor says <c>AllowAnonymous</c> that
    /// everybody may see scores.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The container has no <see cref="ITrackingStore"/>, or an option is wrong.</exception>
    /// <exception cref="ArgumentException"><paramref name="prefix"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> or <paramref name="prefix"/> is <see langword="null"/>.</exception>
    public static RouteGroupBuilder MapHealthScoring<TCustomer>(
        this IEndpointRouteBuilder endpoints, string prefix, Action<HealthScoringEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        HealthScoringEndpointOptions options = new();
        configure?.Invoke(options);
        return Map(endpoints, prefix, typeof(TCustomer).Name, options.Copy());
    }

    private static RouteGroupBuilder Map(IEndpointRouteBuilder endpoints, string prefix, string customer, HealthScoringEndpointOptions options)
    {
        IServiceProvider services = endpoints.ServiceProvider;
        ITrackingStore store = services.GetService<ITrackingStore>() ?? throw new InvalidOperationException(
            $"MapHealthScoring of {customer} has no store; register one, as in services.AddSingleton<ITrackingStore>(new SqlTrackingStore(…)).");
        if (options.WhatIfCustomers < 0)
            throw new InvalidOperationException($"WhatIfCustomers is {options.WhatIfCustomers}; give 0 for no what-if, or how many customers.");
        if (options.Scoring is null)
            throw new InvalidOperationException("Scoring is null; the scoring without a name has the empty one.");
        ILogger logger = services.GetService<ILoggerFactory>()?.CreateLogger(nameof(HealthScoring)) ?? NullLogger.Instance;
        TimeProvider clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
        CustomerEndpoints one = new(store, clock, logger, options);
        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        group.WithTags($"Health scores of {customer}").ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status500InternalServerError);
        ((IEndpointConventionBuilder)group).Finally(endpoint => EndpointProtection.Check(endpoint, services, prefix));
        ((IEndpointConventionBuilder)group).Finally(endpoint => NameBesideOthers(endpoint, prefix));
        string name = prefix.Trim('/').Replace('/', '-');
        MapSummary(group, one, name);
        if (options.SummaryOnly)
            return group;
        MapPage(group, new(), name);
        MapPortfolio(group, new(store, clock, logger, options), name);
        MapCustomer(group, one, name);
        MapProfile(group, new(store, logger, options), name, options);
        if (options.AllowOverrides)
            MapWriting(group, one, name, options.OverridePolicy);
        return group;
    }

    // In a group of the host's own, the same prefix may be there again in another one.
    private static void NameBesideOthers(EndpointBuilder endpoint, string prefix)
    {
        string[] whole = SegmentsOf((endpoint as RouteEndpointBuilder)?.RoutePattern.RawText ?? ""), own = SegmentsOf(prefix);
        int outer = Enumerable.Range(0, whole.Length).FirstOrDefault(at => whole.Skip(at).Take(own.Length).SequenceEqual(own));
        if (outer == 0 || endpoint.Metadata.OfType<IEndpointNameMetadata>().LastOrDefault() is not { EndpointName: var name })
            return;
        name = $"{string.Join('-', whole.Take(outer).Select(WordOf))}-{name}";
        endpoint.Metadata.Add(new EndpointNameMetadata(name));
        endpoint.Metadata.Add(new RouteNameMetadata(name));
    }

    private static string[] SegmentsOf(string pattern) => pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);

    // Of a parameter its name: {tenant:guid} is tenant.
    private static string WordOf(string segment) =>
        string.Concat(segment.Split(':', '=', '?')[0].Where(sign => char.IsLetterOrDigit(sign) || sign is '-' or '_'));

    private static void MapSummary(RouteGroupBuilder group, CustomerEndpoints answers, string name) =>
        group.MapGet("/customers/{id}/summary", answers.SummaryAsync).Produces<SummaryView>().WithName($"{name}-summary")
            .WithSummary("A customer's health for its own eyes: no weights, no raw values, no guardrails.");

    private static void MapPage(RouteGroupBuilder group, PageEndpoints page, string name)
    {
        group.MapGet("/", page.Page).ExcludeFromDescription().WithName($"{name}-page");
        group.MapGet("/page/{file}", page.File).ExcludeFromDescription();
        group.MapGet("/schema", page.Schema).WithName($"{name}-schema").WithSummary("The JSON Schema of profiles.");
    }

    private static void MapPortfolio(RouteGroupBuilder group, PortfolioEndpoints answers, string name)
    {
        group.MapGet("/settings", (Delegate)answers.SettingsAsync).Produces<SettingsView>().WithName($"{name}-settings")
            .WithSummary("What can be asked for: the names of tiers, segments, metrics and actions, and what is switched on.");
        group.MapGet("/portfolio", answers.PortfolioAsync).Produces<PortfolioView>().ProducesValidationProblem().WithName($"{name}-portfolio")
            .WithSummary("The last published run and those of the months before (3, or 1 to 24).");
        group.MapGet("/customers", answers.CustomersAsync).Produces<CustomerListView>().ProducesValidationProblem().WithName($"{name}-customers")
            .WithSummary("Customers by tier, segment and driver, 1 to 500 at a time; by weight, the largest first, or by score, the lowest first.");
        group.MapGet("/work", answers.WorkAsync).Produces<CustomerListView>().ProducesValidationProblem().WithName($"{name}-work")
            .WithSummary("Customers of which an action fell due in the last days (14, or 1 to 400), with their actions.");
    }

    private static void MapCustomer(RouteGroupBuilder group, CustomerEndpoints answers, string name)
    {
        group.MapGet("/customers/{id}", answers.CustomerAsync).Produces<CustomerView>().WithName($"{name}-customer")
            .WithSummary("A customer with what made its last score.");
        group.MapGet("/customers/{id}/history", answers.HistoryAsync).Produces<HistoryView>().ProducesValidationProblem().WithName($"{name}-history")
            .WithSummary("A customer's scores and events between two times, 400 days apart at most; of the last 90 days if not said.");
        group.MapGet("/customers/{id}/change", answers.ChangeAsync).Produces<ChangeView>().ProducesValidationProblem().WithName($"{name}-change")
            .WithSummary("Why a customer's score is another one than at a time.");
        group.MapGet("/customers/{id}/path", answers.PathAsync).Produces<PathView>().ProducesValidationProblem().WithName($"{name}-path")
            .WithSummary("What would bring a customer into a tier.");
    }

    private static void MapProfile(RouteGroupBuilder group, ProfileEndpoints answers, string name, HealthScoringEndpointOptions options)
    {
        group.MapGet("/profile", (Delegate)answers.ProfileAsync).Produces<ProfileView>().WithName($"{name}-profile")
            .WithSummary("The profile of the last published run.");
        if (options.ReportFor is not null)
        {
            group.MapGet("/report", (Delegate)answers.ReportAsync).Produces(StatusCodes.Status200OK, contentType: "text/html")
                .WithName($"{name}-report").WithSummary("The report that proves the score, as a page.");
        }
        if (options.WhatIfCustomers > 0)
        {
            group.MapPost("/what-if", (Delegate)answers.WhatIfAsync).Accepts<WhatIfRequest>("application/json").Produces<WhatIfView>()
                .Produces<ProfileProblemsView>(StatusCodes.Status422UnprocessableEntity, "application/problem+json")
                .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
                .WithName($"{name}-what-if").WithDescription(NeedsHeader)
                .WithSummary("What another profile would make of the customers of the last published run. Nothing is stored.");
        }
    }

    private static void MapWriting(RouteGroupBuilder group, CustomerEndpoints answers, string name, string? policy)
    {
        RouteGroupBuilder writing = group.MapGroup("/customers/{id}/overrides");
        if (policy is not null)
            writing.RequireAuthorization(policy).WithMetadata(new EndpointProtection.OverrideMark(policy));
        writing.MapPost("", answers.AddOverrideAsync).Accepts<OverrideRequest>("application/json")
            .Produces<OverrideView>(StatusCodes.Status201Created).ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).WithName($"{name}-add-override")
            .WithSummary("Pins a customer's score or tier from the next run on.").WithDescription(NeedsHeader);
        writing.MapDelete("/{overrideId}", answers.EndOverrideAsync).Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest).WithName($"{name}-end-override")
            .WithSummary("Ends an override now.").WithDescription(NeedsHeader);
    }
}
