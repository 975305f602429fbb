using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HealthScoring;

/// <summary>One scoring of a customer type as the host described it.</summary>
internal sealed class ScoringRegistration<TCustomer>(string name)
{
    private readonly List<Func<IServiceProvider, IReadOnlyList<IMetric<TCustomer>>>> _metrics = [];
    private readonly List<Func<IServiceProvider, IBatchMetric<TCustomer>>> _batchMetrics = [];

    // The container cannot see a circle through a factory, and would wait for itself for ever.
    private readonly AsyncLocal<bool> _making = new();

    public string Name => name;

    public ProfileSource? Profile { get; set; }

    /// <summary>How the profile is reloaded; null where it is not.</summary>
    public ReloadSettings? Reload { get; set; }

    /// <summary>Whether the profile must score its own examples as they say.</summary>
    public bool VerifiesProfile { get; set; }

    public void Add(Func<IServiceProvider, IReadOnlyList<IMetric<TCustomer>>> metrics) => _metrics.Add(metrics);

    public void AddBatch(Func<IServiceProvider, IBatchMetric<TCustomer>> metric) => _batchMetrics.Add(metric);

    /// <summary>Makes the scorer: the container's singleton, so that what was checked at the start is what scores.</summary>
    /// <exception cref="InvalidRegistrationException">Something is wrong; every error is listed.</exception>
    public HealthScorer<TCustomer> CreateScorer(IServiceProvider provider)
    {
        if (_making.Value)
            throw new InvalidOperationException("it asks for the scorer that it is to be a part of.");
        _making.Value = true;
        try
        {
            return Create(provider);
        }
        finally
        {
            _making.Value = false;
        }
    }

    /// <summary>Makes the scorer and what reloads its profile.</summary>
    /// <exception cref="InvalidRegistrationException">Something is wrong; every error is listed.</exception>
    public ProfileWatch<TCustomer> CreateWatch(IServiceProvider provider)
    {
        HealthScorer<TCustomer> scorer = CreateScorer(provider);
        (TimeSpan every, Func<IServiceProvider, ScoringProfile, CancellationToken, Task>? gate) = Reload!;
        IServiceScopeFactory scopes = provider.GetRequiredService<IServiceScopeFactory>();
        return new(Subject, scorer, cancel => ReadAsync(scopes, cancel), new()
        {
            Every = every,
            Gate = gate is null ? null : async (profile, cancel) =>
            {
                AsyncServiceScope scope = scopes.CreateAsyncScope();
                await using (scope.ConfigureAwait(false))
                    await gate(scope.ServiceProvider, profile, cancel).ConfigureAwait(false);
            },
            Logger = provider.GetService<ILoggerFactory>()?.CreateLogger(nameof(HealthScoring)),
        });
    }

    private string Subject => $"Health scoring{(name.Length == 0 ? "" : $" '{name}'")} of {typeof(TCustomer).Name}";

    private HealthScorer<TCustomer> Create(IServiceProvider provider)
    {
        var errors = new List<InputError>();
        ScoringProfile? profile = Profile is null
            ? Error<ScoringProfile>(errors, "profile", "there is no profile", "call UseProfile with a file, a stream or a ScoringProfile")
            : Try(() => Read(provider), errors, "profile", "it cannot be loaded", "see UseProfile");
        if (Reload is not null && Profile is { IsFixed: true })
        {
            errors.Add(RegistrationErrors.Of("profile", "ReloadProfile was called, but this profile never changes",
                "call UseProfile with a file or a function, or leave out ReloadProfile"));
        }
        IMetric<TCustomer>?[] metrics = [.. Make(_metrics, provider, errors).SelectMany(made => made ?? [null!])];
        IBatchMetric<TCustomer>?[] batchMetrics = Make(_batchMetrics, provider, errors);
        string?[]? names = Try(() => (string?[])
            [
                .. metrics.OfType<IMetric<TCustomer>>().Select(metric => metric.Name),
                .. batchMetrics.OfType<IBatchMetric<TCustomer>>().Select(metric => metric.Name),
            ], errors, "metrics", "one has no name", "see its Name");
        // What could not be made has no name, and may be the one that the profile names.
        if (names is not null)
        {
            errors.AddRange(MetricBinding.Errors(metrics.Contains(null) || batchMetrics.Contains(null) ? null : profile, names));
            errors.AddRange(MetricBinding.Unfit(profile, metrics.OfType<IMetric<TCustomer>>()));
            errors.AddRange(MetricBinding.Errors(
                batchMetrics.OfType<IBatchMetric<TCustomer>>().Select(metric => ((string?)metric.Name, metric.Timeout))));
        }
        if ((VerifiesProfile || Reload is not null) && profile is not null)
            errors.AddRange(ProfileVerification.Check(profile).Failures.Select(failure => failure.ToError()));
        if (errors.Count > 0)
            throw new InvalidRegistrationException(Subject, errors);
        HealthScorerOptions<TCustomer> options = provider.GetRequiredService<IOptionsMonitor<HealthScorerOptions<TCustomer>>>().Get(name);
        return new(profile!, metrics!, options, batchMetrics!, options.TimeProvider ?? provider.GetService<TimeProvider>());
    }

    // Begun on this thread, where the container notices a function that asks for the scorer; the host's synchronisation context, which may have one
    // thread only, must not be needed to go on.
    private ScoringProfile Read(IServiceProvider provider)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return ReadAsync(provider.GetRequiredService<IServiceScopeFactory>(), CancellationToken.None).GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private async Task<ScoringProfile> ReadAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return await Profile!.ReadAsync(scope.ServiceProvider, cancellationToken).ConfigureAwait(false);
    }

    private static T?[] Make<T>(List<Func<IServiceProvider, T>> all, IServiceProvider provider, List<InputError> errors)
        where T : class =>
        [.. all.Select(create => Try(
            () => create(provider), errors, "metrics", "one cannot be made", "register what it asks for, or see its constructor"))];

    private static T? Try<T>(Func<T> create, List<InputError> errors, string path, string problem, string remedy)
        where T : class
    {
        try
        {
            return create() ?? Error<T>(errors, path, $"{problem}: the host's function returned null", remedy);
        }
        catch (Exception exception)
        {
            errors.AddRange(RegistrationErrors.Of(exception, path, problem, remedy));
            return null;
        }
    }

    private static T? Error<T>(List<InputError> errors, string path, string problem, string remedy)
        where T : class
    {
        errors.Add(RegistrationErrors.Of(path, problem, remedy));
        return null;
    }
}
