using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HealthScoring.AspNetCore;

/// <summary>
/// Refuses endpoints that everybody could ask, unless the host says that everybody may, and sees to it that a policy of overrides is asked in
/// addition to what protects the other endpoints.
/// </summary>
internal static class EndpointProtection
{
    /// <summary>Looks at an endpoint that is built.</summary>
    /// <param name="endpoint">The endpoint with all its metadata.</param>
    /// <param name="services">The host's services.</param>
    /// <param name="prefix">Where the endpoints are mapped.</param>
    /// <exception cref="InvalidOperationException">
    /// Nothing says who may ask it, and the host does not run in Development; or it has a policy of overrides, and anonymous users are allowed.
    /// </exception>
    public static void Check(EndpointBuilder endpoint, IServiceProvider services, string prefix)
    {
        if (endpoint.Metadata.OfType<OverrideMark>().FirstOrDefault() is { } policy)
            RequireBoth(endpoint, services, prefix, policy.Name);
        if (services.GetService<IHostEnvironment>()?.IsDevelopment() == true
            || endpoint.Metadata.Any(item => item is IAuthorizeData or IAllowAnonymous or AuthorizationPolicy)
            || services.GetService<IOptions<AuthorizationOptions>>()?.Value.FallbackPolicy is not null)
        {
            return;
        }
        throw new InvalidOperationException($"The health scores at '{prefix}' are open to everybody. Say who may see them, as in "
            + $"app.MapHealthScoring<…>(\"{prefix}\").RequireAuthorization(\"cs-team\"); where it shall be everybody, call AllowAnonymous().");
    }

    // ASP.NET Core asks no policy where anonymous users are allowed, and not its fallback where there is another policy.
    private static void RequireBoth(EndpointBuilder endpoint, IServiceProvider services, string prefix, string overridePolicy)
    {
        if (endpoint.Metadata.Any(item => item is IAllowAnonymous))
        {
            throw new InvalidOperationException($"The overrides at '{prefix}' have the policy '{overridePolicy}', which nobody is asked for where "
                + "AllowAnonymous() lets everybody in. Say with RequireAuthorization(…) who may see the scores, or leave out OverridePolicy.");
        }
        bool isOnlyOne = endpoint.Metadata.Count(item => item is AuthorizationPolicy or IAuthorizeData) == 1;
        if (isOnlyOne && services.GetService<IOptions<AuthorizationOptions>>()?.Value.FallbackPolicy is { } fallback)
            endpoint.Metadata.Add(fallback);
    }

    /// <summary>Marks the endpoints that write.</summary>
    /// <param name="Name">The name of the policy that they have on top.</param>
    internal sealed record OverrideMark(string Name);
}
