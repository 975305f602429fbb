using System.Reflection;
using System.Runtime.CompilerServices;
using HealthScoring.Sql;
using Microsoft.CodeAnalysis;
using Xunit;

namespace HealthScoring.Tests.Architecture;

public class HouseRules
{
    private const string Core = "HealthScore.Core", Sql = "HealthScore.Sql";

    // Data flows one way: a room may refer to the rooms of earlier lines only.
    private static readonly string[][] RoomsOfCore =
    [
        ["Text"],
        ["Json"],
        ["Metrics", "Curves", "Tiers"],
        ["Profiles/Parts"],
        ["Profiles"],
        ["Plans"],
        ["Portfolios"],
        ["Columns"],
        ["Scores"],
        ["Tracking", "Changes", "Paths", "Reviews"],
        ["Hosting"],
    ];

    private static readonly string[][] RoomsOfSql = [["Dialects"], ["Statements"], ["Stages"], ["Queries"]];

    private static readonly Assembly[] Libraries = [typeof(HealthScore).Assembly, typeof(SqlScoring).Assembly];

    public static TheoryData<string, string[][]> Rooms => new() { { Core, RoomsOfCore }, { Sql, [.. RoomsOfCore, .. RoomsOfSql] } };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_room_refers_to_a_later_one(string library, string[][] order)
    {
        Assert.Empty(BackwardReferences(SourceRooms.Read(library), order));
    }

    [Fact]
    public void The_rule_sees_the_references_there_are()
    {
        (string From, string To, string Symbol)[] references = [.. SourceRooms.Read(Core).References(), .. SourceRooms.Read(Sql).References()];

        Assert.Contains(references, reference => reference is { From: "Scoring", To: "Curves" });
        Assert.Contains(references, reference => reference is { From: "Actions", To: "Scoring" });
        Assert.Contains(references, reference => reference is { From: "DependencyInjection", To: "Customers" });
        Assert.Contains(references, reference => reference is { From: "Stages", To: "Statements" });
        Assert.Contains(references, reference => reference is { From: "Stages", To: "Scoring" });
    }

    [Theory]
    [InlineData("namespace HealthScoring.Curves; class Planted { HealthScoring.Tiers.Tier? x; }", "Curves -> Tiers: HealthScoring.Tiers.Tier")]
    [InlineData("namespace HealthScoring.Scoring; class Planted { object? x = Actions.ActionMapper.Map(null!, null!); }",
        "Scoring -> Actions: HealthScoring.Actions.ActionMapper")]
    [InlineData("using HealthScoring.Profiles; namespace HealthScoring.Metrics; class Planted { object x = Formula.Lowest; }",
        "Metrics -> Profiles: HealthScoring.Profiles.Formula")]
    public void A_planted_backward_reference_is_found(string source, string expected)
    {
        Assert.Contains(expected, BackwardReferences(SourceRooms.Read(Core, source), RoomsOfCore));
    }

    [Theory]
    [InlineData(Core)]
    [InlineData(Sql)]
    public void Nothing_stands_at_the_root_and_every_folder_is_a_known_room(string library)
    {
        string source = Repository.PathOf("src", library);

        Assert.Empty(Directory.GetFiles(source, "*.cs"));
        Assert.Equal(
            (library == Core ? RoomsOfCore : RoomsOfSql).SelectMany(rooms => rooms).Order(StringComparer.Ordinal),
            Directory.GetDirectories(source).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj"))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Public_types_are_sealed_abstract_or_static()
    {
        Assert.DoesNotContain(Libraries.SelectMany(library => library.GetExportedTypes()), IsOpen);
    }

    [Fact]
    public void An_open_public_type_is_found()
    {
        Assert.True(IsOpen(typeof(HouseRules)));
        Assert.False(IsOpen(typeof(HealthScore)));
    }

    [Fact]
    public void There_is_no_static_mutable_state()
    {
        Assert.Empty(Libraries.SelectMany(library => library.GetTypes())
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !IsGenerated(type))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(field => $"{field.DeclaringType}.{field.Name}"));
    }

    [Fact]
    public void Nothing_asks_the_clock_but_through_a_time_provider()
    {
        string[] clocks = ["Now", "UtcNow", "Today"];
        Assert.Empty(((string[])[Core, Sql]).SelectMany(library => SourceRooms.Read(library).Uses())
            .Where(use => use.Symbol is IPropertySymbol && clocks.Contains(use.Symbol.Name)
                && use.Symbol.ContainingNamespace.ToDisplayString() == "System")
            .Select(use => $"{use.File}: {use.Symbol.ToDisplayString()}"));
    }

    [Fact]
    public void Names_say_something()
    {
        string[] empty = ["Util", "Helper", "Common", "Misc", "Manager"];
        Assert.DoesNotContain(Libraries.SelectMany(library => library.GetTypes()), type => empty.Any(word => type.Name.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_library_for_sql_needs_nothing_but_the_core_and_shows_one_namespace()
    {
        Assembly sql = typeof(SqlScoring).Assembly;

        Assert.All(sql.GetExportedTypes(), type => Assert.Equal("HealthScoring.Sql", type.Namespace));
        Assert.Equal([Core], sql.GetReferencedAssemblies().Select(reference => reference.Name)
            .Where(name => !name!.StartsWith("System.", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> BackwardReferences(SourceRooms rooms, string[][] order) => rooms.References()
        .Where(reference => Place(reference.To, order) >= Place(reference.From, order))
        .Select(reference => $"{reference.From} -> {reference.To}: {reference.Symbol}");

    private static int Place(string room, string[][] order)
    {
        int place = Array.FindIndex(order, rooms => rooms.Contains(room));
        return place >= 0 ? place : throw new InvalidOperationException($"'{room}' is no room; give it a place in the order.");
    }

    private static bool IsOpen(Type type) => type is { IsClass: true, IsSealed: false, IsAbstract: false };

    private static bool IsGenerated(Type type) =>
        type.IsSubclassOf(typeof(System.Text.Json.Serialization.JsonSerializerContext)) || type.Name.Contains('<', StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
