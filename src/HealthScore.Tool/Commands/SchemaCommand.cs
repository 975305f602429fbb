using System.CommandLine;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Prints the schema of a profile, by which editors complete and check it.</summary>
/// <param name="terminal">Where it writes.</param>
internal sealed class SchemaCommand(Terminal terminal) : ToolCommand(terminal)
{
    protected override Command Describe() => new("schema", "Print the JSON Schema of a profile, for your editor.");

    protected override int Run(ParseResult arguments)
    {
        using Stream schema = typeof(SchemaCommand).Assembly.GetManifestResourceStream("profile.v1.schema.json")!;
        using var reader = new StreamReader(schema);
        Terminal.Report(reader.ReadToEnd());
        return ExitCode.Done;
    }
}
