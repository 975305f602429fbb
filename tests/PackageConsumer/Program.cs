using System.Text.Json;
using HealthScoring;
using HealthScoring.Analysis;
using HealthScoring.Changes;
using HealthScoring.Columns;
using HealthScoring.Hosting;
using HealthScoring.Paths;
using HealthScoring.Sql;
using HealthScoring.Tracking;
using Microsoft.Data.Sqlite;
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
var options = new JsonSerializerOptions { TypeInfoResolver = HealthScoringJson.TypeInfoResolver };
Console.WriteLine(JsonSerializer.Serialize(score, options.GetTypeInfo(typeof(HealthScore))).Length);
foreach (ScoredCustomer<Account> one in scorer.ScoreAll([new("Acme", 10), new("Globex", 0)]))
    Console.WriteLine($"{one.Position}: {one.Customer!.Name}, {one.Tier}");

// What follows from scores: a state through its JSON, a change, a path, a difference of profiles.
HealthScore later = scorer.Score(new Account("Acme", 2), asOf.AddDays(7));
TrackedScore step = Tracker.Next(TrackingState.Parse(Tracker.Next(null, score).State.ToJson()), later);
Console.WriteLine(step);
Console.WriteLine(JsonSerializer.Serialize(step,
    new JsonSerializerOptions { TypeInfoResolver = HealthScoringJson.TypeInfoResolver }.GetTypeInfo(typeof(TrackedScore))));
Console.WriteLine(ScoreChange.Between(score, later));
Console.Write(TierPath.To(later, scorer.Profile.Tiers[^1].Name).Explain());
Console.Write(ProfileDiff.Between(scorer.Profile, ProfileTemplates.B2BSaas).Changes.Count);
Console.WriteLine($" changes; {ProfileVerification.Check(scorer.Profile)}");

// Two nights over a database: states, events and overrides through their JSON.
string file = Path.GetTempFileName();
var store = new SqlTrackingStore(SqliteFactory.Instance.CreateDataSource($"Data Source={file};Pooling=false"), TrackingDatabase.Sqlite);
await store.MigrateAsync();
await store.AddOverrideAsync("", new("1", "Globex", ScoreOverride.OfScore(55, "signed again", "Ann", asOf.AddDays(1), asOf.AddDays(9))), default);
foreach (int day in new[] { 0, 1 })
{
    var run = new TrackingRun<Account>(scorer, store, new()
    {
        IdBy = account => account.Name,
        Customers = (_, _) => new Account[] { new("Acme", 10 - (9 * day)), new("Globex", 5) }.ToAsyncEnumerable(),
    });
    Console.WriteLine((await run.RunAsync(asOf.AddDays(day))).Run.Summary!.ToJson());
}
Console.WriteLine(await new EventDelivery<Account>(store, [new Listener()]).DeliverAsync());
Console.WriteLine((await store.ReadHistoryAsync("", "Globex", asOf, asOf.AddDays(9), default))[1].Score);
File.Delete(file);

// Scores held against what customers did: the evidence as JSON and as a page, and a proposal.
OutcomeBook book = OutcomeBook.FromColumns(new()
{
    Values = scorer.Profile.MetricNames.ToDictionary(name => name,
        name => new MetricColumn(Enumerable.Range(0, 300).Select(i => (double)(i * (name.Length + 7) % 29)).ToArray())),
    Customers = Enumerable.Range(0, 300).ToArray(),
    AsOf = Enumerable.Repeat(asOf, 300).ToArray(),
    Outcomes = Enumerable.Range(0, 300).Select(i => (byte)(i % 5 == 0 ? 1 : 0)).ToArray(),
}, new OutcomeWindow(TimeSpan.FromDays(90)));
Backtest backtest = Backtest.Run(scorer.Profile, book);
ProfileProposal proposal = ProfileProposal.Learn(scorer.Profile, book);
var analysis = new JsonSerializerOptions { TypeInfoResolver = AnalysisJson.TypeInfoResolver };
Console.WriteLine($"{backtest}; {proposal}");
foreach (string text in new[]
{
    JsonSerializer.Serialize(backtest, analysis.GetTypeInfo(typeof(Backtest))),
    JsonSerializer.Serialize(proposal, analysis.GetTypeInfo(typeof(ProfileProposal))),
    new EvidenceReport(backtest) { Proposal = proposal }.ToHtml(),
})
    Console.WriteLine(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))));

// The profile as SQL of every database: text, and so the same text however compiled.
string sql = string.Concat(SqlDialect.All.Select(dialect => SqlScoring.Create(scorer.Profile, dialect, source =>
{
    source.Table("accounts").Key("id");
    foreach (string name in new ColumnScorer(scorer.Profile).Columns)
        source.Metric(name, name);
}).Select(SqlDetails.Contributions | SqlDetails.Actions).Text));
Console.WriteLine(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(sql))));

// The bits of the column engine, with whatever vectors the compiler chose: compiled ahead of time they must be the same.
double[] values = [.. Enumerable.Range(-20, 1003).Select(i => i % 11 == 0 ? double.NaN : i / 7.0)];
var columns = new ColumnScorer(ScoringProfile.Create("columns", profile => profile
    .Dimension("a", 1, a => a.Metric("bands", Curve.Bands((0, 5), (25, 40), (50, 71))).Metric("line", Curve.Linear(0, 49)))
    .Dimension("b", 2, b => b.Metric("many", Curve.Sample(x => 10 * Math.Sqrt(x), 0, 100), 3).Metric("smooth", Curve.SCurve(90, 3)))
    .Tier("low", 0).Tier("high", 50)));
var (scores, tiers) = (new double[values.Length], new int[values.Length]);
columns.Score([values, values, values, values], scores, tiers);
long hash = scores.Where(double.IsFinite).Aggregate(0L, (hash, score) => hash * 31 + BitConverter.DoubleToInt64Bits(score));
Console.WriteLine($"{hash:x}, {tiers.Count(tier => tier == 1)} high");

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

internal sealed class Listener : IHealthEventHandler<Account>
{
    public Task HandleAsync(HealthEvent happened, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{happened.CustomerId}: {happened.Text}");
        return Task.CompletedTask;
    }
}
