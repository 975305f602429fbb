using HealthScoring;

// Made up. Read yours from where they are: a database, an API, a file.
Account[] accounts =
[
    new("Acme", ActiveDays: 4, FeaturesUsed: 5, Nps: 40, DaysOverdue: 45),
    new("Globex", ActiveDays: 19, FeaturesUsed: 7, Nps: null, DaysOverdue: 0),
    new("Hooli", ActiveDays: 11, FeaturesUsed: 3, Nps: -20, DaysOverdue: 0),
];

// The profile says what counts, and for how much; these lines say where its numbers come from.
var scorer = new HealthScorer<Account>(ScoringProfile.LoadFile(Path.Combine(AppContext.BaseDirectory, "health-profile.json")),
[
    HealthMetric.From<Account>("usage-frequency", account => account.ActiveDays),
    HealthMetric.From<Account>("features-used", account => account.FeaturesUsed),
    HealthMetric.From<Account>("nps", account => account.Nps),
    HealthMetric.From<Account>("days-overdue", account => account.DaysOverdue),
]);

foreach (Account account in accounts)
    Console.WriteLine(scorer.Score(account).Explain(account.Name));

/// <summary>A customer as your own systems know it; null is "not known", which is never 0.</summary>
internal sealed record Account(string Name, int ActiveDays, int FeaturesUsed, int? Nps, int DaysOverdue);
