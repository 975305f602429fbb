using System.Text;

namespace HealthScoring.Tool.Proposals;

/// <summary>
/// The words of a heading or a metric's name: <c>Logins (28 days)</c>, <c>logins_28d</c> and <c>activeUsers</c> as people read them.
/// </summary>
internal sealed class HeaderWords
{
    private readonly string[] _words;

    private HeaderWords(string[] words) => _words = words;

    /// <summary>The words, in small letters; what stands in parentheses is a remark, and no word.</summary>
    public static HeaderWords Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char sign = text[i];
            depth += sign is '(' or '[' ? 1 : 0;
            if (depth == 0 && char.IsLetterOrDigit(sign))
            {
                if (char.IsUpper(sign) && i > 0 && char.IsLower(text[i - 1]))
                    End();
                word.Append(char.ToLowerInvariant(sign));
            }
            else
            {
                End();
            }
            depth -= sign is ')' or ']' && depth > 0 ? 1 : 0;
        }
        End();
        return new([.. words]);

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>Whether one of the phrases is the whole heading.</summary>
    public bool Is(params ReadOnlySpan<string> phrases)
    {
        string all = string.Join(' ', _words);
        foreach (string phrase in phrases)
        {
            if (all == phrase)
                return true;
        }
        return false;
    }

    /// <summary>Whether all words of the other are here.</summary>
    public bool Contains(HeaderWords other) => other._words.Length > 0 && other._words.All(word => _words.Contains(word));

    /// <summary>How well a heading fits a name, 0 for not at all: best where the letters are the same, then where it has all of the words.</summary>
    public int Likeness(HeaderWords name)
    {
        if (_words.Length == 0 || name._words.Length == 0)
            return 0;
        if (string.Concat(_words) == string.Concat(name._words))
            return 4;
        if (_words.Select(Singular).ToHashSet().SetEquals(name._words.Select(Singular)))
            return 3;
        if (name._words.All(word => _words.Any(own => Singular(own) == Singular(word))))
            return 2;
        return _words.All(word => name._words.Any(other => Singular(other) == Singular(word))) ? 1 : 0;
    }

    private static string Singular(string word) => word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;
}
