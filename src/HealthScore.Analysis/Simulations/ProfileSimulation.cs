using HealthScoring.Tracking;

namespace HealthScoring.Analysis;

/// <summary>Scores customers under two profiles, to see what a change would do before it is made.</summary>
public static class ProfileSimulation
{
    private const double MostWeight = 1e15;

    /// <summary>Scores customers under two profiles in one pass, as of one time.</summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="before">The profile before the change.</param>
    /// <param name="after">The profile after the change.</param>
    /// <param name="metrics">The metrics that the two profiles name; others are not used. Each is asked once per customer.</param>
    /// <param name="customers">
    /// The customers; read once, one after the other. One that is <see langword="null"/> is unscored under both profiles.
    /// </param>
    /// <param name="options">How to score them; the defaults if not given.</param>
    /// <returns>
    /// Who changes tier and why. Scores are the bits that a <see cref="HealthScorer{TCustomer}"/> gives; overrides have no part in them. What a
    /// metric throws is a fault, which each profile treats by its own <see cref="ScoringProfile.OnFault"/>. Only the list of movers depends
    /// on the order of the customers.
    /// </returns>
    /// <exception cref="InvalidRegistrationException">
    /// A metric that a profile names is not among <paramref name="metrics"/>, or two have one name; all of them are listed.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="SimulationOptions{TCustomer}.MaxMovers"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">A customer's weight is out of range.</exception>
    /// <exception cref="ArgumentException">A customer's tracking state is of another profile than one of the two.</exception>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="options"/> is <see langword="null"/>.</exception>
    public static SimulationResult<TCustomer> Run<TCustomer>(ScoringProfile before, ScoringProfile after, IEnumerable<IMetric<TCustomer>> metrics,
        IEnumerable<TCustomer> customers, SimulationOptions<TCustomer>? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(customers);
        options ??= new();
        if (options.MaxMovers < 0)
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxMovers, "MaxMovers must be 0 or more.");
        DateTimeOffset asOf = options.AsOf ?? (options.TimeProvider ?? TimeProvider.System).GetUtcNow();
        var reader = new CustomerReader<TCustomer>(before, after, metrics, options.SegmentBy);
        (Func<TCustomer, double?>? weightBy, Func<TCustomer, TrackingState?>? stateBy, int most) =
            (options.WeightBy, options.StateBy, options.MaxMovers);
        var tally = new SimulationTally(before, after);
        List<SimulationMover<TCustomer>> movers = [];
        long position = 0;
        foreach (TCustomer customer in customers)
        {
            if (customer is null)
            {
                tally.AddUnknown();
            }
            else
            {
                (HealthScore scoreBefore, HealthScore scoreAfter, bool faulty) = reader.Score(customer, asOf);
                TrackingState? state = stateBy?.Invoke(customer);
                (SimulatedScore old, SimulatedScore now) = (SimulatedScore.Of(scoreBefore, state), SimulatedScore.Of(scoreAfter, state));
                if (tally.Add(old, now, faulty, Weigh(customer, position, weightBy)) && movers.Count < most)
                    movers.Add(new(position, customer, old, now));
            }
            position++;
        }
        return new(tally, asOf, movers.AsReadOnly());
    }

    private static double? Weigh<TCustomer>(TCustomer customer, long position, Func<TCustomer, double?>? weightBy) =>
        weightBy?.Invoke(customer) switch
        {
            null or double.NaN => null,
            >= 0 and <= MostWeight and var weight => weight,
            var weight => throw new InvalidOperationException(FormattableString.Invariant(
                $"Customer {position} of the source weighs {weight:R}; a weight is 0 to 1e15, and none where it is not known.")),
        };
}
