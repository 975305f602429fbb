using HealthScoring.Changes;
using Xunit;
using static HealthScoring.Tests.Changes.Compared;

namespace HealthScoring.Tests.Changes;

public sealed class ScoreChangeTests
{
    [Fact]
    public void The_text_has_a_line_for_every_part()
    {
        ScoringProfile profile = Saas(p => p.Cap("late", 40, Condition.AtLeast("overdue", 30)));
        ScoreChange change = profile.At(October, ("usage", 18), ("nps", 60), ("overdue", 0))
            .To(profile.At(November.AddHours(9.5), ("usage", 14), ("nps", 60), ("overdue", 45)));

        // 87.5; 72.5 before the cap.
        Assert.Equal(
            "Acme\\u000ALtd: down 47.5 since 2026-10-01, from 87.5 (high) to 40.0 (low)\n"
            + "  late -32.5 (on: overdue is 45 days, at least 30)\n"
            + "  usage -15.0 (18 → 14 active days)\n"
            + $"\nProfile saas, fingerprint {profile.Fingerprint[..12]}, as of 2026-10-01 00:00 UTC and 2026-11-01 09:30 UTC\n",
            change.Explain("Acme\nLtd"));
    }

    [Fact]
    public void The_text_says_when_the_profile_changed()
    {
        (ScoringProfile old, ScoringProfile now) = (Saas(), Saas(usage: 1));
        ScoreChange change = old.At(October, ("usage", 18), ("nps", 60)).To(now.At(October, ("usage", 18), ("nps", 60)));

        string arrow = $"{old.Fingerprint[..12]} → {now.Fingerprint[..12]}";
        Assert.Equal(
            "down 2.5 against 2026-10-01 00:00 UTC, from 87.5 (high) to 85.0 (high)\n"
            + $"  profile -2.5 ({arrow})\n"
            + $"\nProfile changed: {arrow}, as of 2026-10-01 00:00 UTC and 2026-10-01 00:00 UTC\n",
            change.Explain());
    }

    [Fact]
    public void A_tier_that_is_pinned_after_a_score_was_is_in_the_headline()
    {
        ScoringProfile profile = Saas();
        ScoreOverride tier = ScoreOverride.OfTier("low", "the sponsor has left", "Ann", October, November.AddDays(9));
        // 3/4 of 60 and 1/4 of 60.
        HealthScore before = profile.At(October, Pinned(60), null, ("usage", 12), ("nps", 20)),
            after = profile.At(November, tier, null, ("usage", 12), ("nps", 20));

        Assert.Equal((60, "high", 60, "low"), (before.Value, before.Tier, after.Value, after.Tier));
        Assert.StartsWith("unchanged since 2026-10-01, tier high → low (pinned)", before.To(after).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tier_that_is_no_longer_pinned_is_in_the_headline()
    {
        ScoringProfile profile = Saas();
        HealthScore before = profile.At(October, PinnedTier("low", "Ann"), null, ("usage", 12), ("nps", 20)),
            after = profile.At(November, ("usage", 12), ("nps", 20));

        Assert.Equal("unchanged since 2026-10-01, tier low → high (pinned)", before.To(after).ToString());
    }

    [Fact]
    public void The_text_says_who_pinned_the_tier_before_and_now()
    {
        ScoringProfile profile = Saas();
        HealthScore before = profile.At(October, PinnedTier("low", "Ann"), null, ("usage", 12), ("nps", 20)),
            after = profile.At(November, PinnedTier("high", "Bob"), null, ("usage", 12), ("nps", 20));

        Assert.Equal(
            "unchanged since 2026-10-01, tier low → high (pinned), from 60.0 (low, pinned) to 60.0 (high, pinned)\n"
            + "  pinned before: tier low, by Ann until 2026-12-31: the sponsor has left\n"
            + "  pinned now: tier high, by Bob until 2026-12-31: the sponsor has left\n"
            + $"\nProfile saas, fingerprint {profile.Fingerprint[..12]}, as of 2026-10-01 00:00 UTC and 2026-11-01 00:00 UTC\n",
            before.To(after).Explain());
    }

    [Fact]
    public void A_change_by_the_tolerance_is_none_and_a_larger_one_is_less_than_a_tenth()
    {
        ScoringProfile profile = Saas();
        HealthScore before = profile.At(October, Pinned(0), null, ("usage", 12));

        Assert.Equal("unchanged since 2026-10-01", before.To(profile.At(November, Pinned(1e-9), null, ("usage", 12))).ToString());
        Assert.Equal("up less than 0.1 since 2026-10-01", before.To(profile.At(November, Pinned(1.1e-9), null, ("usage", 12))).ToString());
    }

    [Fact]
    public void The_parts_are_made_once()
    {
        ScoringProfile profile = Saas();
        ScoreChange change = profile.At(October, ("usage", 18)).To(profile.At(November, ("usage", 6)));

        Assert.Single(change.Parts);
        Assert.Same(change.Parts, change.Parts);
    }

    [Fact]
    public void Equal_results_have_no_parts()
    {
        ScoreChange change = Saas().At(October, ("usage", 18), ("nps", 60)).To(Saas().At(November, ("usage", 18), ("nps", 60)));

        Assert.Equal(0, change.Change);
        Assert.Empty(change.Parts);
        Assert.Equal("unchanged since 2026-10-01", change.ToString());
        Assert.StartsWith("unchanged since 2026-10-01, from 87.5 (high) to 87.5 (high)\n\nProfile saas", change.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_side_is_unscored_there_are_reasons_instead_of_parts()
    {
        ScoringProfile profile = Saas(p => p.MinimumCoverage(0.5), missing: MissingPolicy.Required);
        HealthScore scored = profile.At(October, ("usage", 18), ("nps", 60));
        HealthScore lacking = profile.At(November, ("usage", 18));
        HealthScore empty = profile.At(November);

        ScoreChange lost = scored.To(lacking);
        Assert.Null(lost.Change);
        Assert.Empty(lost.Parts);
        Assert.Equal("was 87.5, now unscored: the required metric nps is missing", lost.ToString());
        Assert.Equal("was unscored (the required metric nps is missing), now 87.5", lacking.To(scored).ToString());
        Assert.Null(lacking.To(scored).Change);
        Assert.Equal("still unscored: no metric that counts has data; the required metric nps is missing",
            lacking.To(empty).ToString());
        Assert.Equal(
            "Acme: was 87.5, now unscored: the required metric nps is missing\n"
            + $"\nProfile saas, fingerprint {profile.Fingerprint[..12]}, as of 2026-10-01 00:00 UTC and 2026-11-01 00:00 UTC\n",
            lost.Explain("Acme"));
    }

    [Fact]
    public void The_line_has_the_three_biggest_and_the_sum_of_the_rest_unless_that_is_one()
    {
        ScoringProfile profile = ScoringProfile.Create("many", p => p.Tier("any", 0)
            .Dimension("whole", 1, d =>
            {
                for (char name = 'a'; name <= 'e'; name++)
                    d.Metric(name.ToString(), Curve.Linear(0, 100));
            }));
        ScoreChange change = profile.At(October, ("a", 50), ("b", 50), ("c", 50), ("d", 50), ("e", 50))
            .To(profile.At(November, ("a", 49), ("b", 40), ("c", 70), ("d", 90), ("e", 45)));

        Assert.Equal(["d", "c", "b", "e", "a"], change.Parts.Select(part => part.Name));
        ScoreChange four = profile.At(October, ("a", 50), ("b", 50), ("c", 50), ("d", 50), ("e", 50))
            .To(profile.At(November, ("a", 50), ("b", 40), ("c", 70), ("d", 90), ("e", 45)));
        Assert.Equal("up 9.0 since 2026-10-01: d +8.0 (50 → 90), c +4.0 (50 → 70), b -2.0 (50 → 40), e -1.0 (50 → 45)", four.ToString());
        Assert.Equal("up 8.8 since 2026-10-01: d +8.0 (50 → 90), c +4.0 (50 → 70), b -2.0 (50 → 40), 2 more -1.2", change.ToString());
    }

    [Fact]
    public void The_rest_of_the_line_is_there_where_it_cancels_out_and_where_only_its_sum_shows()
    {
        ScoringProfile profile = ScoringProfile.Create("many", p => p.Tier("any", 0)
            .Dimension("whole", 1, d =>
            {
                for (char name = 'a'; name <= 'e'; name++)
                    d.Metric(name.ToString(), Curve.Linear(0, 100));
            }));
        string Line(double a, double e) => profile.At(October, ("a", 50), ("b", 50), ("c", 50), ("d", 50), ("e", 50))
            .To(profile.At(November, ("a", a), ("b", 40), ("c", 70), ("d", 90), ("e", e))).ToString();

        // A fifth of +5 and of -5; and twice a fifth of 0.2, which is 0.04 each.
        Assert.Equal("up 10.0 since 2026-10-01: d +8.0 (50 → 90), c +4.0 (50 → 70), b -2.0 (50 → 40), 2 more 0.0", Line(55, 45));
        Assert.Equal("up 10.1 since 2026-10-01: d +8.0 (50 → 90), c +4.0 (50 → 70), b -2.0 (50 → 40), 2 more +0.1", Line(50.2, 50.2));
    }

    [Fact]
    public void Equal_parts_stand_by_kind_and_name()
    {
        ScoringProfile profile = ScoringProfile.Create("many", p => p.Tier("any", 0).Dimension("whole", 1, d => d
            .Metric("b", Curve.Linear(0, 100)).Metric("a", Curve.Linear(0, 100), m => m.WhenMissing(MissingPolicy.Points(0)))
            .Metric("Z", Curve.Linear(0, 100)).Metric("c", Curve.Linear(0, 100))));
        ScoreChange change = profile.At(October, ("b", 50), ("Z", 50), ("c", 50))
            .To(profile.At(November, ("b", 60), ("Z", 40), ("a", 10), ("c", 50)));

        Assert.Equal([(ScoreChangeKind.Value, "Z"), (ScoreChangeKind.Value, "b"), (ScoreChangeKind.Appeared, "a")],
            change.Parts.Select(part => (part.Kind, part.Name)));
    }

    [Fact]
    public void Two_results_of_a_day_name_the_hour()
    {
        ScoringProfile profile = Saas();
        ScoreChange change = profile.At(new(2026, 10, 1, 2, 0, 0, TimeSpan.FromHours(2)), ("usage", 18), ("nps", 60))
            .To(profile.At(October.AddHours(23), ("usage", 18), ("nps", 64)));

        Assert.Equal("up 0.5 since 2026-10-01 00:00 UTC: nps +0.5 (60 → 64)", change.ToString());
    }

    [Fact]
    public void A_result_that_is_not_there_is_refused()
    {
        HealthScore score = Saas().At(October, ("usage", 18));
        Assert.Equal("before", Assert.Throws<ArgumentNullException>(() => ScoreChange.Between(null!, score)).ParamName);
        Assert.Equal("after", Assert.Throws<ArgumentNullException>(() => ScoreChange.Between(score, null!)).ParamName);
    }
}
