namespace HealthScoring.Analysis;

/// <summary>Finds what moved in a list.</summary>
internal static class Reordering
{
    /// <summary>The fewest names that must move so that the others stand in the same order in both lists; in the order of the later list.</summary>
    public static IReadOnlyList<string> Moved(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        Dictionary<string, int> indexes = before.Select((name, i) => (name, i))
            .ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        string[] common = [.. after.Where(indexes.ContainsKey)];
        HashSet<int> kept = LongestRise([.. common.Select(name => indexes[name])]);
        return [.. common.Where(name => !kept.Contains(indexes[name]))];
    }

    /// <summary>The numbers of a longest rising subsequence, by the piles of patience sorting. All numbers differ.</summary>
    private static HashSet<int> LongestRise(int[] numbers)
    {
        List<int> ends = [];
        var previous = new Dictionary<int, int>();
        foreach (int number in numbers)
        {
            int pile = ~ends.BinarySearch(number);
            if (pile > 0)
                previous[number] = ends[pile - 1];
            if (pile == ends.Count)
                ends.Add(number);
            else
                ends[pile] = number;
        }
        HashSet<int> rise = [];
        for (int number = ends.Count > 0 ? ends[^1] : -1; number >= 0; number = previous.GetValueOrDefault(number, -1))
            rise.Add(number);
        return rise;
    }
}
