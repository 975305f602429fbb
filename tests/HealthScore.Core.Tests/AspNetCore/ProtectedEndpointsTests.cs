using System.Net;
using System.Text;
using System.Text.Json;
using HealthScoring.AspNetCore;
using HealthScoring.Hosting;
using HealthScoring.Tests.Runs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.AspNetCore;

public sealed class ProtectedEndpointsTests(ScoredStoreFixture scored) : IClassFixture<ScoredStoreFixture>
{
    private const string Refusal = "The health scores at '/health-scores' are open to everybody. Say who may see them, as in "
        + "app.MapHealthScoring<…>(\"/health-scores\").RequireAuthorization(\"cs-team\"); where it shall be everybody, call AllowAnonymous().";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoints_that_everybody_could_ask_are_refused_outside_Development()
    {
        foreach ((string environment, Action<IServiceCollection>? services, Action<RouteGroupBuilder>? protect, bool isRefused) in
            new (string, Action<IServiceCollection>?, Action<RouteGroupBuilder>?, bool)[]
            {
                ("Production", null, null, true),
                ("Staging", null, null, true),
                ("Production", null, group => group.WithTags("more"), true),
                ("Development", null, null, false),
                ("Production", null, group => group.RequireAuthorization(), false),
                ("Production", null, group => group.RequireAuthorization("cs-team"), false),
                ("Production", null, group => group.RequireAuthorization(policy => policy.RequireUserName("Ann")), false),
                ("Production", null, group => group.AllowAnonymous(), false),
                ("Production", services => services.Configure<AuthorizationOptions>(options =>
                    options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()), null, false),
                ("Production", services => services.Configure<AuthorizationOptions>(options => options.FallbackPolicy = null), null, true),
            })
        {
            await using WebApplication app = ScoringServer.Build(
                scored.Store, options => options.AllowOverrides = true, services, protect, environment);
            IEnumerable<Endpoint> Endpoints() => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints);
            if (isRefused)
                Assert.Equal(Refusal, Assert.Throws<InvalidOperationException>(() => Endpoints().ToArray()).Message);
            else
                Assert.Equal(16, Endpoints().Count());
        }
    }

    [Fact]
    public async Task A_host_without_a_policy_does_not_start_or_answers_no_request()
    {
        await using (WebApplication app = ScoringServer.Build(scored.Store, null, null, null, "Production"))
            Assert.Equal(Refusal, (await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(_cancel))).Message);

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<ITrackingStore>(scored.Store);
        await using WebApplication bare = builder.Build();
        bare.MapHealthScoring<TrackedBook.Account>("/health-scores");
        await bare.StartAsync(_cancel);
        using HttpClient client = new() { BaseAddress = new(bare.Urls.First()) };
        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage response = await client.GetAsync("/health-scores/portfolio", _cancel);
            Assert.Equal((HttpStatusCode.InternalServerError, ""), (response.StatusCode, await response.Content.ReadAsStringAsync(_cancel)));
        }
        await bare.StopAsync(_cancel);
    }

    [Fact]
    public async Task Who_is_not_signed_in_sees_nothing()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options => options.AllowOverrides = true);
        foreach (string path in new[] { "/portfolio", "/customers", "/customers/acme-0", "/customers/acme-0/summary" })
            Assert.Equal((HttpStatusCode.Unauthorized, ""), await server.SendAsync(path, user: null));
        Assert.Equal((HttpStatusCode.Unauthorized, ""), await server.SendAsync("/customers/acme-0/overrides", HttpMethod.Post, Pin(), user: null));
    }

    [Fact]
    public async Task Nothing_writes_unless_the_host_says_so()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store);
        await AddAsync("read-only", "acme-1");
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("/customers/acme-1/overrides", HttpMethod.Post, Pin())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("/customers/acme-1/overrides/read-only", HttpMethod.Delete)).Status);
        foreach (HttpMethod method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await server.SendAsync("/customers/acme-1", method, Pin())).Status);
        Assert.Equal("read-only", Assert.Single(await OverridesOf("acme-1")).Id);
    }

    [Fact]
    public async Task Overrides_are_added_by_the_user_and_end_at_once()
    {
        await using ScoringServer server = await StartAsync();
        string reason = "<script>alert(1)</script> \u202E😀 \"'; --";
        (HttpStatusCode status, string body) = await server.SendAsync("/customers/acme-2/overrides", HttpMethod.Post,
            new { score = 33.5, reason, from = Now.AddDays(1), until = Now.AddDays(2) }, user: "Zoë <Müller>");
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.DoesNotContain('<', body);
        StoredOverride added = Assert.Single(await OverridesOf("acme-2"));
        Assert.Equal((33.5, null, reason, "Zoë <Müller>", Now.AddDays(1), Now.AddDays(2)), (added.Override.Score, added.Override.Tier,
            added.Override.Reason, added.Override.Author, added.Override.From, added.Override.Until));
        JsonElement shown = (await server.GetAsync("/customers/acme-2")).GetProperty("overrides")[0];
        Assert.Equal((added.Id, reason), (shown.GetProperty("id").GetString(), shown.GetProperty("reason").GetString()));

        (status, body) = await server.SendAsync(
            "/customers/acme-2/overrides", HttpMethod.Post, new { tier = "steady", reason, until = Now.AddDays(9) });
        Assert.Equal(HttpStatusCode.Created, status);
        string id = JsonElement.Parse(body).GetProperty("id").GetString()!;
        Assert.Equal(Now, JsonElement.Parse(body).GetProperty("from").GetDateTimeOffset());
        // That of another customer stays.
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync($"/customers/acme-3/overrides/{id}", HttpMethod.Delete)).Status);
        Assert.Equal(2, (await OverridesOf("acme-2")).Count);
        Assert.Equal((HttpStatusCode.NoContent, ""), await server.SendAsync($"/customers/acme-2/overrides/{id}", HttpMethod.Delete));
        Assert.Equal(added.Id, Assert.Single(await OverridesOf("acme-2")).Id);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync($"/customers/acme-2/overrides/{id}", HttpMethod.Delete)).Status);
    }

    [Fact]
    public async Task A_request_that_another_site_could_send_writes_nothing()
    {
        await using ScoringServer server = await StartAsync();
        await AddAsync("kept", "acme-7");
        (HttpStatusCode status, string body) = await server.SendAsync("/customers/acme-7/overrides", HttpMethod.Post, Pin(), withHeader: false);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("Send the header X-Health-Scoring with any value.", JsonElement.Parse(body).GetProperty("detail").GetString());
        (status, _) = await server.SendAsync("/customers/acme-7/overrides/kept", HttpMethod.Delete, withHeader: false);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        // A form can send text and its own types.
        string json = JsonSerializer.Serialize(Pin());
        foreach (string type in new[] { "text/plain", "application/x-www-form-urlencoded" })
        {
            using StringContent form = new(json, Encoding.UTF8, type);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await server.SendAsync("/customers/acme-7/overrides", HttpMethod.Post, form)).Status);
        }
        Assert.Equal("kept", Assert.Single(await OverridesOf("acme-7")).Id);
    }

    [Fact]
    public async Task Who_has_no_name_or_not_the_policy_writes_nothing()
    {
        await using (ScoringServer server = await StartAsync())
            Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync("/customers/acme-5/overrides", HttpMethod.Post, Pin(), user: "")).Status);
        await using (ScoringServer server = await StartAsync(options => options.OverridePolicy = "leads"))
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync("/customers/acme-5/overrides", HttpMethod.Post, Pin())).Status);
            await server.GetAsync("/customers/acme-5");
            Assert.Empty(await OverridesOf("acme-5"));
            (HttpStatusCode status, _) = await server.SendAsync("/customers/acme-5/overrides", HttpMethod.Post, Pin(), user: "Lea");
            Assert.Equal(HttpStatusCode.Created, status);
        }
    }

    [Fact]
    public async Task A_policy_of_overrides_that_nobody_would_be_asked_for_is_refused()
    {
        await using WebApplication app = ScoringServer.Build(scored.Store, Leads, null, group => group.AllowAnonymous(), "Production");
        Assert.Equal("The overrides at '/health-scores' have the policy 'leads', which nobody is asked for where AllowAnonymous() lets everybody in. "
            + "Say with RequireAuthorization(…) who may see the scores, or leave out OverridePolicy.",
            Assert.Throws<InvalidOperationException>(() => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToArray())
                .Message);
    }

    [Theory]
    [InlineData("Ann", HttpStatusCode.Forbidden)]
    [InlineData("Lea", HttpStatusCode.Forbidden)]
    [InlineData("Lea of us", HttpStatusCode.NotFound)]
    public async Task A_policy_of_overrides_is_asked_in_addition_to_a_fallback(string user, HttpStatusCode expected)
    {
        await using WebApplication app = ScoringServer.Build(scored.Store, Leads, services => services.Configure<AuthorizationOptions>(options =>
        {
            options.AddPolicy("leads", policy => policy.RequireAssertion(context =>
                context.User.Identity?.Name?.StartsWith("Lea", StringComparison.Ordinal) == true));
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(context =>
                context.User.Identity?.Name?.EndsWith("of us", StringComparison.Ordinal) == true).Build();
        }), null, "Production");
        await app.StartAsync(_cancel);
        using HttpClient client = new() { BaseAddress = new(app.Urls.First()) };
        using HttpRequestMessage request = new(HttpMethod.Delete, "/health-scores/customers/acme-1/overrides/none");
        request.Headers.Add("X-User", user);
        request.Headers.Add(HealthScoringEndpointOptions.WriteHeader, "1");
        using HttpResponseMessage response = await client.SendAsync(request, _cancel);
        Assert.Equal(expected, response.StatusCode);
        await app.StopAsync(_cancel);
    }

    [Fact]
    public async Task A_policy_that_is_that_of_all_endpoints_as_well_takes_the_place_of_a_fallback()
    {
        await using WebApplication app = ScoringServer.Build(scored.Store, Leads, services => services.Configure<AuthorizationOptions>(options =>
        {
            options.AddPolicy("leads", policy => policy.RequireUserName("Lea"));
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        }), group => group.RequireAuthorization("leads"), "Production");
        await app.StartAsync(_cancel);
        using HttpClient client = new() { BaseAddress = new(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-User", "Lea");
        client.DefaultRequestHeaders.Add(HealthScoringEndpointOptions.WriteHeader, "1");
        using HttpResponseMessage read = await client.GetAsync("/health-scores/portfolio", _cancel);
        using HttpResponseMessage write = await client.DeleteAsync("/health-scores/customers/acme-1/overrides/none", _cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (read.StatusCode, write.StatusCode));
        await app.StopAsync(_cancel);
    }

    [Fact]
    public async Task Everything_wrong_with_an_override_is_said_at_once()
    {
        await using ScoringServer server = await StartAsync();
        (HttpStatusCode status, string body) = await server.SendAsync(
            "/customers/acme-6/overrides", HttpMethod.Post, new { score = 101, tier = "best", reason = " ", until = Now });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            """
            {"reason":["Give the reason, so that others can judge it later."],
            "score":["Give one of score and tier.","A score goes from 0 to 100."],
            "tier":["There is no such tier; there are: critical, steady, thriving."],
            "until":["Give a time that is still to come, and after from."]}
            """.ReplaceLineEndings(""),
            JsonElement.Parse(body).GetProperty("errors").GetRawText());
        foreach (string bad in new[]
        {
            "", "null", "[]", "{", "1", "{\"author\":\"Eve\"}", "{\"score\":\"high\"}", $"{{\"reason\":\"{new string('x', 20_000)}\"}}",
            "{\"tier\":\"steady\",\"reason\":\"\\ud83d\",\"until\":\"2027-01-01T00:00:00Z\"}",
            "{\"tier\":\"steady\",\"reason\":\"a\\u0000\",\"until\":\"2027-01-01T00:00:00Z\"}",
            "{\"tier\":\"steady\",\"reason\":\"x\",\"from\":\"0001-01-01T00:00:00Z\",\"until\":\"2027-01-01T00:00:00Z\"}",
        })
        {
            using StringContent content = new(bad, Encoding.UTF8, "application/json");
            (status, body) = await server.SendAsync("/customers/acme-6/overrides", HttpMethod.Post, content);
            Assert.True(status == HttpStatusCode.BadRequest, $"{bad}: {status}");
            Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
            Assert.DoesNotContain("BytePosition", body, StringComparison.Ordinal);
        }
        Assert.Empty(await OverridesOf("acme-6"));
    }

    private static void Leads(HealthScoringEndpointOptions options)
    {
        options.AllowOverrides = true;
        options.OverridePolicy = "leads";
    }

    private static object Pin() => new { tier = "steady", reason = "signed for three years", until = Now.AddDays(30) };

    private Task<ScoringServer> StartAsync(Action<HealthScoringEndpointOptions>? configure = null) => ScoringServer.StartAsync(scored.Store,
        options =>
        {
            options.AllowOverrides = true;
            configure?.Invoke(options);
        },
        services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now))
            .AddAuthorizationBuilder().AddPolicy("leads", policy => policy.RequireUserName("Lea")));

    private Task AddAsync(string id, string customer) => scored.Store.AddOverrideAsync("",
        new(id, customer, ScoreOverride.OfTier("steady", "why", "Bo", Now.AddDays(-1), Now.AddDays(99))), _cancel);

    private async Task<IReadOnlyList<StoredOverride>> OverridesOf(string customer) => await scored.Store.ReadOverridesAsync("", [customer], _cancel);
}
