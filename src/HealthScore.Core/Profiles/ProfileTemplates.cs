namespace HealthScoring;

/// <summary>Profiles to start from.</summary>
/// <remarks>
/// A template is common sense, not truth: it gives a first score on the first day, and is meant to be edited. Write it to a file
/// (<see cref="ScoringProfile.ToJson"/>), change what your own customers contradict, and load the file
/// (<see cref="ScoringProfile.LoadFile"/>). A template may change with a new version of the library; a file of your own does not.
/// </remarks>
public static class ProfileTemplates
{
    private static readonly Lazy<ScoringProfile> LazyB2BSaas =
        new(() => ScoringProfile.LoadEmbedded(typeof(ProfileTemplates).Assembly, "HealthScoring.Profiles.Templates.b2b-saas.json"));

    /// <summary>
    /// A profile for a business product that a team works with most weeks: onboarding, adoption, sentiment and commercial dimensions, four
    /// tiers, guardrails against silence and unpaid invoices, and an action for every common weakness. Every choice is explained in a
    /// description.
    /// </summary>
    /// <value>
    /// The profile, parsed when first asked for; always the same instance. It names every metric of
    /// <see cref="ActivityLog{TCustomer}"/> and <see cref="CustomerMetrics{TCustomer}"/> by its default name, and <c>csm-pulse</c>,
    /// the customer success manager's own judgement from 1 to 5, which fades: its metric must say when it was given. A metric
    /// you do not have must be taken out of your copy, or registered with a function that returns <see langword="null"/>.
    /// </value>
    public static ScoringProfile B2BSaas => LazyB2BSaas.Value;
}
