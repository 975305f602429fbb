namespace HealthScoreWeb;

/// <summary>A customer as your own systems know it; null is "not known", which is never 0.</summary>
internal sealed record Account(string Id, double MonthlyRevenue, int ActiveDays, int FeaturesUsed, int? Nps, int DaysOverdue)
{
    /// <summary>Reads all customers. These are made up: ask your own database here.</summary>
    public static async IAsyncEnumerable<Account> ReadAll()
    {
        var chance = new Random(1);
        for (int i = 1; i <= 200; i++)
        {
            await Task.CompletedTask;
            yield return new($"A-{i:000}", chance.Next(50, 5000), chance.Next(0, 29), chance.Next(0, 10),
                chance.Next(3) == 0 ? null : chance.Next(-100, 101), chance.Next(5) == 0 ? chance.Next(1, 90) : 0);
        }
    }
}
