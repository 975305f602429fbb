using System.Runtime.CompilerServices;
using System.Text;
using HealthScoring.Tool.Commands;
using HealthScoring.Tool.Terminals;
using Microsoft.Extensions.Time.Testing;

namespace HealthScoring.Tests.Tool;

/// <summary>A folder of its own, in which command lines run as a shell would run them.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("healthscore-tool-").FullName;

    /// <summary>The last command's output.</summary>
    public string Output { get; private set; } = "";

    /// <summary>What the last command said beside it.</summary>
    public string Error { get; private set; } = "";

    /// <summary>All that the last command wrote, as a person sees it at a terminal.</summary>
    public string Said { get; private set; } = "";

    /// <summary>A file of the repository.</summary>
    public static string PathOf(params string[] parts) => Path.GetFullPath(Path.Combine([Path.GetDirectoryName(Here())!, "..", "..", .. parts]));

    /// <summary>A file of the folder.</summary>
    public string this[string file] => Path.Combine(_folder, file);

    /// <summary>Writes a file in UTF-8.</summary>
    public Workplace With(string file, string text) => With(file, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file.</summary>
    public Workplace With(string file, byte[] bytes)
    {
        File.WriteAllBytes(this[file], bytes);
        return this;
    }

    /// <summary>Reads a file.</summary>
    public string Read(string file) => File.ReadAllText(this[file]);

    /// <summary>Runs a command line; a word with the ending of a file is a file of the folder.</summary>
    /// <returns>The exit code.</returns>
    public int Run(params string[] words)
    {
        var said = new StringBuilder();
        using var output = new Copied(said) { NewLine = "\n" };
        using var error = new Copied(said) { NewLine = "\n" };
        using var bytes = new MemoryStream();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
        int code = ToolProgram.Run([.. words.Select(word => word.EndsWith(".json", StringComparison.Ordinal)
            || word.EndsWith(".csv", StringComparison.Ordinal)
            || word.EndsWith(".parquet", StringComparison.Ordinal) || word.EndsWith(".html", StringComparison.Ordinal) ? this[word] : word)],
            new Terminal(output, error, clock, () => bytes));
        Output = WithoutFolder(output + Encoding.UTF8.GetString(bytes.ToArray()));
        Error = WithoutFolder(error.ToString());
        Said = WithoutFolder(said.ToString());
        return code;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string WithoutFolder(string text) => text.Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    private static string Here([CallerFilePath] string path = "") => path;

    /// <summary>Keeps what is written, and writes it to another text as well.</summary>
    private sealed class Copied(StringBuilder other) : StringWriter
    {
        public override void Write(char value)
        {
            base.Write(value);
            other.Append(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            base.Write(buffer, index, count);
            other.Append(buffer, index, count);
        }

        public override void Write(string? value)
        {
            base.Write(value);
            other.Append(value);
        }
    }
}
