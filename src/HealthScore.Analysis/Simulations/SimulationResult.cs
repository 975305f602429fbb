using System.Text.Json.Serialization;
using HealthScoring.Portfolios;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What a change of the profile does to customers: who changes tier, and why.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// A customer moves when the name of its tier changes; the unscored count as a tier of their own.
/// </remarks>
public sealed class SimulationResult<TCustomer>
{
    private readonly StoredSimulation _summary;

    internal SimulationResult(SimulationTally tally, DateTimeOffset asOf, IReadOnlyList<SimulationMover<TCustomer>> movers)
    {
        (Before, After, Movers, Missing) = (tally.Before, tally.After, movers, tally.Missing);
        _summary = new(SimulationData.Of(tally, asOf));
    }

    /// <summary>The profile before the change.</summary>
    [JsonIgnore]
    public ScoringProfile Before { get; }

    /// <summary>The profile after the change.</summary>
    [JsonIgnore]
    public ScoringProfile After { get; }

    /// <summary>The time all scores are for.</summary>
    public DateTimeOffset AsOf => _summary.AsOf;

    /// <summary>How many customers there are.</summary>
    public long Customers => _summary.Customers;

    /// <summary>
    /// How many customers have a fault: a metric of theirs or the segment function threw, or the source gave
    /// <see langword="null"/>.
    /// </summary>
    public long FaultyCustomers => _summary.FaultyCustomers;

    /// <summary>
    /// Every pair of tiers, also those without customers: by the tier before, the lowest first and the unscored last, and within it by the tier
    /// after in the same way. The rows sum to the tiers under one profile, the columns to those under the other.
    /// </summary>
    public IReadOnlyList<TierMigration> Matrix => _summary.Matrix;

    /// <summary>How many customers change tier, become unscored, or become scored.</summary>
    public long Moved => _summary.Moved;

    /// <summary>Their share of all customers, 0 to 1; <see langword="null"/> when there are none.</summary>
    public double? MovedShare => _summary.MovedShare;

    /// <summary>
    /// How many are in a higher tier than before; <see langword="null"/> unless both profiles have the same tiers by name, in the same order. Who
    /// becomes scored or unscored moves neither up nor down.
    /// </summary>
    public long? MovedUp => _summary.MovedUp;

    /// <summary>How many are in a lower tier than before, as <see cref="MovedUp"/> says.</summary>
    public long? MovedDown => _summary.MovedDown;

    /// <summary>The sum of the customers' weights; <see langword="null"/> when none has one.</summary>
    public double? Weight => _summary.Weight;

    /// <summary>The sum of the movers' weights; <see langword="null"/> when no customer has one.</summary>
    public double? MovedWeight => _summary.MovedWeight;

    /// <summary>The movers' share of all weight, 0 to 1; <see langword="null"/> when that is 0 or there is none.</summary>
    public double? MovedWeightShare => _summary.MovedWeightShare;

    /// <summary>The mean score before, 0 to 100, over those scored then; <see langword="null"/> when none was.</summary>
    public double? MeanScoreBefore => _summary.MeanScoreBefore;

    /// <summary>The mean score after, 0 to 100, over those scored then; <see langword="null"/> when none is.</summary>
    public double? MeanScoreAfter => _summary.MeanScoreAfter;

    /// <summary>
    /// The customers that change tier, in the order of the source: the first <see cref="SimulationOptions{TCustomer}.MaxMovers"/>.
    /// </summary>
    public IReadOnlyList<SimulationMover<TCustomer>> Movers { get; }

    /// <summary>How many customers change tier and are not among <see cref="Movers"/>.</summary>
    public long MoversNotListed => Moved - Movers.Count;

    /// <summary>How many movers are scored before and after: those that <see cref="MeanChange"/> and <see cref="Causes"/> are about.</summary>
    public long MoversScored => _summary.MoversScored;

    /// <summary>By how many points their scores change on average; <see langword="null"/> when there are none.</summary>
    public double? MeanChange => _summary.MeanChange;

    /// <summary>
    /// What changes their scores, the largest mean change first. The mean changes sum to <see cref="MeanChange"/> within 1e-9 (for points
    /// beyond 1,000, in proportion).
    /// </summary>
    public IReadOnlyList<SimulationCause> Causes => _summary.Causes;

    /// <summary>How many customers lack each metric and signal, by ordinal name.</summary>
    internal IReadOnlyDictionary<string, long> Missing { get; }

    /// <summary>Throws if a change of the profile moves more customers than is allowed, such as to end a build.</summary>
    /// <param name="movedShare">The largest share of the customers that may change tier, 0 to 1, inclusive.</param>
    /// <param name="movedWeightShare">
    /// The largest share of the weight that may, 0 to 1, inclusive; <see langword="null"/> for any.
    /// </param>
    /// <param name="faultyShare">
    /// The largest share of the customers that may have a fault, 0 to 1, inclusive; none if not given, since a source of data that is down
    /// must not make a change look harmless.
    /// </param>
    /// <param name="earlier">
    /// A summary of these customers from a time when all sources of data were up, such as last night's; <see langword="null"/> for none. It is for
    /// sources that are down without a fault.
    /// </param>
    /// <param name="lostShare">
    /// How much larger than in that summary the share of customers without a value may be, for each metric and signal, 0 to 1, inclusive.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// More customers change tier than allowed; the message says how many, from where to where, and why. Or more have a fault or lack a value. Or
    /// there is nothing to judge by: there are no customers, none of them is scored before or after, or, where a share of the weight is given,
    /// there is no weight, or nothing compares with the earlier summary.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A share is NaN or outside 0 to 1.</exception>
    public void ThrowIfMovedMoreThan(
        double movedShare, double? movedWeightShare = null, double faultyShare = 0, PortfolioSummary? earlier = null, double lostShare = 0.1)
    {
        RequireShare(movedShare, nameof(movedShare));
        if (movedWeightShare is { } given)
            RequireShare(given, nameof(movedWeightShare));
        RequireShare(faultyShare, nameof(faultyShare));
        RequireShare(lostShare, nameof(lostShare));
        List<string> problems = [.. SimulationText.Excess(_summary, movedShare, movedWeightShare, faultyShare)];
        if (earlier is not null && Customers > 0)
            problems.AddRange(SimulationText.Lost(Missing, Customers, earlier, lostShare));
        if (problems.Count > 0)
            throw new InvalidOperationException(SimulationText.Refusal(_summary, problems));
    }

    /// <summary>Keeps what the simulation says, to be written as JSON and read back.</summary>
    /// <param name="nameBy">What to call a mover; by its position alone if not given.</param>
    /// <returns>The simulation without the profiles and the customers.</returns>
    public StoredSimulation ToStored(Func<TCustomer, string?>? nameBy = null) => _summary.With(Movers.Select(mover => new StoredMover(
        mover.Position, nameBy?.Invoke(mover.Customer) is { } name ? Excerpt.WithoutHalves(name) : null, mover.ScoreBefore, mover.TierBefore,
        mover.ScoreAfter, mover.TierAfter, mover.Change)));

    /// <summary>The whole outcome as text for people: the numbers, the matrix as a table, and the causes.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform. Scores, points and shares are rounded to one decimal.</returns>
    public string Explain() => _summary.Explain();

    /// <summary>How many customers change tier, in a line.</summary>
    /// <returns>As in <c>584 of 7,043 customers change tier (8.3 %)</c>.</returns>
    public override string ToString() => _summary.ToString();

    private static void RequireShare(double share, string parameter)
    {
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(parameter, share, "A share goes from 0 to 1, not in per cent.");
    }
}
