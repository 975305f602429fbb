using System.Reflection;
using System.Runtime.CompilerServices;
using HealthScoring.Sql;
using Microsoft.CodeAnalysis;
using Xunit;

namespace HealthScoring.Tests.Architecture;

public class HouseRules
{
    private static readonly Assembly[] Assemblies = [.. Library.All.Select(library => Assembly.Load(library.Name))];

    public static TheoryData<string> Libraries => [.. Library.All.Select(library => library.Name)];

    // Data flows one way: so no two rooms refer to each other in a circle, those of one line included.
    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_room_refers_to_the_rooms_of_earlier_lines_only(string library)
    {
        Assert.Empty(Wrong(Named(library), Named(library).Sources));
    }

    [Fact]
    public void The_rule_sees_the_references_there_are()
    {
        (string From, string To)[] core = [("Plans", "Curves"), ("Profiles", "Profiles/Parts"), ("Scores", "Plans"), ("Hosting", "Scores")];
        (string From, string To)[] sql = [("Stages", "Statements"), ("Queries", "Stages")];

        Assert.Equal(core.Order(), Seen(Library.Core, core));
        Assert.Equal(sql.Order(), Seen(Library.Sql, sql));

        static IEnumerable<(string From, string To)> Seen(Library library, (string From, string To)[] asked) =>
            library.Sources.References((from, to) => asked.Contains((from, to)))
                .Select(reference => (reference.From, reference.To)).Distinct().Order();
    }

    [Theory]
    [InlineData("Curves/Planted.cs", "namespace HealthScoring; class Planted { Tier? x; }", "Curves -> Tiers: HealthScoring.Tier")]
    [InlineData("Plans/Planted.cs", "namespace HealthScoring.Plans; class Planted { object? x = nameof(ActionMapper); }",
        "Plans -> Scores: HealthScoring.ActionMapper")]
    [InlineData("Metrics/Planted.cs", "namespace HealthScoring; class Planted { object x = Formula.Lowest; }",
        "Metrics -> Profiles/Parts: HealthScoring.Formula")]
    [InlineData("Profiles/Parts/Planted.cs", "namespace HealthScoring; class Planted { ScoringProfile? x; }",
        "Profiles/Parts -> Profiles: HealthScoring.ScoringProfile")]
    [InlineData("Changes/Planted.cs", "namespace HealthScoring.Changes; class Planted { string M(Paths.PathStep x) => x.Metric; }",
        "Changes -> Paths: HealthScoring.Paths.PathStep")]
    [InlineData("Curves/Planted.cs",
        "namespace HealthScoring; using Microsoft.Extensions.DependencyInjection; "
            + "class Planted { void M(IServiceCollection x) => x.AddHealthScoring<string>(_ => { }); }",
        "Curves -> Hosting: Microsoft.Extensions.DependencyInjection.IServiceCollection.AddHealthScoring<string>("
            + "System.Action<HealthScoring.HealthScoringBuilder<string>>)")]
    public void A_planted_backward_reference_is_found(string path, string source, string expected)
    {
        Assert.Contains(expected, Wrong(Library.Core, Library.Core.Sources.Plant(path, source)));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void No_file_is_at_the_root_and_every_folder_is_a_known_room(string library)
    {
        Assert.Equal(
            Named(library).Rooms.SelectMany(rooms => rooms).Order(StringComparer.Ordinal),
            SourceRooms.Files(library).Select(SourceRooms.RoomOf).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_type_is_in_the_namespace_of_the_users_or_of_its_room(string library)
    {
        Assert.Empty(Misplaced(Named(library), Named(library).Sources));
    }

    [Theory]
    [InlineData("Tracking/Planted.cs", "namespace HealthScoring.Paths; class Planted;", "HealthScoring.Paths.Planted in Tracking")]
    [InlineData("Curves/Planted.cs", "namespace HealthScoring.Curves; class Planted;", "HealthScoring.Curves.Planted in Curves")]
    [InlineData("Profiles/Parts/Planted.cs", "namespace HealthScoring.Profiles.Parts; class Planted;",
        "HealthScoring.Profiles.Parts.Planted in Profiles/Parts")]
    [InlineData("Tracking/Planted.cs", "namespace HealthScoring.Tracking; class Planted;", null)]
    [InlineData("Tracking/Planted.cs", "namespace HealthScoring; class Planted;", null)]
    public void A_planted_type_in_another_namespace_is_found(string path, string source, string? expected)
    {
        Assert.Equal(expected is null ? [] : [expected], Misplaced(Library.Core, Library.Core.Sources.Plant(path, source)));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_file_declares_one_public_type_at_most_and_is_named_after_its_type(string library)
    {
        Assert.Empty(Misnamed(Named(library).Sources));
    }

    [Theory]
    [InlineData("public class Planted; public class Other;", "Tracking/Planted.cs: Planted, Other")]
    [InlineData("public class Other; class Planted;", "Tracking/Planted.cs: Other, Planted")]
    [InlineData("enum Other;", "Tracking/Planted.cs: Other")]
    [InlineData("public delegate void Other();", "Tracking/Planted.cs: Other")]
    [InlineData("public class Planted<T> { public class Inner; }", null)]
    [InlineData("public class Planted; class Other;", null)]
    public void A_planted_type_in_a_file_of_another_name_is_found(string source, string? expected)
    {
        Assert.Equal(expected is null ? [] : [expected], Misnamed(Library.Core.Sources.Plant("Tracking/Planted.cs", source)));
    }

    [Fact]
    public void Public_types_are_sealed_abstract_or_static()
    {
        Assert.DoesNotContain(Assemblies.SelectMany(library => library.GetExportedTypes()), IsOpen);
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
        Assert.Empty(Assemblies.SelectMany(library => library.GetTypes())
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !IsGenerated(type))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !field.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(field => $"{field.DeclaringType}.{field.Name}"));
    }

    [Fact]
    public void Names_say_something()
    {
        string[] empty = ["Util", "Helper", "Common", "Misc", "Manager"];
        Assert.DoesNotContain(Assemblies.SelectMany(library => library.GetTypes()).Where(type => !IsGenerated(type)),
            type => empty.Any(word => type.Name.Contains(word, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("benchmarks")]
    [InlineData("docs")]
    public void Usings_stand_in_order_those_of_System_first(string folder)
    {
        string[] files = [.. SourceFiles(folder)];

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file =>
        {
            string[] names = [.. File.ReadLines(Repository.PathOf(file)).Where(line => line is ['u', 's', 'i', 'n', 'g', ' ', .. var name, ';']
                && name.All(letter => letter is '.' or '_' || char.IsLetterOrDigit(letter))).Select(line => line[6..^1])];
            return !names.SequenceEqual(names.OrderBy(name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal))
                .ThenBy(name => name, StringComparer.OrdinalIgnoreCase));
        });
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("benchmarks")]
    [InlineData("docs")]
    public void A_line_has_at_most_150_characters(string folder)
    {
        string[] files = [.. SourceFiles(folder)];

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => TooLong(file, File.ReadAllLines(Repository.PathOf(file)))));
    }

    [Theory]
    [InlineData(150, 'a', false)]
    [InlineData(151, 'a', true)]
    [InlineData(150, '→', false)]
    [InlineData(151, '→', true)]
    public void A_planted_line_that_is_too_long_is_found(int characters, char filler, bool expected)
    {
        Assert.Equal(expected ? ["Planted.cs:2"] : [], TooLong("Planted.cs", ["", new string(filler, characters)]));
    }

    [Fact]
    public void The_library_for_sql_needs_nothing_but_the_core_and_shows_one_namespace()
    {
        Assert.All(Library.Sql.Sources.Types().Select(declared => declared.Type).Where(IsPublic),
            type => Assert.Equal(Library.Sql.Namespace, type.ContainingNamespace.ToDisplayString()));
        Assert.Equal([Library.Core.Name], typeof(SqlScoring).Assembly.GetReferencedAssemblies().Select(reference => reference.Name)
            .Where(name => !name!.StartsWith("System.", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(["bin", "obj", "node_modules"]).Any());

    private static IEnumerable<string> TooLong(string file, string[] lines) => lines.Index()
        .Where(line => line.Item.Length > 150)
        .Select(line => $"{file}:{line.Index + 1}");

    private static Library Named(string library) => Library.All.Single(known => known.Name == library);

    private static IEnumerable<string> Wrong(Library library, SourceRooms rooms) => rooms
        .References((from, to) => Line(to, library) >= Line(from, library))
        .Select(reference => $"{reference.From} -> {reference.To}: {reference.Symbol}");

    private static int Line(string room, Library library)
    {
        int line = Array.FindIndex(library.Rooms, rooms => rooms.Contains(room));
        return line >= 0 ? line : throw new InvalidOperationException($"'{room}' is not a room of {library}; give it a place in the order.");
    }

    private static IEnumerable<string> Misplaced(Library library, SourceRooms rooms) =>
        from declared in rooms.Types()
        let room = SourceRooms.RoomOf(declared.File)
        let name = declared.Type.ContainingNamespace.ToDisplayString()
        where name != library.Namespace && (library.IsEveryday(room) || name != $"{library.Namespace}.{room.Replace('/', '.')}")
        select $"{declared.Type.ToDisplayString()} in {room}";

    private static IEnumerable<string> Misnamed(SourceRooms rooms) => rooms.Types()
        .GroupBy(declared => declared.File, declared => declared.Type)
        .Where(file => file.First().Name != Path.GetFileNameWithoutExtension(file.Key) || file.Count(IsPublic) > 1)
        .Select(file => $"{file.Key}: {string.Join(", ", file.Select(type => type.Name))}");

    private static bool IsPublic(INamedTypeSymbol type) => type.DeclaredAccessibility == Accessibility.Public;

    private static bool IsOpen(Type type) => type is { IsClass: true, IsSealed: false, IsAbstract: false };

    private static bool IsGenerated(Type type) =>
        type.IsSubclassOf(typeof(System.Text.Json.Serialization.JsonSerializerContext)) || type.Name.Contains('<', StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
