using System.CommandLine;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>The program: its commands, and what becomes of what goes wrong.</summary>
internal static class ToolProgram
{
    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        RootCommand root = Root(terminal);
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (string error in parsed.Errors.Select(error => error.Message).Distinct())
                terminal.Remark(error);
            terminal.Remark($"See: healthscore {string.Join(' ', CommandsOf(parsed).Append("--help"))}");
            return ExitCode.Failed;
        }
        try
        {
            return parsed.Invoke(new() { EnableDefaultExceptionHandler = false, Output = terminal.Output, Error = terminal.Error });
        }
        catch (CommandException exception)
        {
            terminal.Remark(exception.Message);
            return ExitCode.Failed;
        }
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Scores the health of customers by a profile: checks it, explains it, compares it, and proves it.");
        ToolCommand[] commands =
        [
            new NewCommand(terminal), new CheckCommand(terminal), new SchemaCommand(terminal), new MapCommand(terminal), new DiffCommand(terminal),
            new ExplainCommand(terminal), new ScoreCommand(terminal), new SimulateCommand(terminal),
            new BacktestCommand(terminal), new ProposeCommand(terminal), new DriftCommand(terminal), new PatternsCommand(terminal),
            new ReportCommand(terminal), new SqlCommand(terminal),
        ];
        foreach (ToolCommand command in commands)
            root.Add(command.Create());
        return root;
    }

    private static IEnumerable<string> CommandsOf(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? [] : [parsed.CommandResult.Command.Name];
}
