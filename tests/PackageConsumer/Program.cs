using System.Text.Json;
using HealthScoring.Customers;
using HealthScoring.DependencyInjection;
using HealthScoring.Metrics;
using HealthScoring.Profiles;
using Microsoft.Extensions.DependencyInjection;

var asOf = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
using ServiceProvider provider = new ServiceCollection()
    .AddSingleton(new TicketSystem())
    .AddHealthScoring<Account>(health => health
        .AddMetric("logins", account => account.Logins)
        .AddMetric<TicketMetric>()
        .UseProfile("health-profile.json"))
    .BuildServiceProvider();

var scorer = provider.GetRequiredService<HealthScorer<Account>>();
HealthScore score = scorer.Score(new Account("Acme", 10), asOf);
Console.Write(score.Explain("Acme"));
Console.WriteLine(score.ToJson());
var options = new JsonSerializerOptions { TypeInfoResolver = HealthScoreJson.TypeInfoResolver };
Console.WriteLine(JsonSerializer.Serialize(score, options.GetTypeInfo(typeof(HealthScore))).Length);
foreach (CustomerScore<Account> one in scorer.ScoreAll([new("Acme", 10), new("Globex", 0)]))
    Console.WriteLine($"{one.Position}: {one.Customer.Name}, {one.Tier}");
try
{
    ScoringProfile.Parse("""{ "name": "x", "dimensions": [], "tiers": [ { "name": "a", "from": 1 } ] }""");
}
catch (InvalidProfileException exception)
{
    Console.WriteLine(exception.Message);
}

internal sealed record Account(string Name, int Logins);

internal sealed class TicketSystem
{
    public int Open(string name) => name.Length;
}

internal sealed class TicketMetric(TicketSystem tickets) : IMetric<Account>
{
    public string Name => "tickets";

    public Measurement Measure(Account customer, DateTimeOffset asOf) => tickets.Open(customer.Name);
}
