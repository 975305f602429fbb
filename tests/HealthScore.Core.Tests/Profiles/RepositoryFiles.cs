namespace HealthScoring.Tests.Profiles;

/// <summary>Files that the tests read from the repository.</summary>
internal static class RepositoryFiles
{
    public static string PathOf(params ReadOnlySpan<string> parts)
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "HealthScore.Core.sln")))
            directory = directory.Parent;
        string root = directory?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        return Path.Combine([root, .. parts]);
    }

    public static string Read(params ReadOnlySpan<string> parts) => File.ReadAllText(PathOf(parts));
}
