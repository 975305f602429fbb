using System.Text;
using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.Changes;
using HealthScoring.Columns;
using HealthScoring.Paths;
using HealthScoring.Portfolios;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Fuzz;

/// <summary>Every reader of the libraries.</summary>
internal static class Targets
{
    private const int LongestMessage = 1 << 16;

    private static readonly string[] Profiles = ["everything.json", "b2b-saas.json", "expansion.json", "quickstart.json", "dashboard.json"];
    private static readonly DateTimeOffset AsOf = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);
    private static readonly ScoringProfile Everything = Seed.Profile("everything.json");
    private static readonly HealthScorer<Random> Scorer = new(Everything, AnyMetrics.Of(Everything));
    private static readonly HealthScore[] Scores = [.. Enumerable.Range(0, 12).Select(seed => Scorer.Score(new(seed), AsOf.AddDays(seed)))];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("profile", 2, new Mutation([.. Profiles.Select(Seed.File)]).Next, Profile),
        Stored("tracking state", Track().Select(state => state.ToJson()), TrackingState.Parse, state => state.ToJson()),
        Stored("stored score", Scores.Select(score => new StoredScore(score).ToJson()), StoredScore.Parse, score => score.ToJson()),
        Stored("summary", [Tally().ToSummary().ToJson()], PortfolioSummary.Parse, summary => summary.ToJson()),
        Stored("tally", [Tally().ToJson()], ParseTally, tally => tally.ToJson()),
        Stored("change", Scores.Skip(1).Select(score => new StoredScoreChange(ScoreChange.Between(Scores[0], score)).ToJson()),
            StoredScoreChange.Parse, change => change.ToJson()),
        Stored("simulation", [Simulation().ToJson()], StoredSimulation.Parse, simulation => simulation.ToJson()),
        Serialized("override", ScoreOverride.OfScore(50, "why", "who", AsOf, AsOf.AddDays(1)),
            ScoreOverride.OfTier("steady", "why", "who", AsOf, AsOf.AddDays(1))),
        Serialized("measurement", new Measurement(5, AsOf), Measurement.OfLabel("bank"), Measurement.None),
        ToolTargets.Mapping,
        ToolTargets.Table,
        EndpointTargets.WhatIf,
        EndpointTargets.Override,
        EndpointTargets.Query,
    ];

    /// <summary>Refuses what a reader refused; its message must be one that a log takes.</summary>
    public static RefusedException Refused(InvalidInputException exception)
    {
        Assert.InRange(exception.Message.Length, 1, LongestMessage);
        Assert.InRange(exception.Errors.Count, 1, 1000);
        return new();
    }

    private static void Profile(byte[] input, Random random)
    {
        ScoringProfile profile;
        try
        {
            profile = ScoringProfile.Parse(input);
        }
        catch (InvalidProfileException exception)
        {
            throw Refused(exception);
        }
        Assert.Equal(profile.Fingerprint, ScoringProfile.Parse(profile.ToJson()).Fingerprint);
        Assert.Equal(profile.Fingerprint, ScoringProfile.Parse(profile.ToCanonicalJson()).Fingerprint);
        Columns(profile, random);
        if (random.Next(4) == 0)
            People(profile, random);
    }

    /// <summary>Rows by columns and one by one.</summary>
    private static void Columns(ScoringProfile profile, Random random)
    {
        const int Rows = 11;
        var scorer = new ColumnScorer(profile);
        double[][] values = [.. scorer.Columns.Select(_ => Enumerable.Range(0, Rows).Select(_ => AnyMetrics.Number(random) ?? double.NaN).ToArray())];
        double[][] ages = [.. scorer.Columns.Select(_ => Enumerable.Range(0, Rows).Select(_ => random.NextDouble() * 60).ToArray())];
        MetricColumn[] columns = [.. values.Select((column, i) => profile.Labels.Contains(scorer.Columns[i])
            ? MetricColumn.OfLabels(new int[Rows], new[] { (string?)null }) : new MetricColumn(column).WithAges(ages[i]))];
        var (scores, tiers, coverage) = (new double[Rows], new int[Rows], new double[Rows]);
        scorer.Score(columns, scores, tiers, coverage);
        for (int row = 0; row < Rows; row++)
        {
            double[] one = [.. values.Select((column, i) => profile.Labels.Contains(scorer.Columns[i]) ? double.NaN : column[row])];
            RowScore score = scorer.ScoreRow(one, ages: [.. ages.Select(column => column[row])]);
            Assert.Equal((BitConverter.DoubleToInt64Bits(score.Value ?? double.NaN), score.TierIndex, BitConverter.DoubleToInt64Bits(score.Coverage)),
                (BitConverter.DoubleToInt64Bits(double.IsNaN(scores[row]) ? double.NaN : scores[row]), tiers[row],
                    BitConverter.DoubleToInt64Bits(coverage[row])));
            Assert.True(double.IsNaN(scores[row]) ? tiers[row] == -1 : scores[row] is >= 0 and <= 100 && tiers[row] >= 0);
        }
    }

    /// <summary>One customer, and all that there is to say about it.</summary>
    private static void People(ScoringProfile profile, Random random)
    {
        var scorer = new HealthScorer<Random>(profile, AnyMetrics.Of(profile));
        HealthScore score = scorer.Score(new(random.Next()), AsOf), later = scorer.Score(new(random.Next()), AsOf.AddDays(1));
        Assert.NotEmpty(score.Explain());
        Assert.NotEmpty(ScoreChange.Between(score, later).Explain());
        Assert.Equal(score.Value, new StoredScore(score).Rescore(profile).Value);
        TrackedScore tracked = Tracker.Next(Tracker.Next(null, score).State, later);
        Assert.Equal(tracked.State.ToJson(), TrackingState.Parse(tracked.State.ToJson()).ToJson());
        if (random.Next(10) == 0)
        {
            string tier = profile.Tiers[^1].Name;
            Assert.NotEmpty(TierPath.To(score, tier).Explain());
            Assert.NotEmpty(ProfileDiff.Between(Everything, profile).ToString());
            Assert.NotEmpty(ProfileAudit.Of(profile).ToString());
        }
    }

    private static FuzzTarget Stored<T>(string name, IEnumerable<string> seeds, Func<string, T> parse, Func<T, string> write) =>
        new(name, 1, new Mutation([.. seeds.Select(Encoding.UTF8.GetBytes)]).Next, (input, _) =>
        {
            T stored;
            try
            {
                stored = parse(Encoding.UTF8.GetString(input));
            }
            catch (InvalidStoredDataException exception)
            {
                throw Refused(exception);
            }
            Assert.Equal(write(stored), write(parse(write(stored))));
            Assert.NotNull(stored!.ToString());
        });

    private static FuzzTarget Serialized<T>(string name, params T[] seeds) =>
        new(name, 1, new Mutation([.. seeds.Select(seed => JsonSerializer.SerializeToUtf8Bytes(seed))]).Next, (input, _) =>
        {
            try
            {
                T? read = JsonSerializer.Deserialize<T>(input);
                Assert.Equal(JsonSerializer.Serialize(read), JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(read))));
                Assert.NotEqual("", read?.ToString());
            }
            catch (JsonException)
            {
                throw new RefusedException();
            }
        });

    private static IEnumerable<TrackingState> Track()
    {
        TrackingState? state = null;
        foreach (HealthScore score in Scores)
        {
            state = Tracker.Next(state, score).State;
            yield return state;
        }
    }

    private static PortfolioTally ParseTally(string json)
    {
        try
        {
            return PortfolioTally.Parse(json, Everything);
        }
        catch (ArgumentException exception) when (exception.Message.StartsWith("The tally is for profile '", StringComparison.Ordinal))
        {
            // One byte in the fingerprint may name another profile.
            throw new RefusedException();
        }
    }

    private static PortfolioTally Tally()
    {
        const int Rows = 40;
        var tally = new PortfolioTally(Everything);
        var scorer = new ColumnScorer(Everything);
        var random = new Random(5);
        MetricColumn[] columns = [.. scorer.Columns.Select(name => Everything.Labels.Contains(name)
            ? MetricColumn.OfLabels(new int[Rows], new[] { (string?)"bank" })
            : new MetricColumn(Enumerable.Range(0, Rows).Select(_ => random.NextDouble() * 20).ToArray()).WithAges(new double[Rows]))];
        scorer.Score(columns, new double[Rows], new int[Rows], tally: tally);
        return tally;
    }

    private static StoredSimulation Simulation() => ProfileSimulation.Run(Everything, Everything.WithWeight("nps", 5), AnyMetrics.Of(Everything),
        Enumerable.Range(0, 40).Select(seed => new Random(seed)), new() { AsOf = AsOf }).ToStored(_ => "a");
}
