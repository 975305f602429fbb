using System.Text;
using System.Text.Json;
using HealthScoring.Text;

namespace HealthScoring.Json;

/// <summary>
/// A JSON value that knows where it stands, which System.Text.Json's own trees do not. It keeps a place in the text and makes the rest when
/// asked: a tree takes memory in proportion to its text, however deep and however named.
/// </summary>
internal sealed class SourceNode(SourceText source, SourceNode? parent, string? name, int index, JsonTokenType kind, int start, int length)
{
    // No character takes more bytes than this.
    private const int MostBytes = 4;
    private const int MostScanned = 24;

    private readonly List<SourceNode>? _parts = kind is JsonTokenType.StartObject or JsonTokenType.StartArray ? [] : null;
    private Dictionary<string, SourceNode>? _steps;

    public JsonTokenType Kind => kind;

    public SourceNode? Parent => parent;

    /// <summary>The name of a member; empty for anything else.</summary>
    public string Name => name ?? "";

    public string Path => string.Concat(Steps());

    /// <summary>The line of the text on which the value begins, from 1.</summary>
    public int Line => source.LineOf(start);

    /// <summary>The value as written, for error messages: <c>"20"</c>, <c>1e400</c>, <c>{…}</c>.</summary>
    public string Raw => kind switch
    {
        JsonTokenType.StartObject => "{…}",
        JsonTokenType.StartArray => "[…]",
        JsonTokenType.String => $"\"{Shown(Written[1..^1])}\"",
        _ => Shown(Written),
    };

    /// <summary>The unescaped text of a string; empty where it is none, or holds half of a character.</summary>
    public string Text
    {
        get
        {
            if (kind != JsonTokenType.String)
                return "";
            Utf8JsonReader reader = Reader();
            return TextOf(ref reader) ?? "";
        }
    }

    /// <summary>The value of a number; infinite where it is beyond the range of a double.</summary>
    public double Number => kind == JsonTokenType.Number ? Reader().GetDouble() : 0;

    /// <summary>Whether a number is written with another digit than 0, which it may have and be 0 to a double.</summary>
    public bool IsWrittenAsNonzero
    {
        get
        {
            ReadOnlySpan<byte> digits = Written;
            int exponent = digits.IndexOfAny((byte)'e', (byte)'E');
            return (exponent < 0 ? digits : digits[..exponent]).ContainsAnyInRange((byte)'1', (byte)'9');
        }
    }

    /// <summary>The members of an object, in the author's order and each name once; none for anything else.</summary>
    public IReadOnlyList<SourceNode> Members => kind == JsonTokenType.StartObject ? _parts! : [];

    /// <summary>The items of a list; none for anything else.</summary>
    public IReadOnlyList<SourceNode> Items => kind == JsonTokenType.StartArray ? _parts! : [];

    /// <summary>The kind in words: "an object", "text", "a number" …</summary>
    public string Described => kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a yes/no value",
    };

    private ReadOnlySpan<byte> Written => source.Utf8.Slice(start, length);

    private string Step => name is not null ? JsonPath.Step(name) : parent is not null ? JsonPath.Step(index) : JsonPath.Root;

    /// <summary>A member or an item more.</summary>
    public void Add(SourceNode part) => _parts!.Add(part);

    /// <summary>A member, or null.</summary>
    public SourceNode? Find(string member)
    {
        if (Members.Count > MostScanned)
            return Part(JsonPath.Step(member)) is { } found && found.Name == member ? found : null;
        foreach (SourceNode part in Members)
        {
            if (part.Name == member)
                return part;
        }
        return null;
    }

    /// <summary>The member or item that a path takes at its next step; null where there is none.</summary>
    public SourceNode? Part(string step)
    {
        if (_parts is null)
            return null;
        if (_steps is null)
        {
            _steps = new(StringComparer.Ordinal);
            foreach (SourceNode part in _parts)
                _steps.TryAdd(part.Step, part);
        }
        return _steps.GetValueOrDefault(step);
    }

    /// <summary>The text at a reader's place; null where it holds half of a character.</summary>
    public static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Text of a JSON file as a message shows it.</summary>
    public static string Shown(ReadOnlySpan<byte> utf8) =>
        Excerpt.OfValue(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, MostBytes * (Excerpt.LongestValue + 1))]));

    private Stack<string> Steps()
    {
        var steps = new Stack<string>();
        for (SourceNode? node = this; node is not null; node = node.Parent)
            steps.Push(node.Step);
        return steps;
    }

    private Utf8JsonReader Reader()
    {
        var reader = new Utf8JsonReader(Written);
        reader.Read();
        return reader;
    }
}
