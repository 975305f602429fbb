using System.CommandLine;
using HealthScoring.Analysis;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Says what a change of a profile means.</summary>
/// <param name="terminal">Where it writes.</param>
internal sealed class DiffCommand(Terminal terminal) : ToolCommand(terminal)
{
    private readonly Argument<string> _before = ProfileArgument("before", "The profile before the change.");

    private readonly Argument<string> _after = ProfileArgument("after", "The profile after it.");

    private readonly Option<bool> _exitCode = new("--exit-code") { Description = "Exit with 1 if the profiles differ, as git diff does." };

    protected override Command Describe() => new("diff", "Say what a change of a profile means, rule by rule.") { _before, _after, _exitCode, Json };

    protected override int Run(ParseResult arguments)
    {
        var diff = ProfileDiff.Between(LoadProfile(arguments.GetRequiredValue(_before)), LoadProfile(arguments.GetRequiredValue(_after)));
        Answer(arguments, diff.Explain, () => JsonAnswer.Of(diff));
        return diff.Changes.Count > 0 && arguments.GetValue(_exitCode) ? ExitCode.No : ExitCode.Done;
    }
}
