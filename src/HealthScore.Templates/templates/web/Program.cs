using System.Data.Common;
using System.Security.Claims;
using HealthScoreWeb;
using HealthScoring;
using HealthScoring.AspNetCore;
using HealthScoring.Hosting;
using Microsoft.Data.Sqlite;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// Scores, tiers and overrides are kept here; PostgreSQL, SQL Server, MySQL and MariaDB do as well.
await using DbDataSource database = SqliteFactory.Instance.CreateDataSource("Data Source=health.db");
var store = new SqlTrackingStore(database, TrackingDatabase.Sqlite);
await store.MigrateAsync();

builder.Services.AddSingleton<ITrackingStore>(store);
builder.Services.AddHealthScoring<Account>(health => health
    .UseProfile("health-profile.json")
    .AddMetric("usage-frequency", account => account.ActiveDays)
    .AddMetric("features-used", account => account.FeaturesUsed)
    .AddMetric("nps", account => account.Nps)
    .AddMetric("days-overdue", account => account.DaysOverdue)
    .TrackDaily(new TimeOnly(2, 0), TimeZoneInfo.Utc, daily => daily
        .ReadCustomers(account => account.Id, (services, part, cancellation) => Account.ReadAll())
        .ConfigureRun(run => run.WeightBy = account => account.MonthlyRevenue)));
builder.Services.AddHealthChecks().AddHealthScoring<Account>();

WebApplication app = builder.Build();

// Stands for the sign-in of your application. Outside Development nobody is signed in, and the pages answer nobody.
if (app.Environment.IsDevelopment())
{
    app.Use((context, next) =>
    {
        context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, "Ann")], "demo"));
        return next(context);
    });
}

app.MapHealthScoring<Account>("/health-scores", page =>
{
    page.AllowOverrides = true;
    page.ShowValues = true;
});
app.MapHealthChecks("/ready");
app.MapGet("/", () => Results.Redirect("/health-scores/"));
app.Run();
