using System.Text.Json;

namespace HealthScoring.Json;

/// <summary>A JSON value that knows where it stands (the errors know the line of each path), which System.Text.Json's own trees do not.</summary>
internal sealed class SourceNode
{
    public required string Path { get; init; }

    public required JsonTokenType Kind { get; init; }

    /// <summary>The value as written, for error messages: <c>"20"</c>, <c>1e400</c>, <c>{…}</c>.</summary>
    public required string Raw { get; init; }

    /// <summary>The unescaped text of a string.</summary>
    public string Text { get; init; } = "";

    /// <summary>The value of a number; infinite where it is beyond the range of a double.</summary>
    public double Number { get; init; }

    public List<(string Name, SourceNode Value)> Members { get; } = [];

    public List<SourceNode> Items { get; } = [];

    /// <summary>The kind in words: "an object", "text", "a number" …</summary>
    public string Described => Kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a yes/no value",
    };
}
