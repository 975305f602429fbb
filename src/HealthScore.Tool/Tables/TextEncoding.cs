using System.Text;

namespace HealthScoring.Tool.Tables;

/// <summary>The encodings of text files.</summary>
internal static class TextEncoding
{
    /// <summary>The encoding that a mapping or a byte order mark names; what is not text in it is an error.</summary>
    public static Encoding Of(string name) => name switch
    {
        "utf-16" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        "utf-32" => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        "utf-32be" => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        "iso-8859-1" => Encoding.Latin1,
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        // With a mark, which a reader then passes over.
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
    };

    /// <summary>Looks at the first bytes of a file, which is then at its beginning again.</summary>
    /// <returns>The encoding that its byte order mark names; and, where it has no mark and looks like UTF-16, which.</returns>
    public static (string? Marked, string? Utf16) LookAt(FileStream file)
    {
        Span<byte> begin = stackalloc byte[4];
        int read = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        file.Position = 0;
        string? marked = begin[..read] switch
        {
            [0xEF, 0xBB, 0xBF, ..] => "utf-8",
            // No text begins with NUL, so this is not UTF-16.
            [0xFF, 0xFE, 0, 0] => "utf-32",
            [0, 0, 0xFE, 0xFF] => "utf-32be",
            [0xFF, 0xFE, ..] => "utf-16",
            [0xFE, 0xFF, ..] => "utf-16be",
            _ => null,
        };
        return (marked, marked is not null || read < begin.Length || !begin.Contains((byte)0) ? null : begin[0] == 0 ? "utf-16be" : "utf-16");
    }
}
