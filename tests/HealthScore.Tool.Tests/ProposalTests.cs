using System.Text;
using Xunit;

namespace HealthScoring.Tests.Tool;

/// <summary>What a file's headings and cells say of it; and that what they leave open is asked, and not guessed.</summary>
public sealed class ProposalTests : IDisposable
{
    private readonly Workplace _work = new Workplace().With("p.json", Profiles.Small);

    public void Dispose() => _work.Dispose();

    [Fact]
    public void What_is_mapped_with_one_metric_absent_can_be_scored()
    {
        _work.With("b.csv", "id,logins,nps,nps date,days overdue\nAcme,18,50,2026-11-01,0\n");
        Assert.Equal(0, _work.Run("map", "p.json", "b.csv"));
        Assert.Contains("\"absent\": [", _work.Read("b.map.json"), StringComparison.Ordinal);
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--as-of", "2026-11-02"));
    }

    [Fact]
    public void A_text_of_a_label_is_no_missing_value()
    {
        _work.With("b.csv", "id,logins,nps,nps date,days overdue,plan\nAcme,18,n/a,2026-11-01,0,none\nGlobex,18,50,2026-11-01,0,N/A\n");
        Assert.Equal(0, _work.Run("map", "p.json", "b.csv"));
        Assert.Contains("\"missing\": \"n/a\"", _work.Read("b.map.json"), StringComparison.Ordinal);
        Assert.Contains("\"none\" in column \"plan\" is read as it stands; where it stands for a missing value, add it to \"missing\".", _work.Said,
            StringComparison.Ordinal);
        Assert.Contains("\"N/A\" in column \"plan\" is missing, as it is in other columns; where it is a text of its own, take it out of "
            + "\"missing\".", _work.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_leaves_nothing_open_is_mapped_whole_and_can_be_scored()
    {
        byte[] cp1252 = Encoding.Latin1.GetBytes("Kundennummer\tPlan\tSegment\tARR\tLogins (30d)\tNPS\tNPS date\tDays Overdue\tChurned\n"
            + "Müller\tfree\t\t1.234,50 EUR\t12\tk.A.\t\t0,5\tja\n"
            + "Globex\tpaid\tlarge\t900,25 EUR\t7\t-40\t31/12/2025 18:30\t-\tnein\n");
        _work.With("b.csv", cp1252);
        Assert.Equal(0, _work.Run("map", "p.json", "b.csv"));
        Assert.Equal("""
            {
              "customer": "Kundennummer",
              "segment": "Segment",
              "weight": "ARR",
              "metrics": {
                "logins": "Logins (30d)",
                "nps": {
                  "column": "NPS",
                  "observedAt": "NPS date"
                },
                "days-overdue": "Days Overdue"
              },
              "labels": {
                "plan": "Plan"
              },
              "outcome": {
                "column": "Churned",
                "yes": "ja",
                "no": "nein",
                "horizon": "90 days"
              },
              "format": {
                "encoding": "windows-1252",
                "separator": "\t",
                "decimal": ",",
                "thousands": ".",
                "dates": "d/M/yyyy H:mm",
                "missing": [
                  "-",
                  "k.A."
                ],
                "units": "EUR"
              }
            }

            """, _work.Read("b.map.json"), ignoreLineEndingDifferences: true);
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv", "--as-of", "2026-02-01"));
        Assert.Equal(3, _work.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(2, _work.Run("map", "p.json", "b.csv"));
    }

    [Theory]
    [InlineData("id,Logins,LOGINS\na,1,2\n", "logins could be \"Logins\" or \"LOGINS\". Rename the one that is not.")]
    [InlineData("id,as-of,logins\na,13/02/2026,1\nb,02/14/2026,1\n",
        "\"as-of\" is called like the time of the rows, and its cells are not all days or times. Mend them, or rename it.")]
    [InlineData("id,ARR,logins\na,12k,1\n", "\"ARR\" is called like the weight, and its cells are not numbers. Mend them, or rename it.")]
    [InlineData("id,churned,logins\na,yes,1\nb,maybe,2\n",
        "\"churned\" is called like the outcome, and its cells are neither yes and no nor 1 and 0. Mend them, or rename it.")]
    [InlineData("shop,logins\na,1\n", "No heading looks like the customers' ids. Say with --customer which column tells customers apart.")]
    [InlineData("id,account,logins\na,b,1\n", "The customer could be \"id\" or \"account\". Say with --customer which it is.")]
    [InlineData("id;logins\na;1.234\nb;2.500\n", "\"1.234\" in column \"logins\" can be read in two ways. Say with --decimal whether the point or "
        + "the comma is the decimal sign.")]
    [InlineData("id,nps,nps date\na,1,03/04/2026\n", "\"03/04/2026\" in column \"nps date\" can be d/M/yyyy or M/d/yyyy. Say with --dates which it "
        + "is.")]
    [InlineData("id,nps\na,1\n", "nps fades, and no column of days has its words say when it was observed. Let one column of days be called by its "
        + "words, such as \"nps date\".")]
    [InlineData("id,as-of,logins,nps,nps date\na,13/02/2026,18,50,01/20/2026\nb,03/04/2026,18,50,02/03/2026\n",
        "\"01/20/2026\" in column \"nps date\" is written as M/d/yyyy, and \"13/02/2026\" in column \"as-of\" as d/M/yyyy. Write both the same way.")]
    [InlineData("id,logins\na,renewed\nb,cancelled\n", "\"logins\" has the words \"cancelled\", \"renewed\", and its metric is a number. Write yes "
        + "and no, or 1 and 0, in their place.")]
    [InlineData("id,as-of,nps,nps date\na,01/20/2026,1,03/04/2026\n", "\"03/04/2026\" in column \"nps date\" can be d/M/yyyy or M/d/yyyy. Say with "
        + "--dates which it is.")]
    public void What_a_file_leaves_open_is_asked(string book, string question)
    {
        _work.With("b.csv", book);
        Assert.Equal(1, _work.Run("map", "p.json", "b.csv"));
        Assert.Contains($"\nTo answer before the mapping is written\n- {question}\n", _work.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_work["b.map.json"]));
    }

    [Theory]
    [InlineData("shop,logins\na,1\n", "--customer", "shop")]
    [InlineData("id;logins\na;1.234\n", "--decimal", ",")]
    [InlineData("id,nps,nps date\na,1,03/04/2026\n", "--dates", "dd/MM/yyyy")]
    [InlineData("id,as-of,nps,nps date\na,2026-09-01,1,03/04/2026\n", "--dates", "dd/MM/yyyy")]
    [InlineData("id,as-of,nps,nps date\na,01/20/2026,1,03/04/2026\n", "--dates", "M/d/yyyy")]
    [InlineData("id,as-of,nps,nps date\na,2026-09-01 10:00,1,15/02/2026\n", "--customer", "id")]
    [InlineData("id,as-of,nps,nps date\na,2026-09-01T10:00:00.5Z,1,15/02/2026\n", "--customer", "id")]
    public void An_answer_settles_it(string book, string option, string answer)
    {
        _work.With("b.csv", book);
        Assert.Equal(0, _work.Run("map", "p.json", "b.csv", option, answer));
        Assert.Equal(0, _work.Run("score", "p.json", "b.csv"));
    }

    [Fact]
    public void The_very_name_of_a_metric_comes_before_one_like_it()
    {
        _work.With("b.csv", "id,logins,Logins (old)\na,1,2\n");
        Assert.Equal(0, _work.Run("map", "p.json", "b.csv"));
        Assert.Contains("\"logins\": \"logins\"", _work.Read("b.map.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QQQ", 2, "--dates: 'QQQ' is no pattern of a day; write it such as dd.MM.yyyy or M/d/yyyy.")]
    [InlineData("MM/dd/yyyy", 1, "\"15.02.2026\" in column \"nps date\" is not written as MM/dd/yyyy.")]
    public void A_pattern_that_is_none_or_reads_nothing_is_not_taken(string pattern, int code, string expected)
    {
        _work.With("b.csv", "id,nps,nps date\na,1,15.02.2026\n");
        Assert.Equal(code, _work.Run("map", "p.json", "b.csv", "--dates", pattern));
        Assert.Contains(expected, _work.Said, StringComparison.Ordinal);
        Assert.False(File.Exists(_work["b.map.json"]));
    }

    [Fact]
    public void A_proposal_is_read_by_programs_as_well()
    {
        _work.With("b.csv", "id,logins\na,1\n");
        Assert.Equal(0, _work.Run("map", "p.json", "b.csv", "--json", "--out", "m.json"));
        System.Text.Json.JsonElement answer = System.Text.Json.JsonDocument.Parse(_work.Output).RootElement;
        Assert.Equal(["nps", "days-overdue", "plan"], answer.GetProperty("mapping").GetProperty("absent").EnumerateArray().Select(name =>
            name.GetString()));
        Assert.Equal(2, answer.GetProperty("columns").GetArrayLength());
    }
}
