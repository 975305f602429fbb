using System.Text.Json;

namespace HealthScoring.Analysis;

/// <summary>
/// Walks the canonical forms of two profiles side by side and puts into words where they differ. Wherever two forms differ it says so, whether it
/// knows the member or not; where they do not it says nothing.
/// </summary>
internal sealed class ProfileWalk(ProfileForm before, ProfileForm after)
{
    private readonly Phrasing _phrasing = new(before, after);
    private readonly List<ProfileChange> _changes = [];

    // What a dimension is called now, where it has only been given another name.
    private readonly Dictionary<string, string> _renamed = Renamed(before.Dimensions, after.Dimensions);

    public IReadOnlyList<ProfileChange> Changes()
    {
        Differ(ProfilePart.Root, ProfilePart.Root.Path, before.Root, after.Root, WalkProfile);
        return _changes.AsReadOnly();
    }

    private void WalkProfile()
    {
        HashSet<string> done = [];
        foreach (string member in Merged(Members(before.Root), Members(after.Root)))
        {
            // Metrics and signals are matched across their lists.
            if (member == "dimensions")
            {
                WalkParts(ProfilePart.Root, member, Sorted(before.Dimensions, NameNow), Sorted(after.Dimensions, name => name), NameNow);
                WalkMeasured();
            }
            else if (member != "signals")
            {
                WalkMember(ProfilePart.Root, member, before.Root, after.Root, done);
            }
        }
    }

    /// <summary>Does what finds the changes of something, and says at least that there are some.</summary>
    private void Differ(ProfilePart part, string path, JsonElement old, JsonElement now, Action find)
    {
        if (Raw(old) == Raw(now))
            return;
        int found = _changes.Count;
        find();
        if (_changes.Count == found)
            Add(path, ProfileChangeKind.Changed, Phrasing.Unseen(part));
    }

    /// <summary>Compares all members of a part, those that are one thing to a reader together.</summary>
    private void WalkMembers(ProfilePart part, JsonElement old, JsonElement now, Func<string, bool>? isCompared = null)
    {
        HashSet<string> done = [];
        foreach (string member in Merged(Members(old), Members(now)).Where(isCompared ?? (_ => true)))
            WalkMember(part, member, old, now, done);
    }

    private void WalkMember(ProfilePart part, string member, JsonElement old, JsonElement now, HashSet<string> done)
    {
        string[] together = [.. Phrasing.Together(member).Where(each => Raw(ProfileForm.Get(old, each)) != Raw(ProfileForm.Get(now, each)))];
        if (together.Length < 2)
            Walk(part, member, old, now);
        else if (done.Add(together[0]))
            AddValue(part, together, old, now);
    }

    private void Walk(ProfilePart part, string member, JsonElement oldOwner, JsonElement nowOwner)
    {
        (JsonElement old, JsonElement now) = (ProfileForm.Get(oldOwner, member), ProfileForm.Get(nowOwner, member));
        Differ(part, part.PathOf(member), old, now, () =>
        {
            JsonElement either = old.ValueKind == JsonValueKind.Undefined ? now : old;
            if (IsListOf(either, JsonValueKind.Object) && HasNames(old) && HasNames(now))
                WalkParts(part, member, Items(old), Items(now), name => name);
            else if (IsListOf(either, JsonValueKind.String))
                WalkNames(part, member, old, now);
            else if (either.ValueKind == JsonValueKind.Object && Phrasing.IsMap(part, member))
                WalkMap(part, member, old, now);
            else if (either.ValueKind == JsonValueKind.Object && !Phrasing.IsValue(member))
                WalkMembers(part.Object(member), old, now);
            else
                AddValue(part, [member], oldOwner, nowOwner);
        });
    }

    /// <summary>Compares two lists of parts that have names: what is gone, what is in both, what is new, and what moved.</summary>
    private void WalkParts(ProfilePart owner, string list, JsonElement[] old, JsonElement[] now, Func<string, string> nameNow)
    {
        string[] order = [.. old.Select(part => nameNow(ProfileForm.NameOf(part)))], orderNow = [.. now.Select(ProfileForm.NameOf)];
        for (int i = 0; i < old.Length; i++)
        {
            ProfilePart part = owner.Item(list, order[i]);
            int at = Array.IndexOf(orderNow, order[i]);
            if (at < 0)
                Add(part.Path, ProfileChangeKind.Removed, _phrasing.Removed(part, old[i]));
            else
                WalkMembers(part, old[i], now[at], member => member != "metrics");
        }
        foreach (JsonElement form in now.ExceptBy(order, ProfileForm.NameOf, StringComparer.Ordinal))
        {
            ProfilePart part = owner.Item(list, ProfileForm.NameOf(form));
            Add(part.Path, ProfileChangeKind.Added, _phrasing.Added(part, form));
            // What it has of its own beyond its values follows one by one.
            foreach (string member in Members(form).Where(member => member != "metrics" && Phrasing.IsNested(ProfileForm.Get(form, member), member)))
                Walk(part, member, default, form);
        }
        foreach (string name in Reordering.Moved(order, orderNow))
        {
            ProfilePart part = owner.Item(list, name);
            Add(part.Path, ProfileChangeKind.Moved, Phrasing.Moved(part, Array.IndexOf(order, name), Array.IndexOf(orderNow, name)));
        }
    }

    private void WalkNames(ProfilePart part, string list, JsonElement old, JsonElement now)
    {
        string[] then = [.. Items(old).Select(name => name.ToString())], later = [.. Items(now).Select(name => name.ToString())];
        foreach (string name in later.Except(then, StringComparer.Ordinal))
            Add(part.Item(list, name).Path, ProfileChangeKind.Added, Phrasing.Listed(part.Item(list, name), list, isListed: true));
        foreach (string name in then.Except(later, StringComparer.Ordinal))
            Add(part.Item(list, name).Path, ProfileChangeKind.Removed, Phrasing.Listed(part.Item(list, name), list, isListed: false));
    }

    /// <summary>Compares what a segment has of its own by the name of a part.</summary>
    private void WalkMap(ProfilePart part, string map, JsonElement old, JsonElement now)
    {
        foreach (string name in Members(old).Union(Members(now), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            (JsonElement then, JsonElement later) = (ProfileForm.Get(old, name), ProfileForm.Get(now, name));
            ProfilePart entry = part.Item(map, name);
            Differ(entry, entry.Path, then, later, () => Add(entry.Path, _phrasing.Entry(entry, map, then, later)));
        }
    }

    /// <summary>Compares what is measured by its name alone, so that what moves to another dimension, or becomes a signal, is one change.</summary>
    private void WalkMeasured()
    {
        string Order(string name) =>
            (after.Measured.GetValueOrDefault(name) ?? before.Measured[name]).Dimension is { } dimension ? "0" + NameNow(dimension) : "1";
        foreach (string name in before.Measured.Keys.Union(after.Measured.Keys, StringComparer.Ordinal)
            .OrderBy(Order, StringComparer.Ordinal).ThenBy(name => name, StringComparer.Ordinal))
        {
            (MeasuredPart? old, MeasuredPart? now) = (before.Measured.GetValueOrDefault(name), after.Measured.GetValueOrDefault(name));
            ProfilePart part = PartOf(now ?? old!);
            if (now is null)
                Add(part.Path, ProfileChangeKind.Removed, _phrasing.Removed(part, old!.Form, old.Dimension));
            else if (old is null)
                Add(part.Path, ProfileChangeKind.Added, _phrasing.Added(part, now.Form, now.Dimension));
            else
                WalkKept(part, old, now);
        }
    }

    private void WalkKept(ProfilePart part, MeasuredPart old, MeasuredPart now)
    {
        if ((old.Dimension is null ? null : NameNow(old.Dimension)) != now.Dimension)
            Add(part.Path, ProfileChangeKind.Moved, _phrasing.Moved(part, old, now));
        // Of a metric that becomes a signal, or the other way round, the change itself lists what only a metric has.
        JsonElement? signal = (now.Dimension is null) == (old.Dimension is null) ? null : now.Dimension is null ? now.Form : old.Form;
        WalkMembers(part, old.Form, now.Form,
            signal is { } form ? member => ProfileForm.Get(form, member).ValueKind != JsonValueKind.Undefined : null);
    }

    private void AddValue(ProfilePart part, string[] members, JsonElement old, JsonElement now) =>
        Add(Phrasing.PathOf(part, members, now), _phrasing.Value(part, members, old, now));

    private void Add(string path, (ProfileChangeKind Kind, string Text) change) => Add(path, change.Kind, change.Text);

    private void Add(string path, ProfileChangeKind kind, string text) => _changes.Add(new(path, kind, text));

    private static ProfilePart PartOf(MeasuredPart measured) => measured.Dimension is { } dimension
        ? ProfilePart.Root.Item("dimensions", dimension).Item("metrics", measured.Name)
        : ProfilePart.Root.Item("signals", measured.Name);

    private string NameNow(string dimension) => _renamed.GetValueOrDefault(dimension, dimension);

    private static Dictionary<string, string> Renamed(JsonElement[] before, JsonElement[] after)
    {
        // No metric is in two dimensions: those of equal lists are the same.
        static string Metrics(JsonElement dimension) =>
            string.Join('\n', ProfileForm.Get(dimension, "metrics").EnumerateArray().Select(ProfileForm.NameOf));
        static Dictionary<string, string> Only(JsonElement[] here, JsonElement[] there) => here
            .ExceptBy(there.Select(ProfileForm.NameOf), ProfileForm.NameOf, StringComparer.Ordinal)
            .ToDictionary(Metrics, ProfileForm.NameOf, StringComparer.Ordinal);
        Dictionary<string, string> now = Only(after, before);
        return Only(before, after).Where(pair => now.ContainsKey(pair.Key))
            .ToDictionary(pair => pair.Value, pair => now[pair.Key], StringComparer.Ordinal);
    }

    private static JsonElement[] Sorted(JsonElement[] parts, Func<string, string> nameNow) =>
        [.. parts.OrderBy(part => nameNow(ProfileForm.NameOf(part)), StringComparer.Ordinal)];

    private static string? Raw(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? null : element.GetRawText();

    private static JsonElement[] Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static bool IsListOf(JsonElement list, JsonValueKind kind) =>
        Items(list) is { Length: > 0 } items && items.All(item => item.ValueKind == kind);

    private static bool HasNames(JsonElement list) => Items(list).All(item => ProfileForm.Get(item, "name").ValueKind == JsonValueKind.String);

    private static string[] Members(JsonElement owner) =>
        owner.ValueKind == JsonValueKind.Object ? [.. owner.EnumerateObject().Select(member => member.Name)] : [];

    /// <summary>The members of both, in the order that they have in each: what only the first has comes after what precedes it there.</summary>
    private static List<string> Merged(string[] first, string[] second)
    {
        List<string> merged = [.. second];
        int next = 0;
        foreach (string member in first)
        {
            int at = merged.IndexOf(member);
            if (at < 0)
                merged.Insert(at = next, member);
            next = at + 1;
        }
        return merged;
    }
}
