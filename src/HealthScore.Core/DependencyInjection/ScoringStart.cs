using HealthScoring.Customers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthScoring.DependencyInjection;

/// <summary>
/// Options without a value: validating them at the host's start makes the scorer, so that a mistake ends the start. A scorer that is asked
/// for without a host makes itself, and after a failure tries again.
/// </summary>
internal sealed class ScoringStart<TCustomer>
{
    internal sealed class Validation(string scoring, IServiceProvider provider) : IValidateOptions<ScoringStart<TCustomer>>
    {
        public ValidateOptionsResult Validate(string? name, ScoringStart<TCustomer> options)
        {
            if (name != scoring)
                return ValidateOptionsResult.Skip;
            try
            {
                _ = name.Length == 0
                    ? provider.GetRequiredService<HealthScorer<TCustomer>>()
                    : provider.GetRequiredKeyedService<HealthScorer<TCustomer>>(name);
                return ValidateOptionsResult.Success;
            }
            catch (OptionsValidationException exception)
            {
                return ValidateOptionsResult.Fail(exception.Failures);
            }
        }
    }
}
