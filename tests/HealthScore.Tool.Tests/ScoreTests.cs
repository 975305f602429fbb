using System.Diagnostics;
using System.Globalization;
using HealthScoring.Tool.Tables;
using Parquet;
using Parquet.Schema;
using Xunit;

namespace HealthScoring.Tests.Tool;

/// <summary>A file that is scored has the very scores that the library gives, whatever its form and however they are asked for.</summary>
public sealed class ScoreTests : IDisposable
{
    private const string Map = """
        {
          "customer": "id", "asOf": "month", "segment": "size", "weight": "ARR",
          "metrics": { "logins": "logins", "nps": { "column": "NPS", "observedAt": "NPS at" }, "days-overdue": "overdue" },
          "labels": { "plan": "plan" },
          "format": { "missing": "n/a" }
        }
        """;

    private static readonly DateTimeOffset Month = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Workplace _work = new Workplace().With("p.json", Profiles.Small).With("m.json", Map);

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("columns")]
    [InlineData("rows")]
    [InlineData("parquet in")]
    [InlineData("parquet in one group")]
    [InlineData("parquet out")]
    public async Task Every_form_gives_the_bits_of_the_library(string form)
    {
        Row[] rows = [.. Rows(10_000)];
        bool isParquet = form.StartsWith("parquet in", StringComparison.Ordinal);
        string book = isParquet ? "b.parquet" : "b.csv", scores = form == "parquet out" ? "s.parquet" : "s.csv";
        // More rows in a group than in one of the blocks that go round.
        if (isParquet)
            await WriteParquet(rows, form == "parquet in" ? 3333 : rows.Length);
        else
            _work.With("b.csv", "id,month,size,ARR,logins,NPS,NPS at,overdue,plan\n" + string.Concat(rows.Select(row => row.Csv)));
        int code = _work.Run([.. (string[])["score", "p.json", book, "--map", "m.json", "--out", scores], .. form == "rows" ? ["--details"]
            : (string[])[]]);
        Assert.True(code == 0, _work.Error);
        string[] expected = [.. Expected(rows)];
        string[] actual = form == "parquet out" ? await ReadParquet()
            : [.. _work.Read("s.csv").Split('\n')[1..^1].Select(line => string.Join(',', line.Split(',')[..6]))];
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i]);
        Assert.Equal("2,500 rows with a segment that the profile does not have: huge (2,500)\n", _work.Error);
        Assert.StartsWith("10,000 customers, ", _work.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_one_time_are_scored_where_it_is_named()
    {
        _work.With("b.csv", "id,month,size,ARR,logins,NPS,NPS "
            + "at,overdue,plan\nA,2026-08-01,,,1,,,,\nA,2026-09-01,,,20,,,,\nB,2026-08-01,,,2,,,,\nB,2026-09-01,,,20,,,,\n");
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json", "--as-of", "2026-09-01"));
        Assert.Equal("customer,as-of,segment,score,tier,coverage\nA,2026-09-01T00:00:00Z,,100,high,0.75\nB,2026-09-01T00:00:00Z,,100,high,0.75\n",
            _work.Output);
        Assert.Equal(2, _work.Run("score", "p.json", "b.csv", "--map", "m.json", "--as-of", "2026-07-01"));
        Assert.Equal("'b.csv' has no row of 2026-07-01 00:00 UTC.\n", _work.Error);
    }

    [Fact]
    public void A_weight_out_of_range_is_a_cell_that_cannot_be_read()
    {
        _work.With("b.csv", "id,month,size,ARR,logins,NPS,NPS at,overdue,plan\nA,2026-08-01,,-5,1,,,,\n");
        Assert.Equal(2, _work.Run("score", "p.json", "b.csv", "--map", "m.json"));
        Assert.Equal("'b.csv': 1 row of 1 has a cell that cannot be read.\n- column \"ARR\", 1 cell: \"-5\" in row 2 is no weight: it has to be "
            + "from 0 to 1e15\n",
            _work.Error);
    }

    [Fact]
    public void A_file_that_is_there_is_not_written_over()
    {
        _work.With("b.csv", "id,logins\nAcme,18\n").With("t.json", Profiles.Tiny).With("tm.json", Profiles.TinyMap).With("s.csv", "mine");
        Assert.Equal(2, _work.Run("score", "t.json", "b.csv", "--map", "tm.json", "--out", "s.csv"));
        Assert.Equal(("mine", "'s.csv' is there already. Name another file, or write over it with --force.\n"), (_work.Read("s.csv"), _work.Error));
        Assert.Equal(0, _work.Run("score", "t.json", "b.csv", "--map", "tm.json", "--out", "s.csv", "--force", "--json"));
        Assert.Equal("customer,segment,score,tier,coverage\nAcme,,90,high,1\n", _work.Read("s.csv"));
        Assert.Equal(1, Portfolios.PortfolioSummary.Parse(_work.Output).All.Customers);
    }

    [Fact]
    public void What_is_written_as_Parquet_is_read_as_a_book()
    {
        _work.With("b.csv", "customer,logins\nAcme,18\nMüller,14\n").With("t.json", Profiles.Tiny);
        Assert.Equal(0, _work.Run("score", "t.json", "b.csv", "--out", "s.parquet"));
        _work.With("tm.json", """{ "customer": "customer", "metrics": { "logins": "score" } }""");
        Assert.Equal(0, _work.Run("score", "t.json", "s.parquet", "--map", "tm.json"));
        Assert.Equal("customer,segment,score,tier,coverage\nAcme,,100,high,1\nMüller,,100,high,1\n", _work.Output);
        Assert.Equal(0, _work.Run("map", "t.json", "s.parquet", "--json", "--out", "x.json"));
        byte[] cutOff = File.ReadAllBytes(_work["s.parquet"])[..^40];
        Assert.Equal(2, _work.With("s.parquet", cutOff).Run("score", "t.json", "s.parquet", "--map", "tm.json"));
        Assert.StartsWith("'s.parquet' is no Parquet file that can be read; it may be damaged (", _work.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b.csv", "'b.csv' is what the command reads. Name another file to write.\n")]
    [InlineData("t.json", "'t.json' is what the command reads. Name another file to write.\n")]
    [InlineData("tm.json", "'tm.json' is what the command reads. Name another file to write.\n")]
    [InlineData("/dev/null", "'/dev/null' is a device, and not a file. Send the command's output there instead.\n")]
    [InlineData("/", "'/' is a folder. Name a file in it.\n")]
    public void What_the_command_reads_and_what_is_no_file_is_never_written_over(string target, string expected)
    {
        _work.With("b.csv", "id,logins\nAcme,18\n").With("t.json", Profiles.Tiny).With("tm.json", Profiles.TinyMap);
        Assert.Equal(2, _work.Run("score", "t.json", "b.csv", "--map", "tm.json", "--out", target, "--force"));
        Assert.Equal(expected, _work.Error);
        Assert.Equal("id,logins\nAcme,18\n", _work.Read("b.csv"));
    }

    [Fact]
    public void A_link_stays_a_link_a_mode_stays_a_mode_and_a_file_beside_it_is_nobodys()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes, and links for administrators only.");
            return;
        }
        _work.With("b.csv", "id,logins\nAcme,18\n").With("t.json", Profiles.Tiny).With("tm.json", Profiles.TinyMap)
            .With("target.csv", "old").With("link.csv.part", "mine");
        File.SetUnixFileMode(_work["target.csv"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(_work["link.csv"], _work["target.csv"]);
        Assert.Equal(0, _work.Run("score", "t.json", "b.csv", "--map", "tm.json", "--out", "link.csv", "--force"));
        Assert.Equal("customer,segment,score,tier,coverage\nAcme,,90,high,1\n", _work.Read("target.csv"));
        Assert.NotNull(new FileInfo(_work["link.csv"]).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_work["target.csv"]));
        Assert.Equal("mine", _work.Read("link.csv.part"));
    }

    private static IEnumerable<Row> Rows(int count)
    {
        var chance = new Random(20261129);
        for (int i = 0; i < count; i++)
        {
            yield return new($"c{i}", chance.Next(4) switch { 0 => "free", 1 => "large", 2 => "huge", _ => null } is var size && i % 4 == 0 ? "huge"
                    : size == "huge" ? "large" : size,
                Math.Round(chance.NextDouble() * 1e5, 2),
                chance.Next(10) == 0 ? null : chance.Next(28), chance.Next(3) == 0 ? null : chance.Next(-100, 101), chance.Next(0, 200),
                chance.Next(8) == 0 ? null : Math.Round(chance.NextDouble() * 60, 3), chance.Next(3) switch { 0 => "free", 1 => "paid", _ => null });
        }
    }

    // The library, asked directly: measurements by name, one customer at a time.
    private static IEnumerable<string> Expected(Row[] rows)
    {
        var scorer = StoredMeasurements.ScorerFor(ScoringProfile.Parse(Profiles.Small), new() { SegmentBy = values => values["size"].Label });
        foreach (Row row in rows)
        {
            HealthScore score = scorer.Score(new Dictionary<string, Measurement>
            {
                ["logins"] = row.Logins,
                ["nps"] = row.Nps is { } nps ? new(nps, Month.AddDays(-row.NpsAge)) : Measurement.None,
                ["days-overdue"] = row.Overdue,
                ["plan"] = Measurement.OfLabel(row.Plan),
                ["size"] = Measurement.OfLabel(row.Size),
            }, Month);
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{row.Id},2026-09-01T00:00:00Z,{score.Segment},{score.Value:R},{score.Tier},{score.Coverage:R}");
        }
    }

    [Fact]
    public async Task Numbers_of_Parquet_that_are_names_keep_all_of_their_digits()
    {
        _work.With("t.json", Profiles.Tiny).With("tm.json", Profiles.TinyMap);
        CancellationToken cancel = TestContext.Current.CancellationToken;
        DataField[] fields = [new DataField<long>("id"), new DataField<double>("logins")];
        await using (FileStream file = File.Create(_work["l.parquet"]))
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file, cancellationToken: cancel);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            long[] ids = [1234567890123456789, 1234567890123456790, 1_000_000_000_000_000, 7, -7];
            await group.WriteAsync<long>(fields[0], ids, cancellationToken: cancel);
            await group.WriteAsync<double>(fields[1], new double[] { 18, 18, 18, 18, 18 }, cancellationToken: cancel);
        }
        Assert.Equal(0, _work.Run("score", "t.json", "l.parquet", "--map", "tm.json"));
        Assert.Equal(["1234567890123456789", "1234567890123456790", "1000000000000000", "7", "-7"],
            _work.Output.Split('\n')[1..^1].Select(line => line.Split(',')[0]));
        Assert.Equal(("1000000000000000", "1.5", "7", "1.2345678901234568E+18"), (WrittenNumber.Of(1e15), WrittenNumber.Of(1.5),
            WrittenNumber.Of(7.00m), WrittenNumber.Of(1234567890123456789d)));
    }

    [Fact]
    public async Task A_float_is_the_number_that_people_wrote_and_a_label_of_yes_and_no_is_text()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        _work.With("t.json", """
            {
              "name": "shares",
              "dimensions": [ { "name": "use", "metrics": [ { "name": "logins", "curve": { "linear": { "worst": 0, "best": 1 } } } ] } ],
              "labels": [ "sso", "since" ],
              "guardrails": [ { "name": "no-sso", "when": { "label": "sso", "is": "false" }, "cap": 30 } ],
              "tiers": [ { "name": "low", "from": 0 }, { "name": "high", "from": 50 } ]
            }
            """).With("tm.json", """
            { "customer": "id", "metrics": { "logins": "logins" }, "labels": { "sso": "sso", "since": "since" } }
            """);
        DataField[] fields = [new DataField<string>("id"), new DataField<float>("logins"), new DataField<bool>("sso"),
            new DataField<DateTime?>("since")];
        foreach ((string name, DateTime? since) in new (string, DateTime?)[] { ("f.parquet", null), ("g.parquet", Month.UtcDateTime) })
        {
            await using FileStream file = File.Create(_work[name]);
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file, cancellationToken: cancel);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            string[] ids = ["A", "B"];
            float[] logins = [0.7f, 0.7f];
            bool[] sso = [true, false];
            await group.WriteAsync(fields[0], ids);
            await group.WriteAsync<float>(fields[1], logins, cancellationToken: cancel);
            await group.WriteAsync<bool>(fields[2], sso, cancellationToken: cancel);
            await group.WriteAsync<DateTime>(fields[3], new DateTime?[] { since, since }, cancellationToken: cancel);
        }
        int code = _work.Run("score", "t.json", "f.parquet", "--map", "tm.json");
        Assert.True(code == 0, _work.Error);
        Assert.Equal("customer,segment,score,tier,coverage\nA,,70,high,1\nB,,30,low,1\n", _work.Output);

        // A day is no text: said, and not taken for a label that is missing.
        Assert.Equal(2, _work.Run("score", "t.json", "g.parquet", "--map", "tm.json"));
        Assert.Contains("column \"since\", 2 cells", _work.Error, StringComparison.Ordinal);
        Assert.Equal(0, _work.Run("explain", "t.json", "g.parquet", "--map", "tm.json", "--customer", "A"));
        Assert.Contains("since", _work.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_without_a_zone_is_in_UTC_wherever_the_command_runs()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        _work.With("t.json", Profiles.Tiny).With("tm.json", """{ "customer": "id", "asOf": "month", "metrics": { "logins": "logins" } }""");
        DataField[] fields = [new DataField<string>("id"), new DateTimeDataField("month", DateTimeFormat.Timestamp, isAdjustedToUTC: false),
            new DataField<double>("logins")];
        await using (FileStream file = File.Create(_work["z.parquet"]))
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file, cancellationToken: cancel);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            string[] ids = ["A"];
            double[] logins = [18];
            await group.WriteAsync(fields[0], ids);
            await group.WriteAsync<DateTime>(fields[1], new[] { Month.UtcDateTime }, cancellationToken: cancel);
            await group.WriteAsync<double>(fields[2], logins, cancellationToken: cancel);
        }
        foreach (string zone in new[] { "UTC", "America/New_York" })
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
            start.Environment["TZ"] = zone;
            string tool = typeof(TimeColumn).Assembly.Location;
            foreach (string word in new[] { tool, "score", _work["t.json"], _work["z.parquet"], "--map", _work["tm.json"] })
                start.ArgumentList.Add(word);
            using Process process = Process.Start(start)!;
            string output = await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            Assert.Equal("customer,as-of,segment,score,tier,coverage\nA,2026-09-01T00:00:00Z,,90,high,1\n", output);
        }
    }

    private async Task WriteParquet(Row[] rows, int rowsOfGroup)
    {
        DataField[] fields =
        [
            new DataField<string>("id"), new DataField<DateTime>("month"), new DataField<string>("size"), new DataField<decimal>("ARR"),
            new DataField<int?>("logins"), new DataField<long?>("NPS"), new DataField<DateTime?>("NPS at"), new DataField<double?>("overdue"),
            new DataField<string>("plan"),
        ];
        await using FileStream file = File.Create(_work["b.parquet"]);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file);
        foreach (Row[] part in rows.Chunk(rowsOfGroup))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(fields[0], part.Select(row => row.Id).ToArray());
            await group.WriteAsync<DateTime>(fields[1], part.Select(_ => Month.UtcDateTime).ToArray());
            await group.WriteAsync(fields[2], part.Select(row => row.Size!).ToArray());
            await group.WriteAsync<decimal>(fields[3], part.Select(row => (decimal)row.Arr).ToArray());
            await group.WriteAsync<int>(fields[4], part.Select(row => row.Logins).ToArray());
            await group.WriteAsync<long>(fields[5], part.Select(row => (long?)row.Nps).ToArray());
            await group.WriteAsync<DateTime>(fields[6], part.Select(row => (DateTime?)Month.AddDays(-row.NpsAge).UtcDateTime).ToArray());
            await group.WriteAsync<double>(fields[7], part.Select(row => row.Overdue).ToArray());
            await group.WriteAsync(fields[8], part.Select(row => row.Plan!).ToArray());
        }
    }

    // Read back by the tool's own reader would prove little: each column is read by the package.
    private async Task<string[]> ReadParquet()
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(_work["s.parquet"]);
        DataField[] fields = reader.Schema.GetDataFields();
        var lines = new List<string>();
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            int rows = (int)group.RowCount;
            string?[] ids = new string?[rows], segments = new string?[rows], tiers = new string?[rows];
            var times = new DateTime[rows];
            var scores = new double?[rows];
            double[] coverage = new double[rows];
            await group.ReadAsync(fields[0], ids.AsMemory());
            await group.ReadAsync(fields[1], times.AsMemory());
            await group.ReadAsync(fields[2], segments.AsMemory());
            await group.ReadAsync(fields[3], scores.AsMemory());
            await group.ReadAsync(fields[4], tiers.AsMemory());
            await group.ReadAsync(fields[5], coverage.AsMemory());
            for (int row = 0; row < rows; row++)
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{ids[row]},{times[row]:yyyy-MM-ddTHH:mm:ssZ},{segments[row]},{scores[row]:R},{tiers[row]},{coverage[row]:R}"));
            }
        }
        return [.. lines];
    }

    private sealed record Row(string Id, string? Size, double Arr, int? Logins, int? Nps, int NpsAge, double? Overdue, string? Plan)
    {
        public string Csv => string.Create(CultureInfo.InvariantCulture,
            $"{Id},2026-09-01,{Size},{Arr:R},{(object?)Logins ?? "n/a"},{Nps},{Month.AddDays(-NpsAge):yyyy-MM-dd},{Overdue:R},{Plan}\n");
    }
}
