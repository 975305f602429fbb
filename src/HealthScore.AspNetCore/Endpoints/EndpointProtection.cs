using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HealthScoring.AspNetCore;

/// <summary>Refuses endpoints that everybody could ask, unless the host says that everybody may.</summary>
internal static class EndpointProtection
{
    /// <summary>Looks at an endpoint that is built.</summary>
    /// <param name="endpoint">The endpoint with all its metadata.</param>
    /// <param name="services">The host's services.</param>
    /// <param name="prefix">Where the endpoints are mapped.</param>
    /// <exception cref="InvalidOperationException">Nothing says who may ask it, and the host does not run in Development.</exception>
    public static void Check(EndpointBuilder endpoint, IServiceProvider services, string prefix)
    {
        if (services.GetService<IHostEnvironment>()?.IsDevelopment() == true
            || endpoint.Metadata.Any(item => item is IAuthorizeData or IAllowAnonymous or AuthorizationPolicy)
            || services.GetService<IOptions<AuthorizationOptions>>()?.Value.FallbackPolicy is not null)
        {
            return;
        }
        throw new InvalidOperationException($"The health scores at '{prefix}' are open to everybody. Say who may see them, as in "
            + $"app.MapHealthScoring<…>(\"{prefix}\").RequireAuthorization(\"cs-team\"); where it shall be everybody, call AllowAnonymous().");
    }
}
