using System.Text.Json;

namespace HealthScoring;

/// <summary>
/// Writes the members of parts, defaults left out: readable, in the order the author gave and with curves as spelled; or canonical, with whatever
/// has no order of its own sorted by ordinal name and curves as knots.
/// </summary>
/// <param name="json">Takes the JSON.</param>
/// <param name="canonical">Whether it is the canonical form.</param>
/// <param name="texts">Whether texts for people are written.</param>
internal sealed class PartWriter(Utf8JsonWriter json, bool canonical, bool texts)
{
    public bool IsCanonical => canonical;

    public void Name(string name) => json.WriteString("name", name);

    /// <summary>A text that changes nothing about a score.</summary>
    public void ForPeople(string member, string? text) => Text(member, texts ? text : null);

    public void Text(string member, string? value)
    {
        if (value is not null)
            json.WriteString(member, value);
    }

    // Adding zero turns -0 into 0: the same number must give the same fingerprint.
    public void Number(string member, double? value)
    {
        if (value is { } number)
            json.WriteNumber(member, number + 0.0);
    }

    public void NumberUnless(double otherwise, string member, double value) => Number(member, value == otherwise ? null : value);

    public void Integer(string member, int? value)
    {
        if (value is { } number)
            json.WriteNumber(member, number);
    }

    /// <summary>A member whose presence means yes.</summary>
    public void Flag(string member, bool value)
    {
        if (value)
            json.WriteBoolean(member, true);
    }

    // Curves and ranges read best on one line, which the indenting writer would not keep them on.
    public void OneLine(string member, string value)
    {
        json.WritePropertyName(member);
        OneLineValue(value);
    }

    public void Object<T>(string member, T part, Action<T, PartWriter> write)
    {
        json.WritePropertyName(member);
        Object(part, write);
    }

    public void Object<T>(T part, Action<T, PartWriter> write)
    {
        json.WriteStartObject();
        write(part, this);
        json.WriteEndObject();
    }

    public void List<T>(string member, IReadOnlyList<T> items, Action<T, PartWriter> write) => List(member, items, item => Object(item, write));

    /// <summary>A list whose order means nothing.</summary>
    public void Unordered<T>(string member, IReadOnlyList<T> items, Func<T, string> name, Action<T, PartWriter> write) =>
        List(member, Sorted(items, name), write);

    /// <summary>Names, each once, whose order means nothing.</summary>
    public void Names(string member, IReadOnlyList<string> names) =>
        List(member, Sorted([.. names.Distinct()], name => name), json.WriteStringValue);

    /// <summary>Texts, each once, whose order means nothing; one alone without brackets.</summary>
    public void TextOrNames(string member, IReadOnlyList<string> texts)
    {
        string[] distinct = [.. texts.Distinct(StringComparer.Ordinal)];
        if (distinct.Length == 1)
            json.WriteString(member, distinct[0]);
        else
            Names(member, distinct);
    }

    public void Numbers(string member, IReadOnlyDictionary<string, double> map)
    {
        if (map.Count > 0)
            RequiredNumbers(member, map);
    }

    /// <summary>Numbers by name, also where there are none.</summary>
    public void RequiredNumbers(string member, IReadOnlyDictionary<string, double> map) =>
        RequiredMap(member, map, value => json.WriteNumberValue(value + 0.0));

    public void Texts<T>(string member, IReadOnlyDictionary<string, T> map, Func<T, string> text) =>
        Map(member, map, value => json.WriteStringValue(text(value)));

    public void OneLiners<T>(string member, IReadOnlyDictionary<string, T> map, Func<T, string> text) =>
        Map(member, map, value => OneLineValue(text(value)));

    private void OneLineValue(string value) =>
        json.WriteRawValue(json.Options.Indented ? value : value.Replace(" ", "", StringComparison.Ordinal));

    private IReadOnlyList<T> Sorted<T>(IReadOnlyList<T> parts, Func<T, string> name) =>
        canonical ? [.. parts.OrderBy(name, StringComparer.Ordinal)] : parts;

    private void List<T>(string member, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(member);
        foreach (T item in items)
            write(item);
        json.WriteEndArray();
    }

    private void Map<T>(string member, IReadOnlyDictionary<string, T> map, Action<T> write)
    {
        if (map.Count > 0)
            RequiredMap(member, map, write);
    }

    // A map has no order; sorting it makes one.
    private void RequiredMap<T>(string member, IReadOnlyDictionary<string, T> map, Action<T> write)
    {
        json.WriteStartObject(member);
        foreach ((string name, T value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            write(value);
        }
        json.WriteEndObject();
    }
}
