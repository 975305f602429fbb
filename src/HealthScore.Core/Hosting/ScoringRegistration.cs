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
    /// <exception cref="OptionsValidationException">Something is wrong; every problem is listed.</exception>
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
        var problems = new List<string>();
        ScoringProfile? profile = Profile is null
            ? Problem<ScoringProfile>(problems, "There is no profile; call UseProfile with a file, a stream or a ScoringProfile.")
            : Try(() => Profile(provider), problems, "The profile cannot be loaded");
        IMetric<TCustomer>?[] metrics = Make(_metrics, provider, problems);
        IBatchMetric<TCustomer>?[] batchMetrics = Make(_batchMetrics, provider, problems);
        string?[]? names = Try(() => (string?[])
            [
                .. metrics.OfType<IMetric<TCustomer>>().Select(metric => metric.Name),
                .. batchMetrics.OfType<IBatchMetric<TCustomer>>().Select(metric => metric.Name),
            ], problems, "A metric has no name");
        // What could not be made has no name, and may be the one that the profile names.
        if (names is not null)
        {
            problems.AddRange(MetricBinding.Problems(metrics.Contains(null) || batchMetrics.Contains(null) ? null : profile, names));
            problems.AddRange(MetricBinding.Undated(profile, metrics.OfType<IMetric<TCustomer>>()));
            problems.AddRange(MetricBinding.Problems(
                batchMetrics.OfType<IBatchMetric<TCustomer>>().Select(metric => ((string?)metric.Name, metric.Timeout))));
        }
        if (VerifiesProfile && profile is not null)
            problems.AddRange(ProfileVerification.Check(profile).Failures.Select(failure => failure.ToString()));
        if (problems.Count > 0)
        {
            string scoring = $"Health scoring{(name.Length == 0 ? "" : $" '{name}'")} of {typeof(TCustomer).Name}";
            throw new OptionsValidationException(
                name, typeof(HealthScorerOptions<TCustomer>), problems.Select(problem => $"{scoring}: {problem}"));
        }
        HealthScorerOptions<TCustomer> options = provider.GetRequiredService<IOptionsMonitor<HealthScorerOptions<TCustomer>>>().Get(name);
        return new(profile!, metrics!, options, batchMetrics!, options.TimeProvider ?? provider.GetService<TimeProvider>());
    }

    private static T?[] Make<T>(List<Func<IServiceProvider, T>> all, IServiceProvider provider, List<string> problems)
        where T : class => [.. all.Select(create => Try(() => create(provider), problems, "A metric cannot be made"))];

    private static T? Try<T>(Func<T> create, List<string> problems, string what)
        where T : class
    {
        try
        {
            return create() ?? Problem<T>(problems, $"{what}: the host's function returned null.");
        }
        catch (Exception exception)
        {
            return Problem<T>(problems, exception is InvalidProfileException ? exception.Message : $"{what}: {exception.Message}");
        }
    }

    private static T? Problem<T>(List<string> problems, string problem)
        where T : class
    {
        problems.Add(problem);
        return null;
    }
}
