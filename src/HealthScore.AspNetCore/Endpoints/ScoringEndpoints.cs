using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HealthScoring.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace HealthScoring.AspNetCore;

/// <summary>Answers requests: looks whose customers they may see, and says nothing that an exception says.</summary>
internal abstract class ScoringEndpoints(ITrackingStore store, ILogger logger, HealthScoringEndpointOptions options)
{
    protected ITrackingStore Store { get; } = store;

    protected HealthScoringEndpointOptions Options { get; } = options;

    protected string Scoring => Options.Scoring;

    protected static async Task<T?> ReadBodyAsync<T>(HttpRequest request, int most, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        byte[] body = new byte[most + 1];
        int length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (length > most)
            return null;
        try
        {
            return JsonSerializer.Deserialize(body.AsSpan(0, length), type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    protected static JsonAnswer Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new JsonAnswer(JsonSerializer.SerializeToUtf8Bytes(value, type), status);

    protected static ProblemHttpResult NotFound(string title) => Problem(StatusCodes.Status404NotFound, title);

    protected static ProblemHttpResult NoRun() => NotFound("No run is published yet.");

    protected static ProblemHttpResult NoJson() =>
        Problem(StatusCodes.Status415UnsupportedMediaType, "The body is not JSON.", "Send it with Content-Type: application/json.");

    protected static ProblemHttpResult Problem(int status, string title, string? detail = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title);

    /// <summary>Answers a request that no other site can send: one that writes, or one that is dear.</summary>
    protected Task<IResult> AnswerOwnAsync(HttpContext context, Func<ScopedCustomers, CancellationToken, Task<IResult>> answer) =>
        AnswerAsync(context, (customers, cancel) => context.Request.Headers.ContainsKey(HealthScoringEndpointOptions.WriteHeader)
            ? answer(customers, cancel)
            : Task.FromResult<IResult>(Problem(StatusCodes.Status400BadRequest, "The request may come from another site.",
                $"Send the header {HealthScoringEndpointOptions.WriteHeader} with any value.")));

    protected async Task<IResult> AnswerAsync(HttpContext context, Func<ScopedCustomers, CancellationToken, Task<IResult>> answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            CustomerScope scope = Options.CustomersFor is null ? CustomerScope.All : await Options.CustomersFor(context).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The function CustomersFor returned null.");
            return await answer(new(Store, Scoring, scope), context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException refused) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The server takes no such body: too large, or broken.
            return Problem(refused.StatusCode, "The body cannot be read.");
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            WebLog.RequestFailed(logger, Scoring, exception);
            return Problem(StatusCodes.Status500InternalServerError, "The request failed.", "The server's log says why.");
        }
    }

    protected Task<StoredRun?> LastRunAsync(CancellationToken cancellationToken) =>
        Store.ReadLastRunAsync(Scoring, DateTimeOffset.MaxValue, cancellationToken);
}
