using System.CommandLine;
using HealthScoring.Text;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Writes a template to edit.</summary>
/// <param name="terminal">Where it writes.</param>
internal sealed class NewCommand(Terminal terminal) : ToolCommand(terminal)
{
    private readonly Argument<string> _file = new("file") { Description = "The profile to write, such as profile.json." };

    private readonly Option<string> _template = new Option<string>("--template")
    {
        Description = "What to start from: b2b-saas asks who may leave, expansion who may grow.",
        DefaultValueFactory = _ => "b2b-saas",
    }.AcceptOnlyFromAmong("b2b-saas", "expansion");

    private readonly Option<bool> _force = new("--force") { Description = "Write over a file that is there already." };

    protected override Command Describe() => new("new", "Write a profile to start from.") { _file, _template, _force };

    protected override int Run(ParseResult arguments)
    {
        ScoringProfile profile = arguments.GetValue(_template) == "expansion" ? ProfileTemplates.Expansion : ProfileTemplates.B2BSaas;
        string file = arguments.GetRequiredValue(_file);
        new OutputFile(file, arguments.GetValue(_force)).Write(profile.ToJson() + "\n");
        Terminal.Remark($"{Excerpt.OfValue(file)}: {Number.Counted(profile.MetricNames.Count, "metric")} to keep, change or take out. Then: "
            + "healthscore check "
            + Excerpt.OfValue(file));
        return ExitCode.Done;
    }
}
