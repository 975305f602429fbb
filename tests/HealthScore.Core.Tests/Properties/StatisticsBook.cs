namespace HealthScoring.Tests.Properties;

/// <summary>Scores with many ties, events, customers with several rows, and what they pay.</summary>
internal sealed record StatisticsBook(double[] Scores, bool[] Events, int[] Customers, double[] Weights)
{
    /// <summary>Draws a book with an event and another row, each for two customers at least.</summary>
    public static StatisticsBook Draw(Random random, int most = 60)
    {
        int rows = random.Next(4, most), customers = random.Next(4, rows + 1), different = random.Next(1, 12);
        var book = new StatisticsBook(
            [.. Enumerable.Range(0, rows).Select(_ => different == 11 ? 100 * random.NextDouble() : 10.0 * random.Next(different))],
            [.. Enumerable.Range(0, rows).Select(i => i < 2 || (i > 3 && random.Next(3) == 0))],
            [.. Enumerable.Range(0, rows).Select(i => i < 4 ? i : random.Next(customers))],
            [.. Enumerable.Range(0, rows).Select(_ => random.Next(1, 50) / 4.0)]);
        int[] order = [.. Enumerable.Range(0, rows)];
        random.Shuffle(order);
        return book.Take(order);
    }

    /// <summary>The given rows, in that order.</summary>
    public StatisticsBook Take(int[] rows) => new(
        [.. rows.Select(row => Scores[row])], [.. rows.Select(row => Events[row])],
        [.. rows.Select(row => Customers[row])], [.. rows.Select(row => Weights[row])]);
}
