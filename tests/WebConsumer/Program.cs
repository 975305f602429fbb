// A web application as many are: the database by EF Core, telemetry by OpenTelemetry, endpoints by ASP.NET Core, a health check, and all of
// their namespaces at the top. None of the library's names that it needs clashes with one of theirs: no alias, no qualified name.
using System.Diagnostics;
using System.Diagnostics.Metrics;
using HealthScoring;
using HealthScoring.AspNetCore;
using HealthScoring.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

List<Metric> exported = [];
WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddDbContext<Accounts>(options => options.UseSqlite("Data Source=accounts.db"));
builder.Services.AddOpenTelemetry()
    .ConfigureResource(resource => resource.AddService("web"))
    .WithTracing(tracing => tracing.AddSource(Telemetry.Name))
    .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name).AddInMemoryExporter(exported));
builder.Services.AddHealthChecks().AddCheck("scored", () => HealthCheckResult.Healthy());
builder.Services.AddSingleton<ITrackingStore>(
    new SqlTrackingStore(SqliteFactory.Instance.CreateDataSource("Data Source=accounts.db"), TrackingDatabase.Sqlite));
builder.Services.AddAuthorization();

builder.Services.AddHealthScoring<Account>(health => health
    .AddMetric("logins", account => account.Logins)
    .AddMetric<OpenTickets>()
    .AddMetric(new ActivityLog<Account>(account => account.Uses, account => account.Since).Breadth(["reports", "alerts"], 30, "breadth"))
    .AddMetric("nps", (account, asOf) => account.Nps is { } nps ? new Measurement(nps, asOf.AddDays(-10)) : Measurement.NoValue)
    .UseProfile(ScoringProfile.Create("web", profile => profile
        .Dimension("usage", weight: 2, usage => usage
            .Metric("logins", Curve.Linear(worst: 0, best: 20))
            .Metric("breadth", Curve.Bands((0, 20), (0.5, 60), (1, 100))))
        .Dimension("relation", weight: 1, relation => relation
            .Metric("open-tickets", Curve.SCurve(worst: 10, best: 0))
            .Metric("nps", Curve.Linear(-100, 100)))
        .Cap("silent", 30, when: Condition.AtMost("logins", 0))
        .Tier("at-risk", from: 0).Tier("healthy", from: 60)))
    .TrackDaily(new TimeOnly(2, 0), TimeZoneInfo.Utc, daily => daily
        .ReadCustomers(account => account.Name, (services, _, _) => services.GetRequiredService<Accounts>().All.AsAsyncEnumerable())
        .AfterRun((_, result, _) =>
        {
            Telemetry.Night.TrySetResult(result.CustomerCount);
            return Task.CompletedTask;
        })));

await using WebApplication app = builder.Build();
app.MapGet("/accounts/{name}/health", async (string name, Accounts accounts, HealthScorer<Account> scorer) =>
{
    using Activity? activity = Telemetry.Source.StartActivity("score");
    Account? account = await accounts.All.FirstOrDefaultAsync(account => account.Name == name);
    if (account is null)
        return Results.NotFound();
    HealthScore score = scorer.Score(account, Telemetry.AsOf);
    Telemetry.Points.Record(score.Value.GetValueOrDefault(), new TagList { { "tier", score.Tier } });
    return Results.Text(score.Explain(name));
});
app.MapHealthChecks("/ready");
app.MapHealthScoring<Account>("/health-scores").AllowAnonymous();

using (IServiceScope scope = app.Services.CreateScope())
{
    Accounts accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
    await accounts.Database.EnsureDeletedAsync();
    await accounts.Database.EnsureCreatedAsync();
    accounts.AddRange(new Account { Name = "Acme", Logins = 12, Nps = 40 }, new Account { Name = "Globex" });
    await accounts.SaveChangesAsync();
}

await app.StartAsync();
using (var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) })
{
    Console.WriteLine(await client.GetStringAsync("/ready"));
    Console.Write(await client.GetStringAsync("/accounts/Acme/health"));
    Console.Write(await client.GetStringAsync("/accounts/Globex/health"));
    Console.WriteLine($"stored by night: {await Telemetry.Night.Task}");
    string listed = await client.GetStringAsync("/health-scores/customers?tier=at-risk");
    if (!listed.Contains("\"id\":\"Globex\"", StringComparison.Ordinal))
        throw new InvalidOperationException(listed);
}
app.Services.GetRequiredService<MeterProvider>().ForceFlush();
Console.WriteLine($"exported: {string.Join(", ", exported.Select(metric => metric.Name).Distinct())}");
await app.StopAsync();

// Without a container: metrics made from functions, a scorer by 'new'.
var scorer = new HealthScorer<Account>(
    ScoringProfile.Create("plain", profile => profile
        .Dimension("usage", weight: 1, usage => usage.Metric("logins", Curve.Linear(0, 20)).Metric("seats", Curve.Linear(0, 10)))
        .Tier("low", 0).Tier("high", 50)),
    [HealthMetric.From<Account>("logins", account => account.Logins), HealthMetric.From<Account>("seats", (_, asOf) => new Measurement(8, asOf))]);
foreach (Tier tier in scorer.Profile.Tiers)
    Console.WriteLine($"{tier.Name} from {tier.From}");
Console.WriteLine(scorer.Score(new Account { Name = "Acme", Logins = 12 }, Telemetry.AsOf));

internal sealed class Account
{
    public int Id { get; init; }

    public required string Name { get; init; }

    public int Logins { get; init; }

    public int? Nps { get; init; }

    public DateTimeOffset Since => Telemetry.AsOf.AddDays(-400);

    public IEnumerable<UsageEvent> Uses => Enumerable.Range(1, Logins).Select(day => new UsageEvent(Telemetry.AsOf.AddDays(-day), "ann", "reports"));
}

internal sealed class Accounts(DbContextOptions<Accounts> options) : DbContext(options)
{
    public DbSet<Account> All => Set<Account>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        IMutableEntityType account = modelBuilder.Entity<Account>().Metadata;
        account.SetTableName("accounts");
        modelBuilder.Entity<Account>().Ignore(known => known.Since).Ignore(known => known.Uses);
    }
}

internal sealed class OpenTickets : IMetric<Account>
{
    public string Name => "open-tickets";

    public Measurement Measure(Account customer, DateTimeOffset asOf) => customer.Logins == 0 ? Measurement.NoValue : customer.Name.Length;
}

internal static class Telemetry
{
    public const string Name = "web";

    public static readonly DateTimeOffset AsOf = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly TaskCompletionSource<long> Night = new();

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter s_meter = new(Name);

    public static readonly Histogram<double> Points = s_meter.CreateHistogram<double>("health_score");
}
