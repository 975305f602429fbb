using System.CommandLine;
using HealthScoring.Analysis;
using HealthScoring.Tool.Books;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Finds what customers who left, or grew, have in common.</summary>
internal sealed class PatternsCommand : ToolCommand
{
    private readonly Argument<string> _profile = ProfileArgument();

    private readonly BookArguments _book;

    /// <summary>Makes the command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public PatternsCommand(Terminal terminal)
        : base(terminal) => _book = new(terminal, TimeOption("--as-of", "When the rows were measured, where they do not tell their times."));

    protected override Command Describe()
    {
        var command = new Command("patterns", "Find what customers who left have in common, and what power users do.") { _profile };
        _book.AddTo(command);
        command.Add(Json);
        return command;
    }

    protected override int Run(ParseResult arguments)
    {
        ScoringProfile profile = LoadProfile(arguments.GetRequiredValue(_profile));
        using Book book = _book.Open(arguments, profile);
        var patterns = PatternReport.Find(profile, OutcomeBookReader.Read(book));
        Answer(arguments, patterns.Explain, () => JsonAnswer.Of(patterns));
        RemarkOn(book);
        return ExitCode.Done;
    }
}
