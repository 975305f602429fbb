extern alias core;
using System.Text;
using core::HealthScoring.Text;
using Xunit;

namespace HealthScoring.Tests.Text;

/// <summary>Which characters show nothing.</summary>
public sealed class InvisibleTests
{
    // Some ranges of Default_Ignorable_Code_Point whose neighbours are not in it, from the first to the last.
    [Theory]
    [InlineData(0xAD, 0xAD)]
    [InlineData(0x200B, 0x200F)]
    [InlineData(0x2060, 0x206F)]
    [InlineData(0xFE00, 0xFE0F)]
    [InlineData(0xE0000, 0xE0FFF)]
    public void A_range_of_what_is_not_drawn_goes_from_its_first_character_to_its_last(int first, int last) => Assert.Equal(
        [false, true, true, false],
        new[] { first - 1, first, last, last + 1 }.Select(value => Invisible.IsIgnorable(new Rune(value))));

    [Theory]
    [InlineData(0x85)]
    [InlineData(0x34F)]
    [InlineData(0x115F)]
    [InlineData(0x200B)]
    [InlineData(0x2028)]
    [InlineData(0x2029)]
    [InlineData(0x202E)]
    [InlineData(0x2800)]
    [InlineData(0xFFF9)]
    [InlineData(0xE00FF)]
    [InlineData(0xE01F0)]
    public void What_shows_nothing_shows_nothing_anywhere(int value)
    {
        string character = char.ConvertFromUtf32(value);

        Assert.True(IsInvisible(character, 0));
        Assert.True(IsInvisible("e" + character, 1));
        Assert.True(IsInvisible("é" + character, 1));
    }

    [Theory]
    [InlineData(0x200C)]
    [InlineData(0x200D)]
    [InlineData(0xFE00)]
    [InlineData(0xFE0F)]
    [InlineData(0xE0100)]
    [InlineData(0xE01EF)]
    public void What_joins_or_chooses_a_form_shows_behind_a_character_beyond_ASCII(int value)
    {
        string character = char.ConvertFromUtf32(value);

        Assert.True(IsInvisible(character, 0));
        Assert.True(IsInvisible("e" + character, 1));
        Assert.False(IsInvisible("é" + character, 1));
    }

    private static bool IsInvisible(string text, int index) => Invisible.At(text, index, Rune.GetRuneAt(text, index));
}
