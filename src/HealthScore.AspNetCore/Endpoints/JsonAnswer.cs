using Microsoft.AspNetCore.Http;

namespace HealthScoring.AspNetCore;

/// <summary>JSON that is written already, so that nothing can fail once the answer has begun; whatever the host's own serializer does.</summary>
internal sealed class JsonAnswer(byte[] utf8Json, int status) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = status >= StatusCodes.Status400BadRequest ? "application/problem+json" : "application/json; charset=utf-8";
        httpContext.Response.ContentLength = utf8Json.Length;
        await httpContext.Response.Body.WriteAsync(utf8Json, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
