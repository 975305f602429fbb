using System.CommandLine;
using HealthScoring.Analysis;
using HealthScoring.Tool.Books;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Holds scores against what customers did.</summary>
internal sealed class BacktestCommand : ToolCommand
{
    private readonly Argument<string> _profile = ProfileArgument();

    private readonly BookArguments _book;

    private readonly Option<int?> _capacity = CountOption("--capacity", "How many calls the team can make, for all rows of the book together.");

    private readonly Option<string?> _before = new("--before")
    {
        Description = "The profile in use: exit with 1 if the other one tells the outcome "
        + "worse."
    };

    private readonly Option<double?> _maxLoss = ShareOption("--max-loss", "How much worse it may be, in area under the curve; 0 if not given.");

    /// <summary>Makes the command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public BacktestCommand(Terminal terminal)
        : base(terminal) => _book = new(terminal, TimeOption("--as-of", "When the rows were measured, where they do not tell their times."));

    protected override Command Describe()
    {
        var command = new Command("backtest", "Hold the scores against who left: is the profile right?") { _profile };
        _book.AddTo(command);
        foreach (Option option in (Option[])[_capacity, _before, _maxLoss, Json])
            command.Add(option);
        return command;
    }

    protected override int Run(ParseResult arguments)
    {
        ScoringProfile profile = LoadProfile(arguments.GetRequiredValue(_profile));
        ScoringProfile? before = arguments.GetValue(_before) is { } path ? LoadProfile(path) : null;
        if (before is null && arguments.GetValue(_maxLoss) is not null)
            throw new CommandException("--max-loss: say with --before what it is compared with.");
        using Book book = _book.Open(arguments, before is null ? [profile] : [before, profile]);
        OutcomeBook outcomes = OutcomeBookReader.Read(book);
        BacktestOptions options = arguments.GetValue(_capacity) is { } capacity ? new() { Capacity = capacity } : new();
        if (before is null)
        {
            var backtest = Backtest.Run(profile, outcomes, options);
            Answer(arguments, backtest.Explain, () => JsonAnswer.Of(backtest));
            RemarkOn(book);
            return ExitCode.Done;
        }
        var comparison = BacktestComparison.Between(before, profile, outcomes, options);
        Answer(arguments, () => $"{comparison.After.Explain()}\n{comparison}", () => JsonAnswer.Of(comparison));
        RemarkOn(book);
        try
        {
            comparison.ThrowIfWorse(arguments.GetValue(_maxLoss) ?? 0);
            return ExitCode.Done;
        }
        catch (InvalidOperationException refused)
        {
            Terminal.Remark(refused.Message);
            return ExitCode.No;
        }
    }
}
