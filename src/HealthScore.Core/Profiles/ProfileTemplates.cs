namespace HealthScoring;

/// <summary>Profiles to start from.</summary>
/// <remarks>
/// A template is common sense, not truth: it gives a first score on the first day, and is meant to be edited. Write it to a file
/// (<see cref="ScoringProfile.ToJson"/>), change what your own customers contradict, and load the file
/// (<see cref="ScoringProfile.LoadFile"/>). A template may change with a new version of the library; a file of your own does not.
/// </remarks>
public static class ProfileTemplates
{
    private static readonly Lazy<ScoringProfile> LazyB2BSaas = new(() => Load("b2b-saas"));
    private static readonly Lazy<ScoringProfile> LazyExpansion = new(() => Load("expansion"));

    /// <summary>
    /// A profile for a business product that a team works with most weeks: eight metrics in the dimensions onboarding, adoption, sentiment and
    /// commercial, four tiers with actions for each, guardrails against silence and unpaid invoices that also apply where nobody knows, tracking, and
    /// examples. Every choice is explained in a description.
    /// </summary>
    /// <value>
    /// The profile, parsed when first asked for; always the same instance. It names metrics of <see cref="ActivityLog{TCustomer}"/> and
    /// <see cref="CustomerMetrics{TCustomer}"/> by their default names, and <c>csm-pulse</c>, the customer success manager's own judgement from 1 to
    /// 5, which fades: its metric must say when it was given. A metric you do not have must be taken out of your copy; one that always gives
    /// <see langword="null"/> is missing for everybody, and a guardrail that asks for it then applies to everybody.
    /// </value>
    public static ScoringProfile B2BSaas => LazyB2BSaas.Value;

    /// <summary>
    /// A profile of growth: who needs more than they have bought. Four metrics in the dimensions capacity and reach, the tiers no-need, growing and
    /// ready with actions for each, a floor for customers whose plan is full, tracking, and examples. It scores the need alone; the action
    /// <c>upsell</c> also asks for the label <c>health</c>, so that a customer at risk is offered nothing.
    /// </summary>
    /// <value>
    /// The profile, parsed when first asked for; always the same instance. It names metrics of <see cref="ActivityLog{TCustomer}"/> and
    /// <see cref="CustomerMetrics{TCustomer}"/> by their default names, and the label <c>health</c>: the customer's tier by another profile, of which
    /// <c>steady</c> and <c>thriving</c> are well, as in <see cref="B2BSaas"/>.
    /// </value>
    public static ScoringProfile Expansion => LazyExpansion.Value;

    private static ScoringProfile Load(string name) =>
        ScoringProfile.LoadEmbedded(typeof(ProfileTemplates).Assembly, $"HealthScoring.Profiles.Templates.{name}.json");
}
