using System.CommandLine;
using HealthScoring.Analysis;
using HealthScoring.Text;
using HealthScoring.Tool.Books;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Proposes another profile where what customers did says it is better.</summary>
internal sealed class ProposeCommand : ToolCommand
{
    private readonly Argument<string> _profile = ProfileArgument();

    private readonly BookArguments _book;

    private readonly Option<int?> _capacity = CountOption("--capacity", "How many calls the team can make, for all rows of the book together.");

    private readonly Option<string?> _out = new("--out", "-o") { Description = "Where to write the proposed profile, if it is better." };

    private readonly Option<bool> _force = new("--force") { Description = "Write over a file that is there already." };

    /// <summary>Makes the command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public ProposeCommand(Terminal terminal)
        : base(terminal) => _book = new(terminal, TimeOption("--as-of", "When the rows were measured, where they do not tell their times."));

    protected override Command Describe()
    {
        var command = new Command("propose", "Learn other weights from who left, and say whether they are better.") { _profile };
        _book.AddTo(command);
        foreach (Option option in (Option[])[_capacity, _out, _force, Json])
            command.Add(option);
        return command;
    }

    protected override int Run(ParseResult arguments)
    {
        ScoringProfile profile = LoadProfile(arguments.GetRequiredValue(_profile));
        string? path = arguments.GetValue(_out);
        OutputFile? output = path is null ? null
            : new(path, arguments.GetValue(_force), _book.FilesOf(arguments, arguments.GetValue(_profile)));
        output?.Require();
        using Book book = _book.Open(arguments, profile);
        OutcomeBook outcomes = OutcomeBookReader.Read(book);
        var proposal = Learn(profile, outcomes, arguments.GetValue(_capacity));
        Answer(arguments, proposal.Explain, () => JsonAnswer.Of(proposal));
        RemarkOn(book);
        if (proposal.Verdict != ProposalVerdict.Better)
            return ExitCode.No;
        if (output is not null)
        {
            output.Write(proposal.Profile.ToJson() + "\n");
            Terminal.Remark($"written: {Excerpt.OfValue(path!)}");
        }
        return ExitCode.Done;
    }
}
