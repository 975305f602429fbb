using System.Text;

namespace HealthScoring.Text;

/// <summary>What a name may be: one line of ordinary text that no reader could mistake for another name.</summary>
internal static class NameRule
{
    internal const int Longest = 100;

    public static (string Problem, string Remedy)? Problem(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return ("the name is empty", "give it a name");
        if (name.Length > Longest)
            return ($"the name has {name.Length} characters", $"use at most {Longest} characters");
        if (HalfCharacter(name))
            return ("the name holds half of a character (one of a surrogate pair)", "write the character itself");
        int at = 0;
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (Invisible.At(name, at, rune))
                return ($"the name holds the {(Rune.IsControl(rune) ? "control" : "invisible")} character U+{rune.Value:X4}", "remove it");
            at += rune.Utf16SequenceLength;
            if ((rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF)
                return ($"the name holds U+{rune.Value:X4}, which is not a character", "remove it");
        }
        return char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]) ? ($"the name '{name}' starts or ends with a space", "remove it") : null;
    }

    /// <summary>Whether a text holds a surrogate without its other half, which no file can.</summary>
    public static bool HalfCharacter(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Two names are too alike when this is equal: they differ at most in case, in how Unicode spells them or in what is not drawn. Once letters
    /// and marks stand apart, Unicode's full case folding is the simple one and a sharp s.
    /// </summary>
    public static string Likeness(string name)
    {
        if (Ascii.IsValid(name))
            return name.ToUpperInvariant();
        var likeness = new StringBuilder(name.Length);
        foreach (Rune rune in name.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!Invisible.IsIgnorable(rune))
                likeness.Append(rune.Value is 'ß' or 'ẞ' ? "SS" : Rune.ToUpperInvariant(rune).ToString());
        }
        // Once more: what is not drawn may have kept marks from their order.
        return likeness.ToString().Normalize(NormalizationForm.FormKD);
    }
}
