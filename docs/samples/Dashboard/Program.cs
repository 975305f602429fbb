using System.Data.Common;
using System.Diagnostics;
using System.Security.Claims;
using HealthScoring;
using HealthScoring.AspNetCore;
using HealthScoring.Hosting;
using HealthScoring.Samples.Dashboard;
using Microsoft.Data.Sqlite;
using Npgsql;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
Settings settings = Settings.Read(builder.Configuration);
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");

await using DbDataSource database = settings.Connection is { } connection
    ? NpgsqlDataSource.Create(connection)
    : SqliteFactory.Instance.CreateDataSource(new SqliteConnectionStringBuilder { DataSource = settings.Database }.ConnectionString);
if (settings.Connection is null)
{
    // Pages are read while a night writes, and a commit waits for the disk less often. SQLite remembers it in the file.
    await using DbCommand command = database.CreateCommand("PRAGMA journal_mode=WAL");
    await command.ExecuteNonQueryAsync();
}
Console.WriteLine(settings.Connection is null ? $"SQLite: {settings.Database}" : "PostgreSQL");

// The library begins here.
var store = new SqlTrackingStore(database, settings.Connection is null ? TrackingDatabase.Sqlite : TrackingDatabase.PostgreSql);
await store.MigrateAsync();
DateTimeOffset begins = await History.BeginsAsync(store, settings.LastNight, settings.Weeks);
var book = new Book(settings.Accounts, begins);
var starters = new CustomerMetrics<Account>();
builder.Services.AddSingleton<ITrackingStore>(store);
builder.Services.AddSingleton(settings.Clock);
builder.Services.AddHealthScoring<Account>(health => health
    .UseProfile(Path.Combine(AppContext.BaseDirectory, "profile.json"))
    .AddMetric("usage-frequency", account => account.ActiveDays)
    .AddMetric(starters.SeatUse(account => account.UsedSeats, account => account.Seats))
    .AddMetric("usage-breadth", account => account.FeatureShare)
    .AddMetric("usage-trend", account => account.Trend)
    .AddMetric(starters.Nps(account => account.Answers, days: 200))
    .AddMetric("open-tickets", account => account.OpenTickets)
    .AddMetric("response-time", account => account.ResponseHours)
    .AddMetric(starters.DaysOverdue(account => account.OldestUnpaid))
    .AddMetric("seats", account => account.Seats)
    .AddMetric(starters.DaysUntilRenewal(account => account.Renewal))
    .AddLabel("industry", account => account.Industry)
    .TrackDaily(Settings.Night, TimeZoneInfo.Utc, daily => daily
        .ReadCustomers(account => account.Id, (_, _, _) => book.At(settings.LastNight).ToAsyncEnumerable())
        .ConfigureRun(Configure)));
builder.Services.AddHealthChecks().AddHealthScoring<Account>();

WebApplication app = builder.Build();
// Stands for the sign-in that your application has. Outside Development nobody is signed in, and without a policy the library answers nothing.
if (app.Environment.IsDevelopment())
{
    app.Use((context, next) =>
    {
        context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, "Ann")], "demo"));
        return next(context);
    });
}
app.MapHealthScoring<Account>("/health-scores", o =>
{
    o.AllowOverrides = true;
    o.ShowValues = true;
});
app.MapHealthChecks("/ready");
// Before the host starts: its first night would come before the weeks that are missing.
var clock = Stopwatch.StartNew();
await History.StoreAsync(app.Services.GetRequiredService<HealthScorer<Account>>(), store, book, begins, settings, Configure);
// The library ends here.

await app.StartAsync();
Console.WriteLine($"History: {clock.Elapsed.TotalSeconds:0.0} s.");
Console.WriteLine($"{app.Urls.First()}/health-scores/");
await app.WaitForShutdownAsync();

static void Configure(TrackingRunOptions<Account> run)
{
    run.WeightBy = account => account.MonthlyRevenue;
    run.MaxLostShare = 0.2;
}
