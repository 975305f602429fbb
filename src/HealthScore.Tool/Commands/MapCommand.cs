using System.CommandLine;
using System.Text.Json;
using HealthScoring.Text;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Proposals;
using HealthScoring.Tool.Terminals;
using Spectre.Console;

namespace HealthScoring.Tool.Commands;

/// <summary>Proposes a mapping from a file's headings and cells.</summary>
/// <param name="terminal">Where it writes.</param>
internal sealed class MapCommand(Terminal terminal) : ToolCommand(terminal)
{
    private readonly Argument<string> _profile = ProfileArgument();

    private readonly Argument<string> _book = new("book") { Description = "The customers: a CSV or Parquet file." };

    private readonly Option<string?> _out = new("--out", "-o")
    {
        Description = $"The mapping to write. If not given, the book's name with {BookArguments.MappingSuffix}, where every command finds it.",
    };

    private readonly Option<string?> _customer = new("--customer") { Description = "The heading of the column that tells customers apart." };

    private readonly Option<string?> _decimal = new Option<string?>("--decimal") { Description = "The decimal sign, where the file leaves it open." }
        .AcceptOnlyFromAmong(".", ",");

    private readonly Option<string?> _dates = new("--dates")
    {
        Description = "The pattern of days, such as dd.MM.yyyy, where the file leaves it open.",
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (!MappingFormat.IsDatePattern(text))
                result.AddError($"--dates: '{text}' is no pattern of a day; write it such as dd.MM.yyyy or M/d/yyyy.");
            return text;
        },
    };

    private readonly Option<TimeSpan?> _horizon = new("--horizon")
    {
        Description = "How long after a row an outcome counts, such as \"90 days\", which it is if not given.",
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (!Duration.TryParse(text, out TimeSpan time) || time <= TimeSpan.Zero || time > Duration.Longest)
                result.AddError($"--horizon: '{text}' is no time of at most {Duration.Text(Duration.Longest)}; write it such as \"90 days\".");
            return time;
        },
    };

    private readonly Option<bool> _force = new("--force") { Description = "Write over a file that is there already." };

    protected override Command Describe() => new("map", "Propose which column of a file is what, and how its cells are written.")
    {
        _profile, _book, _out, _customer, _decimal, _dates, _horizon, _force, Json,
    };

    protected override int Run(ParseResult arguments)
    {
        ScoringProfile profile = LoadProfile(arguments.GetRequiredValue(_profile));
        string book = arguments.GetRequiredValue(_book);
        var proposal = MappingProposal.Of(book, profile, new()
        {
            Customer = arguments.GetValue(_customer),
            Decimal = arguments.GetValue(_decimal)?[0],
            Dates = arguments.GetValue(_dates),
            Horizon = arguments.GetValue(_horizon) ?? TimeSpan.FromDays(90),
        });
        if (arguments.GetValue(Json))
            Terminal.Report(JsonAnswer.Object(json => Write(json, proposal)));
        else
            Write(proposal);
        if (proposal.Questions.Count > 0)
            return ExitCode.No;
        string path = arguments.GetValue(_out) ?? Path.ChangeExtension(book, null) + BookArguments.MappingSuffix;
        new OutputFile(path, arguments.GetValue(_force), book, arguments.GetValue(_profile)).Write(MappingFormat.Write(proposal.ToMapping()));
        Terminal.Remark($"written: {Excerpt.OfValue(path)}");
        return ExitCode.Done;
    }

    private void Write(MappingProposal proposal)
    {
        Table table = new Table().Border(TableBorder.None);
        foreach (string heading in (string[])["column", "is", "read as", "such as"])
            table.AddColumn(new TableColumn($"[bold]{heading}[/]").NoWrap().PadLeft(0).PadRight(2));
        foreach (ProposedColumn column in proposal.Columns)
        {
            table.AddRow(Markup.Escape(Excerpt.OfValue(column.Header)), column.Use is { } use ? Markup.Escape(use) : "[dim]not used[/]",
                Markup.Escape(column.Reading), Markup.Escape(Excerpt.OfValue(column.Example ?? "")));
        }
        Terminal.Write(table);
        Section("To know", proposal.Remarks);
        Section("To answer before the mapping is written", proposal.Questions);
    }

    private void Section(string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
            Terminal.Report($"\n{title}\n{string.Concat(lines.Select(line => $"- {line}\n"))}");
    }

    private static void Write(Utf8JsonWriter json, MappingProposal proposal)
    {
        json.WriteStartArray("columns");
        foreach (ProposedColumn column in proposal.Columns)
        {
            json.WriteStartObject();
            json.WriteString("column", column.Header);
            json.WriteString("is", column.Use);
            json.WriteString("readAs", column.Reading);
            json.WriteString("example", column.Example);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        foreach ((string name, IReadOnlyList<string> lines) in (IEnumerable<(string, IReadOnlyList<string>)>)
            [("remarks", proposal.Remarks), ("questions", proposal.Questions)])
        {
            json.WriteStartArray(name);
            foreach (string line in lines)
                json.WriteStringValue(line);
            json.WriteEndArray();
        }
        if (proposal.Questions.Count > 0)
            return;
        json.WritePropertyName("mapping");
        json.WriteRawValue(MappingFormat.Write(proposal.ToMapping()));
    }
}
