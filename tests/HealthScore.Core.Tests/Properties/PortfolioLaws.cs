using System.Text.Json;
using HealthScoring.Columns;
using HealthScoring.Portfolios;
using HealthScoring.Tests.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class PortfolioLaws
{
    private const double Steps = 1048576;

    [Law(costs: 5)]
    public void A_customer_loses_by_each_metric_what_the_full_explanation_says(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        foreach ((HealthScore score, IReadOnlyDictionary<string, Measurement> customer) in trial.Scores().Zip(trial.Customers))
        {
            var tally = new PortfolioTally(profile);
            Rows rows = Rows.Of(profile, [customer], trial.Named, [double.NaN]);
            rows.Score(new(profile), 0..1, tally);

            PortfolioSummary summary = tally.ToSummary();
            PortfolioGroup group = Assert.Single(summary.Segments, segment => segment.Customers == 1);
            Assert.Equal(score.Segment, group.Segment);
            Assert.Equal(
                score.Contributions.Select(part => (part.Metric, Lost: score.Value is null ? 0 : Math.Round(part.PointsLost * Steps) / Steps,
                    Missing: part.Value is null ? 1L : 0)).OrderByDescending(part => part.Lost).ThenBy(part => part.Metric, StringComparer.Ordinal),
                group.Metrics.Select(metric => (metric.Metric, metric.PointsLost, metric.Missing)));
            Assert.All(group.Metrics, metric => Assert.Equal(score.Value is null ? null : metric.PointsLost, metric.MeanPointsLost));
        }
    }

    [Law(costs: 8)]
    public void A_summary_is_the_same_whatever_the_split_the_order_and_the_merging(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        Random random = trial.Choices;
        int count = random.Next(random.Next(20) == 0 ? 1200 : 40);
        var customers = new IReadOnlyDictionary<string, Measurement>[count];
        for (int i = 0; i < count; i++)
            customers[i] = trial.Customers[random.Next(trial.Customers.Length)];
        double[] weights = [.. customers.Select(_ => Weight(random))];
        var scorer = new ColumnScorer(profile);
        Rows rows = Rows.Of(profile, customers, trial.Named, weights);

        var whole = new PortfolioTally(profile);
        rows.Score(scorer, 0..count, whole);

        var inPlace = new PortfolioTally(profile);
        List<PortfolioTally> parts = [];
        for ((int start, int end) = (0, 0); start < count; start = end)
        {
            end = Math.Min(count, start + 1 + random.Next(random.Next(3) == 0 ? 600 : 20));
            rows.Score(scorer, start..end, inPlace);
            parts.Add(new(profile));
            rows.Score(scorer, start..end, parts[^1]);
        }
        while (parts.Count > 1)
        {
            (int from, int to) = (random.Next(parts.Count), random.Next(parts.Count - 1));
            PortfolioTally part = parts[from];
            parts.RemoveAt(from);
            parts[to].Add(part);
        }
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        var shuffled = new PortfolioTally(profile);
        Rows.Of(profile, [.. order.Select(i => customers[i])], trial.Named, [.. order.Select(i => weights[i])]).Score(scorer, 0..count, shuffled);

        string expected = SummaryText.Of(whole);
        Assert.Equal(expected, SummaryText.Of(inPlace));
        Assert.Equal(expected, SummaryText.Of(shuffled));
        if (parts.Count == 1)
            Assert.Equal(expected, SummaryText.Of(parts[0]));

        HealthScorer<Row> objects = new(profile,
            trial.Profile.MeasuredNames.Select(name => HealthMetric.From<Row>(name, (row, _) => row.Values[name])),
            new() { SegmentBy = _ => profile.Segments.Any(segment => segment.Name == trial.Named) ? trial.Named : null });
        Row[] all = [.. customers.Zip(weights, (values, weight) => new Row(values, weight))];
        var spans = new PortfolioTally(profile);
        objects.ScoreInto(all, Trial.AsOf, new double[count], new int[count], tally: spans, weights: weights);
        Assert.Equal(expected, SummaryText.Of(spans));

        var single = new PortfolioTally(profile);
        foreach (Row row in all)
            objects.Score(row, Trial.AsOf).AddTo(single, double.IsNaN(row.Weight) ? null : row.Weight);
        Assert.Equal(SummaryText.Of(spans), SummaryText.Of(single));

        var stream = new PortfolioTally(profile);
        var options = new ScoreStreamOptions<Row>
        {
            AsOf = Trial.AsOf,
            BlockSize = random.Next(1, 600),
            MaxDegreeOfParallelism = random.Next(1, 5),
            Tally = stream,
            WeightBy = row => double.IsNaN(row.Weight) ? null : row.Weight,
        };
        Assert.Equal(count, objects.ScoreAll(all, options).Count());
        Assert.Equal(expected, SummaryText.Of(stream));
    }

    [Law(costs: 5)]
    public void A_summary_counts_what_single_scores_say(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        Random random = trial.Choices;
        HealthScore[] single = trial.Scores();
        int[] indexes = [.. Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(single.Length))];
        HealthScore[] scores = [.. indexes.Select(index => single[index])];
        double[] weights = [.. indexes.Select(_ => Weight(random))];
        var tally = new PortfolioTally(profile);
        Rows.Of(profile, [.. indexes.Select(index => trial.Customers[index])], trial.Named, weights).Score(new(profile), 0..indexes.Length, tally);

        PortfolioSummary summary = tally.ToSummary();

        Assert.Equal(profile.Fingerprint, summary.Fingerprint);
        Assert.Equal([null, .. profile.Segments.Select(segment => segment.Name)], summary.Segments.Select(group => group.Segment));
        Counts(profile, [.. scores.Zip(weights)], summary.All);
        foreach (PortfolioGroup group in summary.Segments)
            Counts(profile, [.. scores.Zip(weights).Where(pair => pair.First.Segment == group.Segment)], group);
    }

    [Law(costs: 5)]
    public void Unknown_segments_are_counted_by_name_in_any_split(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        Random random = trial.Choices;
        string?[] names = [null, trial.Named, .. profile.Segments.Select(segment => segment.Name), .. "zyxabcd".Select(letter => $"{letter}?")];
        Named[] customers = [.. Enumerable.Range(0, random.Next(random.Next(20) == 0 ? 1200 : 40)).Select(_ =>
            new Named(trial.Customers[random.Next(trial.Customers.Length)], names[random.Next(names.Length)]))];
        HealthScorer<Named> scorer = new(profile,
            trial.Profile.MeasuredNames.Select(name => HealthMetric.From<Named>(name, (customer, _) => customer.Values[name])),
            new() { SegmentBy = customer => customer.Segment });
        var options = new ScoreStreamOptions<Named> { AsOf = Trial.AsOf, BlockSize = random.Next(1, 600), Tally = new(profile) };

        ScoredCustomer<Named>[] scores = [.. scorer.ScoreAll(customers, options)];
        PortfolioSummary summary = options.Tally.ToSummary();
        var spans = new PortfolioTally(profile);
        for ((int start, int end) = (0, 0); start < customers.Length; start = end)
        {
            end = random.Next(start + 1, customers.Length + 1);
            var part = new PortfolioTally(profile);
            scorer.ScoreInto(customers.AsSpan(start..end), Trial.AsOf, new double[end - start], new int[end - start], tally: part);
            if (random.Next(2) == 0)
                (part, spans) = (spans, part);
            spans.Add(part);
        }

        (string? Named, string? Segment)[] unknown = [.. scores
            .Select(score => (Named: score.Customer!.Segment, score.Segment))
            .Where(score => score.Named is not null && profile.Segments.All(segment => segment.Name != score.Named))];
        Assert.Equal(unknown.Select(score => score.Named), scores.Select(score => score.UnknownSegment).Where(name => name is not null));
        Assert.Equal(unknown.Length, summary.All.CustomersOfUnknownSegment);
        Assert.All(summary.Segments, group => Assert.Equal(unknown.Count(score => score.Segment == group.Segment), group.CustomersOfUnknownSegment));
        Assert.Equal(
            unknown.GroupBy(score => score.Named!).OrderBy(group => group.Key, StringComparer.Ordinal).Take(5)
                .Select(group => (group.Key, (long)group.Count())),
            summary.UnknownSegments.Select(segment => (segment.Name, segment.Customers)));
        Assert.Equal(SummaryText.Of(options.Tally), SummaryText.Of(spans));
    }

    [Law(costs: 20)]
    public void Tallies_and_summaries_come_back_to_the_last_bit_and_merge_as_if_counted_in_one_process(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        Random random = trial.Choices;
        string?[] names = [null, trial.Named, .. profile.Segments.Select(segment => segment.Name),
            .. "zyxabcd".Select(letter => $"{letter}?"), "\uD83D?"];
        Named[] customers = [.. Enumerable.Range(0, random.Next(40)).Select(_ =>
            new Named(trial.Customers[random.Next(trial.Customers.Length)], names[random.Next(names.Length)]))];
        double[] weights = [.. customers.Select(_ => Weight(random))];
        HashSet<string> faulty = [.. profile.MetricNames.Where(_ => random.Next(9) == 0)];
        HealthScorer<Named> scorer = new(profile,
            trial.Profile.MeasuredNames.Select(name => HealthMetric.From<Named>(name, (customer, _) =>
                faulty.Contains(name) && customer.Segment is null ? throw new TimeoutException() : customer.Values[name])),
            new() { SegmentBy = customer => customer.Segment });
        var whole = new PortfolioTally(profile);
        scorer.ScoreInto(customers, Trial.AsOf, new double[customers.Length], new int[customers.Length], tally: whole, weights: weights);

        var sum = new PortfolioTally(profile);
        for ((int start, int end) = (0, 0); start < customers.Length; start = end)
        {
            end = random.Next(start + 1, customers.Length + 1);
            // The other process has read the profile itself, and counts on in a tally that it has read, or merges one.
            var other = ScoringProfile.Parse(profile.ToJson());
            PortfolioTally part = random.Next(2) == 0 ? new(other) : PortfolioTally.Parse(sum.ToJson(), other);
            bool counts = part.ToSummary().All.Customers == start;
            scorer.ScoreInto(customers.AsSpan(start..end), Trial.AsOf, new double[end - start], new int[end - start], tally: part,
                weights: weights.AsSpan(start..end));
            var read = PortfolioTally.Parse(part.ToJson(), profile);
            Assert.Equal(part.ToJson(), read.ToJson());
            if (counts)
                sum = read;
            else
                sum.Add(read);
        }

        Assert.Equal(SummaryText.Of(whole), SummaryText.Of(sum));
        Assert.Equal(whole.ToJson(), sum.ToJson());
        PortfolioSummary summary = whole.ToSummary();
        var again = PortfolioSummary.Parse(summary.ToJson());
        Assert.Equal(summary.ToJson(), again.ToJson());
        Assert.Equal(summary.Explain(), again.Explain());
        Assert.Equal(summary.Segments.Prepend(summary.All).Select(group => JsonSerializer.Serialize(group)),
            again.Segments.Prepend(again.All).Select(group => JsonSerializer.Serialize(group)));
        Assert.All(summary.ComparedWith(again, 0).Metrics, metric => Assert.True(metric.Difference is null or 0));
        Assert.Empty(summary.ComparedWith(again, 0).Changed);
    }

    [Law(costs: 5)]
    public void What_a_comparison_says_is_what_the_customers_of_two_nights_have(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        Random random = trial.Choices;
        double limit = random.Next(101) / 100.0;
        (HealthScore[] Scores, PortfolioSummary Summary) Night()
        {
            HealthScore[] single = trial.Scores();
            HealthScore[] scores = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => single[random.Next(single.Length)])];
            var tally = new PortfolioTally(profile);
            foreach (HealthScore score in scores)
                score.AddTo(tally);
            return (scores, tally.ToSummary());
        }
        ((HealthScore[] Scores, PortfolioSummary Summary) before, (HealthScore[] Scores, PortfolioSummary Summary) now) = (Night(), Night());
        decimal Missing(HealthScore[] scores, string name) => scores.Count(score => score.Missing.Any(missing => missing.Metric == name));

        PortfolioComparison comparison = now.Summary.ComparedWith(PortfolioSummary.Parse(before.Summary.ToJson()), limit);

        Assert.Equal(profile.MetricNames.Order(StringComparer.Ordinal),
            comparison.Metrics.Select(metric => metric.Metric).Order(StringComparer.Ordinal));
        foreach (MissingShare metric in comparison.Metrics)
        {
            (decimal was, decimal @is) = (Missing(before.Scores, metric.Metric), Missing(now.Scores, metric.Metric));
            Assert.Equal((double)was / before.Scores.Length, metric.Before);
            Assert.Equal((double)@is / now.Scores.Length, metric.Now);
            bool isMore = Math.Abs(@is * before.Scores.Length - was * now.Scores.Length) > (decimal)limit * before.Scores.Length * now.Scores.Length;
            Assert.Equal(isMore, comparison.Changed.Contains(metric));
        }
        Assert.Equal(comparison.Metrics.Select(metric => Math.Abs(metric.Difference!.Value)).OrderDescending(),
            comparison.Metrics.Select(metric => Math.Abs(metric.Difference!.Value)));
    }

    [Law(costs: 5)]
    public void A_stream_ends_before_the_first_block_with_which_too_many_customers_lack_a_value(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        Random random = trial.Choices;
        HealthScore[] single = trial.Scores();
        int[] customers = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(single.Length))];
        var tally = new PortfolioTally(profile);
        int[] earlier = [.. Enumerable.Range(0, random.Next(1, 10)).Select(_ => random.Next(single.Length))];
        foreach (int customer in earlier)
            single[customer].AddTo(tally);
        var scorer = new HealthScorer<int>(profile,
            trial.Profile.MeasuredNames.Select(name => HealthMetric.From<int>(name, (customer, _) => trial.Customers[customer][name])),
            new() { SegmentBy = _ => trial.Named });
        var options = new ScoreStreamOptions<int>
        {
            AsOf = Trial.AsOf,
            BlockSize = random.Next(1, 12),
            MaxDegreeOfParallelism = random.Next(1, 4),
            MaxLostShare = random.Next(101) / 100.0,
            EarlierSummary = tally.ToSummary(),
        };
        decimal Missing(IEnumerable<int> of, string name) => of.Count(customer => single[customer].Missing.Any(missing => missing.Metric == name));
        bool IsLost(string name, int count) => Missing(customers.Take(count), name) * earlier.Length - Missing(earlier, name) * count
            > (decimal)options.MaxLostShare * count * earlier.Length;
        int end = Enumerable.Range(0, customers.Length).Select(i => i / options.BlockSize * options.BlockSize)
            .Append(customers.Length).Distinct()
            .First(first => first == customers.Length
                || profile.MetricNames.Any(name => IsLost(name, Math.Min(first + options.BlockSize, customers.Length))));

        List<long> positions = [];
        Exception? thrown = Record.Exception(() =>
        {
            foreach (ScoredCustomer<int> score in scorer.ScoreAll(customers, options))
                positions.Add(score.Position);
        });

        Assert.Equal(end, positions.Count);
        Assert.Equal(end < customers.Length, thrown is not null);
        if (thrown is not null)
        {
            int count = Math.Min(end + options.BlockSize, customers.Length);
            LostDataException lost = Assert.IsType<LostDataException>(thrown);
            Assert.Equal(count, lost.Customers);
            Assert.Equal(profile.MetricNames.Where(name => IsLost(name, count)).Order(StringComparer.Ordinal),
                lost.Lost.Select(metric => metric.Metric).Order(StringComparer.Ordinal));
        }
    }

    internal static void Counts(ScoringProfile profile, (HealthScore Score, double Weight)[] customers, PortfolioGroup group, int faulty = 0)
    {
        Assert.Equal(customers.Length, group.Customers);
        (double Score, double Weight)[] scored = [.. customers.Where(pair => pair.Score.Value is not null)
            .Select(pair => (pair.Score.Value!.Value, pair.Weight))];
        Assert.Equal(scored.Length, group.Scored);
        Assert.Equal(customers.Count(pair => double.IsNaN(pair.Weight)), group.CustomersWithoutWeight);
        Assert.Equal(customers.All(pair => double.IsNaN(pair.Weight)), group.Weight is null);
        Assert.Equal(profile.Tiers.Select(tier => tier.Name), group.Tiers.Select(tier => tier.Tier));
        TierShare[] shares = [group.Unscored, .. group.Tiers];
        foreach (TierShare share in shares)
        {
            (HealthScore Score, double Weight)[] within = [.. customers.Where(pair => pair.Score.Tier == share.Tier)];
            Assert.Equal(within.Length, share.Customers);
            Close(group.Weight is null ? null : within.Where(pair => !double.IsNaN(pair.Weight)).Sum(pair => pair.Weight), share.Weight);
        }
        Close(customers.Length == 0 ? null : 1, shares.Any(share => share.Share is null) ? null : shares.Sum(share => share.Share));
        Close(group.Weight > 0 ? 1 : null, shares.Any(share => share.WeightShare is null) ? null : shares.Sum(share => share.WeightShare));
        Assert.Equal(Enumerable.Range(0, 10).Select(bin => (long)scored.Count(pair =>
            pair.Score + 1e-9 >= bin * 10 && (pair.Score + 1e-9 < bin * 10 + 10 || bin == 9))), group.Histogram);
        Close(scored.Length == 0 ? null : scored.Average(pair => pair.Score), group.MeanScore);
        Close(customers.Length == 0 ? null : customers.Average(pair => pair.Score.Coverage), group.MeanCoverage);
        // Weights are summed in steps: where all of them are small, that shows in the mean.
        (double Score, double Weight)[] weighed = [.. scored.Where(pair => !double.IsNaN(pair.Weight))
            .Select(pair => (pair.Score, Weight: Math.Round(pair.Weight * Steps) / Steps)).Where(pair => pair.Weight > 0)];
        double total = weighed.Sum(pair => pair.Weight);
        Close(weighed.Length == 0 ? null : weighed.Sum(pair => pair.Weight / total * pair.Score), group.WeightedMeanScore);
        Assert.Equal(faulty, group.FaultyCustomers);
        Assert.Equal(profile.Signals.Select(signal => signal.Name).Order(StringComparer.Ordinal).Concat(profile.Labels.Order(StringComparer.Ordinal))
            .Select(name => (name, customers.LongCount(pair => pair.Score.Missing.Any(missing => missing.Metric == name)))),
            group.Signals.Select(signal => (signal.Signal, signal.Missing)));
        foreach (MetricLoss metric in group.Metrics)
        {
            double[] lost = [.. customers.Where(pair => pair.Score.Value is not null)
                .Select(pair => pair.Score.Contributions.Single(part => part.Metric == metric.Metric).PointsLost)];
            Close(lost.Sum(), metric.PointsLost);
            Close(lost.Length == 0 ? null : lost.Average(), metric.MeanPointsLost);
            Assert.Equal(customers.Count(pair => pair.Score.Missing.Any(missing => missing.Metric == metric.Metric)), metric.Missing);
            Assert.Equal((customers.Count(pair => Beyond(profile, pair.Score, metric.Metric) < 0),
                customers.Count(pair => Beyond(profile, pair.Score, metric.Metric) > 0)), (metric.BelowCurve, metric.AboveCurve));
        }
    }

    /// <summary>-1 where a customer's value lies below the curve of the customer's segment, 1 where above it, otherwise 0.</summary>
    private static int Beyond(ScoringProfile profile, HealthScore score, string metric)
    {
        Segment? segment = profile.Segments.SingleOrDefault(segment => segment.Name == score.Segment);
        IReadOnlyList<Knot> knots = (segment?.Curves.GetValueOrDefault(metric)
            ?? profile.Dimensions.SelectMany(dimension => dimension.Metrics).Single(known => known.Name == metric).Curve).Knots;
        if (score.Contributions.Single(part => part.Metric == metric).Value is not { } value || knots.Count == 1)
            return 0;
        return value < knots[0].X && knots.Count(knot => knot.X == knots[0].X) == 1 ? -1
            : value > knots[^1].X && knots.Count(knot => knot.X == knots[^1].X) == 1 ? 1 : 0;
    }

    private static void Close(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } number)
            Assert.InRange(actual!.Value, number - 1e-4 - Math.Abs(number) * 1e-12, number + 1e-4 + Math.Abs(number) * 1e-12);
    }

    private static double Weight(Random random) => random.Next(8) switch
    {
        0 => double.NaN,
        1 => 0,
        2 => 1e15,
        3 => random.NextDouble(),
        _ => random.Next(1, 100_000) / 100.0,
    };

    private sealed record Row(IReadOnlyDictionary<string, Measurement> Values, double Weight);

    private sealed record Named(IReadOnlyDictionary<string, Measurement> Values, string? Segment);

    /// <summary>Customers as columns.</summary>
    private sealed record Rows(MetricColumn[] Columns, int[] Named, double[] Weights)
    {
        public static Rows Of(ScoringProfile profile, IReadOnlyDictionary<string, Measurement>[] customers, string? named, double[] weights) => new(
            CustomerColumns.Of(new(profile), customers),
            [.. Enumerable.Repeat(profile.Segments.ToList().FindIndex(segment => segment.Name == named), customers.Length)], weights);

        public void Score(ColumnScorer scorer, Range range, PortfolioTally tally)
        {
            (int start, int count) = range.GetOffsetAndLength(Weights.Length);
            scorer.Score([.. Columns.Select(column => column.Slice(start, count))], new double[count], new int[count],
                namedSegments: Named.AsSpan(start, count), tally: tally, weights: Weights.AsSpan(start, count));
        }
    }
}
