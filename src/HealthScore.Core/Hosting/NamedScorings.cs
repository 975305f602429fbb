using Microsoft.Extensions.DependencyInjection;

namespace HealthScoring;

/// <summary>
/// Stands where a scorer without a name would: where all scorings of a customer type have names, asking for one without its key says which there are.
/// </summary>
internal sealed class NamedScorings<TCustomer>(IServiceCollection services)
{
    /// <summary>Keeps the place as long as no scoring without a name takes it.</summary>
    public static void Explain(IServiceCollection services)
    {
        if (!services.Any(service => service.ServiceType == typeof(HealthScorer<TCustomer>) && !service.IsKeyedService))
            services.AddTransient(new NamedScorings<TCustomer>(services).Refuse);
    }

    /// <summary>Makes room for a scoring without a name.</summary>
    public static void Remove(IServiceCollection services)
    {
        for (int i = services.Count - 1; i >= 0; i--)
        {
            if (!services[i].IsKeyedService && services[i].ImplementationFactory?.Target is NamedScorings<TCustomer>)
                services.RemoveAt(i);
        }
    }

    private HealthScorer<TCustomer> Refuse(IServiceProvider provider)
    {
        string customer = typeof(TCustomer).Name;
        string[] names = [.. services.Where(service => service.ServiceType == typeof(ScoringRegistration<TCustomer>))
            .Select(service => (string)service.ServiceKey!)];
        throw new InvalidOperationException(
            $"Every health scoring of {customer} has a name: {string.Join(", ", names.Select(name => $"'{name}'"))}. Ask for the scorer by its name, "
            + $"with [FromKeyedServices(\"{names[0]}\")] or GetRequiredKeyedService<HealthScorer<{customer}>>(\"{names[0]}\").");
    }
}
