using HealthScoring.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HealthScoring.AspNetCore;

/// <summary>The customer's id in a path.</summary>
internal static class CustomerKey
{
    /// <summary>Whether a store can hold the text as a customer's id, or as a name.</summary>
    public static bool IsPossible(string text) => text.Length > 0 && KeyText.Problem(text) is (null, _);

    /// <summary>
    /// Finds the id as the caller meant it: a server decodes paths except for slashes, so that <c>a/b</c> and <c>a%2Fb</c> are one to it.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="routed">The id as routing has it.</param>
    /// <param name="after">How many segments follow it in the path.</param>
    public static string Of(HttpContext context, string routed, int after)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        int end = target.AsSpan().IndexOfAny('?', '#');
        string path = end < 0 ? target : target[..end];
        string[] segments = (path.EndsWith('/') ? path[..^1] : path).Split('/');
        if (segments.Length <= after)
            return routed;
        string sent = Uri.UnescapeDataString(segments[^(after + 1)]);
        // Where something rewrote the path, what was sent is another id: what was routed counts.
        return WithSlashes(sent) == WithSlashes(routed) ? sent : routed;
    }

    private static string WithSlashes(string text) => text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
