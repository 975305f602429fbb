using HealthScoring.Portfolios;

namespace HealthScoring.Tests.Properties;

/// <summary>A child of a parent by its numbers.</summary>
public sealed record Child(string Name, double? Score, int Tier, double? Weight)
{
    /// <summary>Scores as profiles give them, round ones, ends and neighbours of cut-offs, with weights of every size.</summary>
    public static Child Random(ScoringProfile profile, string name, Random random)
    {
        double? score = random.Next(8) switch
        {
            0 => null,
            1 => 0,
            2 => 100,
            3 => Math.Min(100, Math.BitIncrement(profile.Tiers[random.Next(profile.Tiers.Count)].From)),
            4 => Math.Max(0, Math.BitDecrement(profile.Tiers[random.Next(profile.Tiers.Count)].From)),
            5 => random.Next(1001) / 10.0,
            _ => random.NextDouble() * 100,
        };
        double? weight = random.Next(9) switch
        {
            0 => null,
            1 => 0,
            2 => random.NextDouble() * Math.Pow(2, -random.Next(30)),
            3 => 1e15 - random.Next(3),
            4 => random.NextDouble() * 1e15,
            5 => random.Next(100) / 10.0,
            6 => Math.ScaleB(random.Next(1 << 20) + 0.5, random.Next(-22, 12)),
            _ => random.Next(1, 1000),
        };
        int tier = score is { } value ? profile.Tiers.IndexOf(profile.Tiers.Find(value).Name) : -1;
        return new(name, score, tier, weight);
    }

    public static Child[] Some(ScoringProfile profile, int most, Random random) =>
        [.. Enumerable.Range(0, random.Next(most)).Select(i => Random(profile, $"child {random.Next(1000)} {i}", random))];

    public static ParentTally Tally(ScoringProfile profile, IEnumerable<Child> children)
    {
        var tally = new ParentTally(profile);
        foreach (Child child in children)
            child.AddTo(tally);
        return tally;
    }

    public void AddTo(ParentTally tally) => tally.Add(Name, Score, Tier < 0 ? null : tally.Profile.Tiers[Tier].Name, Weight);
}
