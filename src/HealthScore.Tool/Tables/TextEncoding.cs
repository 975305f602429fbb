using System.Text;

namespace HealthScoring.Tool.Tables;

/// <summary>The encodings of text files.</summary>
internal static class TextEncoding
{
    /// <summary>The encoding that a mapping names; what is not text in it is an error.</summary>
    public static Encoding Of(string name) => name switch
    {
        "utf-16" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        "iso-8859-1" => Encoding.Latin1,
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
    };

    /// <summary>Looks at the first bytes of a file, which is then at its beginning again.</summary>
    /// <returns>Whether it has a byte order mark; and, where it has none and looks like UTF-16, which.</returns>
    public static (bool IsMarked, string? Utf16) LookAt(FileStream file)
    {
        Span<byte> begin = stackalloc byte[4];
        int read = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        file.Position = 0;
        bool isMarked = begin is [0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        return (isMarked, isMarked || read < begin.Length || !begin.Contains((byte)0) ? null : begin[0] == 0 ? "utf-16be" : "utf-16");
    }
}
