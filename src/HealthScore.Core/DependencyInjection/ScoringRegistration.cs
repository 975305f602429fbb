using HealthScoring.Customers;
using HealthScoring.Metrics;
using HealthScoring.Profiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthScoring.DependencyInjection;

/// <summary>One scoring of a customer type as the host described it.</summary>
internal sealed class ScoringRegistration<TCustomer>(string name)
{
    private readonly List<Func<IServiceProvider, IMetric<TCustomer>>> _metrics = [];

    public string Name => name;

    public Func<IServiceProvider, ScoringProfile>? Profile { get; set; }

    public void Add(Func<IServiceProvider, IMetric<TCustomer>> metric) => _metrics.Add(metric);

    /// <summary>Everything that is wrong; empty where a scorer can be made.</summary>
    public IReadOnlyList<string> Problems(IServiceProvider provider)
    {
        var problems = new List<string>();
        ScoringProfile? profile = null;
        if (Profile is null)
            problems.Add("There is no profile; call UseProfile with a file, a stream or a ScoringProfile.");
        else
            profile = Try(() => Profile(provider), problems, "The profile cannot be loaded");
        IMetric<TCustomer>?[] metrics = [.. _metrics.Select(create => Try(() => create(provider), problems, "A metric cannot be made"))];
        if (profile is not null && !metrics.Contains(null))
            problems.AddRange(MetricBinding.Problems(profile, [.. metrics.Select(metric => metric!.Name)]));
        return problems;
    }

    public HealthScorer<TCustomer> CreateScorer(IServiceProvider provider)
    {
        HealthScorerOptions<TCustomer> options = provider.GetRequiredService<IOptionsMonitor<HealthScorerOptions<TCustomer>>>().Get(name);
        return new(Profile!(provider), _metrics.Select(create => create(provider)), new()
        {
            SegmentBy = options.SegmentBy,
            ThrowFaults = options.ThrowFaults,
            TimeProvider = options.TimeProvider ?? provider.GetService<TimeProvider>(),
        });
    }

    private static T? Try<T>(Func<T> create, List<string> problems, string what)
        where T : class
    {
        try
        {
            return create();
        }
        catch (Exception exception)
        {
            problems.Add(exception is InvalidProfileException ? exception.Message : $"{what}: {exception.Message}");
            return null;
        }
    }
}
