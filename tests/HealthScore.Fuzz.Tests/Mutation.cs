using System.Globalization;
using System.Text;

namespace HealthScoring.Tests.Fuzz;

/// <summary>Changes JSON where it hurts: by its structure most of the time, and now and then by its bytes.</summary>
/// <param name="seeds">Texts to begin with; names and values of one are tried in another.</param>
internal sealed class Mutation(IReadOnlyList<byte[]> seeds)
{
    private const int MostBytes = 1 << 16;

    private static readonly string[] Literals =
    [
        "0", "-0", "-0.0", "1", "-1", "2", "0.5", "1e308", "-1.7976931348623157e308", "5e-324", "1e-400", "1e400", "100", "100.00000000000001", "50",
        "99.99999999", "49.999999999", "1e9", "1e-9", "1000000001", "2147483648", "9007199254740993", "12345678901234567890123456789", "01", "+1",
        ".5", "1.", "NaN", "0." + "00000000000000000000" + "5", "null", "true", "false", "{}", "[]", "[[]]", "[null]", "{\"\":0}", "\"\"", "\" \"",
        "\"a\"", "\"\\ud800\"", "\"\\u0000\"", "\"\\uFFFE\"", "\"\\u00AD\"", "\"\\uDB40\\uDC61\"", "\"x\\u200D\"", "\"é\\uFE0F\"", "\"straße\"",
        "\"STRASSE\"", "\"\\u202Egnp\"", "\"<script>\"", "\"'; drop table t; --\"", "\"{0}\"", "\"$.a['b']\"", "\"90 days\"", "\"-1 days\"",
        "\"1 hours\"", "\"99999999999 days\"", "\"2026-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00Z\"",
        "\"2026-02-30\"", "\"2026-01-01T00:00:00+14:00\"", "\"NaN\"", "\"5 scores\"", "/**/1", "'a'", "\"",
    ];

    private readonly JsonDraft[] _drafts = [.. seeds.Select(seed => JsonDraft.Parse(seed))];
    private readonly string[] _names = [.. seeds.SelectMany(seed => JsonDraft.Parse(seed).All())
        .SelectMany(part => part.Parts).Select(part => part.Name).Where(name => name.Length > 0).Distinct()];
    private readonly string[] _values = [.. seeds.SelectMany(seed => JsonDraft.Parse(seed).All())
        .Select(part => part.Literal).Where(literal => literal.Length > 0).Distinct()];

    /// <summary>A text; always the same for the same random numbers.</summary>
    public byte[] Next(Random random)
    {
        JsonDraft draft = random.GetItems(_drafts, 1)[0].Copy();
        // One change is accepted more often, and more of them reach farther.
        for (int i = 1 + random.Next(random.Next(1, 6)); i > 0; i--)
            Change(draft, random);
        byte[] text = draft.ToUtf8();
        text = text.Length > MostBytes ? text[..MostBytes] : text;
        return random.Next(8) == 0 ? Bytes(text, random) : text;
    }

    private void Change(JsonDraft draft, Random random)
    {
        JsonDraft[] containers = [.. draft.All().Where(part => part.Parts.Count > 0)];
        if (containers.Length == 0)
            return;
        JsonDraft parent = random.GetItems(containers, 1)[0];
        List<(string Name, JsonDraft Value)> parts = parent.Parts;
        int at = random.Next(parts.Count);
        (string name, JsonDraft value) = parts[at];
        switch (random.Next(11))
        {
            case 0:
                parts.RemoveAt(at);
                break;
            case 1:
                parts.Insert(random.Next(parts.Count + 1), (name, value.Copy()));
                break;
            case 2:
                parts[at] = (Name(random), value);
                break;
            case 3:
                parts.Insert(at, (parent.IsObject ? Name(random) : "", JsonDraft.Of(Literal(random))));
                break;
            case 4:
                parts[at] = (name, Part(random));
                break;
            case 5:
                parts[at] = (name, JsonDraft.List(Enumerable.Repeat(value, random.Next(1, 4)).Select(item => item.Copy())));
                break;
            case 6:
                parts[at] = (name, JsonDraft.Object(Name(random), value));
                break;
            case 7:
                int other = random.Next(parts.Count);
                (parts[at], parts[other]) = ((name, parts[other].Value), (parts[other].Name, value));
                break;
            case 8:
                for (int copies = random.Next(20); copies > 0 && parts.Count < 200; copies--)
                    parts.Add((name, value.Copy()));
                break;
            default:
                JsonDraft[] leaves = [.. draft.All().Where(part => part.Opening.Length == 0)];
                if (leaves.Length > 0)
                    random.GetItems(leaves, 1)[0].Literal = Literal(random);
                break;
        }
    }

    private string Name(Random random) => random.Next(4) == 0 ? random.GetItems(Literals.Where(literal => literal[0] == '"').ToArray(), 1)[0]
        : random.GetItems(_names, 1)[0];

    private string Literal(Random random) => random.Next(3) switch
    {
        0 => random.GetItems(_values, 1)[0],
        1 => random.GetItems(Literals, 1)[0],
        _ => Math.Round(random.NextDouble() * 200 - 50, random.Next(4)).ToString(CultureInfo.InvariantCulture),
    };

    private JsonDraft Part(Random random)
    {
        JsonDraft[] all = [.. random.GetItems(_drafts, 1)[0].All()];
        return random.GetItems(all, 1)[0].Copy();
    }

    private static byte[] Bytes(byte[] text, Random random)
    {
        List<byte> bytes = [.. text];
        for (int i = random.Next(1, 5); i > 0 && bytes.Count > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(random.GetItems(Literals, 1)[0]));
                    break;
            }
        }
        return [.. bytes];
    }
}
