using System.Reflection;
using System.Security.Cryptography;

namespace HealthScoring.AspNetCore;

/// <summary>A file of the page, from the package.</summary>
internal sealed class PageFile
{
    private PageFile(string name, byte[] content) =>
        (Name, Content, Tag) = (name, content, $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"");

    public string Name { get; }

    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>An entity tag: another one for other content.</summary>
    public string Tag { get; }

    public string Type => Path.GetExtension(Name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".json" => "application/schema+json; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };

    /// <summary>Reads all files by name.</summary>
    public static IReadOnlyDictionary<string, PageFile> ReadAll()
    {
        const string prefix = "page/";
        Assembly assembly = typeof(PageFile).Assembly;
        Dictionary<string, PageFile> files = new(StringComparer.Ordinal);
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            files.Add(resource[prefix.Length..], new(resource[prefix.Length..], content));
        }
        return files;
    }
}
