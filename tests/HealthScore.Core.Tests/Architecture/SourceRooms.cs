using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HealthScoring.Tests.Architecture;

/// <summary>The library's sources as the compiler understands them: every name, and the room it comes from.</summary>
internal sealed class SourceRooms
{
    public const string RootNamespace = "HealthScoring";

    // The SDK's implicit usings, which are not among the source files.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    private readonly CSharpCompilation _compilation;

    private SourceRooms(CSharpCompilation compilation) => _compilation = compilation;

    /// <summary>Reads a library's sources.</summary>
    /// <param name="library">Its folder and assembly.</param>
    /// <param name="plantedSources">Sources that it does not have.</param>
    public static SourceRooms Read(string library, params ReadOnlySpan<string> plantedSources)
    {
        string source = Repository.PathOf("src", library);
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        List<SyntaxTree> trees = [CSharpSyntaxTree.ParseText(ImplicitUsings, options)];
        foreach (string file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(source, file);
            if (!path.StartsWith("obj", StringComparison.Ordinal) && !path.StartsWith("bin", StringComparison.Ordinal))
                trees.Add(CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, path));
        }
        foreach (string planted in plantedSources)
            trees.Add(CSharpSyntaxTree.ParseText(planted, options, "Planted.cs"));
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && name != $"{library}.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        // Under its own name it may see what other libraries show to it alone.
        return new(CSharpCompilation.Create(library, trees, references, new(OutputKind.DynamicallyLinkedLibrary)));
    }

    /// <summary>Every use of a symbol: the file, the room it stands in, and the symbol.</summary>
    public IEnumerable<(string File, string Room, ISymbol Symbol)> Uses()
    {
        foreach (SyntaxTree tree in _compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            SemanticModel model = _compilation.GetSemanticModel(tree);
            BaseNamespaceDeclarationSyntax? declared = tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault();
            string room = RoomOf(declared?.Name.ToString()) ?? "(root)";
            // Documentation may point forward; code may not.
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (model.GetSymbolInfo(name).Symbol is { } symbol)
                    yield return (tree.FilePath, room, symbol);
            }
        }
    }

    public IEnumerable<(string From, string To, string Symbol)> References() => Uses()
        .Where(use => use.Symbol is not INamespaceSymbol)
        .Select(use => (From: use.Room, To: RoomOf(use.Symbol.ContainingNamespace?.ToDisplayString()), Symbol: use.Symbol.ToDisplayString()))
        .Where(use => use.To is not null && use.To != use.From)
        .Select(use => (use.From, use.To!, use.Symbol))
        .Distinct();

    private static string? RoomOf(string? name) => name == RootNamespace ? "(root)"
        : name?.StartsWith(RootNamespace + ".", StringComparison.Ordinal) == true ? name[(RootNamespace.Length + 1)..].Split('.')[0]
        : null;
}
