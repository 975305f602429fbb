using System.Globalization;
using System.Text;

namespace HealthScoring.Text;

/// <summary>Characters that show nothing, so that two texts could look alike and differ.</summary>
internal static class Invisible
{
    private const int BrailleBlank = 0x2800;

    // Default_Ignorable_Code_Point of the Unicode Character Database (DerivedCoreProperties.txt, version 15.0): first and last of each range.
    private static ReadOnlySpan<int> Ignorable =>
    [
        0xAD, 0xAD, 0x34F, 0x34F, 0x61C, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x206F,
        0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF,
    ];

    /// <summary>Whether Unicode says that a character is not drawn.</summary>
    public static bool IsIgnorable(Rune rune)
    {
        ReadOnlySpan<int> ranges = Ignorable;
        for (int i = 0; i < ranges.Length; i += 2)
        {
            if (rune.Value <= ranges[i + 1])
                return rune.Value >= ranges[i];
        }
        return false;
    }

    /// <summary>
    /// Whether a character of a text shows nothing: a control or format character, a line break, one that Unicode says is not drawn, or a blank
    /// one. What joins letters or chooses among the forms of a sign does show behind a character beyond ASCII.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="index">Where the character begins.</param>
    /// <param name="rune">The character.</param>
    public static bool At(ReadOnlySpan<char> text, int index, Rune rune)
    {
        if (rune.IsAscii)
            return Rune.IsControl(rune);
        if (IsJoinerOrSelector(rune) && index > 0 && !char.IsAscii(text[index - 1]))
            return false;
        return rune.Value == BrailleBlank || IsIgnorable(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
    }

    private static bool IsJoinerOrSelector(Rune rune) => rune.Value is 0x200C or 0x200D or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
