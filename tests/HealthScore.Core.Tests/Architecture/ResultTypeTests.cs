using Microsoft.CodeAnalysis;
using Xunit;

namespace HealthScoring.Tests.Architecture;

/// <summary>Whoever logs a result, or looks at it in a debugger, reads what it says.</summary>
public sealed class ResultTypeTests
{
    private static readonly string[] Rooms = ["Scores", "Portfolios", "Columns", "Tracking", "Changes", "Paths"];

    // What works, collects or brings data is not a result.
    private static readonly string[] NoResults = ["HealthScorer", "ColumnScorer", "PortfolioTally", "ParentTally", "MetricColumn"];

    [Fact]
    public void Every_result_says_itself_in_a_line()
    {
        INamedTypeSymbol[] results = [.. Results(Library.Core.Sources)];

        Assert.Contains(results, type => type.Name == "HealthScore");
        Assert.Contains(results, type => type.Name == "RowScore");
        Assert.True(results.Length > 25);
        Assert.Empty(Mute(results));
    }

    [Fact]
    public void A_planted_result_that_says_nothing_is_found()
    {
        Assert.Equal(["Planted"],
            Mute(Results(Library.Core.Sources.Plant("Paths/Planted.cs", "namespace HealthScoring.Paths; public sealed class Planted;"))));
        Assert.Empty(Mute(Results(Library.Core.Sources.Plant("Paths/Planted.cs",
            "namespace HealthScoring.Paths; public sealed class Planted { public override string ToString() => \"\"; }"))));
    }

    private static IEnumerable<string> Mute(IEnumerable<INamedTypeSymbol> results) => results
        .Where(type => !type.GetMembers("ToString").OfType<IMethodSymbol>().Any(method => method.IsOverride && !method.IsImplicitlyDeclared))
        .Select(type => type.Name);

    private static IEnumerable<INamedTypeSymbol> Results(SourceRooms sources) => sources.Types()
        .Where(declared => Rooms.Contains(SourceRooms.RoomOf(declared.File)))
        .Select(declared => declared.Type)
        .Where(type => type is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, TypeKind: TypeKind.Class or TypeKind.Struct }
            && !type.Name.EndsWith("Exception", StringComparison.Ordinal) && !type.Name.EndsWith("Builder", StringComparison.Ordinal)
            && !type.Name.EndsWith("Options", StringComparison.Ordinal) && !type.Name.EndsWith("Attribute", StringComparison.Ordinal)
            && !NoResults.Contains(type.Name));
}
