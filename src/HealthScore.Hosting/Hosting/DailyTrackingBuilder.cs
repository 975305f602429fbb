using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HealthScoring.Hosting;

/// <summary>Describes what a daily run reads, and who hears of its events.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>Not thread-safe; used while services are added. Every method returns the builder.</remarks>
public sealed class DailyTrackingBuilder<TCustomer>
{
    private readonly IServiceCollection _services;
    private readonly List<Func<IServiceProvider, IHealthEventHandler<TCustomer>>> _handlers = [];
    private readonly List<Func<IServiceProvider, TrackingRunResult, CancellationToken, Task>> _after = [];

    internal DailyTrackingBuilder(IServiceCollection services) => _services = services;

    internal Func<TCustomer, string>? IdBy { get; private set; }

    internal Func<IServiceProvider, CustomerPart, CancellationToken, IAsyncEnumerable<TCustomer>>? Read { get; private set; }

    internal Action<TrackingRunOptions<TCustomer>>? Run { get; private set; }

    internal Action<EventDeliveryOptions>? Delivery { get; private set; }

    internal TimeSpan? Kept { get; private set; }

    internal IReadOnlyList<Func<IServiceProvider, TrackingRunResult, CancellationToken, Task>> After => _after;

    internal IReadOnlyList<Func<IServiceProvider, IHealthEventHandler<TCustomer>>> Handlers => _handlers;

    /// <summary>Says how the customers are read. Needed.</summary>
    /// <param name="idBy">The customer's id, as <see cref="TrackingRunOptions{TCustomer}.IdBy"/> says.</param>
    /// <param name="read">
    /// Reads the customers of a part, in any order; all of them where <see cref="TrackingRunOptions{TCustomer}.PartCount"/> is 1. The services are of
    /// a scope that lives until the last customer is read.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public DailyTrackingBuilder<TCustomer> ReadCustomers(
        Func<TCustomer, string> idBy, Func<IServiceProvider, CustomerPart, CancellationToken, IAsyncEnumerable<TCustomer>> read)
    {
        ArgumentNullException.ThrowIfNull(idBy);
        ArgumentNullException.ThrowIfNull(read);
        (IdBy, Read) = (idBy, read);
        return this;
    }

    /// <summary>Changes the options of the runs, such as the weight or <see cref="TrackingRunOptions{TCustomer}.MaxLostShare"/>.</summary>
    /// <param name="configure">Changes them; called after an earlier one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public DailyTrackingBuilder<TCustomer> ConfigureRun(Action<TrackingRunOptions<TCustomer>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Run += configure;
        return this;
    }

    /// <summary>Changes how events are delivered.</summary>
    /// <param name="configure">Changes the options; called after an earlier one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public DailyTrackingBuilder<TCustomer> ConfigureDelivery(Action<EventDeliveryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Delivery += configure;
        return this;
    }

    /// <summary>
    /// Adds a handler of events that the container constructs, in a scope of its own for each event. Without a handler, events wait.
    /// </summary>
    /// <typeparam name="THandler">The handler's type; scoped, unless it is registered already.</typeparam>
    public DailyTrackingBuilder<TCustomer> AddHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class, IHealthEventHandler<TCustomer>
    {
        _services.TryAddScoped<THandler>();
        _handlers.Add(services => services.GetRequiredService<THandler>());
        return this;
    }

    /// <summary>Does something once a run is published, such as to look at the problems that this process had with single customers.</summary>
    /// <param name="after">
    /// Called with the services of a scope, in every process, and again after its start, for a run that was published before. If it fails, it is
    /// called again later. What is added first is called first; each waits for the one before.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="after"/> is <see langword="null"/>.</exception>
    public DailyTrackingBuilder<TCustomer> AfterRun(Func<IServiceProvider, TrackingRunResult, CancellationToken, Task> after)
    {
        ArgumentNullException.ThrowIfNull(after);
        _after.Add(after);
        return this;
    }

    /// <summary>
    /// Says how long runs, scores, handled events and overrides that are over are kept, counted back from each run; for ever if not said.
    /// </summary>
    /// <param name="time">The time, a day to 36,500 days.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is less or more than that.</exception>
    public DailyTrackingBuilder<TCustomer> KeepFor(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.FromDays(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(36_500));
        Kept = time;
        return this;
    }
}
