using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Benchmarks.Reporting;
using HealthScoring.Benchmarks.SingleCalls;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>What does one call cost, in time and bytes? BenchmarkDotNet measures it.</summary>
internal sealed class SingleCall : IQuestion
{
    private static readonly (string Method, string Call, string AtLeast, string Aim)[] Calls =
    [
        (nameof(ScoreOneCustomer.Score), "`scorer.Score(customer)`, the full result", "1,000 ns, 1,024 B", "500 ns"),
        (nameof(ScoreOneCustomer.ScoreAndExplain), "`scorer.Score(customer).Explain()`", "", ""),
        (nameof(ScoreOneCustomer.RowWithContributions), "`columnScorer.ScoreRow(row, …)` with contributions", "300 ns, 0 B", "150 ns"),
        (nameof(ScoreOneCustomer.OneRowOfColumns), "`columnScorer.Score(columns, …)` of one row", "", ""),
        (nameof(ScoreOneCustomer.Naive), "objects + LINQ, the score alone", "", ""),
    ];

    public string Name => "single";

    public Answer Measure(Settings settings, Action<string> say)
    {
        Summary summary = BenchmarkRunner.Run<ScoreOneCustomer>(DefaultConfig.Instance.WithArtifactsPath(
            Path.Combine(Path.GetTempPath(), "benchmarks")).WithBuildTimeout(TimeSpan.FromMinutes(10)));
        (string Call, string AtLeast, string Aim, Spread Time, long Bytes)[] rows =
        [
            .. from call in Calls
               let report = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == call.Method)
               let statistics = report.ResultStatistics ?? throw new InvalidOperationException($"{call.Method} did not run.")
               select (call.Call, call.AtLeast, call.Aim, new Spread(statistics.Median, statistics.Q1, statistics.Q3),
                   report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0),
        ];
        return new(
            new(["call", "at most", "aim", "ns", "quartiles", "bytes"],
                [.. rows.Select(row => (string[])
                [
                    row.Call, row.AtLeast, row.Aim, $"**{Figures.Text(row.Time.Median)}**", Figures.Quartiles(row.Time),
                    row.Bytes.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture),
                ])], []),
            []);
    }
}
