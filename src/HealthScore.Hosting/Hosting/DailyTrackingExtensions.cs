using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace HealthScoring.Hosting;

/// <summary>Adds daily runs to a scoring.</summary>
public static class DailyTrackingExtensions
{
    /// <summary>
    /// Scores and tracks all customers once a day, in the background, and delivers what happened to the handlers. The <see cref="ITrackingStore"/> is
    /// a singleton of the container.
    /// </summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="builder">The scoring.</param>
    /// <param name="at">
    /// The time of the day. Where the clocks jump over it, the run is as long after the jump; where they show it twice, it is the first of the two.
    /// </param>
    /// <param name="zone">The time zone.</param>
    /// <param name="configure">Says how customers are read, and who hears of events.</param>
    /// <returns>The scoring's builder.</returns>
    /// <remarks>
    /// At its start the host runs the last instant that has passed, unless it is published. Every process of the host does so; they share the parts
    /// of a run, and one takes over what another one leaves. A run that fails is tried again, after 1 minute to 30, until the next one is due.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static HealthScoringBuilder<TCustomer> TrackDaily<TCustomer>(this HealthScoringBuilder<TCustomer> builder, TimeOnly at, TimeZoneInfo zone,
        Action<DailyTrackingBuilder<TCustomer>> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(configure);
        var tracking = new DailyTrackingBuilder<TCustomer>(builder.Services);
        configure(tracking);
        string name = builder.Name;
        builder.Services.TryAddSingleton<TrackedScorings>();
        builder.Services.AddSingleton<IHostedService>(
            services => new DailyTrackingService<TCustomer>(() => new(services, name, new(at, zone), tracking)));
        return builder;
    }
}
