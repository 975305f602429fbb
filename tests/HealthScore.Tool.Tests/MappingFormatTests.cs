using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Terminals;
using Xunit;

namespace HealthScoring.Tests.Tool;

/// <summary>The JSON of a mapping.</summary>
public sealed class MappingFormatTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void All_errors_are_reported_at_once_each_with_its_line()
    {
        _work.With("m.json", """
            {
              "custommer": "id",
              "weight": 3,
              "metrics": {
                "nps": { "column": "NPS", "percentOf": 10, "observedAt": "at", "ageInDays": "age" },
                "logins": null
              },
              "outcome": { "column": "Left", "yes": "y" },
              "format": { "separator": "x", "decimal": ",", "thousands": ",", "dates": "dd.mm.yyyy", "units": "1", "encoding": "utf8" }
            }
            """);
        string message = Assert.Throws<CommandException>(() => MappingFormat.Load(_work["m.json"])).Message;
        Assert.Equal("""
            The mapping 'm.json' has 12 errors:
            - $.custommer (line 2): unknown member "custommer"; did you mean 'customer'?
            - $.weight (line 3): 3 is a number, not a column; write the column's heading in double quotes, or { "column": "the heading", … }
            - $.metrics.nps.percentOf (line 5): 10 is neither 100 nor 1; write 100 to read 45 % as 45, or 1 to read it as 0.45
            - $.metrics.nps.ageInDays (line 5): there is a time of observation as well; keep "observedAt" or "ageInDays"
            - $.metrics.logins (line 6): "logins" is null; give a value, or leave the member out
            - $.outcome.horizon (line 8): "horizon" is missing; say how long after a row an outcome counts, such as "90 days"
            - $.outcome.no (line 8): "no" is missing; give the texts of both answers, or neither for a column of 1 and 0
            - $.format.separator (line 9): 'x' is no separator sign; write "," or ";" or "|" or "\t" (tab)
            - $.format.thousands (line 9): ',' is the decimal sign as well; let "decimal" and "thousands" be different
            - $.format.units (line 9): '1' is no unit: it could change a number; name a text without digits, signs, points and commas
            - $.format.encoding (line 9): unknown encoding 'utf8'; did you mean 'utf-8'?
            - $.format.dates (line 9): 'dd.mm.yyyy' is no pattern of a day; write it such as "dd.MM.yyyy" or "M/d/yyyy HH:mm"
            """, message.Replace(_work["m.json"], "m.json", StringComparison.Ordinal), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var mapping = new BookMapping
        {
            Customer = "Account \"ID\"",
            AsOf = "Month",
            Segment = "Segment",
            Weight = new("ARR"),
            Treated = new("Called") { Yes = ["x"], No = ["o", "none"] },
            Metrics = new Dictionary<string, ValueColumn>
            {
                ["logins"] = new("Logins"),
                ["nps"] = new("NPS") { ObservedAt = "NPS date" },
                ["seats"] = new("Seats") { PercentOf = 1, AgeInDays = "Seats age" },
            },
            Labels = new Dictionary<string, string> { ["plan"] = "Plan" },
            Absent = ["csm-pulse", "ces"],
            Outcome = new(new("Grew") { Yes = ["yes"], No = ["no"] }, TimeSpan.FromDays(60)) { Embargo = TimeSpan.FromDays(14), Expanded = true },
            Format = new()
            {
                Separator = '\t',
                Decimal = ',',
                Thousands = '\u00A0',
                Dates = ["d.M.yyyy"],
                Missing = ["n/a", "-"],
                Units = ["€"],
                Encoding = "windows-1252",
            },
        };
        string written = MappingFormat.Write(mapping);
        Assert.Equal(written, MappingFormat.Write(MappingFormat.Load(_work.With("m.json", written)["m.json"])));
        foreach (string part in (string[])["Account", "Month", "ARR", "o", "NPS date", "\"percentOf\": 1", "Seats age", "Plan", "ces", "60 days",
            "14 days",
            "expanded", "\\t", "d.M.yyyy", "€", "windows-1252"])
        {
            Assert.Contains(part, written, StringComparison.Ordinal);
        }
    }
}
