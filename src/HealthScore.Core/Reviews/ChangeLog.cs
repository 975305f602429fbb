using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring.Reviews;

/// <summary>Takes the differences of two profiles, part by part, and puts them into words.</summary>
internal sealed class ChangeLog
{
    public List<ProfileChange> Changes { get; } = [];

    /// <summary>A path one step further; the first step has no point before it.</summary>
    public static string Path(string path, string name)
    {
        string next = JsonPath.Member(path, name);
        return path.Length == 0 ? next.TrimStart('.') : next;
    }

    // Names are other people's text, but of at most 100 ordinary characters; descriptions are not, and a line must stay one.
    public void Add(string path, ProfileChangeKind kind, string text) => Changes.Add(new(path, kind, Excerpt.OfLine(text)));

    /// <summary>Compares a member that may be absent.</summary>
    /// <param name="path">Where.</param>
    /// <param name="what">What it is, for people.</param>
    /// <param name="before">Its text before; null where it is absent.</param>
    /// <param name="after">Its text after; null where it is absent.</param>
    /// <param name="more">What else to say of a difference.</param>
    public void Member(string path, string what, string? before, string? after, string more = "")
    {
        if (before == after)
            return;
        (ProfileChangeKind kind, string text) = (before, after) switch
        {
            (null, _) => (ProfileChangeKind.Added, $"{what} added: {after}"),
            (_, null) => (ProfileChangeKind.Removed, $"{what} removed: {before}"),
            _ => (ProfileChangeKind.Changed, $"{what} {before} → {after}"),
        };
        Add(path, kind, text + more);
    }

    public void Number(string path, string what, double? before, double? after, string more = "") =>
        Member(path, what, Texts.Of(before), Texts.Of(after), more);

    /// <summary>Compares texts for people, which can be long and can hold anything.</summary>
    public void Words(string path, string what, string? before, string? after)
    {
        if (before == after)
            return;
        (string? old, string? now) = (Texts.Quoted(before), Texts.Quoted(after));
        if (old == now)
            Add(path, ProfileChangeKind.Changed, $"{what} changed where it is too long to show");
        else
            Member(path, what, old, now);
    }

    /// <summary>Compares two lists of parts that have names: what is gone, what is in both, what is new.</summary>
    public static void Parts<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name, Action<T> removed, Action<T, T> kept,
        Action<T> added)
    {
        Dictionary<string, T> old = before.ToDictionary(name, StringComparer.Ordinal), now = after.ToDictionary(name, StringComparer.Ordinal);
        foreach (T part in before)
        {
            if (now.TryGetValue(name(part), out T? same))
                kept(part, same);
            else
                removed(part);
        }
        foreach (T part in after.Where(part => !old.ContainsKey(name(part))))
            added(part);
    }

    /// <summary>Tells which parts of an order moved: as few as possible, of those that are in both.</summary>
    public void Order(string path, string what, string[] before, string[] after, string meaning)
    {
        foreach (string name in Reordering.Moved(before, after))
        {
            (int from, int to) = (Array.IndexOf(before, name), Array.IndexOf(after, name));
            Add(Path(path, name), ProfileChangeKind.Moved, $"{what} {name} moves from place {from + 1} to {to + 1}{meaning}");
        }
    }
}
