using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Puts members of a profile into a reviewer's words: those it knows as people say them, all others as the JSON spells them.</summary>
internal sealed partial class Phrasing(ProfileForm before, ProfileForm after)
{
    private const int MostRawValues = 3;

    // What several members say together.
    private static readonly (string Label, string[] Members)[] Groups =
        [("formula", ["formula", "initialPoints"]), ("freshness", ["freshFor", "staleAfter"]), ("", ["cap", "floor", "unscored"])];

    // What holds where the form says nothing.
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["formula"] = "weightedMean",
        ["rollUp"] = "weightedMean",
        ["initialPoints"] = "0",
        ["minimumCoverage"] = "0.1",
        ["weight"] = "1",
        ["missing"] = "exclude",
        ["onFault"] = "as missing",
        ["immediate"] = "no",
        ["pointsLost"] = "1",
        ["margin"] = "0",
        ["window"] = "30 days",
        ["acceptLossAfter"] = "14 days",
        ["whole"] = "no",
    };

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["missing"] = "missing policy",
        ["onFault"] = "fault policy",
        ["coolDown"] = "cool-down",
        ["valid"] = "valid range",
        ["rollUp"] = "roll-up",
        ["whole"] = "whole numbers only",
    };

    /// <summary>The members that a member is one thing with; itself alone for most.</summary>
    public static string[] Together(string member) => Groups.FirstOrDefault(group => group.Members.Contains(member)).Members ?? [member];

    /// <summary>Whether an object is one value to a reader, and not a list of members.</summary>
    public static bool IsValue(string member) => member is "curve" or "when" or "missing" or "onFault" or "valid" or "missingValues";

    /// <summary>Whether an object's members are names of parts.</summary>
    public static bool IsMap(ProfilePart part, string member) => part.Kind == "segment" && member is "weights" or "curves" or "tiers";

    /// <summary>Whether a member has parts or members of its own, too many to list in a line.</summary>
    public static bool IsNested(JsonElement value, string member) =>
        value.ValueKind is JsonValueKind.Array or JsonValueKind.Object && !IsValue(member);

    /// <summary>The path of members that change together: of the first that is still there.</summary>
    public static string PathOf(ProfilePart part, string[] members, JsonElement now)
    {
        // A dimension under another name is that dimension.
        if (members is ["name"] && !part.IsRoot)
            return part.Path;
        return part.PathOf(members.FirstOrDefault(member => ProfileForm.Get(now, member).ValueKind != JsonValueKind.Undefined) ?? members[0]);
    }

    /// <summary>Says what became of a value, or of values that change together.</summary>
    public (ProfileChangeKind Kind, string Text) Value(ProfilePart part, string[] members, JsonElement old, JsonElement now)
    {
        string member = members[0];
        if (member == "name")
        {
            string line = $"{(part.IsRoot ? "profile" : part.Kind)} {Raw(old, member)} is now called {Raw(now, member)}";
            return (ProfileChangeKind.Changed, Line(part.IsRoot && before.Id != after.Id
                ? $"{line}; tracking states do not follow it without \"id\": \"{before.Id}\""
                : line));
        }
        string more = member switch
        {
            "weight" when part.Kind is "dimension" or "metric" => WeightShares.Change(before.Shares(segment: null),
                ProfileForm.Get(old, "name").GetString()!, after.Shares(segment: null), ProfileForm.Get(now, "name").GetString()!),
            "curve" => Effect(before.CurveOf(part.Name, part.Segment), after.CurveOf(part.Name, part.Segment)),
            "id" when part.IsRoot && before.Id != after.Id && ProfileForm.Get(old, "name").GetString() == ProfileForm.Get(now, "name").GetString() =>
                "; tracking states do not follow it",
            _ => "",
        };
        return Changed(TitleOf(part, members), TextOf(before, part, members, old), TextOf(after, part, members, now), more);
    }

    /// <summary>Says what became of an entry of a map of a segment.</summary>
    public (ProfileChangeKind Kind, string Text) Entry(ProfilePart entry, string map, JsonElement old, JsonElement now)
    {
        (Curve? curve, Curve? curveNow) = map == "curves"
            ? (before.CurveOf(entry.Name, entry.Segment), after.CurveOf(entry.Name, entry.Segment))
            : (null, null);
        string title = map == "tiers" ? $"start of tier {entry.Name}" : map == "curves" ? $"curve of {entry.Name}:" : $"{entry.Kind} of {entry.Name}";
        string more = map == "curves" ? Effect(curve, curveNow)
            : map == "weights" ? WeightShares.Change(before.Shares(entry.Segment), entry.Name, after.Shares(entry.Segment), entry.Name)
            : "";
        return Changed(entry.Lead + title, curve?.ToString() ?? Generic(old), curveNow?.ToString() ?? Generic(now), more);
    }

    public string Removed(ProfilePart part, JsonElement form, string? dimension = null) =>
        Whole(before, part, form, dimension, "removed");

    public string Added(ProfilePart part, JsonElement form, string? dimension = null) =>
        Whole(after, part, form, dimension, "added");

    /// <summary>Says where a part of an ordered list went.</summary>
    public static string Moved(ProfilePart part, int from, int to) => Line(FormattableString.Invariant(
        $"{part.Lead}{part.Title} moves from position {from + 1} to {to + 1}{part.Kind switch
        {
            "action" => " of the declared order",
            "segment" => ": the first that matches wins",
            _ => "",
        }}"));

    /// <summary>Says where something measured went: to another dimension, among the signals, or away from them.</summary>
    public string Moved(ProfilePart part, MeasuredPart old, MeasuredPart now) => Line((old.Dimension, now.Dimension) switch
    {
        (null, _) => $"the signal {part.Name} is now a metric of dimension {now.Dimension}{Lead(": ", ListOf(after, part, now.Form))}",
        (_, null) => $"the metric {part.Name} of dimension {old.Dimension} is now a signal and earns no points"
            + Lead("; it had ", ListOf(before, part with { Kind = "metric" }, old.Form)),
        _ => $"{part.Name} moves from dimension {old.Dimension} to {now.Dimension}"
            + WeightShares.Change(before.Shares(segment: null), part.Name, after.Shares(segment: null), part.Name),
    });

    /// <summary>Says that a name is now in a list of names, or no longer is.</summary>
    public static string Listed(ProfilePart item, string list, bool isListed) => Line(item.Lead + (list, isListed) switch
    {
        ("without", true) => $"{item.Name} is left out",
        ("without", false) => $"{item.Name} is no longer left out",
        _ => $"{Label(list)}: {item.Name} {(isListed ? "added" : "removed")}",
    });

    /// <summary>Says of a part whose changes cannot be put into words that it has some.</summary>
    public static string Unseen(ProfilePart part) => Line($"{part.Lead}{part.Title} changed");

    private static (ProfileChangeKind Kind, string Text) Changed(string title, string? old, string? now, string more) => (old, now) switch
    {
        (null, _) => (ProfileChangeKind.Added, Line($"{title.TrimEnd(':')} added: {now}{more}")),
        (_, null) => (ProfileChangeKind.Removed, Line($"{title.TrimEnd(':')} removed: {old}{more}")),
        _ when old == now => (ProfileChangeKind.Changed, Line($"{title} changed where it is too long to show")),
        _ => (ProfileChangeKind.Changed, Line($"{title} {old} → {now}{more}")),
    };

    private static string TitleOf(ProfilePart part, string[] members)
    {
        string label = members.Length > 1 ? Groups.First(group => group.Members.Contains(members[0])).Label : Label(members[0]);
        string title = (part.Kind, members[0]) switch
        {
            (_, "description") => $"description of {part.Title}",
            ("", _) => label,
            ("tier", "from") => $"{part.Name} starts at",
            (_, "curve") => $"curve of {part.Title}:",
            (_, "weight" or "formula" or "initialPoints" or "missing" or "unit" or "valid" or "missingValues") => $"{label} of {part.Title}",
            _ when label == "freshness" => $"freshness of {part.Title}",
            _ => label.Length == 0 ? $"{part.Title}:" : $"{part.Title}: {label}",
        };
        return part.Lead + title;
    }

    /// <summary>A part as a whole: what it is, and what it says in one line.</summary>
    private static string Whole(ProfileForm profile, ProfilePart part, JsonElement form, string? dimension, string happened)
    {
        string of = dimension is null ? "" : $" of dimension {dimension}";
        return Line($"{part.Lead}{part.Kind} {part.Name}{of} {happened}{Lead(": ", ListOf(profile, part, form))}");
    }

    /// <summary>The values of a part, its texts for people last; what has parts of its own is left to them.</summary>
    private static string ListOf(ProfileForm profile, ProfilePart part, JsonElement form)
    {
        IEnumerable<string> members = form.EnumerateObject().Where(member => member.Name != "name" && !IsNested(member.Value, member.Name))
            .Select(member => member.Name);
        List<string> items = [];
        if (part.Kind is "dimension" or "metric")
            items.Add($"weight {TextOf(profile, part, ["weight"], form)}{profile.Shares(segment: null).In(part.Name)}");
        if (part.Kind == "segment" && ProfileForm.Get(form, "when").ValueKind == JsonValueKind.Undefined)
            items.Add("named by the host");
        items.AddRange(members.Except(["weight"]).OrderBy(member => member == "description" ? 2 : member == "unit" ? 1 : 0)
            .Select(member => Item(profile, part, member, form)));
        return string.Join(", ", items);
    }

    /// <summary>A member and its value, as in <c>cap 49</c>; of something that only is or is not so, its name.</summary>
    private static string Item(ProfileForm profile, ProfilePart part, string member, JsonElement form) =>
        ProfileForm.Get(form, member).ValueKind == JsonValueKind.True
            ? Label(member)
            : $"{Label(member)} {TextOf(profile, part, [member], form)}";

    /// <summary>The text of members that are one thing; null where they are absent and nothing holds instead.</summary>
    private static string? TextOf(ProfileForm profile, ProfilePart part, string[] members, JsonElement owner)
    {
        if (members.Length > 1)
        {
            string[] given = [.. members.Where(member => ProfileForm.Get(owner, member).ValueKind != JsonValueKind.Undefined)];
            return members[0] == "formula"
                ? TextOf(profile, part, ["formula"], owner)
                    + (given.Contains("initialPoints") ? $" with {Raw(owner, "initialPoints")} initial points" : "")
                : given.Length == 0 ? null : string.Join(", ", given.Select(member => Item(profile, part, member, owner)));
        }
        JsonElement value = ProfileForm.Get(owner, members[0]);
        return (members[0], value.ValueKind) switch
        {
            (_, JsonValueKind.Undefined) => Defaults.GetValueOrDefault(members[0]),
            ("curve", _) when profile.CurveOf(part.Name, part.Segment) is { } curve => curve.ToString(),
            ("when", _) when profile.ConditionOf(part) is { } when => when.ToString(),
            ("valid", JsonValueKind.Array) => $"{Generic(value[0])} to {Generic(value[1])}",
            ("missingValues", JsonValueKind.Array) => string.Join(", ", value.EnumerateArray().Select(Generic)),
            ("missing", JsonValueKind.Object) => $"{Raw(value, "points")} points",
            ("description" or "unit", JsonValueKind.String) => $"\"{Excerpt.OfLine(value.GetString()!)}\"",
            _ => Generic(value),
        };
    }

    private static string? Raw(JsonElement owner, string member) => Generic(ProfileForm.Get(owner, member));

    private static string? Generic(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.Number => Number.Text(value.GetDouble()),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(member => $"{Label(member.Name)} {Generic(member.Value)}")),
        _ => value.GetRawText(),
    };

    /// <summary>What another curve means at the raw values where it changes most: <c> (at 5: 50.0 → 40.0 points)</c>.</summary>
    private static string Effect(Curve? old, Curve? now)
    {
        if (old is null || now is null)
            return "";
        double[] knots = [.. old.Knots.Concat(now.Knots).Select(knot => knot.X).Distinct().Order()];
        // Between two knots both are straight: the middle sees what a jump at its ends hides.
        IEnumerable<double> middles = knots.Zip(knots.Skip(1), (left, right) => left / 2 + right / 2);
        // At the numbers as printed: 5 where the knot is the first number above 5.
        string[] effects = [.. knots.Concat(middles)
            .Select(value => double.Parse(Number.Raw(value), CultureInfo.InvariantCulture)).Distinct()
            .Select(value => (Value: value, Old: old.Evaluate(value), New: now.Evaluate(value)))
            .Where(at => Number.Points(at.Old) != Number.Points(at.New))
            .OrderByDescending(at => Math.Abs(at.New - at.Old)).ThenBy(at => at.Value)
            .Take(MostRawValues)
            .OrderBy(at => at.Value)
            .Select(at => $"at {Number.Raw(at.Value)}: {Number.Points(at.Old)} → {Number.Points(at.New)} points")];
        return Lead(" (", string.Join(", ", effects)) + (effects.Length == 0 ? "" : ")");
    }

    private static string Lead(string lead, string text) => text.Length == 0 ? "" : lead + text;

    /// <summary>A member's name in words: <c>minimum coverage</c>.</summary>
    private static string Label(string member) =>
        Labels.GetValueOrDefault(member) ?? InnerCapital().Replace(member, match => " " + match.Value.ToLowerInvariant());

    // Names are other people's text, but of at most 100 ordinary characters; descriptions are not, and a change must stay one line.
    private static string Line(string text) => Excerpt.OfLine(text);

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex InnerCapital();
}
