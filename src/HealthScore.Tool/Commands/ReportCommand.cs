using System.CommandLine;
using HealthScoring.Analysis;
using HealthScoring.Text;
using HealthScoring.Tool.Books;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Writes all evidence as one page.</summary>
internal sealed class ReportCommand : ToolCommand
{
    private readonly Argument<string> _profile = ProfileArgument();

    private readonly BookArguments _book;

    private readonly Option<string> _out = new("--out", "-o") { Description = "The page to write, such as report.html.", Required = true };

    private readonly Option<string?> _title = new("--title") { Description = "The page's title." };

    private readonly Option<int?> _capacity = CountOption("--capacity", "How many calls the team can make, for all rows of the book together.");

    private readonly Option<bool> _names = new("--customers") { Description = "Name customers by their ids: the page must then not be sent around." };

    private readonly Option<bool> _propose = new("--propose") { Description = "Also learn other weights, which takes longer." };

    private readonly Option<bool> _force = new("--force") { Description = "Write over a file that is there already." };

    /// <summary>Makes the command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public ReportCommand(Terminal terminal)
        : base(terminal) => _book = new(terminal, TimeOption("--as-of", "When the rows were measured, where they do not tell their times."));

    protected override Command Describe()
    {
        var command = new Command("report", "Write what is known about a score as a page of HTML, with figures.") { _profile };
        _book.AddTo(command);
        foreach (Option option in (Option[])[_out, _title, _capacity, _names, _propose, _force])
            command.Add(option);
        return command;
    }

    protected override int Run(ParseResult arguments)
    {
        ScoringProfile profile = LoadProfile(arguments.GetRequiredValue(_profile));
        string path = arguments.GetRequiredValue(_out);
        var output = new OutputFile(path, arguments.GetValue(_force), _book.FilesOf(arguments, arguments.GetValue(_profile)));
        output.Require();
        using Book book = _book.Open(arguments, profile);
        OutcomeBook outcomes = OutcomeBookReader.Read(book);
        int? capacity = arguments.GetValue(_capacity);
        PatternReport patterns = PatternReport.Find(profile, outcomes);
        var report = new EvidenceReport(Backtest.Run(profile, outcomes, capacity is { } calls ? new() { Capacity = calls } : new()))
        {
            PatternsOfLoss = outcomes.Outcome == Outcome.Churned ? patterns : null,
            PatternsOfExpansion = outcomes.Outcome == Outcome.Expanded ? patterns : null,
            Proposal = arguments.GetValue(_propose) ? Learn(profile, outcomes, capacity) : null,
        };
        string page = report.ToHtml(new() { Title = arguments.GetValue(_title), IncludeCustomers = arguments.GetValue(_names) });
        output.Write(page);
        RemarkOn(book);
        Terminal.Remark($"written: {Excerpt.OfValue(path)}");
        return ExitCode.Done;
    }
}
