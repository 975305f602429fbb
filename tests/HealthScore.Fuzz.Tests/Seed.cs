namespace HealthScoring.Tests.Fuzz;

/// <summary>Files that inputs begin with.</summary>
internal static class Seed
{
    public static byte[] File(string name)
    {
        using Stream stream = typeof(Seed).Assembly.GetManifestResourceStream(typeof(Seed).Assembly.GetManifestResourceNames()
            .Single(resource => resource.EndsWith('.' + name, StringComparison.Ordinal)))!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static ScoringProfile Profile(string name) => ScoringProfile.Parse(File(name));
}
