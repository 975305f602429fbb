using System.Net;
using System.Text;
using System.Text.Json;
using HealthScoring.AspNetCore;
using HealthScoring.Hosting;
using HealthScoring.Tests.AspNetCore;
using HealthScoring.Tests.Runs;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Fuzz;

/// <summary>What the endpoints read: bodies, paths and queries.</summary>
internal static class EndpointTargets
{
    private static readonly string[] Paths =
    [
        "/portfolio", "/customers", "/work", "/customers/Acme-1", "/customers/Acme-1/history", "/customers/Acme-1/change", "/customers/Acme-1/path",
        "/customers/Acme-1/summary", "/profile", "/settings", "/schema", "/", "/page/page.js", "/report",
    ];

    private static readonly string[] Names =
    [
        "tier", "withoutTier", "segment", "driver", "order", "count", "after", "from", "to", "since", "until", "id", "customer", "days", "metric",
    ];

    private static readonly string[] Texts =
    [
        "steady", "critical", "", "0", "-1", "1", "99999999999", "2026-11-02", "2026-11-02T02:00:00Z", "9999-12-31", "score", "nps", "%00", "%ff",
        "😀", "a|b", "..%2f", "' or 1=1", "<script>", "NaN", "1e400", "%ED%A0%80", new('x', 3000), "Acme-1", "{0}", "\u202E",
    ];

    private static readonly Lazy<ScoringServer> Server = new(() => StartAsync().GetAwaiter().GetResult());

    public static FuzzTarget WhatIf { get; } = new("what-if", 100, new Mutation([Encoding.UTF8.GetBytes(TrackedBook.Profile.ToJson())]).Next,
        (input, random) => Send(HttpMethod.Post, "/what-if", random.Next(10) == 0 ? input
            : JsonSerializer.SerializeToUtf8Bytes(new { Profile = Encoding.UTF8.GetString(input) }, JsonSerializerOptions.Web)));

    public static FuzzTarget Override { get; } = new("override endpoint", 40, new Mutation(
        [
            """{ "tier": "steady", "reason": "signed", "until": "2026-12-24T00:00:00Z" }"""u8.ToArray(),
            """{ "score": 12.5, "reason": "left", "from": "2026-11-29T00:00:00Z", "until": "2026-12-24T00:00:00+01:00" }"""u8.ToArray(),
        ]).Next,
        (input, _) => Send(HttpMethod.Post, "/customers/Acme-1/overrides", input));

    public static FuzzTarget Query { get; } = new("query", 40, random =>
    {
        var path = new StringBuilder(random.GetItems(Paths, 1)[0]);
        if (random.Next(4) == 0)
            path.Insert(random.Next(path.Length + 1), Uri.EscapeDataString(random.GetItems(Texts, 1)[0]));
        for (int i = random.Next(4); i > 0; i--)
            path.Append('&').Append(random.GetItems(Names, 1)[0]).Append('=').Append(Text(random));
        int query = path.ToString().IndexOf('&', StringComparison.Ordinal);
        if (query >= 0)
            path[query] = '?';
        return Encoding.UTF8.GetBytes(path.ToString());
    }, (input, _) => Send(HttpMethod.Get, Encoding.UTF8.GetString(input), body: null));

    // Half of them as the texts are, which may be no good escapes.
    private static string Text(Random random)
    {
        string text = random.GetItems(Texts, 1)[0];
        return text.StartsWith('%') ? text : Uri.EscapeDataString(text);
    }

    private static void Send(HttpMethod method, string path, byte[]? body)
    {
        using var request = new HttpRequestMessage(method, "/health-scores" + path)
        {
            Headers = { { "X-User", "Ann" }, { HealthScoringEndpointOptions.WriteHeader, "1" } },
            Content = body is null ? null : new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        using HttpResponseMessage response = Server.Value.Client.Send(request, TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, response.StatusCode.ToString());
        if (response.StatusCode >= HttpStatusCode.BadRequest)
            throw new RefusedException();
    }

    private static async Task<ScoringServer> StartAsync()
    {
        var store = new MemoryTrackingStore();
        var clock = new FakeTimeProvider(TrackedBook.Nights[2]);
        var book = new TrackingRun<TrackedBook.Account>(TrackedBook.Scorer(), store, TrackedBook.Options("", clock));
        foreach (DateTimeOffset night in TrackedBook.Nights[..3])
            await book.RunAsync(night);
        return await ScoringServer.StartAsync(store, options => options.AllowOverrides = true);
    }
}
