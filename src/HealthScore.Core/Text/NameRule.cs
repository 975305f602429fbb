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
        for (int i = 0; i < name.Length; i++)
        {
            if (Excerpt.IsInvisible(name[i]))
                return ($"the name holds the {(char.IsControl(name[i]) ? "control" : "invisible")} character U+{(int)name[i]:X4}", "remove it");
        }
        if (HalfCharacter(name))
            return ("the name holds half of a character (one of a surrogate pair)", "write the character itself");
        foreach (Rune rune in name.EnumerateRunes())
        {
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

    /// <summary>Two names are too alike when this is equal: they differ at most in case or in how Unicode spells them.</summary>
    public static string Likeness(string name) => name.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
