using System.CommandLine;
using System.Globalization;
using HealthScoring.Analysis;
using HealthScoring.Text;
using HealthScoring.Tool.Books;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>What the commands have in common.</summary>
/// <param name="terminal">Where they write.</param>
internal abstract class ToolCommand(Terminal terminal)
{
    /// <summary>Whether the answer is JSON.</summary>
    protected Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON, for programs." };

    /// <summary>Where the command writes.</summary>
    protected Terminal Terminal => terminal;

    /// <summary>The command, for the parser.</summary>
    public Command Create()
    {
        Command command = Describe();
        command.SetAction(Run);
        return command;
    }

    /// <summary>Its name, arguments and options.</summary>
    protected abstract Command Describe();

    /// <summary>Does what was asked.</summary>
    /// <returns>The exit code.</returns>
    protected abstract int Run(ParseResult arguments);

    /// <summary>The argument that names a profile.</summary>
    protected static Argument<string> ProfileArgument(string name = "profile", string description = "The profile's JSON file.") =>
        new(name) { Description = description };

    /// <summary>An option of a share, written as 0.05 or 5%.</summary>
    protected static Option<double?> ShareOption(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            bool percent = text.EndsWith('%');
            if (double.TryParse(percent ? text.AsSpan(0, text.Length - 1) : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out double share) && (percent ? share / 100 : share) is >= 0 and <= 1 and var read)
            {
                return read;
            }
            result.AddError($"{name}: '{text}' is no share; write it such as 5% or 0.05.");
            return null;
        },
    };

    /// <summary>An option of a day or time.</summary>
    protected static Option<DateTimeOffset?> TimeOption(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (TimeText.TryMoment(text, out DateTimeOffset moment))
                return moment;
            if (TimeText.TryDay(text, out DateOnly day))
                return new(day.ToDateTime(default), TimeSpan.Zero);
            result.AddError($"{name}: '{text}' is no time; write a day such as 2026-11-29, or a time such as 2026-11-29T18:30:00Z.");
            return null;
        },
    };

    /// <summary>An option of a count from 1 on.</summary>
    protected static Option<int?> CountOption(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1)
                return count;
            result.AddError($"{name}: '{text}' is no whole number from 1 on.");
            return null;
        },
    };

    /// <summary>Reads a profile.</summary>
    /// <exception cref="CommandException">It cannot be read, or has errors, which are all listed.</exception>
    protected static ScoringProfile LoadProfile(string path)
    {
        try
        {
            return ScoringProfile.LoadFile(path);
        }
        catch (Exception exception) when (exception is InvalidProfileException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message);
        }
    }

    /// <summary>Learns a better profile from a book.</summary>
    /// <exception cref="CommandException">The score has no weights to learn.</exception>
    protected static ProfileProposal Learn(ScoringProfile profile, OutcomeBook outcomes, int? capacity)
    {
        try
        {
            return ProfileProposal.Learn(profile, outcomes, new() { Capacity = capacity });
        }
        catch (NotSupportedException exception)
        {
            throw new CommandException(exception.Message);
        }
    }

    /// <summary>Says which cells were passed over because they cannot be read, and which segments are not known. Called after the last row.</summary>
    /// <param name="book">The book.</param>
    /// <param name="isOneOfTwo">Whether there is another book, so that its name is needed.</param>
    protected void RemarkOn(Book book, bool isOneOfTwo = false)
    {
        if (book.Unreadable.Rows > 0)
            terminal.Remark($"cells that cannot be read:{string.Concat(book.Unreadable.Lines().Select(line => $"\n- {line}"))}");
        if (book.UnknownSegments is { } unknown)
            terminal.Remark(isOneOfTwo ? $"'{book.Name}': {unknown}" : unknown);
    }

    /// <summary>Writes the answer.</summary>
    /// <param name="arguments">Whether JSON is wanted.</param>
    /// <param name="text">The answer as text.</param>
    /// <param name="json">The answer as JSON.</param>
    protected void Answer(ParseResult arguments, Func<string> text, Func<string> json) =>
        terminal.Report(arguments.GetValue(Json) ? json() : text());
}
