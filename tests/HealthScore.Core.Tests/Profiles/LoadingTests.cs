using System.IO.Compression;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

public sealed class LoadingTests
{
    private static readonly ScoringProfile Good = ScoringProfile.Parse(GoodJson);

    [Fact]
    public void A_stream_is_read_from_where_it_stands_and_stays_open()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("x" + GoodJson)) { Position = 1 };
        Assert.Equal(Good, ScoringProfile.Load(stream));
        Assert.True(stream.CanRead);
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void A_stream_stays_open_when_the_profile_is_bad()
    {
        using var stream = new MemoryStream([]);
        Assert.Throws<InvalidProfileException>(() => ScoringProfile.Load(stream));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_stream_need_not_seek()
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            packing.Write(Encoding.UTF8.GetBytes(GoodJson));
        packed.Position = 0;
        using var stream = new GZipStream(packed, CompressionMode.Decompress);
        Assert.False(stream.CanSeek);
        Assert.Equal(Good, ScoringProfile.Load(stream));
    }

    [Fact]
    public void A_stream_that_is_too_large_is_not_read_to_its_end()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(GoodJson.PadRight(5 << 20)));
        var refused = Assert.Throws<InvalidProfileException>(() => ScoringProfile.Load(stream));
        Assert.StartsWith("the profile is larger than 1024 KiB", Assert.Single(refused.Errors).Problem, StringComparison.Ordinal);
        Assert.True(stream.Position < stream.Length / 2);
    }

    [Fact]
    public void A_file_is_named_in_the_message()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllText(path, GoodJson, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            Assert.Equal(Good, ScoringProfile.LoadFile(path));
            File.WriteAllText(path, "[]");
            var refused = Assert.Throws<InvalidProfileException>(() => ScoringProfile.LoadFile(path));
            Assert.StartsWith($"The profile '{Path.GetFileName(path)}' has an error:\n- $ (line 1): ", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_is_not_there() => Assert.Throws<FileNotFoundException>(() => ScoringProfile.LoadFile("nowhere.json"));

    [Fact]
    public void An_embedded_file_is_found_by_its_name_or_ending()
    {
        Assembly assembly = Embedding("App.Profiles.health.json", "App.other.json");
        Assert.Equal(Good, ScoringProfile.LoadEmbedded(assembly, "App.Profiles.health.json"));
        Assert.Equal(Good, ScoringProfile.LoadEmbedded(assembly, "health.json"));
    }

    [Fact]
    public void A_whole_name_wins_over_an_ending() =>
        Assert.Equal(Good, ScoringProfile.LoadEmbedded(Embedding("health.json", "App.health.json"), "health.json"));

    [Fact]
    public void An_embedded_file_that_is_not_there() => Assert.Equal(
        "No embedded resource of Embedding is named 'ealth.json' or ends so. It has: App.health.json, App.other.json.",
        NotFound(Embedding("App.health.json", "App.other.json"), "ealth.json"));

    [Fact]
    public void An_ending_of_two_embedded_files() => Assert.Equal(
        "More than one embedded resource of Embedding is named 'health.json' or ends so. It has: A.health.json, B.health.json.",
        NotFound(Embedding("A.health.json", "B.health.json"), "health.json"));

    [Fact]
    public void An_assembly_without_embedded_files() => Assert.Equal(
        "No embedded resource of Embedding is named 'health.json' or ends so. It has: none (add the file as <EmbeddedResource>).",
        NotFound(Embedding(), "health.json"));

    [Fact]
    public void An_embedded_file_is_named_in_the_message()
    {
        Assembly assembly = Embedding(new Dictionary<string, string> { ["App.health.json"] = "[]" });
        var refused = Assert.Throws<InvalidProfileException>(() => ScoringProfile.LoadEmbedded(assembly, "health.json"));
        Assert.StartsWith("The profile 'App.health.json' has an error:\n- $ (line 1): ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>("json", () => ScoringProfile.Parse((string)null!));
        Assert.Throws<ArgumentNullException>("stream", () => ScoringProfile.Load(null!));
        Assert.Throws<ArgumentNullException>("path", () => ScoringProfile.LoadFile(null!));
        Assert.Throws<ArgumentNullException>("assembly", () => ScoringProfile.LoadEmbedded(null!, "x"));
    }

    private static string NotFound(Assembly assembly, string name) =>
        Assert.Throws<FileNotFoundException>(() => ScoringProfile.LoadEmbedded(assembly, name)).Message;

    private static Assembly Embedding(params string[] names) => Embedding(names.ToDictionary(name => name, _ => GoodJson));

    private static Assembly Embedding(Dictionary<string, string> files)
    {
        using var image = new MemoryStream();
        var made = CSharpCompilation.Create("Embedding", [], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new(OutputKind.DynamicallyLinkedLibrary)).Emit(image, manifestResources: files.Select(file =>
                new ResourceDescription(file.Key, () => new MemoryStream(Encoding.UTF8.GetBytes(file.Value)), isPublic: true)));
        Assert.True(made.Success);
        return Assembly.Load(image.ToArray());
    }
}
