using System.CommandLine;
using System.CommandLine.Parsing;
using HealthScoring.Text;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>The program: its commands, and what becomes of what goes wrong.</summary>
internal static class ToolProgram
{
    private static IReadOnlyList<(string Name, Func<Terminal, ToolCommand> Make)> Commands { get; } =
    [
        ("new", terminal => new NewCommand(terminal)),
        ("check", terminal => new CheckCommand(terminal)),
        ("schema", terminal => new SchemaCommand(terminal)),
        ("map", terminal => new MapCommand(terminal)),
        ("diff", terminal => new DiffCommand(terminal)),
        ("explain", terminal => new ExplainCommand(terminal)),
        ("score", terminal => new ScoreCommand(terminal)),
        ("simulate", terminal => new SimulateCommand(terminal)),
        ("backtest", terminal => new BacktestCommand(terminal)),
        ("propose", terminal => new ProposeCommand(terminal)),
        ("drift", terminal => new DriftCommand(terminal)),
        ("patterns", terminal => new PatternsCommand(terminal)),
        ("report", terminal => new ReportCommand(terminal)),
        ("sql", terminal => new SqlCommand(terminal)),
    ];

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        RootCommand root = Root(arguments.Count > 0 ? arguments[0] : null, terminal);
        // An id may begin with "@".
        ParseResult parsed = root.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        string[] unknown = [.. UnknownOptions(parsed)];
        string[] errors = unknown.Length > 0 ? unknown
            : parsed.Tokens.Any(token => token.Value.Length == 0) ? ["An argument is empty; a variable may not be set."]
            : [.. parsed.Errors.Select(error => error.Message).Distinct()];
        if (errors.Length > 0)
        {
            foreach (string error in errors)
                terminal.Remark(error);
            terminal.Remark($"See: healthscore {string.Join(' ', CommandsOf(parsed).Append("--help"))}");
            return ExitCode.Failed;
        }
        try
        {
            return parsed.Invoke(new() { EnableDefaultExceptionHandler = false, Output = terminal.Output, Error = terminal.Error });
        }
        // Whatever a command has not said itself: the disk is full, the other end of a pipe is gone.
        catch (Exception exception) when (exception is CommandException or IOException or UnauthorizedAccessException)
        {
            terminal.Remark(exception.Message);
            return ExitCode.Failed;
        }
    }

    // Of a command line that begins with a command only that one is made: the others would cost a fifth of the time that a short one takes.
    private static RootCommand Root(string? first, Terminal terminal)
    {
        var root = new RootCommand("Scores the health of customers by a profile: checks it, explains it, compares it, and proves it.")
        {
            HelpName = "healthscore",
        };
        foreach ((_, Func<Terminal, ToolCommand> make) in Commands.Where(command => command.Name == first) is var one && one.Any() ? one : Commands)
            root.Add(make(terminal).Create());
        return root;
    }

    // The parser takes an option that it does not know for an argument, and a typo would become the name of a file.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed) => parsed.Tokens
        .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))
        .Select(token => $"There is no option '{Excerpt.OfValue(token.Value)}'; "
            + Suggestion.For(token.Value, parsed.CommandResult.Command.Options.Select(option => option.Name).Append("--help")));

    private static IEnumerable<string> CommandsOf(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? [] : [parsed.CommandResult.Command.Name];
}
