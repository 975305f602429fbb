using HealthScoring.Changes;
using Xunit;
using static HealthScoring.Tests.Changes.Compared;

namespace HealthScoring.Tests.Changes;

public sealed class RuleChangeTests
{
    private static readonly ScoringProfile Capped = Saas(profile => profile
        .Cap("late", 40, Condition.AtLeast("overdue", 30))
        .Floor("large", 60, Condition.AtLeast("seats", 500)));

    [Fact]
    public void A_guardrail_that_comes_on_takes_points_and_gives_them_back_when_it_is_off()
    {
        HealthScore paid = Capped.At(October, ("usage", 18), ("nps", 60), ("overdue", 0));
        HealthScore late = Capped.At(November, ("usage", 18), ("nps", 60), ("overdue", 45));

        Assert.Equal("down 47.5 since 2026-10-01: late -47.5 (on: overdue is 45 days, at least 30)", paid.To(late).ToString());
        Assert.Equal("up 47.5 against 2026-11-01: late +47.5 (off)", late.To(paid).ToString());
        Assert.Equal([(ScoreChangeKind.Guardrail, "late", -47.5)], paid.To(late).Sizes());
    }

    [Fact]
    public void A_guardrail_that_stays_on_takes_what_is_above_its_cap_and_gives_what_is_below_its_floor()
    {
        // 87.5 and 60 before the cap at 40.
        ScoreChange cap = Capped.At(October, ("usage", 18), ("nps", 60), ("overdue", 45))
            .To(Capped.At(November, ("usage", 12), ("nps", 20), ("overdue", 75)));
        Assert.Equal("unchanged since 2026-10-01: late +27.5 (takes 20.0 instead of 47.5), usage -22.5 (18 → 12 active days), nps -5.0 (60 → 20)",
            cap.ToString());

        // 37.5 and 15 before the floor at 60.
        ScoreChange floor = Capped.At(October, ("usage", 6), ("nps", 20), ("seats", 600))
            .To(Capped.At(November, ("usage", 0), ("nps", 20), ("seats", 700)));
        Assert.Equal("unchanged since 2026-10-01: usage -22.5 (6 → 0 active days), large +22.5 (gives 45.0 instead of 22.5)", floor.ToString());
    }

    [Fact]
    public void A_metric_that_failed_and_that_the_new_profile_does_not_read_is_a_change_of_the_profile()
    {
        static ScoringProfile Of(string name, params string[] metrics) => ScoringProfile.Create(name, p => p.OnFault(FaultPolicy.Points(0))
            .Dimension("d", 1, d =>
            {
                foreach (string metric in metrics)
                    d.Metric(metric, Curve.Linear(0, 100));
            }).Tier("all", 0));
        IMetric<int>[] metrics =
            [HealthMetric.From<int>("m", _ => 60), HealthMetric.From<int>("x", double? (_) => throw new InvalidOperationException())];
        HealthScore before = new HealthScorer<int>(Of("before", "m", "x"), metrics).Score(1, October);
        HealthScore after = new HealthScorer<int>(Of("after", "m"), metrics).Score(1, November);

        Assert.Equal((30.0, 60.0), (before.Value, after.Value));
        Assert.Equal([(ScoreChangeKind.Profile, "after", 30.0)], before.To(after).Sizes());
    }

    [Fact]
    public void A_guardrail_that_changes_nothing_is_not_a_part()
    {
        ScoreChange change = Capped.At(October, ("usage", 6), ("nps", 20), ("overdue", 0))
            .To(Capped.At(November, ("usage", 6), ("nps", 20), ("overdue", 45)));

        Assert.Empty(change.Parts);
        Assert.Equal("unchanged since 2026-10-01", change.ToString());
    }

    [Fact]
    public void Another_segment_is_a_part_after_the_measurements()
    {
        ScoringProfile profile = Saas(p => p.Segment("enterprise", s => s.When(Condition.AtLeast("seats", 500)).Weight("nps", 3)));
        ScoreChange change = profile.At(October, ("usage", 18), ("nps", 60), ("seats", 20))
            .To(profile.At(November, ("usage", 18), ("nps", 20), ("seats", 800)));

        // 87.5; (270 + 60) / 4 = 82.5 by the old weights; (270 + 180) / 6 = 75 by those of the segment.
        Assert.Equal("down 12.5 since 2026-10-01: segment -7.5 (base profile → enterprise), nps -5.0 (60 → 20)", change.ToString());
        Assert.Equal([(ScoreChangeKind.Segment, "enterprise", -7.5), (ScoreChangeKind.Value, "nps", -5)], change.Sizes());

        // And back: 75; (270 + 240) / 6 = 85 by the segment; 87.5.
        Assert.Equal([(ScoreChangeKind.Value, "nps", 10), (ScoreChangeKind.Segment, null, 2.5)], change.After.To(change.Before).Sizes());
    }

    [Fact]
    public void A_segment_without_effect_is_a_part_of_0()
    {
        ScoringProfile profile = Saas(p => p.Segment("trial", s => s.Tier("high", 60)));
        ScoreChange change = profile.At(October, ("usage", 18), ("nps", 60)).To(profile.At(November, null, "trial", ("usage", 18), ("nps", 60)));

        Assert.Equal([(ScoreChangeKind.Segment, "trial", 0)], change.Sizes());
        Assert.Equal("segment 0.0 (base profile → trial)", change.Parts[0].ToString());
        Assert.Equal("unchanged since 2026-10-01", change.ToString());
    }

    [Fact]
    public void Another_profile_is_a_part_after_measurements_and_segment()
    {
        ScoringProfile old = Saas(p => p.Segment("trial", s => s.Weight("nps", 3)));
        ScoringProfile now = Saas(p => p.Segment("trial", s => s.Weight("nps", 9)), usage: 1);
        ScoreChange change = old.At(October, ("usage", 18), ("nps", 60)).To(now.At(November, null, "trial", ("usage", 6), ("nps", 60)));

        // 87.5; (90 + 80) / 4 = 42.5; in the old segment (90 + 240) / 6 = 55; in the new one (30 + 720) / 10 = 75.
        Assert.Equal(
            [(ScoreChangeKind.Value, "usage", -45), (ScoreChangeKind.Profile, "saas", 20), (ScoreChangeKind.Segment, "trial", 12.5)], change.Sizes());
        Assert.Equal($"profile +20.0 ({old.Fingerprint[..12]} → {now.Fingerprint[..12]})", change.Parts[1].Text);
    }

    [Fact]
    public void What_the_new_profile_does_not_read_stays_as_it_was()
    {
        ScoringProfile old = Saas(freshness: new(TimeSpan.FromDays(30), TimeSpan.FromDays(90)));
        ScoringProfile now = ScoringProfile.Create("new", p => p
            .Dimension("whole", 1, d => d.Metric("usage", Curve.Linear(0, 20)).Metric("adoption", Curve.Linear(0, 100)))
            .Tier("any", 0));
        ScoreChange change = old.At(October, ("usage", 18), ("nps", new(60, October.AddDays(-60))))
            .To(now.At(November, ("usage", 6), ("adoption", 70)));

        // NPS keeps half its weight: 310 / 3.5, then 130 / 3.5, a difference of 180 / 3.5; and (30 + 70) / 2 = 50 by the new profile.
        Assert.Equal(
            [(ScoreChangeKind.Value, "usage", Math.Round(-180 / 3.5, 9)), (ScoreChangeKind.Profile, "new", Math.Round(50 - 130 / 3.5, 9))],
            change.Sizes());
        Assert.Equal($"profile +12.9 (saas {old.Fingerprint[..12]} → new {now.Fingerprint[..12]})", change.Parts[1].Text);
    }

    [Fact]
    public void Measurements_without_data_for_the_old_profile_leave_the_step_to_the_new_one()
    {
        ScoringProfile now = ScoringProfile.Create("new", p => p.Signal("nps")
            .Dimension("whole", 1, d => d.Metric("adoption", Curve.Linear(0, 100)).Metric("usage", Curve.Linear(0, 20))).Tier("any", 0));
        ScoringProfile old = Saas();
        ScoreChange change = old.At(October, ("usage", 18)).To(now.At(November, ("adoption", 70)));

        Assert.Equal([(ScoreChangeKind.Profile, "new", -20), (ScoreChangeKind.Vanished, "usage", 0)], change.Sizes());
    }

    [Fact]
    public void An_override_is_a_part_when_it_comes_stays_changes_and_goes()
    {
        ScoringProfile profile = Saas();
        (string, Measurement)[] good = [("usage", 18), ("nps", 60)], bad = [("usage", 6), ("nps", 60)];
        HealthScore free = profile.At(October, good);
        HealthScore pinned = profile.At(November, Pinned(40), null, bad);

        // 87.5 and 42.5, pinned at 40.
        Assert.Equal("down 47.5 since 2026-10-01: usage -45.0 (18 → 6 active days), "
            + "override -2.5 (on: score 40, by Ann until 2026-12-31: the sponsor has left)", free.To(pinned).ToString());
        Assert.Equal("up 47.5 against 2026-11-01: usage +45.0 (6 → 18 active days), "
            + "override +2.5 (off: score 40, by Ann until 2026-12-31: the sponsor has left)", pinned.To(free).ToString());
        Assert.Equal("unchanged since 2026-10-01: usage -45.0 (18 → 6 active days), "
            + "override +45.0 (still score 40, by Ann until 2026-12-31: the sponsor has left)",
            profile.At(October, Pinned(40), null, good).To(pinned).ToString());
        Assert.Equal("up 10.0 since 2026-10-01: override +10.0 (score 30, by Bob until 2026-12-31: the sponsor has left "
            + "→ score 40, by Ann until 2026-12-31: the sponsor has left)",
            profile.At(October, Pinned(30, "Bob"), null, bad).To(pinned).ToString());
        Assert.Equal((ScoreChangeKind.Override, "Ann", -2.5), free.To(pinned).Sizes().Last());
    }

    [Fact]
    public void An_override_of_the_tier_or_to_the_computed_score_is_not_a_part()
    {
        ScoringProfile profile = Saas();
        (string, Measurement)[] customer = [("usage", 18), ("nps", 60)];
        HealthScore free = profile.At(October, customer);

        Assert.Empty(free.To(profile.At(November, Pinned(87.5), null, customer)).Parts);
        Assert.Empty(free.To(profile.At(November, ScoreOverride.OfTier("low", "so", "Ann", October, November.AddDays(1)), null, customer)).Parts);
    }

    [Fact]
    public void An_override_of_a_customer_without_data_takes_the_whole_change()
    {
        ScoringProfile profile = Saas();
        HealthScore good = profile.At(October, ("usage", 18), ("nps", 60)), pinned = profile.At(November, Pinned(40), null);

        Assert.Equal(
            [(ScoreChangeKind.Override, "Ann", -47.5), (ScoreChangeKind.Vanished, "nps", 0), (ScoreChangeKind.Vanished, "usage", 0)],
            good.To(pinned).Sizes());
        Assert.Equal(
            [(ScoreChangeKind.Override, "Ann", 47.5), (ScoreChangeKind.Appeared, "nps", 0), (ScoreChangeKind.Appeared, "usage", 0)],
            pinned.To(good).Sizes());
        Assert.Equal([(ScoreChangeKind.Override, "Bob", -10)], pinned.To(profile.At(November, Pinned(30, "Bob"), null)).Sizes());
    }

    [Fact]
    public void A_metric_that_is_a_label_of_the_new_profile_has_vanished()
    {
        ScoringProfile old = ScoringProfile.Create("p", p => p.Tier("any", 0)
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 100)).Metric("plan", Curve.Linear(0, 100))));
        ScoringProfile now = ScoringProfile.Create("p", p => p.Tier("any", 0).Label("plan").Cap("g", 10, Condition.LabelIs("plan", "x"))
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 100))));
        ScoreChange change = old.At(October, ("m", 60), ("plan", 40)).To(now.At(November, ("m", 60), ("plan", Measurement.OfLabel("y"))));

        // The mean of 60 and 40, then 60 by both profiles.
        Assert.Equal([(ScoreChangeKind.Vanished, "plan", 10), (ScoreChangeKind.Profile, "p", 0)], change.Sizes());
        Assert.Equal("plan +10.0 (40 → a number for a label, or a label for a number)", change.Parts[0].Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_name_that_becomes_a_label_is_missing_for_the_other_profile(bool signalFirst)
    {
        static ScoringProfile Profile(Action<ScoringProfileBuilder> more) => ScoringProfile.Create("p", p =>
        {
            p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 100))).Tier("low", 0).Tier("high", 50);
            more(p);
        });
        ScoringProfile signal = Profile(p => p.Signal("plan")),
            label = Profile(p => p.Label("plan").Cap("g", 10, Condition.LabelIs("plan", "x")));
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        HealthScore numbered = StoredMeasurements.ScorerFor(signal).Score(
            new Dictionary<string, Measurement> { ["m"] = 60, ["plan"] = 0 }, start.AddDays(signalFirst ? 0 : 1));
        HealthScore labelled = StoredMeasurements.ScorerFor(label).Score(
            new Dictionary<string, Measurement> { ["m"] = 60, ["plan"] = Measurement.OfLabel("y") }, start.AddDays(signalFirst ? 1 : 0));

        var change = signalFirst ? ScoreChange.Between(numbered, labelled) : ScoreChange.Between(labelled, numbered);

        Assert.Equal(0, change.Change);
        Assert.DoesNotContain(change.Parts, part => part.Points != 0);
        Assert.NotEmpty(change.Explain());
    }
}
