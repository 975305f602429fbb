using Spectre.Console;

namespace HealthScoring.Tool.Terminals;

/// <summary>
/// Where a command writes: its answer to the output, and what is said beside it (which mapping was found, how far it is) to the error stream, so
/// that a pipe gets the answer alone. Colour only where a person looks.
/// </summary>
/// <param name="output">Takes the answer.</param>
/// <param name="error">Takes errors and remarks.</param>
/// <param name="clock">The time where none is given.</param>
/// <param name="openOutput">Opens the output as bytes.</param>
/// <param name="isOutputWatched">Whether a person looks at the output.</param>
/// <param name="isErrorWatched">Whether a person looks at the error stream.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, TimeProvider clock, Func<Stream> openOutput,
    bool isOutputWatched = false, bool isErrorWatched = false)
{
    // Wide enough for every table, and the same on every machine.
    private const int PipedWidth = 160;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        bool colourless = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new(Console.Out, Console.Error, TimeProvider.System, Console.OpenStandardOutput,
            !Console.IsOutputRedirected && !colourless, !Console.IsErrorRedirected && !colourless);
    }

    /// <summary>Takes the answer.</summary>
    public TextWriter Output => output;

    /// <summary>Takes errors and remarks.</summary>
    public TextWriter Error => error;

    /// <summary>The time where none is given.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The output as bytes, for an answer too long for a text.</summary>
    public Stream OpenOutput()
    {
        output.Flush();
        return openOutput();
    }

    /// <summary>A report that is laid out already; it goes past any word wrap.</summary>
    public void Report(string text) => output.Write(text.EndsWith('\n') ? text : text + "\n");

    /// <summary>A remark that is no part of the answer.</summary>
    public void Remark(string text) => error.WriteLine(text);

    /// <summary>Writes a table, with colours where a person looks.</summary>
    public void Write(Table table) => Open(output, isOutputWatched).Write(table);

    /// <summary>Does something that takes a while, and shows how far it is where a person looks.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="work">Does it, and reports the share that is done, from 0 to 1.</param>
    public void Watch(string title, Action<Action<double>> work)
    {
        if (!isErrorWatched)
        {
            work(_ => { });
            return;
        }
        Open(error, isWatched: true).Progress().AutoClear(true).Start(progress =>
        {
            ProgressTask task = progress.AddTask(Markup.Escape(title), maxValue: 1);
            work(share => task.Value = share);
        });
    }

    private static IAnsiConsole Open(TextWriter writer, bool isWatched)
    {
        if (isWatched)
            return AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) });
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new() { UseDefaultEnrichers = false },
        });
        console.Profile.Width = PipedWidth;
        return console;
    }
}
