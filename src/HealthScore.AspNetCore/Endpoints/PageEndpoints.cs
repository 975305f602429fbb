using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace HealthScoring.AspNetCore;

/// <summary>Answers with the page and its files.</summary>
internal sealed class PageEndpoints
{
    private readonly IReadOnlyDictionary<string, PageFile> _files = PageFile.ReadAll();

    public IResult Page(HttpContext context)
    {
        // The page's own addresses are relative: without the slash they would lead beside it.
        HttpRequest request = context.Request;
        if (!request.Path.Value!.EndsWith('/'))
            return TypedResults.LocalRedirect($"{request.PathBase}{request.Path}/{request.QueryString}");
        return File(context, _files["index.html"]);
    }

    public IResult File(HttpContext context, [FromRoute] string file) =>
        file != "index.html" && _files.TryGetValue(file, out PageFile? found) ? File(context, found) : TypedResults.NotFound();

    public IResult Schema(HttpContext context) => File(context, _files["schema.json"]);

    private static FileContentHttpResult File(HttpContext context, PageFile file)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = PageAnswer.PagePolicy;
        headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Bytes(file.Content, file.Type, entityTag: new EntityTagHeaderValue(file.Tag));
    }
}
