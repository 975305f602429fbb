using HealthScoring.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthScoring;

/// <summary>One scoring of a customer type as the host described it.</summary>
internal sealed class ScoringRegistration<TCustomer>(string name)
{
    private readonly List<Func<IServiceProvider, IMetric<TCustomer>>> _metrics = [];
    private readonly List<Func<IServiceProvider, IBatchMetric<TCustomer>>> _batchMetrics = [];

    // The container cannot see a circle through a factory, and would wait for itself for ever.
    private readonly AsyncLocal<bool> _making = new();

    public string Name => name;

    public Func<IServiceProvider, ScoringProfile>? Profile { get; set; }

    /// <summary>Whether the profile must score its own examples as they say.</summary>
    public bool VerifiesProfile { get; set; }

    public void Add(Func<IServiceProvider, IMetric<TCustomer>> metric) => _metrics.Add(metric);

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

    private HealthScorer<TCustomer> Create(IServiceProvider provider)
    {
        var errors = new List<InputError>();
        ScoringProfile? profile = Profile is null
            ? Error<ScoringProfile>(errors, "profile", "there is no profile", "call UseProfile with a file, a stream or a ScoringProfile")
            : Try(() => Profile(provider), errors, "profile", "it cannot be loaded", "see UseProfile");
        IMetric<TCustomer>?[] metrics = Make(_metrics, provider, errors);
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
            errors.AddRange(MetricBinding.Undated(profile, metrics.OfType<IMetric<TCustomer>>()));
            errors.AddRange(MetricBinding.Errors(
                batchMetrics.OfType<IBatchMetric<TCustomer>>().Select(metric => ((string?)metric.Name, metric.Timeout))));
        }
        if (VerifiesProfile && profile is not null)
            errors.AddRange(ProfileVerification.Check(profile).Failures.Select(failure => failure.ToError()));
        if (errors.Count > 0)
            throw new InvalidRegistrationException($"Health scoring{(name.Length == 0 ? "" : $" '{name}'")} of {typeof(TCustomer).Name}", errors);
        HealthScorerOptions<TCustomer> options = provider.GetRequiredService<IOptionsMonitor<HealthScorerOptions<TCustomer>>>().Get(name);
        return new(profile!, metrics!, options, batchMetrics!, options.TimeProvider ?? provider.GetService<TimeProvider>());
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
        catch (InvalidProfileException invalid)
        {
            errors.AddRange(invalid.Errors.Select(error =>
                new InputError($"{invalid.Whose} {error.Path}", error.Line, error.Value, error.Problem, error.Remedy)));
            return null;
        }
        catch (Exception exception)
        {
            return Error<T>(errors, path, $"{problem}: {exception.Message}", remedy);
        }
    }

    private static T? Error<T>(List<InputError> errors, string path, string problem, string remedy)
        where T : class
    {
        errors.Add(new(path, null, null, Excerpt.OfLine(problem.TrimEnd('.')), remedy));
        return null;
    }
}
