using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthScoring;

/// <summary>Makes one scoring's scorer at the host's start; see <see cref="ScoringStart{TCustomer}"/>.</summary>
internal sealed class ScoringStartCheck<TCustomer>(string scoring, IServiceProvider provider) : IValidateOptions<ScoringStart<TCustomer>>
{
    public ValidateOptionsResult Validate(string? name, ScoringStart<TCustomer> options)
    {
        if (name != scoring)
            return ValidateOptionsResult.Skip;
        try
        {
            // A scorer that the host took out again is not missed.
            _ = name.Length == 0
                ? provider.GetService<HealthScorer<TCustomer>>()
                : provider.GetKeyedService<HealthScorer<TCustomer>>(name);
            return ValidateOptionsResult.Success;
        }
        catch (InvalidRegistrationException exception)
        {
            // The host collects these, so that several broken scorings are all reported.
            return ValidateOptionsResult.Fail(exception.Errors.Select(error => $"{exception.Subject}: {error}"));
        }
    }
}
