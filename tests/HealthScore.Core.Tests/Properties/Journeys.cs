using FsCheck;
using FsCheck.Fluent;

namespace HealthScoring.Tests.Properties;

/// <summary>A customer's visits under one profile.</summary>
public sealed record Journey(Rulebook Rules, Visit[] Visits)
{
    public override string ToString() => $"{Rules}\n{string.Join("\n", Visits.Select(visit => visit.ToString()))}";
}

/// <summary>Random rules and visits, with scores and times that meet the boundaries of the rules often.</summary>
public static class Journeys
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 5, 0, 0, TimeSpan.Zero);

    internal static readonly Gen<int> Hours = Gen.Frequency((8, Gen.Elements(1, 6, 12, 19, 24, 48, 24 * 7, 24 * 30)), (1, Gen.Elements(0, -24)));

    internal static readonly Gen<double?> Usage = Gen.Frequency((8, Gen.Choose(0, 40).Select(x => (double?)(x * 2.5))),
        (2, Gen.Choose(0, 1000).Select(x => (double?)(x / 10.0))), (2, Gen.Constant<double?>(null)));

    private static readonly Gen<double[]> Cuts =
        from low in Gen.Choose(8, 16)
        from high in Gen.Choose(24, 32)
        select new[] { low * 2.5, high * 2.5 };

    private static readonly Gen<Dwell> Dwells = Gen.Elements(
        Dwell.None, Dwell.Scores(2), Dwell.Scores(3), Dwell.For(TimeSpan.FromHours(25)), Dwell.For(TimeSpan.FromDays(7)));

    private static readonly Gen<double?> Change = Gen.Elements<double?>(null, 5, 15, 30);

    internal static readonly Gen<Rulebook> Rules =
        from names in Gen.Elements<string[]>(["low", "middle", "high"], ["low", "middle", "best"])
        from cuts in Cuts
        from large in Cuts
        from margin in Gen.Elements(0, 0, 2.5, 5, 10)
        from dwell in Dwells
        from up in Gen.Frequency((2, Gen.Constant(dwell)), (1, Dwells))
        from drop in Change
        from rise in Change
        from days in Gen.Elements<int?>(null, 1, 2, 7)
        from chases in Gen.Elements(true, false)
        from mail in Gen.Elements(3, 14)
        from loss in Gen.Elements<int?>(null, null, 0, 2, 5)
        from assumes in Gen.Elements(false, true)
        select new Rulebook(names, cuts, large, margin, dwell, drop, rise, drop is null && rise is null ? null : days, chases, mail, loss,
            assumes)
        {
            DwellUp = up,
        }.Built();

    private static readonly Gen<Journey> Any =
        from rules in Rules
        from count in Gen.Choose(1, 25)
        from hours in Hours.ArrayOf(count)
        from usage in Usage.ArrayOf(count)
        from flags in Gen.Choose(0, 63).ArrayOf(count)
        select new Journey(rules, [.. Enumerable.Range(0, count)
            .Select(i => Visit.Of(Start.AddHours(hours.Take(i + 1).Sum()), usage[i], flags[i]))]);

    public static Arbitrary<Journey> AnyJourney() => Arb.From(Any, Shorter);

    private static IEnumerable<Journey> Shorter(Journey journey) => Enumerable.Range(0, journey.Visits.Length).Where(_ => journey.Visits.Length > 1)
        .Select(left => journey with { Visits = [.. journey.Visits.Where((_, i) => i != left)] });
}
