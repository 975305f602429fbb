using System.Text.RegularExpressions;
using HealthScoring.Portfolios;
using HealthScoring.Tests.Architecture;
using HealthScoring.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace HealthScoring.Tests.Documentation;

/// <summary>
/// The messages in docs/errors.md are those of the library. Where they were changed on purpose, run these tests once with the environment
/// variable UPDATE_DOCS=1: the page then takes the messages over.
/// </summary>
public sealed partial class ErrorsDocumentationTests
{
    private static readonly string Page = Repository.PathOf("docs", "errors.md");

    private static readonly ScoringProfile Profile = ScoringProfile.Create("first-try", health => health
        .MinimumCoverage(0.5)
        .Dimension("adoption", 1, adoption => adoption
            .Metric("usage-frequency", Curve.Linear(0, 16), m => m.Weight(3).WhenMissing(MissingPolicy.Required))
            .Metric("usage-breadth", Curve.Linear(0, 1)))
        .Signal("days-since-start")
        .Unscored("trial", Condition.Below("days-since-start", 14))
        .Tier("at-risk", 0)
        .Tier("steady", 50)
        .Segment("enterprise", enterprise => enterprise.Weight("usage-breadth", 2)));

    [Fact]
    public void The_messages_in_the_documentation_are_those_of_the_library()
    {
        string page = File.ReadAllText(Page);
        string current = Refused().Replace(page, match => $"{match.Groups[1].Value}{Message(match.Groups[2].Value)}\n```");
        current = Example().Replace(current, match => $"{match.Groups[1].Value}{Message(Examples[match.Groups[2].Value])}\n```");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(Page, current);
        else
            Assert.Equal(current, page);
        Assert.Equal(2, Refused().Count(page));
        Assert.Equal(Examples.Keys.Order(), Example().Matches(page).Select(match => match.Groups[2].Value).Order());
    }

    [Fact]
    public void The_reasons_in_the_documentation_are_those_of_the_library()
    {
        string page = File.ReadAllText(Page);
        UnscoredReason[] reasons =
        [
            .. Score(null, null, 100).UnscoredReasons,
            .. Score(null, 1, 100).UnscoredReasons,
            .. Score(8, 1, 3).UnscoredReasons,
        ];
        Assert.Equal(Enum.GetValues<UnscoredKind>(), reasons.Select(reason => reason.Kind).Distinct().Order());
        Assert.All(reasons.Where(reason => !reason.Text.Contains(" 0.0 %")), reason =>
            Assert.Contains($"| `{reason.Kind}` | *{reason.Text}* |", page, StringComparison.Ordinal));
    }

    private static readonly Dictionary<string, Action> Examples = new()
    {
        ["not registered"] = () => Start(health => health
            .UseProfile(Profile).AddMetric("usage-frequncy", Number).AddMetric("usage-breadth", Number).AddMetric("days-since-start", Number)),
        ["registered twice"] = () => Start(health => health.UseProfile(Profile).AddMetric("usage-frequency", Number)
            .AddMetric("usage-frequency", Number).AddMetric("usage-breadth", Number).AddMetric("days-since-start", Number)),
        ["no profile"] = () => Start(health => health.AddMetric("usage-frequency", Number)),
        ["without a container"] = () => _ = new HealthScorer<Account>(Profile, Metrics(8, 1, 100).Skip(1)),
        ["added twice"] = () => new ServiceCollection()
            .AddHealthScoring<Account>(health => health.UseProfile(Profile)).AddHealthScoring<Account>(health => health.UseProfile(Profile)),
        ["without its name"] = () => new ServiceCollection().AddHealthScoring<Account>("risk", health => health.UseProfile(Profile))
            .BuildServiceProvider().GetRequiredService<HealthScorer<Account>>(),
        ["missing"] = () => throw Shown(string.Join('\n', Scorer(false, _ => null, null, 0.0 / 0, 1 / 0.0).Score(new()).Missing
            .Concat(Scorer(false, _ => null, 8, throws: true).Score(new()).Missing))),
        ["nested"] = () =>
        {
            HealthScorer<Account>? scorer = null;
            scorer = new(Profile, [HealthMetric.From<Account>("usage-breadth", account => scorer!.Score(account).Value),
                .. Metrics(8, 1, 100).Where(metric => metric.Name != "usage-breadth")]);
            throw Shown(scorer.Score(new()).Missing[0].Exception!.Message);
        },
        ["lost data"] = () =>
        {
            var tally = new PortfolioTally(Profile);
            Account[] accounts = [new(), new()];
            Scorer(false, _ => null, 8, 1, 100).ScoreInto(accounts, default, new double[2], new int[2], tally: tally);
            var options = new ScoreStreamOptions<Account> { MaxLostShare = 0.1, EarlierSummary = tally.ToSummary() };
            _ = Scorer(false, _ => null, 8, 1, days: null).ScoreAll(accounts, options).Count();
        },
        ["throw faults"] = () => Scorer(true, _ => null, 8, throws: true).Score(new()),
        ["undated"] = () => Start(health => health.AddMetric("nps", Number).UseProfile(ScoringProfile.Create("opinions", profile => profile
            .Dimension("sentiment", 1, to => to
                .Metric("nps", Curve.Linear(-100, 100), m => m.FreshFor(TimeSpan.FromDays(90), staleAfter: TimeSpan.FromDays(180))))
            .Tier("at-risk", 0)))),
        ["override"] = () => throw Shown(new HealthScorer<Account>(Profile, Metrics(8, 1, 100), new()
        {
            OverrideBy = (_, _) => ScoreOverride.OfTier("stedy", "the new sponsor is keen", "Ann", DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
        }).Score(new()).OverrideFault!.Message),
        ["batch faults"] = () => throw Shown(string.Join('\n',
            new[]
            {
                Batch(Task.FromResult<IReadOnlyList<Measurement>>([])),
                Batch(Task.FromResult<IReadOnlyList<Measurement>>(null!)),
                Batch(new TaskCompletionSource<IReadOnlyList<Measurement>>().Task, TimeSpan.FromMilliseconds(200)),
            }.SelectMany(scorer => scorer.ScoreAsync(new()).GetAwaiter().GetResult().Missing))),
        ["batch metric"] = () => Batch(Task.FromResult<IReadOnlyList<Measurement>>([])).Score(new()),
        ["segment fault"] = () => throw Shown(Scorer(false, _ => throw new KeyNotFoundException("There is no plan 'XL'."), 8, 1, 100)
            .Score(new()).SegmentReason),
        ["state"] = () => TrackingState.Parse("{\"formatVersion\":1,\"profile\":\"first-try\",\"fingerprint\":\"f2d3\",\"rules\":\""
            + new string('0', 64) + "\",\"asOf\":\"2026-11-02\",\"tier\":\"steady\",\"highs\":[{\"day\":\"2026-11-02\",\"score\":\"70\"}],"
            + "\"pendingTier\":\"at-risk\"}"),
        ["segment unknown"] = () => throw Shown(Scorer(false, _ => "Enterprise", 8, 1, 100).Score(new()).SegmentReason),
    };

    private static string Message(string json) => Message(() => ScoringProfile.Parse(json));

    private static string Message(Action action)
    {
        Exception? exception = Record.Exception(action);
        Assert.NotNull(exception);
        return exception.Message;
    }

    private static InvalidOperationException Shown(string text) => new(text);

    private static double? Number(Account account) => 1;

    private static void Start(Action<HealthScoringBuilder<Account>> configure)
    {
        using ServiceProvider provider = new ServiceCollection().AddHealthScoring(configure).BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    private static HealthScore Score(double? frequency, double? breadth, double? days) =>
        Scorer(false, _ => null, frequency, breadth, days).Score(new());

    private static HealthScorer<Account> Scorer(
        bool throwFaults, Func<Account, string?> segment, double? frequency, double? breadth = 1, double? days = 100, bool throws = false) =>
        new(Profile, throws
            ? Metrics(frequency, breadth, days).Take(1).Concat(Throwing).Append(HealthMetric.From<Account>("days-since-start", _ => days))
            : Metrics(frequency, breadth, days), new() { ThrowFaults = throwFaults, SegmentBy = segment });

    private static IMetric<Account>[] Metrics(double? frequency, double? breadth, double? days) =>
    [
        HealthMetric.From<Account>("usage-frequency", _ => frequency),
        HealthMetric.From<Account>("usage-breadth", _ => breadth),
        HealthMetric.From<Account>("days-since-start", _ => days),
    ];

    private static IMetric<Account>[] Throwing =>
        [HealthMetric.From<Account>("usage-breadth", double? (Account _) => throw new TimeoutException("The usage store did not answer."))];

    // What answers may take its time: a machine may have other work.
    private static HealthScorer<Account> Batch(Task<IReadOnlyList<Measurement>> answer, TimeSpan? timeout = null) =>
        new(Profile, Metrics(8, 1, 100).Where(metric => metric.Name != "usage-breadth"), batchMetrics:
            [HealthMetric.FromBatch<Account>("usage-breadth", (_, _, _) => answer, new() { Timeout = timeout ?? Timeout.InfiniteTimeSpan })]);

    private sealed class Account;

    // A profile, and the message that follows it.
    [GeneratedRegex("(<!-- refused -->\n```json\n(.*?)```\n\n<!-- message -->\n```console\n).*?```", RegexOptions.Singleline)]
    private static partial Regex Refused();

    [GeneratedRegex("(<!-- example: ([^>]*) -->\n```console\n).*?```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
