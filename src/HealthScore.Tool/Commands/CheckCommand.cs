using System.CommandLine;
using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.Text;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Says whether a profile is sound: its errors, its examples, and what its rules do that nobody may have meant.</summary>
/// <param name="terminal">Where it writes.</param>
internal sealed class CheckCommand(Terminal terminal) : ToolCommand(terminal)
{
    private readonly Argument<string> _profile = ProfileArgument();

    private readonly Option<bool> _strict = new("--strict") { Description = "Let a finding of the audit fail the check as well." };

    protected override Command Describe() =>
        new("check", "Check a profile: errors with line and remedy, its examples, and an audit of its rules.") { _profile, _strict, Json };

    protected override int Run(ParseResult arguments)
    {
        string path = arguments.GetRequiredValue(_profile);
        ScoringProfile profile;
        try
        {
            profile = ScoringProfile.LoadFile(path);
        }
        catch (InvalidProfileException exception)
        {
            Answer(arguments, () => exception.Message, () => JsonAnswer.Object(json => Write(json, path, exception.Errors)));
            return ExitCode.No;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message);
        }
        // Both at once: most of a short command is spent on compiling what it runs, and this is most of that.
        var auditing = Task.Run(() => ProfileAudit.Of(profile));
        var examples = ProfileVerification.Check(profile);
        ProfileAudit audit = auditing.GetAwaiter().GetResult();
        bool sound = examples.Passed && !(arguments.GetValue(_strict) && audit.Findings.Count > 0);
        Answer(arguments, () => Text(profile, examples, audit), () => JsonAnswer.Object(json => Write(json, path, profile, examples, audit, sound)));
        return sound ? ExitCode.Done : ExitCode.No;
    }

    private static string Text(ScoringProfile profile, ProfileVerification examples, ProfileAudit audit) =>
        $"{Excerpt.OfLine(profile.Id)}: no errors\n\n{examples.Explain()}\n{audit.Explain()}";

    private static void Write(Utf8JsonWriter json, string path, IReadOnlyList<InputError> errors)
    {
        json.WriteBoolean("sound", false);
        json.WriteString("file", path);
        json.WriteStartArray("errors");
        foreach (InputError error in errors)
        {
            json.WriteStartObject();
            json.WriteString("path", error.Path);
            if (error.Line is { } line)
                json.WriteNumber("line", line);
            json.WriteString("value", error.Value);
            json.WriteString("problem", error.Problem);
            json.WriteString("remedy", error.Remedy);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string path, ScoringProfile profile, ProfileVerification examples, ProfileAudit audit, bool sound)
    {
        json.WriteBoolean("sound", sound);
        json.WriteString("file", path);
        json.WriteString("profile", profile.Name);
        json.WriteString("fingerprint", profile.Fingerprint);
        json.WriteStartArray("errors");
        json.WriteEndArray();
        json.WriteStartObject("examples");
        json.WriteNumber("count", examples.ExampleCount);
        json.WriteStartArray("failures");
        foreach (ExampleFailure failure in examples.Failures)
        {
            json.WriteStartObject();
            json.WriteString("name", failure.Name);
            json.WriteString("expected", failure.Expected);
            json.WriteString("actual", failure.Actual);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WritePropertyName("audit");
        json.WriteRawValue(JsonAnswer.Of(audit));
    }
}
