using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HealthScoring.Text;

namespace HealthScoring.Json;

/// <summary>The form of something that hosts store as JSON and give back: its members are the properties of a contract.</summary>
/// <param name="noun">What is stored, as in <c>tracking state</c>.</param>
/// <param name="ifEmpty">What to do instead of reading an empty text.</param>
/// <param name="contract">The source-generated contract.</param>
internal sealed class StoredFormat<TData>(string noun, string ifEmpty, JsonSerializerContext contract)
    where TData : notnull, new()
{
    // More than a profile of any legal size can make it.
    private const int MaxBytes = 1 << 26;

    private readonly JsonSerializerOptions _members = new()
    {
        TypeInfoResolver = contract.WithAddedModifier(LeaveOutWhatSaysNothing),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // Letters of any script stay letters: what is stored is as small as its names.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Write(TData data) => JsonSerializer.Serialize(data, _members.GetTypeInfo(typeof(TData)));

    /// <summary>Reads the form, and then what only the check knows.</summary>
    /// <param name="json">The text.</param>
    /// <param name="check">Finds what is wrong in what has the right form.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="InvalidStoredDataException">Anything is wrong; all of it is listed.</exception>
    public TData Read(string json, Action<TData, StoredErrors> check)
    {
        var errors = new SourceErrors();
        var found = new StoredErrors(errors);
        var data = new TData();
        if (string.IsNullOrWhiteSpace(json))
            found.Add(JsonPath.Root, null, $"the {noun} is empty", ifEmpty);
        else if (NameRule.HalfCharacter(json))
            found.Add(JsonPath.Root, null, $"the {noun} holds half of a character (one of a surrogate pair)");
        else if (new SourceParser(errors, noun, MaxBytes).Parse(Encoding.UTF8.GetBytes(json)) is { } root)
        {
            data = new ContractReader(errors, _members, StoredErrors.Remedy).Read<TData>(root);
            check(data, found);
        }
        return errors.Any ? throw new InvalidStoredDataException($"The {noun}", errors.Sorted, errors.More) : data;
    }

    private static void LeaveOutWhatSaysNothing(JsonTypeInfo contract)
    {
        foreach (JsonPropertyInfo member in contract.Properties.Where(member => !member.IsRequired))
            member.ShouldSerialize = (_, value) => value is not (null or false or ICollection { Count: 0 });
    }
}
