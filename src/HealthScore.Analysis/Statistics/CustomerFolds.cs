using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HealthScoring.Analysis.Statistics;

/// <summary>Deals customers out into folds, alike for those with and without an event, by a hash of their ids: the same on every machine.</summary>
internal static class CustomerFolds
{
    /// <summary>The fold of each customer.</summary>
    /// <param name="customers">The ids, each once.</param>
    /// <param name="everEvent">Whether each customer had an event at any time.</param>
    /// <param name="seed">Deals them out otherwise.</param>
    /// <param name="folds">How many folds.</param>
    public static int[] Of(IReadOnlyList<string> customers, ReadOnlySpan<bool> everEvent, long seed, int folds)
    {
        ulong[] keys = [.. customers.Select(customer => Key(seed, customer))];
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(order, (one, other) => keys[one].CompareTo(keys[other]) is not 0 and var different ? different
            : string.CompareOrdinal(customers[one], customers[other]));
        int[] foldOf = new int[keys.Length];
        (int dealt, int dealtEvents) = (0, 0);
        foreach (int customer in order)
            foldOf[customer] = (everEvent[customer] ? dealtEvents++ : dealt++) % folds;
        return foldOf;
    }

    /// <summary>
    /// The first 8 bytes of SHA-256 of the seed, 8 bytes with the lowest first, and the id in UTF-8; as a number it sorts as the bytes do.
    /// </summary>
    public static ulong Key(long seed, string customer)
    {
        byte[] text = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(customer)];
        BinaryPrimitives.WriteInt64LittleEndian(text, seed);
        Encoding.UTF8.GetBytes(customer, text.AsSpan(sizeof(long)));
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(text));
    }
}
