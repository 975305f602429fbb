using FsCheck;
using FsCheck.Fluent;
using HealthScoring.Sql;

namespace HealthScoring.Tests.Sql;

/// <summary>
/// Random customers with events, answers and payments, and one way to read them: as the starters of the library and as tables. Many of the times lie
/// on, or a microsecond off, whatever might part two windows.
/// </summary>
public sealed class StarterTrial
{
    private const int Count = 60;
    private static readonly string[] Users = ["ann", "bob", "Bob", "bob ", "\uFF5E", "😀", "e i", ""];
    private static readonly string[] Features = ["reports", "alerts", "export", "Reports", "it's", "reports "];
    private static readonly string[] Available = ["reports", "alerts", "it's"];

    private readonly int _seed;
    private readonly Random _random;
    private readonly Customer[] _customers;
    private readonly DateTimeOffset[] _edges;
    private readonly int _days;
    private readonly int _top;
    private readonly int _minimumAnswers;
    private readonly (int Lowest, int Highest, int Top) _scale;
    private readonly bool _completeDays;
    private readonly bool _countRepeats;
    private readonly bool _byCode;
    private readonly bool _hasIds;
    private readonly bool _hasRespondents;
    private readonly bool _surveyKnowsFirstDay;

    private StarterTrial(int seed)
    {
        _seed = seed;
        _random = new(seed);
        AsOf = new DateTimeOffset(1969, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(_random.Next(40_000_000));
        if (_random.Next(3) == 0)
            AsOf = AsOf.AddTicks(-AsOf.TimeOfDay.Ticks);
        AsOf = Near(AsOf);
        (_days, _top, _minimumAnswers) = (_random.Next(1, 9), _random.Next(1, 4), _random.Next(1, 4));
        int lowest = _random.Next(-2, 2), highest = lowest + _random.Next(2, 7);
        _scale = (lowest, highest, _random.Next(lowest + 1, highest + 1));
        (_completeDays, _countRepeats, _byCode) = (Coin(), _random.Next(3) == 0, Coin());
        (_hasIds, _hasRespondents, _surveyKnowsFirstDay) = (Coin(), Coin(), Coin());
        _edges =
        [
            AsOf, AsOf.AddDays(-_days), AsOf.AddDays(-2 * _days),
            .. Enumerable.Range(0, 2 * _days + 2).Select(day => AsOf.AddTicks(-AsOf.UtcDateTime.TimeOfDay.Ticks).AddDays(-day)),
        ];
        _customers = [.. Enumerable.Range(0, Count).Select(_ => NextCustomer())];
    }

    /// <summary>The time of the scores.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>Trials of their own seeds.</summary>
    public static Arbitrary<StarterTrial> Trials() =>
        Arb.From(Gen.Choose(int.MinValue, int.MaxValue).Select(seed => new StarterTrial(seed)));

    /// <summary>What a law that fails says of it: the number that makes it again.</summary>
    public override string ToString() => $"seed {_seed}";

    /// <summary>The tables, with a time as the engine stores it.</summary>
    public IEnumerable<CustomerTable> Tables(Func<DateTimeOffset, Random, object> time)
    {
        object? Time(DateTimeOffset? at) => at is { } some ? time(some, _random) : null;
        string? Text(string? text) => string.IsNullOrEmpty(text) && Coin() ? null : text;
        yield return new("accounts", [("id", ColumnKind.Id), ("code", ColumnKind.Text), ("since", ColumnKind.Time), ("seats", ColumnKind.Number)],
            [.. _customers.Select((customer, i) => (object?[])[(long)i, $"c{i}", Time(customer.Since), customer.Seats])]);
        yield return Rows("uses", [("at", ColumnKind.Time), ("who", ColumnKind.Text), ("what", ColumnKind.Text), ("event", ColumnKind.Text)],
            customer => customer.Events.Select(use => (object?[])[Time(use.At), Text(use.User), use.Feature, Text(use.Id)])
                .Append([null, "nobody", "reports", null]));
        yield return Rows("answers", [("at", ColumnKind.Time), ("rating", ColumnKind.Number), ("by", ColumnKind.Text)],
            customer => customer.Answers.Select(answer => (object?[])[Time(answer.At), (double)answer.Rating, Text(answer.Respondent)])
                .Append([Time(AsOf), null, "nobody"]));
        yield return Rows("payments", [("at", ColumnKind.Time)], customer => customer.Payments.Select(at => (object?[])[Time(at)]));
    }

    /// <summary>Each metric as the database counts it.</summary>
    public (string Name, SqlExpression Metric)[] InSql()
    {
        string key = _byCode ? "code" : "id", column = _byCode ? "customer_code" : "customer_id";
        var log = SqlStarters.Activity("uses", column, "at", "who", "what", "since", new()
        {
            Id = _hasIds ? "event" : null,
            CompleteDays = _completeDays,
            CountRepeats = _countRepeats,
            Key = key,
        });
        var survey = SqlStarters.Survey("answers", column, "at", "rating", _hasRespondents ? "by" : null,
            _surveyKnowsFirstDay ? "since" : null, key);
        SqlExpression nps = survey.Nps(_days, _minimumAnswers);
        SqlExpression csat = survey.Csat(_days, _minimumAnswers, _scale.Lowest, _scale.Highest, _scale.Top);
        SqlExpression ces = survey.Ces(_days, _minimumAnswers, _scale.Lowest, _scale.Highest);
        return
        [
            ("frequency", log.Frequency(_days)), ("breadth", log.Breadth(Available, _days)), ("depth", log.Depth(_days)),
            ("active users", log.ActiveUsers(_days)), ("stickiness", log.Stickiness(_days)), ("recency", log.Recency()),
            ("trend", log.Trend(_days)), ("top users lost", log.TopUsersLost(_top, _days)),
            ("frequency of more days", log.Frequency(_days + 1)), ("trend of fewer days", log.Trend(1)),
            ("nps", nps), ("age of nps", nps.AgeInDays!), ("csat", csat), ("age of csat", csat.AgeInDays!), ("ces", ces),
            ("age of ces", ces.AgeInDays!), ("skipped", survey.Skipped(_scale.Lowest, _scale.Highest, _days)),
            ("failed payments", SqlStarters.FailedPayments("payments", column, "at", _days, "since", key)),
            ("support load", SqlStarters.SupportLoad("payments", column, "at", "seats", _days, "since", key)),
        ];
    }

    /// <summary>The same numbers of a customer by the library.</summary>
    public double?[] InLibrary(int customer)
    {
        Measurement[] measured = Measured(customer);
        return
        [
            .. measured[..10].Select(measurement => measurement.Value),
            .. measured[10..13].SelectMany(measurement => new[] { measurement.Value, (AsOf - measurement.ObservedAt)?.TotalDays }),
            .. measured[13..].Select(measurement => measurement.Value),
        ];
    }

    private Measurement[] Measured(int customer)
    {
        Customer one = _customers[customer];
        var log = new ActivityLog<Customer>(
            it => _hasIds ? it.Events : it.Events.Select(use => use with { Id = null }), it => it.Since,
            new() { CompleteDays = _completeDays, CountRepeats = _countRepeats });
        var survey = new CustomerMetrics<Customer>(_surveyKnowsFirstDay ? it => it.Since : null);
        var starters = new CustomerMetrics<Customer>(it => it.Since);
        IEnumerable<SurveyAnswer> Answers(Customer it) =>
            _hasRespondents ? it.Answers : it.Answers.Select(answer => answer with { Respondent = null });
        SurveyMetric<Customer> ces = survey.Ces(Answers, _days, "ces", _minimumAnswers, _scale.Lowest, _scale.Highest);
        return
        [
            .. new IMetric<Customer>[]
            {
                log.Frequency(_days), log.Breadth(Available, _days), log.Depth(_days), log.ActiveUsers(_days), log.Stickiness(_days),
                log.Recency(), log.Trend(_days), log.TopUsersLost(_top, _days), log.Frequency(_days + 1), log.Trend(1),
                survey.Nps(Answers, _days, "nps", _minimumAnswers),
                survey.Csat(Answers, _days, "csat", _minimumAnswers, _scale.Lowest, _scale.Highest, _scale.Top),
                ces, ces.Skipped(),
                starters.FailedPayments(it => it.Payments, _days), starters.SupportLoad(it => it.Payments, it => it.Seats, _days),
            }.Select(metric => metric.Measure(one, AsOf)),
        ];
    }

    /// <summary>A profile of the starters, of which two fade.</summary>
    public static ScoringProfile Profile { get; } = ScoringProfile.Create("starters", profile => profile
        .Dimension("usage", 3, usage => usage
            .Metric("frequency", Curve.Linear(0, 9)).Metric("recency", Curve.Linear(20, 0)).Metric("trend", Curve.Linear(-100, 100)))
        .Dimension("opinion", 2, opinion => opinion
            .Metric("nps", Curve.Linear(-100, 100), nps => nps.FreshFor(TimeSpan.FromDays(1), staleAfter: TimeSpan.FromDays(7)))
            .Metric("ces", Curve.Linear(0, 7), ces => ces.FreshFor(TimeSpan.FromDays(0.5), staleAfter: TimeSpan.FromDays(3))))
        .Signal("top users lost")
        .Cap("champion", 60, Condition.AtLeast("top users lost", 1))
        .Tier("low", 0).Tier("high", 50));

    /// <summary>A scorer of the customers by their numbers.</summary>
    public HealthScorer<int> Scorer()
    {
        IMetric<int> Metric(string name, int place) => HealthMetric.From<int>(name, (customer, _) => Measured(customer)[place]);
        return new(Profile,
        [
            Metric("frequency", 0), Metric("recency", 5), Metric("trend", 6), Metric("top users lost", 7), Metric("nps", 10), Metric("ces", 12),
        ]);
    }

    private CustomerTable Rows(string name, (string, ColumnKind)[] columns, Func<Customer, IEnumerable<object?[]>> rows)
    {
        object?[][] all = [.. _customers.SelectMany((customer, i) => rows(customer).Select(row => (object?[])[(long)i, $"c{i}", .. row]))];
        _random.Shuffle(all);
        return new(name, [("customer_id", ColumnKind.Id), ("customer_code", ColumnKind.Text), .. columns], all);
    }

    private Customer NextCustomer()
    {
        var events = new List<UsageEvent>();
        for (int i = _random.Next(4) * _random.Next(8); i > 0; i--)
        {
            UsageEvent use = new(Time(), Pick(Users), Pick(Features))
            {
                Id = _random.Next(6) switch { 0 => "", 1 => $"{_random.Next(5)}", _ => null },
            };
            for (int copies = _random.Next(3) == 0 ? _random.Next(1, 4) : 1; copies > 0; copies--)
                events.Add(use);
        }
        SurveyAnswer[] answers =
        [
            .. Enumerable.Range(0, _random.Next(4) * _random.Next(5)).Select(_ => new SurveyAnswer(Time(), _random.Next(-4, 12))
            {
                Respondent = _random.Next(3) == 0 ? null : Pick(Users),
            }),
        ];
        answers = [.. answers, .. answers.Where(_ => _random.Next(3) == 0).Select(answer => answer with { Rating = _random.Next(-4, 12) })];
        return new(
            _random.Next(12) switch { 0 => null, < 5 => Time(), _ => AsOf.AddDays(-_random.Next(100)) },
            _random.Next(8) switch { 0 => null, 1 => 0, 2 => -1, 3 => 1e300, _ => _random.Next(1000) / 8.0 },
            [.. events], answers, [.. Enumerable.Range(0, _random.Next(5)).Select(_ => Time())]);
    }

    private DateTimeOffset Time() => _random.Next(2) == 0
        ? Near(Pick(_edges))
        : AsOf.AddMicroseconds(_random.NextInt64(86_400_000_000) - _random.NextInt64((2 * _days + 2) * 86_400_000_000));

    private DateTimeOffset Near(DateTimeOffset at) => at.AddMicroseconds(_random.Next(-1, 2));

    private bool Coin() => _random.Next(2) == 0;

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];

    private sealed record Customer(DateTimeOffset? Since, double? Seats, UsageEvent[] Events, SurveyAnswer[] Answers, DateTimeOffset[] Payments);
}
