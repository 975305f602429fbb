using System.Text;
using System.Text.Json;

namespace HealthScoring.Tests.Fuzz;

/// <summary>
/// JSON whose names and values are texts: it can be what no library writes, such as a name given twice, half of a character or <c>1e400</c>.
/// </summary>
internal sealed class JsonDraft
{
    private JsonDraft(string opening, string literal) => (Opening, Literal) = (opening, literal);

    /// <summary>The bracket that begins it; empty for a value without parts.</summary>
    public string Opening { get; }

    /// <summary>What a value without parts is written as.</summary>
    public string Literal { get; set; }

    /// <summary>The parts: with a name, which is written as it is, in an object.</summary>
    public List<(string Name, JsonDraft Value)> Parts { get; private init; } = [];

    public bool IsObject => Opening == "{";

    public static JsonDraft Of(string literal) => new("", literal);

    public static JsonDraft List(IEnumerable<JsonDraft> items) => new("[", "") { Parts = [.. items.Select(item => ("", item))] };

    public static JsonDraft Object(string name, JsonDraft value) => new("{", "") { Parts = [(name, value)] };

    public static JsonDraft Parse(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    /// <summary>Itself and all within it.</summary>
    public IEnumerable<JsonDraft> All() => Parts.SelectMany(part => part.Value.All()).Prepend(this);

    public JsonDraft Copy() => new(Opening, Literal) { Parts = [.. Parts.Select(part => (part.Name, part.Value.Copy()))] };

    public byte[] ToUtf8()
    {
        var text = new StringBuilder();
        Write(text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static JsonDraft Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new("{", "")
        {
            Parts = [.. element.EnumerateObject().Select(member => (JsonSerializer.Serialize(member.Name), Of(member.Value)))],
        },
        JsonValueKind.Array => List(element.EnumerateArray().Select(Of)),
        _ => Of(element.GetRawText()),
    };

    private void Write(StringBuilder text)
    {
        if (Opening.Length == 0)
        {
            text.Append(Literal);
            return;
        }
        text.Append(Opening);
        for (int i = 0; i < Parts.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            if (IsObject)
                text.Append(Parts[i].Name).Append(':');
            Parts[i].Value.Write(text);
        }
        text.Append(IsObject ? '}' : ']');
    }
}
