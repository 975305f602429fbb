using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthScoring;

/// <summary>Adds health scoring to a host's services.</summary>
public static class HealthScoringServiceCollectionExtensions
{
    /// <summary>
    /// Adds a singleton <see cref="HealthScorer{TCustomer}"/>. The profile and its metrics are checked when the host starts: an
    /// <see cref="OptionsValidationException"/> then lists every error of every scoring. Without a host they are checked when the scorer is first
    /// resolved, and an <see cref="InvalidRegistrationException"/> lists the errors.
    /// </summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Adds the metrics and names the profile. Called at once.</param>
    /// <returns><paramref name="services"/>, so that calls can be chained.</returns>
    /// <exception cref="InvalidOperationException">This customer type has a scoring without a name already.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddHealthScoring<TCustomer>(
        this IServiceCollection services, Action<HealthScoringBuilder<TCustomer>> configure)
    {
        ScoringRegistration<TCustomer> registration = Register(services, Options.DefaultName, configure);
        NamedScorings<TCustomer>.Remove(services);
        if (registration.Reload is null)
            return services.AddSingleton(registration.CreateScorer);
        return services.AddSingleton(registration.CreateWatch)
            .AddSingleton(provider => provider.GetRequiredService<ProfileWatch<TCustomer>>().Scorer);
    }

    /// <summary>
    /// Adds one of several scorings of a customer type, such as a risk and an expansion score: a keyed singleton
    /// <see cref="HealthScorer{TCustomer}"/> whose key is the name. Otherwise as the overload without a name. Where all scorings of a customer type
    /// have names, asking for the scorer without a key throws an <see cref="InvalidOperationException"/> that lists them.
    /// </summary>
    /// <typeparam name="TCustomer">The host's own customer type.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The scoring's name: the key for <c>[FromKeyedServices]</c>, and the name of its options.</param>
    /// <param name="configure">Adds the metrics and names the profile. Called at once.</param>
    /// <returns><paramref name="services"/>, so that calls can be chained.</returns>
    /// <exception cref="InvalidOperationException">This customer type has a scoring of that name already.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddHealthScoring<TCustomer>(
        this IServiceCollection services, string name, Action<HealthScoringBuilder<TCustomer>> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ScoringRegistration<TCustomer> registration = Register(services, name, configure);
        NamedScorings<TCustomer>.Explain(services);
        if (registration.Reload is null)
            return services.AddKeyedSingleton(name, (provider, _) => registration.CreateScorer(provider));
        return services.AddKeyedSingleton(name, (provider, _) => registration.CreateWatch(provider))
            .AddKeyedSingleton(name, (provider, _) => provider.GetRequiredKeyedService<ProfileWatch<TCustomer>>(name).Scorer);
    }

    private static ScoringRegistration<TCustomer> Register<TCustomer>(
        IServiceCollection services, string name, Action<HealthScoringBuilder<TCustomer>> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.ServiceType == typeof(ScoringRegistration<TCustomer>) && Equals(service.ServiceKey, name)))
        {
            string customer = typeof(TCustomer).Name;
            throw new InvalidOperationException(name.Length == 0
                ? $"Health scoring of {customer} was added already. Give the second one a name: AddHealthScoring<{customer}>(\"risk\", …)."
                : $"Health scoring '{name}' of {customer} was added already. Give the second one another name.");
        }
        var registration = new ScoringRegistration<TCustomer>(name);
        configure(new(services, registration, services.AddOptions<HealthScorerOptions<TCustomer>>(name)));
        services.AddKeyedSingleton(name, registration);
        services.AddOptions<ScoringStart<TCustomer>>(name).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ScoringStart<TCustomer>>>(
            provider => new ScoringStartCheck<TCustomer>(name, provider));
        return registration;
    }
}
