using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class StreamLaws
{
    private static readonly int[] LargeBlocks = [512, 511, 513, 1024, 1300];

    private static readonly int[] Edges = [0, 1, 511, 512, 513, 1023, 1024, 1025, 1536, 5000];

    [Law(costs: 10)]
    public async Task Many_customers_score_to_the_last_bit_as_each_alone(Trial trial)
    {
        Random random = trial.Choices;
        // Mostly small, so that small blocks meet every edge; now and then several whole blocks.
        bool large = random.Next(40) == 0;
        int count = large ? Edges[random.Next(Edges.Length)] : random.Next(30);
        Row[] customers = [.. Enumerable.Range(0, count).Select(i => new Row(i, trial.Customers[random.Next(trial.Customers.Length)]))];
        ScoringProfile profile = trial.Profile.Build();
        string[] names = [.. trial.Profile.MeasuredNames];
        int faulty = random.Next(3) == 0 ? random.Next(2, 9) : int.MaxValue;
        // Some metrics are asked over a network; without one, the synchronous forms score too.
        int remote = random.Next(2) == 0 ? 0 : random.Next(1 << 20);
        // Only a measurement says when it was observed, or holds a text.
        bool Dated(string name) =>
            profile.Labels.Contains(name) || trial.Profile.Metrics.Any(metric => metric.Name == name && metric.Freshness is not null);
        bool IsRemote(string name) => (remote >> Array.IndexOf(names, name) & 1) == 1;
        var options = new HealthScorerOptions<Row>
        {
            SegmentBy = row => (row.Index % 5) switch { 0 when faulty < 9 => throw new KeyNotFoundException(), 1 => null, _ => trial.Named },
            OverrideBy = random.Next(2) == 0 ? null : (row, _) => (row.Index % 11) switch
            {
                2 when faulty < 9 => throw new TimeoutException(),
                3 => Pinned(42.5, null, days: 1),
                4 => Pinned(null, trial.Profile.Tiers[row.Index % trial.Profile.Tiers.Length].Name, days: 1),
                5 => Pinned(null, "a tier that is not there", days: 1),
                6 => Pinned(1, null, days: -1),
                _ => null,
            },
        };
        // A batch metric answers for all customers of a block: it throws for none of them here.
        ILookup<int, string> forms = FormsOf(names.Where(name => !IsRemote(name)), Dated);
        var alone = new HealthScorer<Row>(
            profile, names.Select(name => Plain(name, IsRemote(name) ? int.MaxValue : faulty, SetOf(forms, name))), options);
        var scorer = new HealthScorer<Row>(
            profile, Local(forms, faulty), options, names.Where(IsRemote).Select(Remote));
        var stream = new ScoreStreamOptions<Row>
        {
            AsOf = Trial.AsOf,
            BlockSize = large ? LargeBlocks[random.Next(LargeBlocks.Length)] : random.Next(1, 12),
            MaxDegreeOfParallelism = random.Next(1, 5),
            DetailsFor = score => score.Position % 7 == 0,
        };

        ScoredCustomer<Row>[] scores =
        [
            .. scorer.ScoreAllAsync(customers.ToAsyncEnumerable(), stream, TestContext.Current.CancellationToken).ToBlockingEnumerable(),
        ];

        Assert.Equal(count, scores.Length);
        for (int i = 0; i < count; i++)
            Same(customers[i], alone.Score(customers[i], Trial.AsOf), scores[i]);
        if (count > 0)
            Story.Same([alone.Score(customers[0], Trial.AsOf)], [await scorer.ScoreAsync(customers[0], Trial.AsOf)]);

        if (!names.Any(IsRemote))
        {
            (double[] values, int[] tiers, double[] coverage) = (new double[count], new int[count], new double[count]);
            int faults = scorer.ScoreInto(customers, Trial.AsOf, values, tiers, coverage);
            Assert.Equal(scores.Select(score => Bits(score.Value)), values.Select(value => Bits(value)));
            Assert.Equal(scores.Select(score => score.Tier), tiers.Select(tier => tier < 0 ? null : profile.Tiers[tier].Name));
            Assert.Equal(scores.Select(score => Bits(score.Coverage)), coverage.Select(value => Bits(value)));
            Assert.Equal(scores.Count(score => score.Faults.Count > 0 || score.SegmentFault is not null || score.OverrideFault is not null), faults);
            Assert.Equal(scores.Select(score => Bits(score.Value)), scorer.ScoreAll(customers, stream).Select(score => Bits(score.Value)));
        }
    }

    private static void Same(Row customer, HealthScore expected, ScoredCustomer<Row> score)
    {
        Assert.Equal(customer.Index, score.Position);
        Assert.Same(customer, score.Customer);
        Assert.Equal(Bits(expected.Value), Bits(score.Value));
        Assert.Equal(expected.Tier, score.Tier);
        Assert.Equal(expected.Segment, score.Segment);
        Assert.Equal(expected.Override?.ToString(), score.Override?.ToString());
        Assert.Equal(expected.OverrideFault?.Message, score.OverrideFault?.Message);
        Assert.Equal(Bits(expected.Coverage), Bits(score.Coverage));
        Assert.Equal(expected.SegmentFault?.Message, score.SegmentFault?.Message);
        Assert.Equal(
            expected.Missing.Where(metric => metric.Reason == MissingReason.Fault).Select(metric => metric.ToString()),
            score.Faults.Select(metric => metric.ToString()));
        Assert.Equal(customer.Index % 7 == 0, score.Details is not null);
        if (score.Details is not null)
            Story.Same([expected], [score.Details]);
    }

    /// <summary>The metrics of a scorer in their usual forms: some by functions of the customer alone, some by sets.</summary>
    private static IEnumerable<IMetric<Row>> Local(ILookup<int, string> forms, int faulty) =>
    [
        .. forms[0].Select(name => Plain(name, faulty, set: [])),
        // A function of the customer alone says by null that there is no value.
        .. forms[1].Select(name => HealthMetric.From<Row>(name,
            row => Read(name, row, faulty) is { MissingReason: not MissingReason.NoValue } measured ? NumberOf(measured) : null)),
        .. HealthMetric.FromSet(new RowSet([.. forms[2]], (name, row) => Read(name, row, faulty))),
        .. HealthMetric.FromSet(new RowSet([.. forms[3]], (name, row) => Read(name, row, faulty))).Where(metric => forms[3].Contains(metric.Name)),
    ];

    private static ILookup<int, string> FormsOf(IEnumerable<string> names, Func<string, bool> dated) =>
        names.ToLookup(name => dated(name) ? 0 : name.Length % 4);

    /// <summary>The metrics of the set that a metric is of.</summary>
    private static string[] SetOf(ILookup<int, string> forms, string name) =>
        [.. forms.Where(form => form.Key >= 2 && form.Contains(name)).SelectMany(form => form)];

    /// <summary>A metric by a function. Where another metric of its set throws, what has no value has that fault.</summary>
    private static IMetric<Row> Plain(string name, int faulty, string[] set) => HealthMetric.From<Row>(name, (row, asOf) =>
    {
        Measurement read = Read(name, row, faulty);
        if (read.MissingReason == MissingReason.NoValue)
            Array.ForEach(set, other => Read(other, row, faulty));
        return read;
    });

    private static Measurement Read(string name, Row row, int faulty) =>
        (row.Index + name.Length) % faulty == 1 ? throw new TimeoutException("late") : row.Values[name];

    private static double NumberOf(Measurement measured) => measured.Value ?? (measured.MissingReason switch
    {
        MissingReason.NoValue => Measurement.NoValue,
        MissingReason.Infinite => double.NegativeInfinity,
        _ => double.NaN,
    });

    private static ScoreOverride Pinned(double? score, string? tier, int days)
    {
        DateTimeOffset until = Trial.AsOf.AddDays(days);
        return score is { } pinned
            ? ScoreOverride.OfScore(pinned, "a reason", "an author", until.AddDays(-2), until)
            : ScoreOverride.OfTier(tier!, "a reason", "an author", until.AddDays(-2), until);
    }

    private static IBatchMetric<Row> Remote(string name) => HealthMetric.FromBatch<Row>(name, async (rows, _, _) =>
    {
        await Task.Yield();
        return [.. rows.Select(row => row.Values[name])];
    });

    private static long Bits(double? value) => BitConverter.DoubleToInt64Bits(value is { } number && !double.IsNaN(number) ? number : double.NaN);

    private sealed record Row(int Index, IReadOnlyDictionary<string, Measurement> Values);

    /// <summary>Reads several metrics in one pass, and others that no profile names. It throws at the end, so that all others are read.</summary>
    private sealed class RowSet(string[] names, Func<string, Row, Measurement> read) : IMetricSet<Row>
    {
        public IReadOnlyList<string> Names { get; } = ["nobody asks", .. names, "nobody asks either"];

        public void Measure(ReadOnlySpan<Row> customers, DateTimeOffset asOf, MetricValues values)
        {
            values[0].Fill(double.NaN);
            values[names.Length + 1].Fill(customers.Length);
            Exception? fault = null;
            for (int i = 0; i < customers.Length * names.Length; i++)
            {
                (int row, int metric) = (i % customers.Length, i / customers.Length);
                try
                {
                    // What has no value is not written.
                    if (read(names[metric], customers[row]) is { MissingReason: not MissingReason.NoValue } measured)
                        values[metric + 1][row] = NumberOf(measured);
                }
                catch (TimeoutException exception)
                {
                    fault = exception;
                }
            }
            if (fault is not null)
                throw fault;
        }
    }
}
