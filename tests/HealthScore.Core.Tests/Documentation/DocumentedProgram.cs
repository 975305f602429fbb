using System.Reflection;
using System.Text.RegularExpressions;
using HealthScoring.Tests.Architecture;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HealthScoring.Tests.Documentation;

/// <summary>
/// A C# block of a page: a whole program of top-level statements, and the text block after it, which is what the program prints. A JSON
/// block under a line that ends with a file name in backticks and a colon is that file.
/// </summary>
internal sealed partial class DocumentedProgram
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly string[] _folders = ["docs", "docs/recipes"];

    public required string Page { get; init; }

    public required int Line { get; init; }

    public required string Source { get; init; }

    public required string? Output { get; init; }

    public static IEnumerable<string> Pages() =>
    [
        "README.md",
        "src/HealthScore.Core/README.md",
        "src/HealthScore.Analysis/README.md",
        "src/HealthScore.Hosting/README.md",
        "src/HealthScore.Sql/README.md",
        .. _folders.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<DocumentedProgram> Of(string page)
    {
        string text = File.ReadAllText(Repository.PathOf(page)).ReplaceLineEndings("\n");
        foreach (Match match in ProgramBlock().Matches(text))
        {
            yield return new()
            {
                Page = page,
                Line = text.AsSpan(0, match.Index).Count('\n') + 1,
                Source = match.Groups["source"].Value,
                Output = match.Groups["output"].Success ? match.Groups["output"].Value : null,
            };
        }
    }

    /// <summary>Writes the files that the page shows to where its programs find them.</summary>
    public static void WriteFiles(string page)
    {
        string text = File.ReadAllText(Repository.PathOf(page)).ReplaceLineEndings("\n");
        foreach (Match match in FileBlock().Matches(text))
            File.WriteAllText(Path.Combine(AppContext.BaseDirectory, match.Groups["name"].Value), match.Groups["content"].Value);
    }

    /// <summary>Compiles and runs the program; returns what it prints.</summary>
    public string Run()
    {
        // A library of an older framework is no complaint, as for every project.
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]);
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"Documented{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(Source)], SourceRooms.Platform, options);
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        string[] complaints = [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString())];
        if (complaints.Length > 0)
            throw new InvalidOperationException($"{Page}, line {Line}, does not compile cleanly:\n{string.Join("\n", complaints)}");

        TextWriter console = Console.Out;
        // Not disposed: a law that runs beside this may have taken it for the console, and still write to it.
        var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            MethodInfo entry = Assembly.Load(assembly.ToArray()).EntryPoint!;
            object? returned = entry.Invoke(null, entry.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
            (returned as Task)?.GetAwaiter().GetResult();
        }
        finally
        {
            Console.SetOut(console);
        }
        return output.ToString();
    }

    [GeneratedRegex(@"^```csharp\n(?<source>.*?)^```\n(\s*(?:[^\n`]+\n\s*)?^```text\n(?<output>.*?)^```\n)?",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ProgramBlock();

    [GeneratedRegex(@"`(?<name>[\w.-]+\.json)`:\s*\n+```json\n(?<content>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FileBlock();
}
