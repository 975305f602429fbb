using System.Text;

namespace HealthScoring.Profiles.Validation;

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
            if (char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
                i++;
            else if (char.IsSurrogate(name[i]))
                return ("the name holds half of a character (one of a surrogate pair)", "write the character itself");
        }
        return char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]) ? ($"the name '{name}' starts or ends with a space", "remove it") : null;
    }

    /// <summary>Two names are too alike when this is equal: they differ at most in case or in how Unicode spells them.</summary>
    public static string Likeness(string name) => name.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
