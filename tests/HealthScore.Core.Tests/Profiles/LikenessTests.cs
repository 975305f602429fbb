extern alias core;

using System.Globalization;
using core::HealthScoring.Text;
using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>
/// What Unicode says that two texts differ in without a reader seeing it. The truth is its Character Database, where it is installed.
/// </summary>
public sealed class LikenessTests
{
    private const string Database = "/usr/share/unicode/";
    private const string NotInstalled = "The Unicode Character Database is not installed (Debian: unicode-data).";

    public static bool IsInstalled => File.Exists(Database + "CaseFolding.txt");

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void A_text_is_like_its_full_case_folding()
    {
        int folded = 0;
        foreach (string[] fields in Fields("CaseFolding.txt").Where(fields => fields[1] is "C" or "F"))
        {
            string text = Text(fields[0]), folding = string.Concat(fields[2].Split(' ').Select(Text));
            Assert.True(NameRule.Likeness($"a{text}") == NameRule.Likeness($"a{folding}"), $"U+{fields[0]} folds to {fields[2]}");
            folded++;
        }
        Assert.InRange(folded, 1500, 2000);
    }

    [Fact(Skip = NotInstalled, SkipUnless = nameof(IsInstalled))]
    public void What_is_not_drawn_is_what_Unicode_says()
    {
        HashSet<int> ignorable = [.. Fields("DerivedCoreProperties.txt").Where(fields => fields[1] == "Default_Ignorable_Code_Point")
            .SelectMany(fields => Range(fields[0]))];
        Assert.NotEmpty(ignorable);
        Assert.Equal(ignorable.Order(),
            Enumerable.Range(0, 0x110000).Where(System.Text.Rune.IsValid).Where(value => Invisible.IsIgnorable(new(value))));
    }

    [Theory]
    [InlineData("a\U000E0061", "U+E0061")]
    [InlineData("\u3164", "U+3164")]
    [InlineData("a\u115F", "U+115F")]
    [InlineData("a\u034Fb", "U+034F")]
    [InlineData("a\uFE0F", "U+FE0F")]
    [InlineData("a\u200Db", "U+200D")]
    [InlineData("a\u2800", "U+2800")]
    [InlineData("é\u202E", "U+202E")]
    public void A_name_holds_nothing_that_shows_nothing(string name, string character) =>
        Assert.Equal(($"the name holds the invisible character {character}", "remove it"), NameRule.Problem(name));

    [Theory]
    [InlineData("می\u200Cخواهم")]
    [InlineData("❤\uFE0F")]
    [InlineData("👩\u200D💻")]
    [InlineData("葛\U000E0100")]
    public void A_name_holds_what_its_script_is_written_with(string name) => Assert.Null(NameRule.Problem(name));

    [Theory]
    [InlineData("straße", "straẞe")]
    [InlineData("straße", "STRASSE")]
    [InlineData("ﬁrst", "FIRST")]
    [InlineData("ΐ", "Ϊ\u0301")]
    [InlineData("é\u200D", "É")]
    [InlineData("❤\uFE0F", "❤")]
    [InlineData("\u0227\u200D\u0323", "\u1EA1\u0307")]
    public void Names_that_look_alike_are_alike(string one, string other) => Assert.Equal(NameRule.Likeness(one), NameRule.Likeness(other));

    [Theory]
    [InlineData("i", "ı")]
    [InlineData("a", "á")]
    [InlineData("葛", "葛木")]
    public void Names_that_look_different_are_not(string one, string other) => Assert.NotEqual(NameRule.Likeness(one), NameRule.Likeness(other));

    [Theory]
    [InlineData("a\U000E0061b", @"a\uDB40\uDC61b")]
    [InlineData("a\u200Db", @"a\u200Db")]
    [InlineData("👩\u200D💻", "👩\u200D💻")]
    public void A_message_shows_what_is_not_drawn(string text, string shown) => Assert.Equal(shown, Excerpt.OfValue(text));

    private static IEnumerable<string[]> Fields(string file) => File.ReadLines(Database + file).Select(line => line.Split('#')[0])
        .Where(line => line.Contains(';', StringComparison.Ordinal)).Select(line => line.Split(';', StringSplitOptions.TrimEntries));

    private static IEnumerable<int> Range(string field)
    {
        int[] ends = [.. field.Split("..").Select(Value)];
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }

    private static string Text(string field) => char.ConvertFromUtf32(Value(field));

    private static int Value(string field) => int.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
