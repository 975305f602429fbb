using System.Globalization;
using System.Text.Json.Nodes;
using HealthScoring.Analysis;
using HealthScoring.Portfolios;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class SimulationLaws
{
    [Law(costs: 3)]
    public void A_simulation_says_what_scoring_the_book_under_each_profile_alone_says(Trial trial)
    {
        Random random = trial.Choices;
        (ScoringProfile before, ScoringProfile after) = (trial.Profile.Build(), Varied(trial.Profile, random).Build());
        Row[] book = Book(trial, random);

        SimulationResult<Row> result = Run(trial, before, after, book);

        HealthScore[] old = Scores(trial, before, book), now = Scores(trial, after, book);
        Assert.Equal(book.Length, result.Customers);
        Assert.Equal(
            from row in (string?[])[.. before.Tiers.Select(tier => tier.Name), null]
            from column in (string?[])[.. after.Tiers.Select(tier => tier.Name), null]
            select (row, column, (long)book.Where((_, i) => old[i].Tier == row && now[i].Tier == column).Count()),
            result.Matrix.Select(cell => (cell.TierBefore, cell.TierAfter, cell.Customers)));
        int[] moved = [.. Enumerable.Range(0, book.Length).Where(i => old[i].Tier != now[i].Tier)];
        Assert.Equal(moved.Length, result.Moved);
        Assert.Equal(book.Length == 0 ? null : moved.Length / (double)book.Length, result.MovedShare);
        Assert.Equal(
            moved.Select(i => ((long)i, book[i], old[i].Value, old[i].Tier, now[i].Value, now[i].Tier)),
            result.Movers.Select(mover => (mover.Position, mover.Customer, mover.ScoreBefore, mover.TierBefore, mover.ScoreAfter, mover.TierAfter)));
        int[] scored = [.. moved.Where(i => old[i].Value is not null && now[i].Value is not null)];
        Close(scored.Length == 0 ? null : scored.Average(i => now[i].Value - old[i].Value), result.MeanChange, 1e-9);
        Close(old.Average(score => score.Value), result.MeanScoreBefore, 1e-6);
        Close(now.Average(score => score.Value), result.MeanScoreAfter, 1e-6);
        bool comparable = before.Tiers.Select(tier => tier.Name).SequenceEqual(after.Tiers.Select(tier => tier.Name));
        Assert.Equal(comparable ? scored.Count(i => now[i].TierIndex > old[i].TierIndex) : null, result.MovedUp);
        Assert.Equal(comparable ? scored.Count(i => now[i].TierIndex < old[i].TierIndex) : null, result.MovedDown);
    }

    [Law(costs: 8)]
    public void Rows_and_columns_sum_to_the_tallies_of_each_profile_with_their_weights(Trial trial)
    {
        Random random = trial.Choices;
        (ScoringProfile before, ScoringProfile after) = (trial.Profile.Build(), Varied(trial.Profile, random).Build());
        Row[] book = Book(trial, random);

        SimulationResult<Row> result = Run(trial, before, after, book);

        Sums(result.Matrix.GroupBy(cell => cell.TierBefore ?? ""), Tally(trial, before, book));
        Sums(result.Matrix.GroupBy(cell => cell.TierAfter ?? ""), Tally(trial, after, book));
        Assert.Equal(Tally(trial, before, book).Weight, result.Weight);
        Assert.Equal(result.Weight is null ? null : result.Matrix.Where(cell => cell.IsMove).Sum(cell => cell.Weight), result.MovedWeight);
    }

    [Law(costs: 3)]
    public void Causes_are_the_mean_differences_of_what_single_scores_tell_and_sum_to_the_change(Trial trial)
    {
        Random random = trial.Choices;
        (ScoringProfile before, ScoringProfile after) = (trial.Profile.Build(), Varied(trial.Profile, random).Build());
        Row[] book = Book(trial, random);

        SimulationResult<Row> result = Run(trial, before, after, book);

        (HealthScore Old, HealthScore Now)[] scored = [.. Scores(trial, before, book).Zip(Scores(trial, after, book))
            .Where(pair => pair.First.Tier != pair.Second.Tier && pair.First.Value is not null && pair.Second.Value is not null)];
        Assert.Equal(scored.Length, result.MoversScored);
        // Points beyond 1,000 are exact in proportion only.
        double largest = Math.Max(1000, scored.SelectMany(pair => pair.Old.Contributions.Concat(pair.Now.Contributions))
            .Select(part => part.PointsAdded)
            .Concat(before.Dimensions.Select(dimension => dimension.Formula.InitialPoints))
            .Append(before.Formula.InitialPoints)
            .Max(Math.Abs)) / 1000;
        Close(result.MeanChange ?? 0, result.Causes.Sum(cause => cause.MeanChange), 1e-9 * largest);
        (SimulationCauseKind, string?, double)[] parts = [.. scored.SelectMany(pair => Parts(pair.Old, pair.Now))];
        foreach (var cause in parts.GroupBy(part => (part.Item1, part.Item2)))
        {
            SimulationCause? told = result.Causes.SingleOrDefault(each => (each.Kind, each.Name) == cause.Key);
            Close(cause.Sum(part => part.Item3) / scored.Length, told?.MeanChange ?? 0, 1e-9 * largest);
        }
        Assert.All(result.Causes, cause => Assert.Contains((cause.Kind, cause.Name), parts.Select(part => (part.Item1, part.Item2))));
        Assert.Equal(result.Causes.OrderByDescending(cause => Math.Abs(cause.MeanChange)), result.Causes);
    }

    [Law(costs: 3)]
    public void The_order_of_the_book_changes_no_number(Trial trial)
    {
        Random random = trial.Choices;
        (ScoringProfile before, ScoringProfile after) = (trial.Profile.Build(), Varied(trial.Profile, random).Build());
        Row[] book = Book(trial, random), shuffled = [.. book];
        random.Shuffle(shuffled);

        SimulationResult<Row> first = Run(trial, before, after, book), second = Run(trial, before, after, shuffled);

        Assert.Equal(first.Explain(), second.Explain());
        Assert.Equal(Numbers(first), Numbers(second));
    }

    [Law(costs: 5)]
    public void A_stored_simulation_comes_back_and_says_the_same(Trial trial)
    {
        Random random = trial.Choices;
        SimulationResult<Row> result = Run(trial, trial.Profile.Build(), Varied(trial.Profile, random).Build(), Book(trial, random));
        StoredSimulation stored = result.ToStored(random.Next(2) == 0 ? null : row => random.Next(3) == 0 ? null : $"row {row.Index}\n\"ä\"");

        var read = StoredSimulation.Parse(stored.ToJson());
        Assert.Equal(stored.ToJson(), read.ToJson());
        Assert.Equal(result.Explain(), read.Explain());
        Assert.Equal(result.ToString(), read.ToString());
        Assert.Equal(stored.Movers.Select(mover => mover.ToString()), read.Movers.Select(mover => mover.ToString()));
        Assert.Equal(result.Movers.Select(mover => (mover.Position, mover.ScoreBefore, mover.TierBefore, mover.ScoreAfter, mover.TierAfter)),
            read.Movers.Select(mover => (mover.Position, mover.ScoreBefore, mover.TierBefore, mover.ScoreAfter, mover.TierAfter)));
        Assert.Equal(
            (result.Customers, result.FaultyCustomers, result.Moved, result.MovedUp, result.MovedDown, result.MoversScored, result.MoversNotListed),
            (read.Customers, read.FaultyCustomers, read.Moved, read.MovedUp, read.MovedDown, read.MoversScored, read.MoversNotListed));
        Assert.Equal((result.MovedShare, result.Weight, result.MovedWeight, result.MovedWeightShare, result.MeanChange, result.MeanScoreBefore,
            result.MeanScoreAfter), (read.MovedShare, read.Weight, read.MovedWeight, read.MovedWeightShare, read.MeanChange, read.MeanScoreBefore,
            read.MeanScoreAfter));
        Assert.Equal((result.Before.ToString(), result.After.ToString(), result.AsOf), ($"{read.NameBefore} ({read.FingerprintBefore[..12]})",
            $"{read.NameAfter} ({read.FingerprintAfter[..12]})", read.AsOf));
    }

    [Law(costs: 2)]
    public void A_profile_against_itself_moves_no_customer(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        SimulationResult<Row> result = Run(trial, profile, trial.Profile.Shuffled(trial.Choices).Build(), Book(trial, trial.Choices));

        Assert.Equal(0, result.Moved);
        Assert.Empty(result.Movers);
        Assert.Empty(result.Causes);
        Assert.All(result.Matrix.Where(cell => cell.TierBefore != cell.TierAfter), cell => Assert.Equal(0, cell.Customers));
        Assert.Equal(result.MeanScoreBefore, result.MeanScoreAfter);
        Assert.Equal((0L, 0L), (result.MovedUp, result.MovedDown));
        if (result.MeanScoreBefore is not null)
            result.ThrowIfMovedMoreThan(0, result.Weight > 0 ? 0 : null, faultyShare: 1);
    }

    private static bool AddsManyPoints(ProfileDraft profile)
    {
        if (profile.Dimensions.Select(dimension => dimension.Formula).Append(profile.Formula).All(formula => formula.Kind != FormulaKind.Points))
            return false;
        IEnumerable<CurveDraft> curves = profile.Metrics.Select(metric => metric.Curve)
            .Concat(profile.Segments.SelectMany(segment => segment.Curves).Select(own => own.Curve));
        double largest = curves.SelectMany(curve => curve.Build().Knots).Select(knot => Math.Abs(knot.Points))
            .Concat(profile.Metrics.Select(metric => Math.Abs(metric.Missing.FixedPoints)))
            .Concat(profile.Dimensions.Select(dimension => Math.Abs(dimension.Formula.InitialPoints)))
            .Append(Math.Abs(profile.Formula.InitialPoints)).Append(100).Max();
        return largest * (profile.Metrics.Count() + profile.Dimensions.Length + 1) > 1000;
    }

    [Law(costs: 8)]
    public void Examples_made_of_scores_hold_and_others_do_not(Trial trial)
    {
        Random random = trial.Choices;
        // An age in an example is in whole hours; facts look at those.
        trial = trial with { Profile = trial.Profile.WithMetrics((_, metric) => metric with { Freshness = null }) };
        // Where more than 1,000 points can be added, the tolerance is more than 1e-9.
        if (AddsManyPoints(trial.Profile))
            throw LawAttribute.Discard();
        ScoringProfile profile = trial.Profile.Build();
        string? named = profile.Segments.Any(segment => segment.Name == trial.Named) ? trial.Named : null;
        // No example can say that a text is empty.
        if (trial.Customers[0].Any(pair => pair.Value.Label is ""))
            throw LawAttribute.Discard();
        HealthScore score = (trial with { Named = named }).Scores()[0];
        int decimals = random.Next(1, 4);
        decimal unit = (decimal)Math.Pow(10, -decimals);
        decimal exact = decimal.Parse((score.Value ?? 0).ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float,
            CultureInfo.InvariantCulture);
        decimal printed = Math.Truncate((exact + 1e-9m) / unit) * unit;
        JsonObject Example(string member, JsonNode value)
        {
            var example = new JsonObject
            {
                ["name"] = "the example",
                ["values"] = new JsonObject(trial.Customers[0]
                    .Where(pair => pair.Value.Value is not null && trial.Profile.MeasuredNames.Contains(pair.Key))
                    .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.Value!.Value))),
                ["labels"] = new JsonObject(trial.Customers[0].Where(pair => pair.Value.Label is not null)
                    .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.Label))),
                [member] = value,
            };
            if (named is not null)
                example["segment"] = named;
            return example;
        }
        ProfileVerification Check(JsonObject example)
        {
            JsonNode json = JsonNode.Parse(profile.ToJson())!;
            json["examples"] = new JsonArray(example);
            return ProfileVerification.Check(ScoringProfile.Parse(json.ToJsonString()));
        }

        ProfileVerification unscored = Check(Example("unscored", true));
        Assert.Equal(score.Value is null, unscored.Passed);
        ProfileVerification asPrinted = Check(Example("score", printed));
        Assert.Equal(score.Value is not null, asPrinted.Passed);
        foreach (string tier in profile.Tiers.Select(tier => tier.Name))
            Assert.Equal(score.Tier == tier, Check(Example("tier", tier)).Passed);
        foreach (decimal other in (decimal[])[printed + unit, printed - unit])
        {
            // Fewer decimals than were meant make a coarser example, which can hold.
            bool coarser = decimals > 1 && decimal.IsInteger(other / unit / 10);
            if (other is >= 0 and <= 100 && !coarser)
                Assert.Single(Check(Example("score", other)).Failures);
        }
    }

    private static IEnumerable<(SimulationCauseKind, string?, double)> Parts(HealthScore old, HealthScore now)
    {
        if (old.Segment != now.Segment)
            return [(SimulationCauseKind.Segment, null, now.Value!.Value - old.Value!.Value)];
        return Signed(now, 1).Concat(Signed(old, -1));
        static IEnumerable<(SimulationCauseKind, string?, double)> Signed(HealthScore score, int sign) =>
        [
            .. score.Contributions.Select(part => (SimulationCauseKind.Metric, (string?)part.Metric, sign * part.PointsAdded)),
            .. score.Guardrails.Select(match => (SimulationCauseKind.Guardrail, (string?)match.Name, sign * match.Change)),
            (SimulationCauseKind.OtherPoints, null, sign * score.OtherPoints),
        ];
    }

    private static void Sums(IEnumerable<IGrouping<string, TierMigration>> sums, PortfolioGroup group)
    {
        Dictionary<string, TierShare> tiers = group.Tiers.Append(group.Unscored).ToDictionary(tier => tier.Tier ?? "");
        Assert.All(sums, sum =>
        {
            Assert.Equal(tiers[sum.Key].Customers, sum.Sum(cell => cell.Customers));
            Close(tiers[sum.Key].Weight, sum.Any(cell => cell.Weight is null) ? null : sum.Sum(cell => cell.Weight),
                1e-6 + 1e-12 * group.Weight.GetValueOrDefault());
        });
        Assert.Equal(tiers.Count, sums.Count());
    }

    private static double?[] Numbers(SimulationResult<Row> result) =>
    [
        result.Moved, result.MovedShare, result.MovedWeight, result.MovedWeightShare, result.Weight, result.MovedUp, result.MovedDown,
        result.MeanChange,
        result.MeanScoreBefore, result.MeanScoreAfter, .. result.Matrix.SelectMany(cell => new[] { cell.Customers, cell.Weight }),
        .. result.Causes.SelectMany(cause => new double?[] { cause.MeanChange, cause.Customers }),
    ];

    /// <summary>Another profile that asks for the same metrics, or for some of them.</summary>
    private static ProfileDraft Varied(ProfileDraft draft, Random random) => random.Next(6) switch
    {
        0 => draft.WithMetrics((_, metric) => random.Next(2) == 0 && metric.Weight > 0 ? metric with { Weight = 1 + random.Next(9) } : metric),
        1 => draft.Bare(),
        2 => draft.Bare().AsMeans(),
        3 => draft.Bare() with
        {
            Tracking = null,
            Tiers = [.. draft.Tiers.Select((tier, i) => i == 0 ? tier : tier with { From = tier.From * 0.75 + 0.01 * i })],
        },
        4 => draft.Bare() with { Tracking = null, Parents = null, Tiers = [draft.Tiers[0], new("a tier of its own", 37.5)] },
        _ => draft with { Segments = [], Actions = [], Formula = Formula.Lowest },
    };

    private static Row[] Book(Trial trial, Random random)
    {
        IReadOnlyDictionary<string, Measurement>[] customers =
            [.. trial.Customers, .. Enumerable.Range(0, 4).Select(_ => Generators.Customer(trial.Profile).Sample(random))];
        bool weighted = random.Next(4) > 0;
        return [.. Enumerable.Range(0, random.Next(20)).Select(i => new Row(i, customers[random.Next(customers.Length)],
            weighted && random.Next(5) > 0 ? random.Next(100_000) / 64.0 : null))];
    }

    private static IMetric<Row>[] Metrics(Trial trial) =>
        [.. trial.Profile.MeasuredNames.Select(name => HealthMetric.From<Row>(name, (row, _) => row.Values[name]))];

    private static SimulationResult<Row> Run(Trial trial, ScoringProfile before, ScoringProfile after, Row[] book) => ProfileSimulation.Run(
        before, after, Metrics(trial), book, new() { AsOf = Trial.AsOf, SegmentBy = _ => trial.Named, WeightBy = row => row.Weight });

    private static HealthScore[] Scores(Trial trial, ScoringProfile profile, Row[] book)
    {
        var scorer = new HealthScorer<Row>(profile, Metrics(trial), new() { SegmentBy = _ => trial.Named });
        return [.. book.Select(row => scorer.Score(row, Trial.AsOf))];
    }

    private static PortfolioGroup Tally(Trial trial, ScoringProfile profile, Row[] book)
    {
        var tally = new PortfolioTally(profile);
        new HealthScorer<Row>(profile, Metrics(trial), new() { SegmentBy = _ => trial.Named }).ScoreInto(
            book, Trial.AsOf, new double[book.Length], new int[book.Length], tally: tally,
            weights: [.. book.Select(row => row.Weight ?? double.NaN)]);
        return tally.ToSummary().All;
    }

    private static void Close(double? expected, double? actual, double tolerance)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } number)
            Assert.InRange(actual!.Value, number - tolerance, number + tolerance);
    }

    private sealed record Row(int Index, IReadOnlyDictionary<string, Measurement> Values, double? Weight);
}
