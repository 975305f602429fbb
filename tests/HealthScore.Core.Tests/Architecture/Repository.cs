namespace HealthScoring.Tests.Architecture;

/// <summary>Where the repository's own files are, wherever the tests run from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folders with projects.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["src", "tests", "benchmarks", "docs"];

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    public static string Read(params ReadOnlySpan<string> parts) => File.ReadAllText(PathOf(parts));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "HealthScore.Core.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run from inside the repository.");
    }
}
