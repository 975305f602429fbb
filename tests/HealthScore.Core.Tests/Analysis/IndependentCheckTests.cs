using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using HealthScoring.Analysis;
using HealthScoring.Analysis.Learning;
using HealthScoring.Analysis.Statistics;
using HealthScoring.Columns;
using HealthScoring.Tests.Architecture;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>
/// R and its package pROC find what the library finds, in books of few events, of many ties, of missing values and unequal revenue, and in that of
/// the Quickstart. They get points, scores and outcomes; tests/IndependentCheck/check.R says which of their functions each figure is of.
/// </summary>
public sealed class IndependentCheckTests : IDisposable
{
    // Relative, of fractions absolute.
    private const double Tolerance = 1e-9;
    private const double ToleranceOfFits = 1e-6;

    private static readonly string?[] SegmentNames = ["enterprise"];

    private readonly string _folder = Directory.CreateTempSubdirectory("healthscore-check-").FullName;
    private readonly SortedDictionary<string, double> _largest = new(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Few_events() =>
        await Check(Acme(4, 3, 2, 1), Acme(1, 1, 1, 1), Drawn(1, 300, 12, random => random.NextDouble() * 10, missing: 0));

    [Fact]
    public async Task Many_ties() =>
        await Check(Acme(4, 3, 2, 1), Acme(1, 3, 1, 5), Drawn(2, 600, 150, random => 5 * random.Next(3), missing: 0));

    [Fact]
    public async Task Missing_values_and_unequal_revenue() =>
        await Check(Acme(4, 3, 2, 1), Acme(1, 1, 1, 0), Drawn(3, 2000, 240, random => Math.Round(random.NextDouble() * 10, 2), missing: 0.3));

    [Fact]
    public async Task Quickstart()
    {
        JsonNode bare = JsonNode.Parse(TelcoBook.Profile.ToJson())!;
        foreach (string part in (string[])["guardrails", "segments", "actions"])
            bare.AsObject().Remove(part);
        await Check(TelcoBook.Profile, ScoringProfile.Parse(bare.ToJsonString()), TelcoBook.With());
    }

    private async Task Check(ScoringProfile profile, ScoringProfile second, OutcomeBook book)
    {
        ScoredBook scored = ScoredBook.Of(profile, book.Data, withPoints: true);
        LearningRows learning = LearningRows.Of(scored, book.Outcome, book.Window.Horizon);
        double[] weights = [.. learning.Rows.Select(row => book.Data.Weights[row] is > 0 and var weight ? weight / 100 : 0)];
        WriteRows(scored, ScoredBook.Of(second, book.Data));
        WriteLearning(learning, weights);

        ILookup<string, double> found = await Recompute();

        Backtest test = Backtest.Run(profile, book);
        CheckBacktest(found, test, JudgedRows.Of(scored, book.Outcome, scored.Scores, scored.Judged));
        CheckComparison(found, BacktestComparison.Between(second, profile, book));
        CheckPatterns(found, PatternReport.Find(profile, book));
        CheckLogistic(found, learning, weights);
        foreach ((string figure, double error) in _largest)
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{figure}: {error:E1}"));
    }

    private void CheckBacktest(ILookup<string, double> found, Backtest test, JudgedRows rows)
    {
        CheckSeparation(found, "score", test.Separation!);
        double[] placements = Placements.Of(rows.Groups, rows.Events);
        double error = Math.Sqrt(AucCovariance.Of(placements, placements, rows.Events, rows.Customers)), auc = test.Separation!.Auc;
        Same("DeLong error", found["score delong"], error);
        Same("DeLong interval", found["score delong interval"], auc - Separation.Z95 * error, auc + Separation.Z95 * error);
        foreach (MetricEvidence metric in test.Metrics)
        {
            CheckSeparation(found, metric.Metric, metric.Separation!);
            Same("missing share", found[$"{metric.Metric} missing"], metric.MissingOfEvents, metric.MissingOfOthers);
        }

        TierOutcome? below = null;
        foreach ((int index, TierOutcome tier) in test.Tiers.Index().Where(tier => tier.Item.Rows > 0))
        {
            Same("tier rate", found[$"tier {index} rate"], tier.Rate!.Value);
            Same("Wilson", found[$"tier {index} interval"], tier.Lower, tier.Upper);
            if (below is not null)
            {
                SameProbability("Fisher of tiers", found[$"tier {index} fisher"],
                    FisherTest.TwoSided(below.Events, below.Rows - below.Events, tier.Events, tier.Rows - tier.Events));
            }
            foreach (TierInversion inversion in test.Inversions.Where(inversion => inversion.Above == tier))
                SameProbability("Fisher of an inversion", found[$"tier {index} fisher"], inversion.P);
            below = tier;
        }

        double[] scores = [.. rows.Numbers.Distinct().Order()];
        Same("isotonic", found["risk"], [.. scores.Select(test.Risk!.At)]);
        Same("isotonic between scores", found["risk between"], [.. scores.Zip(scores.Skip(1), (low, high) => test.Risk.At((low + high) / 2))]);
        Assert.Equal(found["block rows"], test.Risk.Blocks.Select(block => (double)block.Rows));
        Assert.Equal(found["block events"], test.Risk.Blocks.Select(block => (double)block.Events));
        Same("Wilson of blocks", found["block interval"], [.. test.Risk.Blocks.SelectMany(block => new[] { block.Lower, block.Upper })]);
        Same("CORP", found["uncertainty"], test.Risk.Uncertainty);
        Same("CORP", found["discrimination"], test.Risk.Discrimination);

        Assert.Equal(found.Count(figure => figure.Key.StartsWith("segment ", StringComparison.Ordinal)), 3 * test.Segments.Count);
        foreach (SegmentOutcome segment in test.Segments)
        {
            string name = $"segment {segment.Segment ?? "base profile"}";
            Same("expected of a segment", found[$"{name} expected"], segment.ExpectedEvents);
            Same("Clopper and Pearson", found[$"{name} interval"], segment.Lower!.Value, segment.Upper!.Value);
            SameProbability("binomial, BH", found[$"{name} p"], segment.AdjustedP);
        }
        Same("AUC by revenue", found["revenue auc"], test.Revenue!.Auc);
        Same("error of the AUC by revenue", found["revenue error"], test.Revenue.StandardError);
    }

    private void CheckSeparation(ILookup<string, double> found, string of, Separation separation)
    {
        Same("AUC", found[$"{of} auc"], separation.Auc);
        Same("Newcombe", found[$"{of} interval"], separation.Lower, separation.Upper);
        Same("KS", found[$"{of} ks"], separation.Ks);
    }

    private void CheckComparison(ILookup<string, double> found, BacktestComparison comparison)
    {
        (double gain, double error) = (comparison.AucGain!.Value, comparison.StandardError!.Value);
        double margin = Separation.Z95 * error;
        Same("paired AUCs", found["gain auc"], comparison.AucBefore!.Value, comparison.AucAfter!.Value);
        // pROC takes the second from the first.
        Same("paired DeLong interval", found["gain interval"], -gain - margin, -gain + margin);
        SameProbability("paired DeLong", found["gain p"], new AucDifference(gain, error).P);
    }

    private void CheckPatterns(ILookup<string, double> found, PatternReport report)
    {
        SameProbability("BH", found["look adjusted"], BenjaminiHochberg.Adjusted([.. found["look p"]]));
        if (report.NotEnough is not null)
            return;
        Assert.Equal([report.Looks], found["looks"]);
        Assert.Equal([report.Significant], found["significant"]);
        Assert.NotEmpty(report.MoreOften);
        foreach (Pattern pattern in report.MoreOften.Concat(report.LessOften))
        {
            string name = $"pattern {string.Join(" and ", pattern.Items.Select(Name))}";
            SameProbability("Fisher of patterns, BH", found[$"{name} p"], pattern.AdjustedP);
            Same("lift", found[$"{name} lift"], pattern.Lift, pattern.LowerLift, pattern.UpperLift);
        }

        static string Name(PatternItem item) => item.Kind switch
        {
            PatternItemKind.Missing => $"{item.Name} missing",
            PatternItemKind.Segment => $"segment {(item.Name.Length == 0 ? "base profile" : item.Name)}",
            _ => item.Name + (item.From is { } from ? $" from {Short(from)}" : "") + (item.Below is { } below ? $" below {Short(below)}" : ""),
        };
        static string Short(double number) => number.ToString("g9", CultureInfo.InvariantCulture);
    }

    private void CheckLogistic(ILookup<string, double> found, LearningRows learning, double[] weights)
    {
        double[] right = [.. found["logistic"]], errors = [.. found["logistic error"]];
        // No slope of the library is below 0, so a column that falls is turned round.
        bool[] turned = [.. right.Skip(1).Select(slope => slope < 0)];
        double[][] columns = [.. learning.Causes.Select((causes, i) => turned[i] ? [.. causes.Select(cause => 1 - cause)] : causes)];
        double[] none = new double[columns.Length];

        LogisticFit fit = PenalisedLogistic.Fit(columns, learning.Events, none, none, weights);

        double[] slopes = [.. fit.Slopes.Select((slope, i) => turned[i] ? -slope : slope)];
        double intercept = fit.Intercept + slopes.Where((_, i) => turned[i]).Sum(slope => -slope);
        Same("logistic", right, ToleranceOfFits, [intercept, .. slopes]);
        Same("logistic error", errors.Skip(1), ToleranceOfFits, fit.StandardErrors);
    }

    private void Same(string figure, IEnumerable<double> right, params double[] actual) => Same(figure, right, Tolerance, actual);

    private void Same(string figure, IEnumerable<double> right, double tolerance, double[] actual) =>
        Compare(figure, right, actual, tolerance, (one, other) => Math.Abs(one - other) / Math.Max(1, Math.Abs(one)));

    private void SameProbability(string figure, IEnumerable<double> right, params double[] actual) =>
        Compare(figure, right, actual, Tolerance, (one, other) => one == other ? 0 : Math.Abs(one - other) / one);

    private void Compare(string figure, IEnumerable<double> right, double[] actual, double tolerance, Func<double, double, double> error)
    {
        double[] expected = [.. right];
        Assert.True(expected.Length == actual.Length, $"{figure}: R found {expected.Length} numbers, the library {actual.Length}");
        for (int i = 0; i < actual.Length; i++)
        {
            double one = error(expected[i], actual[i]);
            Assert.True(one <= tolerance,
                FormattableString.Invariant($"{figure}: R found {expected[i]:R}, the library {actual[i]:R} ({one:E1} apart)"));
            _largest[figure] = Math.Max(_largest.GetValueOrDefault(figure), one);
        }
    }

    private void WriteRows(ScoredBook book, ScoredBook second)
    {
        ProfileMetric[] metrics = [.. book.Profile.Dimensions.SelectMany(dimension => dimension.Metrics)];
        double[][] values = [.. metrics.Select(metric => UsableValues.Of(metric, book.Rows.Values))];
        List<string> lines =
        [
            string.Join(',', ["event", "score", "other", "tier", "segment", "weight",
                .. metrics.SelectMany(metric => new[] { $"value.{metric.Name}", $"points.{metric.Name}" })]),
        ];
        for (int row = 0; row < book.Rows.Count; row++)
        {
            Segment? segment = book.Segments[row] < 0 ? null : book.Profile.Segments[book.Segments[row]];
            double Points(ProfileMetric metric, double value) => segment?.Weights.GetValueOrDefault(metric.Name, 1) == 0 || double.IsNaN(value)
                ? double.NaN : (segment?.Curves.GetValueOrDefault(metric.Name) ?? metric.Curve).Evaluate(value);
            lines.Add(string.Join(',',
            [
                book.Rows.Outcomes[row] == RowStatus.Event ? "1" : "0", Cell(book.Scores[row]), Cell(second.Scores[row]), Cell(book.Tiers[row]),
                segment?.Name ?? "base profile", Cell(book.Rows.Weights[row]),
                .. metrics.Zip(values).SelectMany(pair => new[] { Cell(pair.Second[row]), Cell(Points(pair.First, pair.Second[row])) }),
            ]));
        }
        File.WriteAllLines(Path.Combine(_folder, "rows.csv"), lines);
    }

    private void WriteLearning(LearningRows rows, double[] weights) => File.WriteAllLines(Path.Combine(_folder, "learning.csv"),
    [
        string.Join(',', ["event", "weight", .. rows.Columns.Select(column => column.Name)]),
        .. rows.Events.Select((isEvent, i) =>
            string.Join(',', [isEvent ? "1" : "0", Cell(weights[i]), .. rows.Causes.Select(causes => Cell(causes[i]))])),
    ]);

    private static string Cell(double number) => double.IsNaN(number) ? "NA" : number.ToString("R", CultureInfo.InvariantCulture);

    private async Task<ILookup<string, double>> Recompute()
    {
        using Process r = Start(_folder);
        Task<string> output = r.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = r.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await r.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(r.ExitCode == 3, "R has no package pROC; .ci/run installs it.");
        Assert.True(r.ExitCode == 0, await errors);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .ToLookup(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static Process Start(string folder)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("Rscript", ["--vanilla", Repository.PathOf("tests", "IndependentCheck", "check.R"), folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("R is not installed; .ci/run installs it.");
            throw;
        }
    }

    private static ScoringProfile Acme(params double[] weights) => ScoringProfile.Create("acme", health => health
        .Dimension("usage", 2, usage => usage
            .Metric("logins", Curve.Linear(0, 10), own => own.Weight(weights[0]))
            .Metric("seats", Curve.FromKnots((0, 0), (2, 50), (8, 100)), own => own.Weight(weights[1])))
        .Dimension("voice", 1, voice => voice
            .Metric("nps", Curve.Linear(1, 9), own => own.Weight(weights[2]))
            .Metric("tickets", Curve.Linear(10, 0), own => own.Weight(weights[3])))
        .Segment("enterprise", enterprise => enterprise.Curve("seats", Curve.Linear(0, 10)))
        .Tier("red", 0).Tier("yellow", 40).Tier("green", 60));

    /// <summary>Customers of whom those left who had least, and were unlucky.</summary>
    private static OutcomeBook Drawn(int seed, int customers, int events, Func<Random, double> value, double missing)
    {
        var random = new Random(seed);
        string[] metrics = ["logins", "seats", "nps", "tickets"];
        double[] importance = [3, 1.5, 2, -1];
        double[][] values = [.. metrics.Select(_ => Enumerable.Range(0, customers).Select(_ => value(random)).ToArray())];
        double[] luck = [.. Enumerable.Range(0, customers).Select(row =>
            LogOdds() + importance.Zip(values).Sum(pair => pair.First * pair.Second[row] / 10))];
        HashSet<int> left = [.. Enumerable.Range(0, customers).OrderBy(row => luck[row]).Take(events)];
        double Known(double one) => random.NextDouble() < missing ? double.NaN : one;
        return OutcomeBook.FromColumns(new()
        {
            Values = metrics.Zip(values).ToDictionary(pair => pair.First, pair => (MetricColumn)pair.Second.Select(Known).ToArray()),
            Customers = Enumerable.Range(0, customers).ToArray(),
            AsOf = Enumerable.Repeat(Books.Start, customers).ToArray(),
            Outcomes = Enumerable.Range(0, customers).Select(row => (byte)(left.Contains(row) ? 1 : 0)).ToArray(),
            Segments = MetricColumn.OfLabels(Enumerable.Range(0, customers).Select(_ => random.Next(3) == 0 ? 0 : -1).ToArray(), SegmentNames),
            Weights = Enumerable.Range(0, customers).Select(_ => Known(Math.Round(100 * Math.Exp(2 * LogOdds() / 1.8), 2))).ToArray(),
        }, Books.Window);

        double LogOdds()
        {
            double share = random.NextDouble();
            return Math.Log(share / (1 - share));
        }
    }
}
