using HealthScoring.Json;

namespace HealthScoring.Analysis;

/// <summary>Where in a profile the walk is: a part with a name, or an object without one such as <c>tracking</c>.</summary>
/// <param name="Kind">What it is, as in <c>guardrail</c>; empty for the profile itself.</param>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="Path">Its path.</param>
/// <param name="Segment">The segment that it belongs to, or null.</param>
internal sealed record ProfilePart(string Kind, string Name, string Path, string? Segment = null)
{
    public static ProfilePart Root { get; } = new("", "", "");

    public bool IsRoot => Kind.Length == 0;

    public bool IsMeasured => Kind is "metric" or "signal";

    /// <summary>What it is called, as in <c>guardrail unpaid</c>; what is measured by its name alone.</summary>
    public string Title => IsRoot ? "the profile" : IsMeasured ? Name : Name.Length == 0 ? Kind : $"{Kind} {Name}";

    /// <summary>What a text about it starts with: empty, or the segment.</summary>
    public string Lead => Segment is null ? "" : $"segment {Segment}: ";

    /// <summary>The path of a member; the first step has no point before it.</summary>
    public string PathOf(string member) => IsRoot ? JsonPath.Member("", member).TrimStart('.') : JsonPath.Member(Path, member);

    /// <summary>A part of a list of this one, whose kind is the list's name in the singular.</summary>
    public ProfilePart Item(string list, string name) =>
        new((Kind == "parents" ? "parents' " : "") + (list.EndsWith('s') ? list[..^1] : list), name, JsonPath.Member(PathOf(list), name),
            Kind == "segment" ? Name : Segment);

    /// <summary>An object of this part that has no name.</summary>
    public ProfilePart Object(string member) => new(member, "", PathOf(member), Kind == "segment" ? Name : Segment);
}
