using System.Numerics;

namespace HealthScoring.Analysis;

/// <summary>A set of customers, one bit each.</summary>
/// <param name="Words">64 customers a word.</param>
internal readonly record struct CustomerSet(ulong[] Words)
{
    /// <summary>How many customers are in it.</summary>
    public long Count
    {
        get
        {
            long count = 0;
            foreach (ulong word in Words)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>The customers with one item.</summary>
    public static CustomerSet Of(byte[] codes, int item)
    {
        ulong[] words = new ulong[(codes.Length + 63) / 64];
        for (int row = 0; row < codes.Length; row++)
            words[row / 64] |= (codes[row] == item ? 1UL : 0) << (row % 64);
        return new(words);
    }

    /// <summary>Whether a customer is in it.</summary>
    public bool Has(int row) => (Words[row / 64] >> (row % 64) & 1) != 0;

    /// <summary>Those in both sets.</summary>
    public CustomerSet And(CustomerSet other)
    {
        ulong[] words = new ulong[Words.Length];
        for (int i = 0; i < words.Length; i++)
            words[i] = Words[i] & other.Words[i];
        return new(words);
    }

    /// <summary>Whether those in both sets are more than a share of those in one of them, in whole numbers.</summary>
    /// <param name="other">The other set.</param>
    /// <param name="share">The numerator of the share.</param>
    /// <param name="of">Its denominator.</param>
    public bool IsLike(CustomerSet other, int share, int of)
    {
        (long both, long any) = (0, 0);
        for (int i = 0; i < Words.Length; i++)
        {
            both += BitOperations.PopCount(Words[i] & other.Words[i]);
            any += BitOperations.PopCount(Words[i] | other.Words[i]);
        }
        return both * of > any * share;
    }
}
