using HealthScoring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quickstart;

// Scores the subscribers of data/telco-churn.csv by profile.json. The data are semi-synthetic, and the profile is common sense and not
// fitted to them: no metric below reads who churned.
HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddHealthScoring<Subscriber>(health => health
    .AddMetric("tenure", subscriber => subscriber.TenureMonths)
    .AddMetric("contract-length", subscriber => subscriber.ContractMonths)
    .AddMetric("services", subscriber => subscriber.Services)
    .AddMetric("care-services", subscriber => subscriber.CareServices)
    .AddMetric("automatic-payment", subscriber => subscriber.PaysAutomatically)
    .AddMetric("price-per-service", subscriber => subscriber.PricePerService)
    .AddMetric("bill-change", subscriber => subscriber.BillChange)
    .AddMetric("bill-at-will", subscriber => subscriber.ContractMonths == 1 ? subscriber.MonthlyCharges : 0)
    .SegmentBy(subscriber => subscriber.HasInternet ? null : "phone-only")
    .UseProfile("profile.json"));

using IHost host = builder.Build();
// Checks the profile and its metrics: a mistake in profile.json ends the program here, with a list of what is wrong.
await host.StartAsync();

HealthScorer<Subscriber> scorer = host.Services.GetRequiredService<HealthScorer<Subscriber>>();
// A fixed time, so that every run prints the same.
var asOf = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
ScoredSubscriber[] scored =
[
    .. Subscriber.ReadAll(Path.Combine(AppContext.BaseDirectory, "data", "telco-churn.csv"))
        .Select(subscriber => new ScoredSubscriber(subscriber, scorer.Score(subscriber, asOf),
            subscriber.AMonthAgo() is { } earlier ? scorer.Score(earlier, asOf.AddMonths(-1)) : null)),
];
new Report(scorer.Profile, scored).Print();

await host.StopAsync();
