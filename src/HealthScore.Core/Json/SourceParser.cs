using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using HealthScoring.Text;

namespace HealthScoring.Json;

/// <summary>
/// Reads strict JSON into a tree with lines. It goes on after what it can step over (a comment, a duplicate member), so that one reading
/// finds all such errors; text that is not JSON ends it.
/// </summary>
/// <param name="errors">Takes the errors.</param>
/// <param name="noun">What the text is, for messages.</param>
/// <param name="maxBytes">The largest text that is read.</param>
internal sealed class SourceParser(SourceErrors errors, string noun = "profile", int maxBytes = SourceParser.MaxBytes)
{
    internal const int MaxBytes = 1 << 20;
    private const int MaxDepth = 32;

    private int _line = 1;
    private long _counted;

    /// <summary>The root value, or null where the text is not JSON at all; then the errors say why.</summary>
    public SourceNode? Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        if (utf8.Length > maxBytes)
            return Fatal(1, $"the {noun} is larger than {maxBytes / 1024} KiB", "split it, or leave out what does not belong to it");
        if (!Utf8.IsValid(utf8))
            return Fatal(1 + utf8[..ValidBytes(utf8)].Count((byte)'\n'), "the text is not valid UTF-8", "save the file as UTF-8");
        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
            return Fatal(1, $"the {noun} is empty", "start from a template or an example of the documentation");

        var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow, MaxDepth = 2 * MaxDepth };
        var reader = new Utf8JsonReader(utf8, options);
        SourceNode? root = null;
        try
        {
            // Nothing but comments is an error already.
            if (!Next(ref reader, utf8))
                return null;
            root = Value(ref reader, utf8, JsonPath.Root, 0);
            while (root is not null && Next(ref reader, utf8))
            {
            }
            return root;
        }
        catch (JsonException exception)
        {
            int line = (int)(exception.LineNumber ?? 0) + 1;
            int column = Column(utf8, line, (int)(exception.BytePositionInLine ?? 0));
            return root is null
                ? Fatal(line, $"the text is not JSON from column {column} on",
                    "look there and just before for a missing or extra comma, quote or bracket, or a number that is not written like 0.5")
                : Fatal(line, $"there is more text after the {noun}, from column {column} on", "remove everything after the closing brace");
        }
    }

    private SourceNode? Fatal(int line, string problem, string remedy)
    {
        errors.AddAt(JsonPath.Root, line, null, problem, remedy);
        return null;
    }

    private static int Column(ReadOnlySpan<byte> utf8, int line, int bytes)
    {
        for (; line > 1; line--)
            utf8 = utf8[(utf8.IndexOf((byte)'\n') + 1)..];
        return Encoding.UTF8.GetCharCount(utf8[..Math.Min(bytes, utf8.Length)]) + 1;
    }

    private static int ValidBytes(ReadOnlySpan<byte> utf8)
    {
        int position = 0;
        while (Rune.DecodeFromUtf8(utf8[position..], out _, out int length) == System.Buffers.OperationStatus.Done)
            position += length;
        return position;
    }

    /// <summary>Steps to the next token that is not a comment; every comment is an error of its own.</summary>
    private bool Next(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        while (reader.Read())
        {
            _line += utf8[(int)_counted..(int)reader.TokenStartIndex].Count((byte)'\n');
            _counted = reader.TokenStartIndex;
            if (reader.TokenType != JsonTokenType.Comment)
                return true;
            errors.AddAt(JsonPath.Root, _line, null, "comments are not JSON", "put the text into a \"description\", or remove it");
        }
        return false;
    }

    private SourceNode? Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string path, int depth)
    {
        errors.Locate(path, _line);
        JsonTokenType kind = reader.TokenType;
        bool container = kind is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (container && depth == MaxDepth)
            return Fatal(_line, $"the {noun} nests deeper than {MaxDepth} levels", $"a {noun} needs far fewer; look for a bracket too many");
        string? text = kind == JsonTokenType.String ? Unescaped(ref reader, path) : null;
        var node = new SourceNode
        {
            Path = path,
            Kind = kind,
            Raw = kind switch
            {
                JsonTokenType.StartObject => "{…}",
                JsonTokenType.StartArray => "[…]",
                JsonTokenType.String => Quoted(ref reader),
                _ => Excerpt.OfValue(Encoding.UTF8.GetString(reader.ValueSpan)),
            },
            Text = text ?? "",
            Number = kind == JsonTokenType.Number ? reader.GetDouble() : 0,
        };
        return kind switch
        {
            JsonTokenType.StartObject => Members(ref reader, utf8, node, depth) ? node : null,
            JsonTokenType.StartArray => Items(ref reader, utf8, node, depth) ? node : null,
            _ => node,
        };
    }

    private bool Members(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, SourceNode parent, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (Next(ref reader, utf8) && reader.TokenType != JsonTokenType.EndObject)
        {
            int line = _line;
            string? name = Unescaped(ref reader, parent.Path);
            string path = JsonPath.Member(parent.Path, name ?? "");
            Next(ref reader, utf8);
            if (Value(ref reader, utf8, path, depth + 1) is not { } value)
                return false;
            if (name is null)
                continue;
            if (names.Add(name))
                parent.Members.Add((name, value));
            else
            {
                errors.AddAt(path, line, value.Raw, $"\"{name}\" is given twice", "keep one of them");
                errors.Excuse(path);
            }
        }
        return true;
    }

    private bool Items(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, SourceNode parent, int depth)
    {
        while (Next(ref reader, utf8) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Value(ref reader, utf8, JsonPath.Item(parent.Path, parent.Items.Count), depth + 1) is not { } item)
                return false;
            parent.Items.Add(item);
        }
        return true;
    }

    private string? Unescaped(ref Utf8JsonReader reader, string path)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            string raw = Quoted(ref reader);
            errors.AddAt(path, _line, raw, $"{raw} holds half of a character (one of a surrogate pair)", "write the character itself");
            if (reader.TokenType == JsonTokenType.String)
                errors.Excuse(path);
            return null;
        }
    }

    private static string Quoted(ref Utf8JsonReader reader) => $"\"{Excerpt.OfValue(Encoding.UTF8.GetString(reader.ValueSpan))}\"";
}
