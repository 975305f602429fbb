using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using HealthScoring.Tool.Commands;
using HealthScoring.Tool.Terminals;
using Sylvan.Data.Csv;

namespace HealthScoring.Benchmarks.SingleCalls;

/// <summary>
/// What does <c>healthscore score</c> cost over reading the same file: a million rows with an id, a weight, nine metrics of the template and the
/// ages of two? The bare reads do no more than the package behind it does for anybody: skim the rows, or read each number.
/// </summary>
[MemoryDiagnoser]
[WarmupCount(2)]
[IterationCount(9)]
public class ScoreAFile
{
    private const int Rows = 1_000_000;
    private const int Numbers = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("healthscore-file-").FullName;

    private string Profile => Path.Combine(_folder, "profile.json");

    private string Book => Path.Combine(_folder, "book.csv");

    private string Scores => Path.Combine(_folder, "scores.csv");

    [GlobalSetup]
    public void Setup()
    {
        File.WriteAllText(Profile, ProfileTemplates.B2BSaas.ToJson());
        var chance = new Random(20261129);
        using (var writer = new StreamWriter(Book))
        {
            writer.WriteLine("customer,setup-progress,usage-frequency,usage-breadth,usage-trend,nps,nps-age,csm-pulse,csm-pulse-age,seat-use,"
                + "days-overdue,usage-recency,weight");
            for (int i = 0; i < Rows; i++)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{i},{chance.NextDouble():F2},{chance.Next(29)},{chance.NextDouble():F3},{chance.NextDouble() * 80 - 40:F1},"
                        + $"{chance.Next(-100, 101)},"
                        + $"{chance.Next(300)},{chance.Next(1, 6)},{chance.Next(100)},{chance.NextDouble():F2},{chance.Next(20)},{chance.Next(25)},"
                        + $"{chance.NextDouble() * 90_000:F2}"));
            }
        }
        if (Skim() != Rows || Score() != 0 || File.ReadLines(Scores).Count() != Rows + 1)
            throw new InvalidOperationException("Rows are missing.");
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public int Skim()
    {
        int rows = 0;
        using CsvDataReader reader = Open();
        while (reader.Read())
            rows++;
        return rows;
    }

    [Benchmark(Baseline = true)]
    public double ReadNumbers()
    {
        double sum = 0;
        using CsvDataReader reader = Open();
        while (reader.Read())
        {
            for (int i = 1; i <= Numbers; i++)
                sum += reader.GetDouble(i);
        }
        return sum;
    }

    [Benchmark]
    public int Score()
    {
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, TimeProvider.System, () => Stream.Null);
        int code = ToolProgram.Run(["score", Profile, Book, "--out", Scores, "--force", "--as-of", "2026-09-01"], terminal);
        if (code != 0)
            throw new InvalidOperationException($"The command ended with {code}.");
        return code;
    }

    private CsvDataReader Open() => CsvDataReader.Create(new StreamReader(Book, Encoding.UTF8, true, 1 << 16), new() { BufferSize = 1 << 16 });
}
