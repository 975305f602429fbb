using System.Globalization;
using System.Text.RegularExpressions;

namespace HealthScoring.Tests.Sql;

/// <summary>Texts that spell a number, or nearly do; and the number that each spells.</summary>
internal static partial class NumberTexts
{
    private static readonly string[] Chosen =
    [
        "0", "-0", "+0", "1", "-1", "+1", "007", "1.", ".5", "-.5", "+.5e1", "1e5", "1E5", "1e+5", "1e-5", "1.5e3", " 12", "12 ", "  1.5  ",
        "1e308", "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "1e309", "-1e309", "1e999", "-1e999",
        "4.9e-324", "5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.4703282292062329e-324", "2.5e-324", "1e-400", "-1e-999",
        "2.2250738585072014e-308", "2.2250738585072011e-308", "9007199254740993", "9007199254740992.5", "0.1", "0.30000000000000004",
        "123456789012345678901234567890", "0.000000000000000000000000000000000000000000001", "1e022", "1e0000", "1e0001",
        "", " ", "n/a", "N/A", "null", "NULL", "-", "+", ".", "e", "e5", "1e", "1e+", "--1", "+-1", "1-", "1..2", "1.2.3", "1,5", "1,000", "1_000",
        "0x10", "1d", "1f", "1L", "nan", "NaN", "inf", "Infinity", "-Infinity", "true", "1 2", "1e 5", "1 e5", "\t1", "1\t", "1\n", "\n1", "1\r\n",
        "1\r", "1\v", "1\f", "1\u0085", "1\u2028",
        "1\u00A0", "\u0661", "１", "1e1000", "1e-1000", "1e9999999999", "$5", "5%", "12 kg", "2026-11-01", "1/2", "''", "' OR 1 = 1 --",
    ];

    /// <summary>The chosen ones and random ones.</summary>
    public static IEnumerable<string> All(Random random)
    {
        foreach (string text in Chosen)
            yield return text;
        yield return new('9', 300);
        yield return new('9', 400);
        yield return new('9', 401);
        yield return "0." + new string('0', 397) + "1";
        yield return "1" + new string('0', 300) + "e-300";
        for (int i = 0; i < 3000; i++)
        {
            double number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(number))
                yield return number.ToString(random.Next(3) switch { 0 => "R", 1 => "E16", _ => "E20" }, CultureInfo.InvariantCulture);
            yield return (random.Next(-1_000_000, 1_000_000) / 1000.0).ToString(CultureInfo.InvariantCulture);
            yield return Digits(random, 1, 25) + "." + Digits(random, 0, 25) + (random.Next(2) == 0 ? "" : $"e{random.Next(-330, 320)}");
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => "0123456789.eE+- x"[random.Next(17)]));
        }
    }

    /// <summary>The number that a text spells, if it is finite; <see langword="null"/> for any other text.</summary>
    public static double? Number(string? text) => text is { Length: <= 400 } && Spelled().IsMatch(text.Trim(' '))
        && double.Parse(text.Trim(' '), NumberStyles.Float, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? number : null;

    private static string Digits(Random random, int least, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => (char)('0' + random.Next(10))));

    [GeneratedRegex(@"\A[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?\z")]
    private static partial Regex Spelled();
}
