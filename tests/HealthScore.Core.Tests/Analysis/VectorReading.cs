using System.Text.Json;

namespace HealthScoring.Tests.Analysis;

/// <summary>Reads lists of the vectors.</summary>
internal static class VectorReading
{
    public static double[] Numbers(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetDouble())];

    public static long[] Counts(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt64())];

    public static bool[] Events(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32() == 1)];

    public static string[] Texts(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>Numbers from 0 for what is named, in the order of the first appearance.</summary>
    public static int[] Customers(this JsonElement list)
    {
        List<string> known = [];
        return [.. list.Texts().Select(name =>
        {
            if (!known.Contains(name))
                known.Add(name);
            return known.IndexOf(name);
        })];
    }
}
