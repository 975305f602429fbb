using System.Text;
using Microsoft.AspNetCore.Http;

namespace HealthScoring.AspNetCore;

/// <summary>An HTML page with a policy of what it may load and do.</summary>
internal sealed class PageAnswer(string html, string policy) : IResult
{
    /// <summary>For the page: its own files and endpoints, and nothing of others; no script and no style within the markup.</summary>
    public const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>For a report, which has its style within, no script, and can be shown in the page.</summary>
    public const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'self'; sandbox";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        httpContext.Response.Headers.ContentSecurityPolicy = policy;
        httpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
        byte[] utf8 = Encoding.UTF8.GetBytes(html);
        httpContext.Response.ContentLength = utf8.Length;
        await httpContext.Response.Body.WriteAsync(utf8, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
