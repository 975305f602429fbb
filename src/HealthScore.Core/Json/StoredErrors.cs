using HealthScoring.Text;

namespace HealthScoring.Json;

/// <summary>What is wrong in something stored that has the right form. What is faulty in a part is not judged as a whole.</summary>
internal sealed class StoredErrors(SourceErrors errors)
{
    /// <summary>What to do about a text that the library has not written.</summary>
    public const string Remedy = "restore what ToJson() wrote";

    private const int FingerprintLength = 64;

    /// <summary>Whether something is wrong at a path or within it.</summary>
    public bool HasFaultWithin(string path) => errors.HasFaultWithin(path);

    /// <summary>Whether the value at a path could not be read.</summary>
    public bool IsFaulty(string path) => errors.IsFaulty(path);

    public void Add(string path, string? value, string problem, string remedy = Remedy)
    {
        if (!errors.HasFaultWithin(path))
            errors.Add(path, value, problem, remedy);
    }

    public void CheckVersion(int version, int known)
    {
        if (version != known)
        {
            Add("$.formatVersion", Number.Text(version), $"{Number.Text(version)} is a version that this one does not read",
                $"read it with the version that wrote it; this one reads {known}");
        }
    }

    public void CheckName(string path, string name)
    {
        if (NameRule.Problem(name) is { } found)
            Add(path, Excerpt.Quoted(name), found.Problem);
    }

    public void CheckFingerprint(string path, string text)
    {
        if (text.Length != FingerprintLength || !text.All(char.IsAsciiHexDigitLower))
            Add(path, Excerpt.Quoted(text), $"\"{Excerpt.OfValue(text)}\" is not a fingerprint",
                $"it has {FingerprintLength} lower-case hexadecimal digits");
    }

    /// <summary>Names in a list come in ordinal order, each once.</summary>
    public void CheckOrder(string list, IEnumerable<string> names)
    {
        string? before = null;
        foreach ((int i, string name) in names.Index())
        {
            string path = JsonPath.Item(list, i);
            if (string.CompareOrdinal(before, name) >= 0)
                Add(path, null, $"'{name}' does not come after '{before}' before it in ordinal order");
            if (!HasFaultWithin(path))
                before = name;
        }
    }
}
