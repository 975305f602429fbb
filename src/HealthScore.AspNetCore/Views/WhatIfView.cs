using HealthScoring.Analysis;
using HealthScoring.Hosting;

namespace HealthScoring.AspNetCore;

/// <summary>
/// What another profile would make of the customers of the last published run. Overrides and the tracking of tiers have no part in it.
/// </summary>
/// <param name="Customers">How many customers were scored.</param>
/// <param name="OfCustomers">Of how many; more than were scored where only a sample was; null where that is not known.</param>
/// <param name="Moved">How many change tier.</param>
/// <param name="MovedUp">How many rise; null where the profiles' tiers cannot be compared.</param>
/// <param name="MovedDown">How many fall; null where the profiles' tiers cannot be compared.</param>
/// <param name="MovedWeight">The weight of those that change tier; null where none has one.</param>
/// <param name="MeanBefore">The mean score before.</param>
/// <param name="MeanAfter">The mean score after.</param>
/// <param name="ScoreDecimals">How many decimals a printed score needs to stay on its side of every cut-off of the new profile.</param>
/// <param name="ScoreTolerance">How far below a cut-off of the new profile a score still reaches it.</param>
/// <param name="Tiers">The customers by tier, those of the new profile first, the lowest first.</param>
/// <param name="Moves">How many move from tier to tier.</param>
/// <param name="Causes">What moves scores.</param>
/// <param name="Movers">Some of those that change tier, the heaviest first.</param>
/// <param name="MoversNotListed">How many more there are.</param>
/// <param name="Changes">What differs between the profiles, a line each.</param>
/// <param name="NotMeasured">What the profile asks for and the run did not measure.</param>
/// <param name="Milliseconds">How long the scoring took.</param>
internal sealed record WhatIfView(long Customers, long? OfCustomers, long Moved, long? MovedUp, long? MovedDown, double? MovedWeight,
    double? MeanBefore, double? MeanAfter, int ScoreDecimals, double ScoreTolerance, IReadOnlyList<WhatIfTierView> Tiers,
    IReadOnlyList<TierMove> Moves, IReadOnlyList<CauseView> Causes, IReadOnlyList<MoverView> Movers, long MoversNotListed,
    IReadOnlyList<string> Changes, IReadOnlyList<string> NotMeasured, double Milliseconds)
{
    public static WhatIfView Of(SimulationResult<BookCustomer> result, long? ofCustomers, IEnumerable<string> notMeasured, TimeSpan took)
    {
        IReadOnlyList<TierMigration> matrix = result.Matrix;
        string?[] tiers = [.. result.After.Tiers.Select(tier => tier.Name).Concat(result.Before.Tiers.Select(tier => tier.Name))
            .Distinct(StringComparer.Ordinal), null];
        return new(result.Customers, ofCustomers, result.Moved, result.MovedUp, result.MovedDown, result.MovedWeight, result.MeanScoreBefore,
            result.MeanScoreAfter, result.After.TierPrecision.Decimals, (double)result.After.TierPrecision.Tolerance,
            [.. tiers.Select(tier => new WhatIfTierView(tier, matrix.Where(one => one.TierBefore == tier).Sum(one => one.Customers),
                matrix.Where(one => one.TierAfter == tier).Sum(one => one.Customers)))],
            [.. matrix.Where(one => one.IsMove).Select(one => new TierMove(one.TierBefore, one.TierAfter, one.Customers))],
            [.. result.Causes.Select(cause => new CauseView(cause.Kind, cause.Name, cause.Customers, cause.MeanChange))],
            [.. result.Movers.Select(mover =>
                new MoverView(mover.Customer.Id, mover.ScoreBefore, mover.ScoreAfter, mover.TierBefore, mover.TierAfter))],
            result.MoversNotListed,
            [.. ProfileDiff.Between(result.Before, result.After).Changes.Select(change => change.Text)], [.. notMeasured], took.TotalMilliseconds);
    }
}
