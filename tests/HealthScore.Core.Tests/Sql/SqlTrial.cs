using FsCheck.Fluent;
using HealthScoring.Sql;
using HealthScoring.Tests.Properties;

namespace HealthScoring.Tests.Sql;

/// <summary>
/// A random profile, and customers of it that a database can hold: observed to the microsecond, each in a segment that its host names.
/// </summary>
internal sealed class SqlTrial
{
    public const string Table = "customers \"of\" `the` [trial]\\";
    public const string Key = "it's the \"key\"";
    private const int Pool = 30;

    private static readonly double[] NoNumbers = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private readonly string[] _names;
    private readonly IReadOnlyDictionary<string, Measurement>[] _customers;
    private readonly string?[] _named;
    private readonly HealthScorer<int> _scorer;
    private readonly ProfileDraft _draft;

    public SqlTrial(Trial trial, int count)
    {
        _draft = trial.Profile;
        Profile = _draft.Build();
        _names = [.. trial.Profile.MeasuredNames];
        Random random = trial.Choices;
        IReadOnlyDictionary<string, Measurement>[] pool =
            [.. trial.Customers, .. Enumerable.Range(0, Pool).Select(_ => Generators.Customer(trial.Profile).Sample(random))];
        // Each value from another customer of the pool: many more combinations than were drawn.
        _customers = [.. Enumerable.Range(0, count).Select(i => i < pool.Length ? pool[i]
            : _names.ToDictionary(name => name, name => pool[random.Next(pool.Length)][name], StringComparer.Ordinal))];
        _customers = [.. _customers.Select(customer =>
            customer.ToDictionary(pair => pair.Key, pair => InMicroseconds(pair.Value), StringComparer.Ordinal))];
        string?[] segments = [null, null, "nobody knows this segment", .. Profile.Segments.SelectMany(segment =>
            new[] { segment.Name, segment.Name, segment.Name + " ", segment.Name.ToUpperInvariant() })];
        _named = [.. Enumerable.Range(0, count).Select(_ => segments[random.Next(segments.Length)])];
        _scorer = new(Profile, _names.Select(name => HealthMetric.From<int>(name, (customer, _) => _customers[customer][name])),
            new() { SegmentBy = customer => _named[customer] });
    }

    public ScoringProfile Profile { get; }

    /// <summary>What a customer weighs: whole numbers, whose sums are exact in any order.</summary>
    public static long WeightOf(int customer) => customer * 7 % 1000;

    /// <summary>The parent of a customer; some have none.</summary>
    public static double? FamilyOf(int customer) => customer % 11 == 0 ? null : customer % 7;

    public int Count => _customers.Length;

    public HealthScore Score(int customer) => _scorer.Score(customer, Trial.AsOf);

    /// <summary>What the semantics say of a customer, without a line of the library's arithmetic or a decision of its plan.</summary>
    public ReferenceScore Truth(int customer) => ReferenceScorer.Score(_draft, _customers[customer], _named[customer]);

    public CustomerTable For(Engine engine) => new(Table,
    [
        (Key, ColumnKind.Id), ("named", ColumnKind.Text), ("revenue", ColumnKind.Id), ("family", ColumnKind.Number),
        .. _names.SelectMany((_, i) => new[]
        {
            ($"value {i}", IsLabel(i) ? ColumnKind.Text : ColumnKind.Number),
            ($"age {i}", engine.KnowsTimes ? ColumnKind.Time : ColumnKind.Number),
        }),
    ],
    [
        .. _customers.Select((customer, id) => (object?[])
        [
            (long)id, _named[id], WeightOf(id), FamilyOf(id),
            .. _names.SelectMany((name, i) => new object?[]
            {
                IsLabel(i) ? customer[name].Label : Raw(customer[name], id + i, engine), ObservedAt(customer[name], engine),
            }),
        ]),
    ]);

    public SqlScoring Sql(Engine engine, bool families = false) => SqlScoring.Create(Profile, engine.Dialect, source =>
    {
        if (families)
            source.Key("family");
        source.Table(Table).Key(Key).SegmentBy("named").Weight("revenue");
        for (int i = 0; i < _names.Length; i++)
        {
            if (IsLabel(i))
                source.Label(_names[i], $"value {i}");
            else if (engine.KnowsTimes)
                source.Metric(_names[i], $"value {i}", observedAt: $"age {i}");
            else
                source.Metric(_names[i], $"value {i}", ageInDays: $"age {i}");
        }
    });

    private bool IsLabel(int name) => _draft.Labels.Contains(_names[name]);

    private static Measurement InMicroseconds(Measurement measurement) => measurement is { Value: { } value, ObservedAt: { } at }
        ? new(value, at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond))) : measurement;

    /// <summary>A missing value is NULL, NaN or an infinity, as the engine can store them.</summary>
    private static double? Raw(Measurement measurement, int turn, Engine engine)
    {
        if (measurement.Value is { } value)
            return value;
        double no = NoNumbers[turn % NoNumbers.Length];
        return turn % 4 == 0 || (double.IsNaN(no) ? !engine.StoresNaN : !engine.StoresInfinities) ? null : no;
    }

    private static object? ObservedAt(Measurement measurement, Engine engine)
    {
        if (measurement.ObservedAt is not { } at)
            return null;
        return engine.KnowsTimes ? at.UtcDateTime : Trial.Age(measurement);
    }
}
