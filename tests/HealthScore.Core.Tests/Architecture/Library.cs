namespace HealthScoring.Tests.Architecture;

/// <summary>A library as the house rules see it. To add one, add a line to <see cref="All"/>.</summary>
/// <param name="Name">Its project and assembly.</param>
/// <param name="Namespace">The namespace of its users.</param>
/// <param name="Rooms">Its rooms, line by line: a room is a folder with sources, and refers to the rooms of earlier lines only.</param>
/// <param name="Everyday">The rooms whose every type is in the namespace of its users.</param>
internal sealed record Library(string Name, string Namespace, string[][] Rooms, params string[] Everyday)
{
    private readonly Lazy<SourceRooms> _sources = new(() => SourceRooms.Read(Name));

    public static Library Core { get; } = new("HealthScore.Core", "HealthScoring",
        [
            ["Text"],
            ["Json"],
            ["Metrics", "Curves", "Tiers"],
            ["Profiles/Parts"],
            ["Profiles/Formats"],
            ["Profiles"],
            ["Plans"],
            ["Portfolios"],
            ["Columns"],
            ["Scores"],
            ["Tracking", "Changes", "Paths"],
            ["Hosting"],
        ],
        "Metrics", "Curves", "Tiers", "Profiles", "Scores", "Hosting");

    public static Library Sql { get; } = new("HealthScore.Sql", "HealthScoring.Sql",
        [["Dialects"], ["Statements"], ["Stages"], ["Expressions"], ["Starters"], ["Queries"]]);

    public static Library Analysis { get; } =
        new("HealthScore.Analysis", "HealthScoring.Analysis",
            [
                ["Statistics"],
                ["Outcomes"],
                ["Learning"],
                ["Backtests"],
                ["Audits", "Differences", "Simulations", "Weights"],
                ["Proposals"],
                ["Drift", "Patterns"],
                ["Reports"],
                ["Hosting"],
            ]);

    public static Library Hosting { get; } = new("HealthScore.Hosting", "HealthScoring.Hosting",
        [["Storage"], ["Logging"], ["Databases"], ["Runs"], ["Delivery"], ["Hosting"]]);

    public static Library AspNetCore { get; } = new("HealthScore.AspNetCore", "HealthScoring.AspNetCore",
        [["Logging"], ["Access"], ["Books"], ["Requests"], ["Views"], ["Page"], ["Endpoints", "HealthChecks"]]);

    public static Library Tool { get; } = new("HealthScore.Tool", "HealthScoring.Tool",
        [["Terminals"], ["Mappings"], ["Tables"], ["Proposals", "Books"], ["Scores"], ["Commands"]]);

    /// <summary>Every library, after those that it refers to.</summary>
    public static IReadOnlyList<Library> All { get; } = [Core, Sql, Analysis, Hosting, AspNetCore, Tool];

    /// <summary>Its sources, compiled once.</summary>
    public SourceRooms Sources => _sources.Value;

    /// <summary>Whether every type of the room, or of the room that it is a part of, is in the namespace of the library's users.</summary>
    public bool IsEveryday(string room) =>
        Everyday.Any(everyday => room == everyday || room.StartsWith(everyday + "/", StringComparison.Ordinal));

    public override string ToString() => Name;
}
