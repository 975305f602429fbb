using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace HealthScoring;

/// <summary>Describes one scoring of a customer type: its metrics, its profile, and its options.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>Not thread-safe; used while services are added. Every method returns the builder.</remarks>
public sealed class HealthScoringBuilder<TCustomer>
{
    private readonly ScoringRegistration<TCustomer> _registration;
    private readonly OptionsBuilder<HealthScorerOptions<TCustomer>> _options;

    internal HealthScoringBuilder(
        IServiceCollection services, ScoringRegistration<TCustomer> registration, OptionsBuilder<HealthScorerOptions<TCustomer>> options)
    {
        Services = services;
        _registration = registration;
        _options = options;
    }

    /// <summary>The scoring's name; empty for the one without a name.</summary>
    public string Name => _registration.Name;

    /// <summary>The services that are being added to.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a metric.</summary>
    /// <param name="metric">The metric; used as a singleton.</param>
    /// <exception cref="ArgumentNullException"><paramref name="metric"/> is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> AddMetric(IMetric<TCustomer> metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        _registration.Add(_ => [metric]);
        return this;
    }

    /// <summary>Adds metrics, such as a list that several scorings share.</summary>
    /// <param name="metrics">The metrics; used as singletons. Read once, now.</param>
    /// <exception cref="ArgumentNullException"><paramref name="metrics"/> or one of them is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> AddMetrics(IEnumerable<IMetric<TCustomer>> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        foreach (IMetric<TCustomer> metric in metrics)
            AddMetric(metric);
        return this;
    }

    /// <summary>Adds the metrics of a set, which are read in one pass over many customers.</summary>
    /// <param name="set">The set; used as a singleton. Its names are read once, now.</param>
    /// <exception cref="ArgumentException">The list of names is <see langword="null"/>, or a name is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="set"/> is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> AddMetrics(IMetricSet<TCustomer> set) => AddMetrics(HealthMetric.FromSet(set));

    /// <summary>Adds the metrics of a set that the container constructs, as a singleton; its constructor may ask for other singletons.</summary>
    /// <typeparam name="TSet">The set's type.</typeparam>
    /// <exception cref="InvalidOperationException">The type is registered as scoped or transient already.</exception>
    public HealthScoringBuilder<TCustomer> AddMetrics<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSet>()
        where TSet : class, IMetricSet<TCustomer>
    {
        AddSingleton<TSet>(HealthMetric.FromSet);
        return this;
    }

    /// <summary>Adds a metric that the container constructs, as a singleton; its constructor may ask for other singletons.</summary>
    /// <typeparam name="TMetric">The metric's type.</typeparam>
    /// <exception cref="InvalidOperationException">The type is registered as scoped or transient already.</exception>
    public HealthScoringBuilder<TCustomer> AddMetric<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMetric>()
        where TMetric : class, IMetric<TCustomer>
    {
        AddSingleton<TMetric>(metric => [metric]);
        return this;
    }

    /// <summary>Adds a metric that is a function of the customer alone.</summary>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="value">Reads the raw number; <see langword="null"/>, NaN and infinities are missing. Must be thread-safe.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    [OverloadResolutionPriority(1)]
    public HealthScoringBuilder<TCustomer> AddMetric(string name, Func<TCustomer, double?> value) => AddMetric(HealthMetric.From(name, value));

    /// <summary>Adds a metric that is a function of the customer alone and whose number is a decimal, such as an amount of money.</summary>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="value">Reads the raw number, which becomes the nearest double; <see langword="null"/> is missing. Must be thread-safe.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> AddMetric(string name, Func<TCustomer, decimal?> value) => AddMetric(HealthMetric.From(name, value));

    /// <summary>Adds a metric that is a function of the customer alone and whose number is yes or no.</summary>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="value">
    /// Reads the answer: <see langword="true"/> is 1, <see langword="false"/> is 0; <see langword="null"/> is missing. Must be thread-safe.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="value"/> is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> AddMetric(string name, Func<TCustomer, bool?> value) => AddMetric(HealthMetric.From(name, value));

    /// <summary>Adds a metric that is a function of the customer and the time the score is for.</summary>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="measure">Measures the customer as of the given time. Must be thread-safe and must not ask the clock.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="measure"/> is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> AddMetric(string name, Func<TCustomer, DateTimeOffset, Measurement> measure) =>
        AddMetric(HealthMetric.From(name, measure));

    /// <summary>Adds a label, such as the customer's industry: a text that conditions of the profile ask about.</summary>
    /// <param name="name">The name of the label in the profile.</param>
    /// <param name="text">Reads the text; <see langword="null"/> is missing. Must be thread-safe.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="text"/> is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> AddLabel(string name, Func<TCustomer, string?> text) => AddMetric(HealthMetric.Label(name, text));

    /// <summary>Adds a metric that asks a database or a service about many customers at once.</summary>
    /// <param name="metric">The metric; used as a singleton.</param>
    /// <exception cref="ArgumentNullException"><paramref name="metric"/> is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> AddBatchMetric(IBatchMetric<TCustomer> metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        _registration.AddBatch(_ => metric);
        return this;
    }

    /// <summary>
    /// Adds a batch metric that the container constructs: as a singleton, or, if its constructor asks for a scoped service such as a database
    /// context, anew for each request, in a scope of its own.
    /// </summary>
    /// <typeparam name="TMetric">The metric's type.</typeparam>
    /// <exception cref="InvalidOperationException">The type is registered as scoped or transient already.</exception>
    public HealthScoringBuilder<TCustomer> AddBatchMetric<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMetric>()
        where TMetric : class, IBatchMetric<TCustomer>
    {
        RefuseOtherLifetimes<TMetric>();
        // By a function: a container that validates at the start would refuse the singleton that this metric may not be.
        Services.TryAddSingleton(static provider => ActivatorUtilities.CreateInstance<TMetric>(provider));
        ScopedBatchMetric<TCustomer, TMetric>.Register(Services);
        _registration.AddBatch(provider => ScopedService.Find(typeof(TMetric), Services) is null
            ? provider.GetRequiredService<TMetric>()
            : new ScopedBatchMetric<TCustomer, TMetric>(provider.GetRequiredService<IServiceScopeFactory>()));
        return this;
    }

    /// <summary>Adds a metric that is a function which asks a database or a service about many customers at once.</summary>
    /// <param name="name">The name the profile refers to.</param>
    /// <param name="measure">Measures customers, as <see cref="IBatchMetric{TCustomer}.MeasureAsync"/> says. Must be thread-safe.</param>
    /// <param name="options">How it is asked; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="measure"/> is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> AddBatchMetric(
        string name,
        Func<IReadOnlyList<TCustomer>, DateTimeOffset, CancellationToken, Task<IReadOnlyList<Measurement>>> measure,
        BatchMetricOptions? options = null) => AddBatchMetric(HealthMetric.FromBatch(name, measure, options));

    /// <summary>Names a customer's segment; a <see langword="null"/> or unknown name leaves the choice to the segments' conditions.</summary>
    /// <param name="segment">Names the segment exactly as the profile spells it. Must be thread-safe.</param>
    /// <exception cref="ArgumentNullException"><paramref name="segment"/> is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> SegmentBy(Func<TCustomer, string?> segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Configure(options => options.SegmentBy = segment);
    }

    /// <summary>Finds the override that holds for a customer as of the score's time, or <see langword="null"/> for none.</summary>
    /// <param name="find">
    /// Finds it among those that the host has stored; one that does not hold then has no effect. Must be thread-safe and must not ask the clock.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="find"/> is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> OverrideBy(Func<TCustomer, DateTimeOffset, ScoreOverride?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        return Configure(options => options.OverrideBy = find);
    }

    /// <summary>Sets options; applied in the order of the calls.</summary>
    /// <param name="configure">Sets them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is <see langword="null"/>.</exception>
    public HealthScoringBuilder<TCustomer> Configure(Action<HealthScorerOptions<TCustomer>> configure)
    {
        _options.Configure(configure);
        return this;
    }

    /// <summary>Scores by a profile read from a JSON file when the host starts.</summary>
    /// <param name="path">The file's path; a relative one starts at the program's own folder (<see cref="AppContext.BaseDirectory"/>).</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The scoring has a profile already.</exception>
    public HealthScoringBuilder<TCustomer> UseProfile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string file = Path.Combine(AppContext.BaseDirectory, path);
        return Use(new((_, _) => Task.FromResult(File.Exists(file)
            ? ScoringProfile.LoadFile(file)
            : throw new FileNotFoundException(
                $"there is no file '{file}'. Copy it to the output (CopyToOutputDirectory), or give a full path.", file)), IsFixed: false));
    }

    /// <summary>Scores by a profile read from a stream of JSON, at once and to its end. The stream stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="InvalidProfileException">The profile has errors; all of them are listed.</exception>
    /// <exception cref="InvalidOperationException">The scoring has a profile already.</exception>
    public HealthScoringBuilder<TCustomer> UseProfile(Stream stream) => UseProfile(ScoringProfile.Load(stream));

    /// <summary>Scores by a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The scoring has a profile already.</exception>
    public HealthScoringBuilder<TCustomer> UseProfile(ScoringProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Use(ProfileSource.Fixed(() => profile));
    }

    /// <summary>Scores by a profile embedded in an assembly as JSON.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The resource's name or its ending, as in <c>health-profile.json</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The scoring has a profile already.</exception>
    public HealthScoringBuilder<TCustomer> UseEmbeddedProfile(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(name);
        return Use(ProfileSource.Fixed(() => ScoringProfile.LoadEmbedded(assembly, name)));
    }

    /// <summary>Scores by a profile that the host finds, such as one from its database or an HTTP resource.</summary>
    /// <param name="read">
    /// Reads the profile, as in <c>async (services, cancel) =&gt; ScoringProfile.Parse(await …)</c>. Called when the host starts or the scorer is
    /// first asked for, which waits for it, and again as <see cref="ReloadProfile"/> says; each time with the services of a scope of its own.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="read"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The scoring has a profile already.</exception>
    public HealthScoringBuilder<TCustomer> UseProfile(Func<IServiceProvider, CancellationToken, Task<ScoringProfile>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Use(new(read, IsFixed: false));
    }

    /// <summary>
    /// Reads the profile again and again, and uses a changed one without a restart: the scorer stays the same and uses it from the next call on. A
    /// profile that cannot be read, is invalid, names metrics that are not there, fails its own examples or does not pass the gate changes nothing.
    /// Adds a <see cref="ProfileWatch{TCustomer}"/> to the services (under the scoring's name where it has one), which reports what came of it; and
    /// checks the examples of the first profile too, as <see cref="VerifyProfile"/> does.
    /// </summary>
    /// <param name="every">
    /// The time between two reads, more than 0; <see langword="null"/> for 10 seconds. A change is judged when two reads in a row give it.
    /// <see cref="Timeout.InfiniteTimeSpan"/> reads only when <see cref="ProfileWatch{TCustomer}.ReloadAsync"/> is called.
    /// </param>
    /// <param name="gate">
    /// Asked about a changed profile that is otherwise good, with the services of a scope: it throws to refuse the profile, and its message is the
    /// problem. The first profile is not asked about. What it refused is asked about again only after another change or by
    /// <see cref="ProfileWatch{TCustomer}.ReloadAsync"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="every"/> is not more than 0, or longer than 49 days.</exception>
    public HealthScoringBuilder<TCustomer> ReloadProfile(
        TimeSpan? every = null, Func<IServiceProvider, ScoringProfile, CancellationToken, Task>? gate = null)
    {
        TimeSpan time = every ?? TimeSpan.FromSeconds(10);
        ProfileWatchOptions.RequireTime(time, nameof(every));
        _registration.Reload = new(time, gate);
        return this;
    }

    /// <summary>
    /// Checks the profile's own examples when the host starts (<see cref="ProfileVerification"/>): one that does not hold is a problem
    /// like any other, and ends the start.
    /// </summary>
    public HealthScoringBuilder<TCustomer> VerifyProfile()
    {
        _registration.VerifiesProfile = true;
        return this;
    }

    private HealthScoringBuilder<TCustomer> Use(ProfileSource source)
    {
        if (_registration.Profile is not null)
            throw new InvalidOperationException("The scoring has a profile already; for a second score add a second scoring under a name.");
        _registration.Profile = source;
        return this;
    }

    private void AddSingleton<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        Func<T, IReadOnlyList<IMetric<TCustomer>>> metricsOf)
        where T : class
    {
        RefuseOtherLifetimes<T>();
        Services.TryAddSingleton<T>();
        _registration.Add(provider =>
        {
            ScopedService.Refuse(typeof(T), Services);
            return metricsOf(provider.GetRequiredService<T>());
        });
    }

    private void RefuseOtherLifetimes<TMetric>()
    {
        ServiceDescriptor? known = Services.FirstOrDefault(service => service.ServiceType == typeof(TMetric) && !service.IsKeyedService);
        if (known is { Lifetime: not ServiceLifetime.Singleton })
        {
            throw new InvalidOperationException(
                $"{typeof(TMetric).Name} is registered as {known.Lifetime.ToString().ToLowerInvariant()}, and a metric is a singleton. "
                + "Remove that registration.");
        }
    }
}
