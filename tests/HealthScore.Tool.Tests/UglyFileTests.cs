using System.Text;
using Xunit;

namespace HealthScoring.Tests.Tool;

/// <summary>Files as people and programs really write them: read as meant, or refused with what to do.</summary>
public sealed class UglyFileTests : IDisposable
{
    private const string Rows = "id,logins\nAcme,18\n\"Müller, \"\"Söhne\"\"\",4\n\"two\nlines\",\n";

    private const string Scores = "customer,segment,score,tier,coverage\nAcme,,90,high,1\n\"Müller, \"\"Söhne\"\"\",,20,low,1\n\"two\nlines\",,,,0\n";

    private readonly Workplace _work = new Workplace().With("p.json", Profiles.Tiny).With("m.json", Profiles.TinyMap);

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 marked", "utf-16 marked", "utf-16be marked"];

    public void Dispose() => _work.Dispose();

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_file_is_read_in_its_encoding(string encoding)
    {
        Encoding of = encoding.StartsWith("utf-16be", StringComparison.Ordinal) ? Encoding.BigEndianUnicode
            : encoding.StartsWith("utf-16", StringComparison.Ordinal) ? Encoding.Unicode : new UTF8Encoding(false);
        byte[] mark = encoding.EndsWith("marked", StringComparison.Ordinal) ? [.. (of is UTF8Encoding ? Encoding.UTF8 : of).Preamble] : [];
        _work.With("b.csv", [.. mark, .. of.GetBytes(Rows)]);
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json"));
        Assert.Equal(Scores, _work.Output);
    }

    [Fact]
    public void Windows_line_ends_empty_lines_and_a_missing_last_one_change_nothing()
    {
        _work.With("b.csv", "id,logins\r\nAcme,18\r\n\r\nGlobex,4\r\n   \r\nHooli,0");
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json"));
        Assert.Equal("customer,segment,score,tier,coverage\nAcme,,90,high,1\nGlobex,,20,low,1\nHooli,,0,low,1\n", _work.Output);
    }

    [Fact]
    public void An_id_may_begin_with_any_sign()
    {
        _work.With("b.csv", "id,logins\n#1,18\n=2,4\n");
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json"));
        Assert.Equal("customer,segment,score,tier,coverage\n#1,,90,high,1\n=2,,20,low,1\n", _work.Output);
    }

    [Fact]
    public void An_encoding_that_the_mapping_names_is_used()
    {
        _work.With("m.json", """{ "customer": "id", "metrics": { "logins": "logins" }, "format": { "encoding": "windows-1252" } }""");
        _work.With("b.csv", [.. Encoding.Latin1.GetBytes("id,logins\nMüller,18\n")]);
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json"));
        Assert.Equal("customer,segment,score,tier,coverage\nMüller,,90,high,1\n", _work.Output);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mark_of_UTF_32_is_no_mark_of_UTF_16(bool bigEndian)
    {
        var encoding = new UTF32Encoding(bigEndian, byteOrderMark: true);
        _work.With("b.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes("id,logins\nMüller,18\n")]);
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json"));
        Assert.Equal("customer,segment,score,tier,coverage\nMüller,,90,high,1\n", _work.Output);
    }

    [Fact]
    public void What_cannot_be_read_in_rows_of_another_time_is_no_matter()
    {
        _work.With("m.json", """{ "customer": "id", "asOf": "month", "metrics": { "logins": "logins" } }""");
        string now = string.Concat(Enumerable.Range(0, 10).Select(i => $"c{i},2026-09-01,{(i < 2 ? "x" : "18")}\n"));
        string before = string.Concat(Enumerable.Range(0, 1000).Select(i => $"c{i},2026-08-01,18\n"));
        _work.With("b.csv", $"id,month,logins\nold,2026-08-01,none\n{before}c9,2026-09-01,18\n").With("c.csv", $"id,month,logins\n{before}{now}");
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json", "--as-of", "2026-09-01"));
        Assert.Equal(("customer,as-of,segment,score,tier,coverage\nc9,2026-09-01T00:00:00Z,,90,high,1\n", ""), (_work.Output, _work.Error));

        // 2 of the 10 rows that are scored, not of 1,010.
        Assert.Equal(2, _work.Run("score", "p.json", "c.csv", "--map", "m.json", "--as-of", "2026-09-01", "--max-unreadable", "19%"));
        Assert.StartsWith("'c.csv': 2 rows of 10 have cells that cannot be read.\n- column \"logins\", 2 cells: \"x\" in row 1,002 ", _work.Error,
            StringComparison.Ordinal);
        Assert.Equal(0, _work.Run("score", "p.json", "c.csv", "--map", "m.json", "--as-of", "2026-09-01", "--max-unreadable", "20%"));

        // A row whose time cannot be read may be of that time.
        _work.With("d.csv", "id,month,logins\nA,2026-09-01,18\nB,soon,18\n");
        Assert.Equal(2, _work.Run("score", "p.json", "d.csv", "--map", "m.json", "--as-of", "2026-09-01"));
        Assert.StartsWith("'d.csv': 1 row of 2 has a cell that cannot be read.\n- column \"month\", 1 cell: \"soon\" in row 3 ", _work.Error,
            StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "not UTF-8", Encoding.Latin1.GetBytes("id,logins\nMüller,18\n"),
            "'b.csv' is not UTF-8. Save it as UTF-8, or name its encoding in the mapping's format, such as \"encoding\": \"windows-1252\".\n" },
        { "UTF-16", Encoding.Unicode.GetBytes("id,logins\nAcme,18\n"),
            "'b.csv' looks like UTF-16 without a byte order mark. Save it as UTF-8, or write \"encoding\": \"utf-16\" in the mapping's format.\n" },
        { "empty", [], "'b.csv' is empty: its first row has to be the headings.\n" },
        { "a mark only", [0xFF, 0xFE], "'b.csv' is empty: its first row has to be the headings.\n" },
        { "headings only", "id,logins\n"u8.ToArray(), "'b.csv' has headings and no rows.\n" },
        { "semicolons", "id;logins\nAcme;18\n"u8.ToArray(),
            "'b.csv' and its mapping do not fit in 2 places:\n"
            + "- customer: no column has the heading \"id\"; the first row looks separated by ';': write \"separator\": \";\" in the mapping's "
            + "format\n"
            + "- metrics.logins: no column has the heading \"logins\"; the first row looks separated by ';': write \"separator\": \";\" in the "
            + "mapping's "
            + "format\n" },
        { "other headings", "Id,logins,logins\nAcme,18,18\n"u8.ToArray(),
            "'b.csv' and its mapping do not fit in 2 places:\n"
            + "- customer: no column has the heading \"id\"; did you mean 'Id'?\n"
            + "- metrics.logins: 2 columns have the heading \"logins\"; give each its own\n" },
        { "ragged", "id,logins\nAcme,18\nMüller, Söhne,4\n"u8.ToArray(),
            "'b.csv', row 3: 3 cells, but there are 2 headings. Where a text contains the separator, a quote or a line break, it has to stand in "
                + "double "
            + "quotes.\n" },
        { "no customer", "id,logins\nAcme,18\n,4\n"u8.ToArray(),
            "'b.csv': 1 row of 2 has a cell that cannot be read.\n- column \"id\", 1 cell: \"\" in row 3 is no id, and every row has to have its "
                + "customer\n" },
        { "cells", "id,logins\nAcme,\"1,5\"\nGlobex,\"1,5\"\nHooli,none\nInitech,4\n"u8.ToArray(),
            "'b.csv': 3 rows of 4 have cells that cannot be read.\n- column \"logins\", 3 cells: \"1,5\" in row 2, \"none\" in row 4 is not a "
                + "number; if the "
            + "comma is the decimal sign, write \"decimal\": \",\" in the mapping's format\n" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_file_that_cannot_be_read_says_what_to_do_and_leaves_nothing(string what, byte[] file, string expected)
    {
        Assert.NotEmpty(what);
        _work.With("b.csv", file);
        Assert.Equal(2, _work.Run("score", "p.json", "b.csv", "--map", "m.json", "--out", "s.csv"));
        Assert.Equal(("", expected), (_work.Output, _work.Error));
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.GetDirectoryName(_work["s.csv"])!),
            file => file.Contains("s.csv", StringComparison.Ordinal));
    }

    [Fact]
    public void A_share_of_unreadable_cells_may_be_allowed_and_they_are_faults_of_their_metric()
    {
        _work.With("p.json", Profiles.Tiny.Replace("\"name\": \"tiny\",", "\"name\": \"tiny\", \"minimumCoverage\": 0, \"onFault\": { \"points\": "
            + "10 },", StringComparison.Ordinal));
        _work.With("b.csv", "id,logins\nAcme,18\nGlobex,many\nHooli,\n");
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json", "--max-unreadable", "34%"));
        Assert.Equal("customer,segment,score,tier,coverage\nAcme,,90,high,1\nGlobex,,10,low,0\nHooli,,,,0\n", _work.Output);
        Assert.Equal(2, _work.Run("score", "p.json", "b.csv", "--map", "m.json", "--max-unreadable", "0.33"));
    }

    [Fact]
    public void A_time_of_observation_that_cannot_be_read_is_a_fault_too()
    {
        _work.With("p.json", Profiles.Small.Replace("\"staleAfter\": \"180 days\"", "\"staleAfter\": \"180 days\", \"onFault\": \"required\"",
            StringComparison.Ordinal));
        _work.With("m.json", """
            { "customer": "id", "metrics": { "logins": "logins", "nps": { "column": "nps", "observedAt": "at" } },
              "absent": [ "days-overdue", "plan" ] }
            """);
        _work.With("b.csv", "id,logins,nps,at\nAcme,18,50,2026-11-01\nGlobex,18,50,2026-02-31\n");
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json", "--as-of", "2026-11-02", "--max-unreadable", "50%"));
        Assert.Equal(["Acme,,86.25,high,1", "Globex,,,,0.75"], _work.Output.Split('\n')[1..^1]);
        Assert.Contains("\"2026-02-31\" in row 3", _work.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_nobody_or_of_no_time_is_refused_whatever_share_is_allowed()
    {
        _work.With("m.json", """{ "customer": "id", "asOf": "at", "metrics": { "logins": "logins" } }""");
        foreach ((string rows, string cell) in new[] { ("Acme,2026-13-01,4", "\"2026-13-01\" in row 3"), (",2026-10-01,4", "\"\" in row 3") })
        {
            _work.With("b.csv", $"id,at,logins\nAcme,2026-09-01,18\n{rows}\n");
            string[] score = ["score", "p.json", "b.csv", "--max-unreadable", "100%"], explain = ["explain", "p.json", "b.csv", "-c", "Acme"];
            foreach (string[] words in new[] { score, explain })
            {
                Assert.Equal(2, _work.Run([.. words, "--map", "m.json"]));
                Assert.Contains(cell, _work.Error, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_simulation_says_which_cells_it_could_not_read()
    {
        _work.With("m.json", """{ "customer": "id", "weight": "ARR", "metrics": { "logins": "logins" } }""");
        _work.With("b.csv", "id,ARR,logins\nAcme,12k,18\nGlobex,5,4\n");
        Assert.Equal(0, _work.Run("simulate", "p.json", "p.json", "b.csv", "--map", "m.json", "--max-unreadable", "50%", "--max-moved-weight", "5%"));
        Assert.Equal("cells that cannot be read:\n- column \"ARR\", 1 cell: \"12k\" in row 2 is not a number; a text that always stands beside it, "
            + "such as a currency, goes into \"units\" of the mapping's format\n", _work.Error);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_behind_its_mark_too()
    {
        _work.With("b.csv", [.. Encoding.UTF8.Preamble, .. Encoding.Latin1.GetBytes("id,logins\nMüller,18\n")]);
        Assert.Equal(2, _work.Run("score", "p.json", "b.csv", "--map", "m.json"));
        Assert.StartsWith("'b.csv' is not UTF-8.", _work.Error, StringComparison.Ordinal);
        Assert.Equal(2, _work.Run("map", "p.json", "b.csv"));
        Assert.StartsWith("'b.csv' is not UTF-8.", _work.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_may_stand_for_a_missing_value()
    {
        _work.With("m.json", """{ "customer": "id", "metrics": { "logins": "logins" }, "format": { "missing": [ "-999", "0" ] } }""");
        _work.With("b.csv", "id,logins\nAcme,-999\nGlobex,0\nHooli,18\n");
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--map", "m.json"));
        Assert.Equal(["Acme,,,,0", "Globex,,,,0", "Hooli,,90,high,1"], _work.Output.Split('\n')[1..^1]);
    }

    [Fact]
    public void A_segment_that_the_profile_does_not_have_is_in_the_summary_with_details_and_without()
    {
        _work.With("p.json", Profiles.Small);
        _work.With("m.json", """
            { "customer": "id", "segment": "size", "metrics": { "logins": "logins" }, "absent": [ "nps", "days-overdue", "plan" ] }
            """);
        _work.With("b.csv", "id,size,logins\nAcme,huge,18\nGlobex,large,4\nHooli,huge,4\n");
        string[] score = ["score", "p.json", "b.csv", "--map", "m.json", "--json", "--force", "--out", "s.csv"];
        Assert.Equal(0, _work.Run(score));
        string summary = _work.Output;
        Assert.Contains("\"customersOfUnknownSegment\":2", summary.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, _work.Run([.. score, "--details"]));
        Assert.Equal(_work.Output, summary);
    }
}
