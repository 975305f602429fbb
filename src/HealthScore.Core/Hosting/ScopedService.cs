using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace HealthScoring;

/// <summary>
/// Finds what a singleton must not be given: a container only refuses that if it validates scopes, which hosts do in Development alone. Elsewhere
/// the service would live as long as the scorer, and fail for most customers.
/// </summary>
internal static class ScopedService
{
    /// <summary>The scoped service that a metric asks for, itself or through another service; null where it asks for none.</summary>
    public static Type? Find(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type metric, IServiceCollection services) =>
        Find(metric, services, []);

    /// <exception cref="InvalidOperationException">A metric asks for a scoped service, itself or through another service.</exception>
    public static void Refuse(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type metric, IServiceCollection services)
    {
        if (Find(metric, services) is { } scoped)
        {
            throw new InvalidOperationException($"{metric.Name} is a singleton and asks for {scoped.Name}, which is registered as scoped. "
                + "Make it a batch metric, which has a scope per request, or let it ask for a factory, such as IDbContextFactory or "
                + "IServiceScopeFactory, and use a scope in each call");
        }
    }

    private static Type? Find([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type made, IServiceCollection services,
        HashSet<Type> visited)
    {
        if (!visited.Add(made))
            return null;
        // The container takes the constructor with the most parameters of those that it can satisfy.
        ParameterInfo[] parameters = made.GetConstructors().Select(constructor => constructor.GetParameters())
            .Where(asked => asked.All(parameter => parameter.HasDefaultValue || IsBuiltIn(parameter.ParameterType)
                || parameter.IsDefined(typeof(ServiceKeyAttribute)) || Registered(parameter, services).Any()))
            .MaxBy(asked => asked.Length) ?? [];
        foreach (ServiceDescriptor known in parameters.SelectMany(parameter => Registered(parameter, services)))
        {
            if (known.Lifetime == ServiceLifetime.Scoped)
                return known.ServiceType;
            Type? implementation = known.IsKeyedService ? known.KeyedImplementationType : known.ImplementationType;
            if (implementation is not null && Find(implementation, services, visited) is { } deeper)
                return deeper;
        }
        return null;
    }

    /// <summary>What the container gives for a parameter: one service, each of a sequence, or none.</summary>
    private static IEnumerable<ServiceDescriptor> Registered(ParameterInfo parameter, IServiceCollection services)
    {
        object? key = parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.Key;
        Type asked = parameter.ParameterType;
        ServiceDescriptor[] OfKey(Type type, object? known) => [.. services.Where(service =>
            service.ServiceType == type && service.IsKeyedService == known is not null && Equals(service.ServiceKey, known))];
        ServiceDescriptor[] Of(Type type) => key is null || OfKey(type, key).Length > 0 ? OfKey(type, key) : OfKey(type, KeyedService.AnyKey);
        if (Of(asked) is [.., var exact])
            return [exact];
        if (!asked.IsGenericType)
            return [];
        if (!IsSequence(asked))
            return Of(asked.GetGenericTypeDefinition()).TakeLast(1);
        Type element = asked.GenericTypeArguments[0];
        return Of(element).Concat(element.IsGenericType ? Of(element.GetGenericTypeDefinition()) : []);
    }

    private static bool IsBuiltIn(Type asked) => asked == typeof(IServiceProvider) || asked == typeof(IServiceScopeFactory)
        || asked == typeof(IServiceProviderIsService) || asked == typeof(IServiceProviderIsKeyedService) || IsSequence(asked);

    private static bool IsSequence(Type asked) => asked.IsGenericType && asked.GetGenericTypeDefinition() == typeof(IEnumerable<>);
}
