using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HealthScoring.Tests.Architecture;

/// <summary>
/// A library's sources as the compiler understands them: what each file declares, every name in it, and the room of what the name means. A
/// room is a folder, so a symbol's room is that of the file that declares it.
/// </summary>
internal sealed class SourceRooms
{
    // The SDK's implicit usings, which are not among the source files.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Latest = new(LanguageVersion.Latest);

    /// <summary>What the tests themselves refer to. That every compilation has the same ones spares it most of its time.</summary>
    public static IReadOnlyList<PortableExecutableReference> Platform { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpCompilation _compilation;
    private readonly IReadOnlyList<SyntaxTree> _trees;
    private readonly Lazy<ILookup<string, string>> _declared;

    private SourceRooms(CSharpCompilation compilation, IReadOnlyList<SyntaxTree> trees, Lazy<ILookup<string, string>>? declared = null)
    {
        (_compilation, _trees) = (compilation, trees);
        _declared = declared ?? new(() => compilation.GetSymbolsWithName(_ => true, SymbolFilter.TypeAndMember).Where(TellsOfItsRoom)
            .SelectMany(symbol => DeclaringFiles(symbol).Select(file => (symbol.Name, Room: RoomOf(file)))).Distinct()
            .ToLookup(symbol => symbol.Name, symbol => symbol.Room));
    }

    /// <summary>Compiles a library's sources.</summary>
    public static SourceRooms Read(string library)
    {
        SyntaxTree[] trees =
        [
            .. Files(library).Select(path => CSharpSyntaxTree.ParseText(Repository.Read("src", library, path), Latest, path)),
        ];
        HashSet<string> notReferred = [.. Library.All.Select(other => other.Name).SkipWhile(name => name != library)];
        IEnumerable<MetadataReference> references = Platform.Where(known => !notReferred.Contains(Path.GetFileNameWithoutExtension(known.FilePath!)));
        // Under its own name it may see what other libraries show to it alone.
        return new(
            CSharpCompilation.Create(library, [CSharpSyntaxTree.ParseText(ImplicitUsings, Latest), .. trees], references,
                new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)),
            trees);
    }

    /// <summary>The library's source files, as paths with slashes from its project's folder.</summary>
    public static IEnumerable<string> Files(string library)
    {
        string source = Repository.PathOf("src", library);
        return Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(source, file).Replace('\\', '/'))
            .Where(path => path.Split('/')[0] is not ("bin" or "obj"));
    }

    /// <summary>The room of a file: its folder, with slashes; empty for a file in the project's own folder.</summary>
    public static string RoomOf(string path) => path.LastIndexOf('/') is var end and >= 0 ? path[..end] : "";

    /// <summary>One more source among the library's: what this returns tells of that source alone.</summary>
    /// <param name="path">The path that it would have.</param>
    /// <param name="source">Its text.</param>
    public SourceRooms Plant(string path, string source)
    {
        SyntaxTree planted = CSharpSyntaxTree.ParseText(source, Latest, path);
        CSharpCompilation compilation = _compilation.AddSyntaxTrees(planted);
        string[] errors =
        [
            .. compilation.GetSemanticModel(planted).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => diagnostic.ToString()),
        ];
        return errors.Length == 0 ? new(compilation, [planted], _declared) : throw new InvalidOperationException(string.Join("\n", errors));
    }

    /// <summary>Every type that no other one encloses, with the file that declares it.</summary>
    public IEnumerable<(string File, INamedTypeSymbol Type)> Types()
    {
        foreach (SyntaxTree tree in _trees)
        {
            SemanticModel model = _compilation.GetSemanticModel(tree);
            IEnumerable<SyntaxNode> nodes = tree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax);
            foreach (SyntaxNode declared in nodes.Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax))
                yield return (tree.FilePath, (INamedTypeSymbol)model.GetDeclaredSymbol(declared)!);
        }
    }

    /// <summary>Every reference from a room to a symbol that another room of the library declares, by its own name.</summary>
    /// <param name="isAsked">Whether references from one room to another one are asked for.</param>
    public IEnumerable<(string From, string To, string Symbol)> References(Func<string, string, bool> isAsked) => _trees
        .SelectMany(tree => Uses(tree, isAsked)
            .SelectMany(symbol => DeclaringFiles(symbol).Select(file => (From: RoomOf(tree.FilePath), To: RoomOf(file), Symbol: symbol))))
        .Where(use => use.To != use.From && isAsked(use.From, use.To))
        .Distinct()
        // To spell a symbol out costs more than to find it.
        .Select(use => (use.From, use.To, use.Symbol.ToDisplayString()))
        .Distinct();

    // Documentation may point forward; code may not. To find out what a name means costs far more than to ask who declares it.
    private IEnumerable<ISymbol> Uses(SyntaxTree tree, Func<string, string, bool> isAsked)
    {
        SemanticModel model = _compilation.GetSemanticModel(tree);
        string room = RoomOf(tree.FilePath);
        return tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => Meanings(name.Identifier.ValueText).SelectMany(text => _declared.Value[text]).Any(to => to != room && isAsked(room, to)))
            .Select(name => model.GetSymbolInfo(name))
            // Where generated code is missing, as here, a name may have candidates only.
            .SelectMany(meaning => meaning.Symbol is { } known ? [known] : meaning.CandidateSymbols.AsEnumerable());
    }

    // Who uses a member of a type names the type, or has it from a member that does. That is not so where a member stands apart from its type.
    private static bool TellsOfItsRoom(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol or IMethodSymbol { IsExtensionMethod: true } => true,
        { ContainingType: { } type } => type.IsExtension || DeclaringFiles(type).Select(RoomOf).Distinct().Skip(1).Any(),
        _ => true,
    };

    // An attribute is named without its ending.
    private static string[] Meanings(string name) => [name, name + nameof(Attribute)];

    // What the compiler adds to a type (a constructor, say) is declared where the type is.
    private static IEnumerable<string> DeclaringFiles(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => [],
        { DeclaringSyntaxReferences: { IsEmpty: false } declarations } => declarations.Select(declared => declared.SyntaxTree.FilePath),
        { ContainingType: { } type } => DeclaringFiles(type),
        _ => [],
    };
}
