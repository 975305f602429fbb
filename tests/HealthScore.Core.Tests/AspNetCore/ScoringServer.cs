using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using HealthScoring.AspNetCore;
using HealthScoring.Hosting;
using HealthScoring.Tests.Runs;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace HealthScoring.Tests.AspNetCore;

/// <summary>
/// A web application with the endpoints at <c>/health-scores</c>, on a port of this machine. The header <c>X-User</c> signs a user in.
/// </summary>
internal sealed class ScoringServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScoringServer(WebApplication app)
    {
        _app = app;
        Client = new() { BaseAddress = new(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ScoringServer> StartAsync(ITrackingStore store, Action<HealthScoringEndpointOptions>? configure = null,
        Action<IServiceCollection>? services = null, Action<WebApplication>? map = null)
    {
        WebApplication app = Build(store, configure, services, group => group.RequireAuthorization(), Environments.Production);
        map?.Invoke(app);
        await app.StartAsync(Stop);
        return new(app);
    }

    public static WebApplication Build(ITrackingStore store, Action<HealthScoringEndpointOptions>? configure, Action<IServiceCollection>? services,
        Action<RouteGroupBuilder>? protect, string environment)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(store).AddAuthorization().AddAuthentication("test")
            .AddScheme<AuthenticationSchemeOptions, HeaderUser>("test", _ => { });
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        RouteGroupBuilder group = app.MapHealthScoring<TrackedBook.Account>("/health-scores", configure);
        protect?.Invoke(group);
        return app;
    }

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(
        string path, HttpMethod? method = null, object? body = null, string? user = "Ann", bool withHeader = true)
    {
        using HttpRequestMessage request = new(method ?? HttpMethod.Get, "/health-scores" + path);
        if (user is not null)
            request.Headers.Add("X-User", Uri.EscapeDataString(user));
        if (withHeader)
            request.Headers.Add(HealthScoringEndpointOptions.WriteHeader, "1");
        if (body is not null)
            request.Content = body as HttpContent ?? JsonContent.Create(body, body.GetType());
        using HttpResponseMessage response = await Client.SendAsync(request, Stop);
        if (response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed))
        {
            Assert.True(response.Headers.CacheControl is null or { NoStore: true });
            if (response.IsSuccessStatusCode)
            {
                Assert.Equal(("no-store", "nosniff"),
                    (response.Headers.CacheControl!.ToString(), response.Headers.GetValues("X-Content-Type-Options").Single()));
            }
        }
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        (HttpStatusCode status, string body) = await SendAsync(path);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {status} {body}");
        return JsonElement.Parse(body);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private sealed class HeaderUser(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-User"] is not [{ } user])
                return Task.FromResult(AuthenticateResult.NoResult());
            Claim[] claims = user.Length == 0 ? [] : [new(ClaimTypes.Name, Uri.UnescapeDataString(user))];
            return Task.FromResult(AuthenticateResult.Success(new(new(new ClaimsIdentity(claims, "test")), "test")));
        }
    }
}
