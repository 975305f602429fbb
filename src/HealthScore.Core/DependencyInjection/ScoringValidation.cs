using HealthScoring.Customers;
using Microsoft.Extensions.Options;

namespace HealthScoring.DependencyInjection;

/// <summary>Checks one scoring's profile and metrics when the host starts.</summary>
internal sealed class ScoringValidation<TCustomer>(ScoringRegistration<TCustomer> registration, IServiceProvider provider)
    : IValidateOptions<HealthScorerOptions<TCustomer>>
{
    public ValidateOptionsResult Validate(string? name, HealthScorerOptions<TCustomer> options)
    {
        if (name != registration.Name)
            return ValidateOptionsResult.Skip;
        string scoring = $"Health scoring{(registration.Name.Length == 0 ? "" : $" '{registration.Name}'")} of {typeof(TCustomer).Name}";
        IReadOnlyList<string> problems = registration.Problems(provider);
        return problems.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.Select(problem => $"{scoring}: {problem}"));
    }
}
