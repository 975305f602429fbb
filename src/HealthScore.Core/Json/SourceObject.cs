using System.Text.Json;
using HealthScoring.Text;

namespace HealthScoring.Json;

/// <summary>
/// A JSON object read member by member. Whatever does not fit is reported where it stands and read as the default, so that the reading
/// goes on to the next error; the error keeps the default from being judged.
/// </summary>
internal sealed class SourceObject
{
    private readonly SourceNode _node;
    private readonly SourceErrors _errors;

    private SourceObject(SourceNode node, SourceErrors errors)
    {
        _node = node;
        _errors = errors;
    }

    public SourceObject(SourceNode node, SourceErrors errors, params ReadOnlySpan<string> members)
        : this(node, errors)
    {
        if (node.Kind != JsonTokenType.StartObject)
        {
            Unfit(node, "an object in braces", $"write it with the members {string.Join(", ", members)}");
            return;
        }
        string[] known = members.ToArray();
        foreach (SourceNode member in node.Members)
        {
            if (known.Contains(member.Name, StringComparer.Ordinal))
                continue;
            errors.AddUnknown(member.Path, member.Raw, $"unknown member \"{Excerpt.OfValue(member.Name)}\"", member.Name, known);
            if (!errors.IsFull && Suggestion.Nearest(member.Name, known) is { } meant && !Has(meant))
                errors.Excuse(PathOf(meant));
        }
    }

    /// <summary>An object whose unknown members are somebody else's to judge.</summary>
    public static SourceObject Unjudged(SourceNode node, SourceErrors errors) => new(node, errors);

    public string PathOf(string member) => JsonPath.Member(_node.Path, member);

    /// <summary>The members that are there, in the author's order.</summary>
    public IEnumerable<string> Present => _node.Members.Select(member => member.Name);

    public bool Has(string member) => _node.Find(member) is not null;

    /// <summary>A member's value; null where it is absent or null, and null is an error.</summary>
    public SourceNode? Find(string member, string remedy = "give a value, or leave the member out")
    {
        SourceNode? node = _node.Find(member);
        if (node is not { Kind: JsonTokenType.Null })
            return node;
        _errors.Add(node, $"\"{member}\" is null", remedy);
        return null;
    }

    public SourceNode? Require(string member, string remedy)
    {
        if (!Has(member))
            _errors.Add(PathOf(member), null, $"\"{member}\" is missing", remedy);
        return Find(member, remedy);
    }

    public string? Text(string member) => Find(member) is { } node ? TextOf(node) : null;

    public string Name(string member = "name") =>
        Require(member, member == "name" ? "give it a name" : $"name the {member}") is { } node ? TextOf(node) : "";

    /// <summary>A text, or a list of texts.</summary>
    public IReadOnlyList<string> TextOrTexts(string member)
    {
        if (Find(member) is not { } node)
            return [];
        return node.Kind == JsonTokenType.String ? [node.Text] : [.. ItemsOf(node, "write it in double quotes, or several as [ … ]").Select(TextOf)];
    }

    public double? Number(string member) => Find(member) is { } node ? NumberOf(node) : null;

    public double Number(string member, double otherwise) => Find(member) is { } node ? NumberOf(node) : otherwise;

    public double RequireNumber(string member) => Require(member, "give a number") is { } node ? NumberOf(node) : double.NaN;

    public int? Integer(string member, string remedy) => Find(member) is { } node ? IntegerOf(node, remedy) : null;

    public int? IntegerOf(SourceNode node, string remedy) => (int?)WholeOf(node, int.MaxValue, remedy);

    /// <summary>A whole number that a double holds exactly.</summary>
    public long? CountOf(SourceNode node, string remedy) => WholeOf(node, 1L << 53, remedy);

    /// <summary>A duration such as <c>90 days</c>; null where it is absent, or is none, which is an error.</summary>
    public TimeSpan? Duration(string member) => Find(member) is { } node ? DurationOf(node) : null;

    public TimeSpan? DurationOf(SourceNode node)
    {
        if (node.Kind == JsonTokenType.String && HealthScoring.Text.Duration.TryParse(node.Text, out TimeSpan time))
            return time;
        _errors.Add(node, $"{node.Raw} is not a duration",
            "write a whole number of days or hours, such as \"90 days\" or \"12 hours\"");
        return null;
    }

    /// <summary>A member that is read by its own format; null where it is absent.</summary>
    public T? Value<T>(string member, Func<SourceNode, SourceErrors, T?> read)
        where T : class =>
        Find(member) is { } node ? read(node, _errors) : null;

    public IEnumerable<SourceNode> Items(string member) => Find(member) is { } node ? ItemsOf(node) : [];

    public IReadOnlyList<T> List<T>(string member, Func<SourceNode, SourceErrors, T> read) =>
        Find(member) is { } node ? ListOf(node, read) : [];

    public IReadOnlyList<T> RequireList<T>(string member, Func<SourceNode, SourceErrors, T> read) =>
        Require(member, "give a list with at least one item") is { } node ? ListOf(node, read) : [];

    public bool YesOrNo(string member) => Find(member) is { } node && YesOrNoOf(node);

    public bool YesOrNoOf(SourceNode node)
    {
        if (node.Kind is not (JsonTokenType.True or JsonTokenType.False))
            Unfit(node, "a yes/no value", "write true or false, without quotes");
        return node.Kind == JsonTokenType.True;
    }

    /// <summary>The members of a map such as <c>{ "sentiment": 4 }</c>.</summary>
    public Dictionary<string, T> Map<T>(string member, Func<SourceNode, T> read)
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        if (Find(member) is not { } node)
            return map;
        if (node.Kind != JsonTokenType.StartObject)
            Unfit(node, "an object in braces", "write { \"name\": value, … }");
        foreach (SourceNode value in node.Members)
        {
            if (value.Kind == JsonTokenType.Null)
                _errors.Add(value, $"\"{Excerpt.OfValue(value.Name)}\" is null", "give a value, or leave the member out");
            map[value.Name] = read(value);
        }
        return map;
    }

    public IReadOnlyList<SourceNode> ItemsOf(SourceNode node, string remedy = "write [ … ]")
    {
        if (node.Kind != JsonTokenType.StartArray)
        {
            Unfit(node, "a list in square brackets", remedy);
            return [];
        }
        foreach (SourceNode item in node.Items.Where(item => item.Kind == JsonTokenType.Null))
            _errors.Add(item, "null stands in a list", "give a value, or remove it");
        return node.Items;
    }

    public string TextOf(SourceNode node)
    {
        if (node.Kind != JsonTokenType.String)
            Unfit(node, "text", "write it in double quotes");
        return node.Text;
    }

    /// <summary>Two numbers, as in <c>[20, 50]</c>; not numbers where they are not two.</summary>
    public (double First, double Second) PairOf(SourceNode node, string remedy)
    {
        IReadOnlyList<SourceNode> pair = ItemsOf(node, remedy);
        if (pair.Count == 2)
            return (NumberOf(pair[0]), NumberOf(pair[1]));
        _errors.Add(node, $"there should be two numbers, not {pair.Count}", remedy);
        return (double.NaN, double.NaN);
    }

    public double NumberOf(SourceNode node)
    {
        if (node.Kind != JsonTokenType.Number)
        {
            Unfit(node, "a number", QuotedNumber.Remedy(node.Text) ?? "give a number");
            return double.NaN;
        }
        double value = node.Number;
        if (!double.IsFinite(value) || (value == 0 && node.IsWrittenAsNonzero))
            _errors.Add(node, $"{node.Raw} is out of range", "give a number of ordinary size");
        return value;
    }

    private long? WholeOf(SourceNode node, long most, string remedy)
    {
        double number = NumberOf(node);
        if (double.IsInteger(number) && Math.Abs(number) <= most)
            return (long)number;
        _errors.Add(node, $"{node.Raw} is {(double.IsInteger(number) ? "too large" : "not a whole number")}", remedy);
        return null;
    }

    private IReadOnlyList<T> ListOf<T>(SourceNode node, Func<SourceNode, SourceErrors, T> read) =>
        [.. ItemsOf(node).Select(item => read(item, _errors))];

    private void Unfit(SourceNode node, string expected, string remedy) =>
        _errors.Add(node, $"{node.Raw} is {node.Described}, not {expected}", remedy);
}
