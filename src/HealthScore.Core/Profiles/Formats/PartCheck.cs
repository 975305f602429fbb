using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>
/// The check of a part, or of a member of one: where it stands, what it may refer to, and where its errors go. The same for JSON and C#.
/// </summary>
internal sealed class PartCheck(SourceErrors errors, Declarations declared, string path)
{
    // Wide enough for any ratio that means something, and narrow enough that no sum of weighted points overflows or vanishes.
    private const double SmallestWeight = 1e-9;
    private const double LargestWeight = 1e9;

    public Declarations Declared => declared;

    public string Path => path;

    /// <summary>Whether there is an error here or around here.</summary>
    public bool IsFaulty => errors.IsFaulty(path);

    /// <summary>Whether there is an error here or in a part of this; what is not sound in its parts is not judged as a whole.</summary>
    public bool HasFaultWithin => errors.HasFaultWithin(path);

    public PartCheck At(string member) => new(errors, declared, $"{path}.{member}");

    /// <summary>A member whose name is the author's.</summary>
    public PartCheck AtKey(string name) => new(errors, declared, JsonPath.Member(path, name));

    public PartCheck AtItem(int index) => new(errors, declared, JsonPath.Item(path, index));

    public void Each<T>(string member, IReadOnlyList<T> items, Action<T, PartCheck> check)
    {
        for (int i = 0; i < items.Count; i++)
            check(items[i], At(member).AtItem(i));
    }

    public void Each<T>(string member, IReadOnlyDictionary<string, T> map, Action<string, T, PartCheck> check)
    {
        foreach ((string name, T value) in map)
            check(name, value, At(member).AtKey(name));
    }

    public void Add(string? value, string problem, string remedy) => errors.Add(path, value, problem, remedy);

    public void Add(double value, string problem, string remedy) => Add(Number.Text(value), problem, remedy);

    public void AddText(string value, string problem, string remedy) => Add(Excerpt.Quoted(value), problem, remedy);

    /// <summary>A text for people.</summary>
    public void Text(string? text)
    {
        if (text is null)
            return;
        if (string.IsNullOrWhiteSpace(text))
            AddText(text, "the text is empty", "write something, or leave the member out");
        else if (NameRule.HalfCharacter(text))
            Add(null, "the text holds half of a character (one of a surrogate pair)", "write the character itself");
    }

    /// <summary>A name that something else must have.</summary>
    /// <param name="what">What has it.</param>
    /// <param name="name">The name, or null where there is none.</param>
    /// <param name="known">The names there are.</param>
    /// <param name="hint">What else may have been meant.</param>
    public void Reference(string what, string? name, DeclaredNames known, string hint = "")
    {
        if (name is not null && !known.MayInclude(name))
            errors.AddUnknown(path, Excerpt.Quoted(name), $"unknown {what} '{name}'", name, known.Names, hint);
    }

    public void Weight(double weight)
    {
        if (weight is 0 or (>= SmallestWeight and <= LargestWeight))
            return;
        string text = Number.Text(weight);
        Add(weight, double.IsNaN(weight) ? "NaN is not a number"
            : weight < 0 ? $"{text} is negative"
            : weight < SmallestWeight ? $"{text} is too small"
            : $"{text} is too large", "give a weight from 1e-9 to 1e9 (only ratios matter), or 0 to leave it out of the score");
    }

    public void Score(double score)
    {
        if (score is not (>= 0 and <= 100))
            Add(score, $"{Number.Text(score)} is not a score", "give a number from 0 to 100");
    }

    public void Share(double share)
    {
        if (share is not (>= 0 and <= 1))
            Add(share, $"{Number.Text(share)} is not a share", "give a share from 0 to 1, such as 0.5 for half");
    }

    /// <summary>A time; false where it is none, which is an error now.</summary>
    public bool Time(TimeSpan time, TimeSpan least)
    {
        if (IsFaulty)
            return false;
        string text = Duration.Text(time);
        if (!Duration.IsWhole(time))
            AddText(text, $"{text} is not a whole number of hours", "use whole hours or days");
        else if (time < least)
            AddText(text, time < TimeSpan.Zero ? $"{text} is negative" : "no time at all has no effect", $"use {Duration.Text(least)} or more");
        else if (time > Duration.Longest)
            AddText(text, $"{text} is too long", $"use at most {Duration.Text(Duration.Longest)}");
        else
            return true;
        return false;
    }

    /// <summary>The names of a list of parts: each must be a name, and no two alike.</summary>
    public void Names<T>(string member, IReadOnlyList<T> parts, Func<T, string> name) =>
        Names(parts.Select((part, i) => (At(member).AtItem(i), At(member).AtItem(i).At("name"), name(part))));

    /// <summary>Names that must be names, and no two alike, wherever they stand.</summary>
    /// <param name="named">Each part, where its name stands, and the name.</param>
    public static void Names(IEnumerable<(PartCheck Part, PartCheck At, string Name)> named)
    {
        var seen = new Dictionary<string, (string Path, string Name)>(StringComparer.Ordinal);
        foreach ((PartCheck part, PartCheck at, string name) in named)
        {
            if (!at.IsName(name) || seen.TryAdd(NameRule.Likeness(name), (part.Path, name)))
                continue;
            (string otherPath, string other) = seen[NameRule.Likeness(name)];
            at.AddText(name, other == name
                ? $"'{name}' is also the name of {otherPath}"
                : $"'{name}' is too like '{other}', the name of {otherPath}: they differ only in upper and lower case, in Unicode form or "
                    + "in what is not drawn",
                "give it a name of its own");
        }
    }

    /// <summary>Whether this is a name; where not, that is an error now.</summary>
    public bool IsName(string name)
    {
        if (NameRule.Problem(name) is not var (problem, remedy))
            return true;
        AddText(name, problem, remedy);
        return false;
    }
}
