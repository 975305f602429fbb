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

    /// <summary>The root value, or null where the text is not JSON at all; then the errors say why.</summary>
    public SourceNode? Parse(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> utf8 = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        if (utf8.Length > maxBytes)
            return Fatal(1, $"the {noun} is larger than {maxBytes / 1024} KiB", "split it, or leave out what does not belong to it");
        if (!Utf8.IsValid(utf8))
            return Fatal(1 + utf8[..ValidBytes(utf8)].Count((byte)'\n'), "the text is not valid UTF-8", "save the file as UTF-8");
        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
            return Fatal(1, $"the {noun} is empty", "start from a template or an example of the documentation");

        var source = new SourceText(utf8.ToArray());
        var reader = new Utf8JsonReader(source.Utf8, new() { CommentHandling = JsonCommentHandling.Allow, MaxDepth = 2 * MaxDepth });
        SourceNode? root = null;
        try
        {
            // Nothing but comments is an error already.
            if (!Next(ref reader, source))
                return null;
            errors.Tree = root = Value(ref reader, source, null, null, 0, 0);
            while (root is not null && Next(ref reader, source))
            {
            }
            return root;
        }
        catch (JsonException exception)
        {
            int line = (int)(exception.LineNumber ?? 0) + 1;
            int column = source.ColumnOf(line, (int)(exception.BytePositionInLine ?? 0));
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

    private static int ValidBytes(ReadOnlySpan<byte> utf8)
    {
        int position = 0;
        while (Rune.DecodeFromUtf8(utf8[position..], out _, out int length) == System.Buffers.OperationStatus.Done)
            position += length;
        return position;
    }

    /// <summary>Steps to the next token that is not a comment; every comment is an error of its own.</summary>
    private bool Next(ref Utf8JsonReader reader, SourceText source)
    {
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.Comment)
                return true;
            errors.AddAt(JsonPath.Root, LineOf(ref reader, source), null, "comments are not JSON",
                "put the text into a \"description\", or remove it");
        }
        return false;
    }

    private SourceNode? Value(ref Utf8JsonReader reader, SourceText source, SourceNode? parent, string? name, int index, int depth)
    {
        JsonTokenType kind = reader.TokenType;
        bool isContainer = kind is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (isContainer && depth == MaxDepth)
        {
            return Fatal(LineOf(ref reader, source), $"the {noun} nests deeper than {MaxDepth} levels",
                $"a {noun} needs far fewer; look for a bracket too many");
        }
        int start = (int)reader.TokenStartIndex;
        var node = new SourceNode(source, parent, name, index, kind, start, (int)reader.BytesConsumed - start);
        if (kind == JsonTokenType.String && reader.ValueIsEscaped && SourceNode.TextOf(ref reader) is null)
            Halved(ref reader, source, node);
        return !isContainer || (kind == JsonTokenType.StartObject ? Members(ref reader, source, node, depth) : Items(ref reader, source, node, depth))
            ? node : null;
    }

    private bool Members(ref Utf8JsonReader reader, SourceText source, SourceNode parent, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (Next(ref reader, source) && reader.TokenType != JsonTokenType.EndObject)
        {
            int line = LineOf(ref reader, source);
            string? name = SourceNode.TextOf(ref reader);
            if (name is null)
                Halved(ref reader, source, parent);
            Next(ref reader, source);
            if (Value(ref reader, source, parent, name ?? "", 0, depth + 1) is not { } value)
                return false;
            if (name is null)
                continue;
            if (names.Add(name))
                parent.Add(value);
            else
                errors.AddAndExcuse(value, line, value.Raw, $"\"{Excerpt.OfValue(name)}\" is given twice", "keep one of them");
        }
        return true;
    }

    private bool Items(ref Utf8JsonReader reader, SourceText source, SourceNode parent, int depth)
    {
        while (Next(ref reader, source) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Value(ref reader, source, parent, null, parent.Items.Count, depth + 1) is not { } item)
                return false;
            parent.Add(item);
        }
        return true;
    }

    private void Halved(ref Utf8JsonReader reader, SourceText source, SourceNode node)
    {
        (int line, string raw) = (LineOf(ref reader, source), $"\"{SourceNode.Shown(reader.ValueSpan)}\"");
        (string problem, string remedy) = ($"{raw} holds half of a character (one of a surrogate pair)", "write the character itself");
        if (reader.TokenType == JsonTokenType.String)
            errors.AddAndExcuse(node, line, raw, problem, remedy);
        else
            errors.AddAt(node.Path, line, raw, problem, remedy);
    }

    private static int LineOf(ref Utf8JsonReader reader, SourceText source) => source.LineOf((int)reader.TokenStartIndex);
}
