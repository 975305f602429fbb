using HealthScoring.Tests.Plans;

namespace HealthScoring.Tests.Properties;

/// <summary>One version of a profile that is tracked, and what it says in a form that a model can read.</summary>
public sealed record Rulebook(string[] Names, double[] Cuts, double[] LargeCuts, double Margin, Dwell Dwell, double? Drop, double? Rise,
    int? WindowDays, bool Chases, int MailDays, int? LossDays, bool AssumesDebt)
{
    private readonly Lazy<HealthScorer<Visit>> _scorer = null!;

    public const double Cap = 40;

    /// <summary>The dwell before the tier rises; <see cref="Dwell"/> is that before it falls.</summary>
    public required Dwell DwellUp { get; init; }

    public int Days => WindowDays ?? 30;

    public HealthScore Score(Visit visit) => _scorer.Value.Score(visit, visit.At);

    /// <summary>The same with a scorer of its own, which a copy with other rules needs.</summary>
    public Rulebook Built()
    {
        IMetric<Visit>[] metrics =
        [
            HealthMetric.From<Visit>("usage", visit => visit.Usage),
            HealthMetric.From<Visit>("debt", visit => visit.Debt is { } debt ? debt ? 1 : 0 : null),
            HealthMetric.From<Visit>("seats", visit => visit.Large is { } large ? large ? 1 : 0 : null),
            HealthMetric.From<Visit>("survey", (visit, asOf) => visit.SurveyAge is { } age ? new(50, asOf.AddDays(-age)) : default(Measurement)),
        ];
        return this with { Scorer = new(() => new(Profile(), metrics, new() { OverrideBy = (visit, _) => visit.Pin, ThrowFaults = true })) };
    }

    private Lazy<HealthScorer<Visit>> Scorer
    {
        init => _scorer = value;
    }

    private ScoringProfile Profile() => ScoringProfile.Create("tracked", profile =>
    {
        profile.Dimension("adoption", 1, to => to.Metric("usage", Scored.Same))
            .Dimension("opinions", 0,
                to => to.Metric("survey", Scored.Same, m => m.FreshFor(TimeSpan.FromDays(10), staleAfter: TimeSpan.FromDays(30))))
            .Signal("debt").Signal("seats")
            .Cap("overdue", Cap, Condition.AtLeast("debt", 1), Fill)
            .Tracking(Fill)
            .Action("call", a => a.InTier(Names[0]).CoolDown(CoolDown.UntilTierChanges))
            .Action("mail", a => a.InTier(Names[1]).CoolDown(CoolDown.For(TimeSpan.FromDays(MailDays))))
            .Action("collect", a => a.OnGuardrail("overdue").CoolDown(CoolDown.For(TimeSpan.FromDays(5))))
            .Action("note", a => a.InTier(Names[0]))
            .Segment("large", segment => segment.When(Condition.AtLeast("seats", 1)).Tier(Names[1], LargeCuts[0]).Tier(Names[2], LargeCuts[1])
                .Action("mail", a => a.InTier(Names[1]).CoolDown(CoolDown.UntilTierChanges)));
        profile.Tier(Names[0], 0).Tier(Names[1], Cuts[0]).Tier(Names[2], Cuts[1]);
        if (Chases)
            profile.Action("chase", a => a.OnGuardrail("overdue").CoolDown(CoolDown.UntilTierChanges));
    });

    private void Fill(GuardrailBuilder guardrail)
    {
        guardrail.Immediate();
        if (AssumesDebt)
            guardrail.ApplyWhenMissing();
    }

    private void Fill(TrackingBuilder tracking)
    {
        tracking.Margin(Margin).Dwell(Dwell, DwellUp);
        if (Drop is { } drop)
            tracking.Drop(drop);
        if (Rise is { } rise)
            tracking.Rise(rise);
        if (WindowDays is { } days)
            tracking.Window(TimeSpan.FromDays(days));
        if (LossDays is { } loss)
            tracking.AcceptLossAfter(TimeSpan.FromDays(loss));
    }
}
