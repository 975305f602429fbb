using System.Runtime.CompilerServices;
using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class ProfileDiffTests
{
    private static readonly ScoringProfile Before = ScoringProfile.Create("first-try", p => p
        .Dimension("adoption", weight: 3, d => d
            .Metric("usage-frequency", Curve.Linear(0, 20), m => m.Weight(3).Unit("active days"))
            .Metric("usage-breadth", Curve.Linear(0, 1)))
        .Dimension("sentiment", weight: 1, d => d.Metric("nps", Curve.Linear(-100, 100)).Metric("csat", Curve.Linear(1, 5)))
        .Signal("days-overdue", unit: "days")
        .Signal("seats")
        .Cap("invoice-overdue", 49, Condition.AtLeast("days-overdue", 45))
        .Unscored("too-small", Condition.Below("seats", 3))
        .Tier("at-risk", 0)
        .Tier("steady", 50)
        .Tier("thriving", 80)
        .Action("call", a => a.InTier("at-risk").Priority(1))
        .Action("train", a => a.DrivenBy("usage-breadth", pointsLost: 5))
        .Action("collect", a => a.OnGuardrail("invoice-overdue"))
        .Segment("enterprise", s => s.When(Condition.AtLeast("seats", 500)).Weight("sentiment", 3).Tier("thriving", 85))
        .Segment("trial", s => s.Curve("usage-frequency", Curve.Linear(0, 10)).Without("call")));

    private static readonly ScoringProfile After = ScoringProfile.Create("second-try", p => p
        .Describe("After the first quarter.")
        .MinimumCoverage(0.5)
        .Dimension("adoption", weight: 2, d => d
            .Describe("Do they use it?")
            .Metric("usage-frequency", Curve.FromKnots((0, 0), (10, 80), (20, 100)), m => m.Weight(3).Unit("days")))
        .Dimension("sentiment", weight: 1, d => d
            .Formula(Formula.Lowest)
            .Metric("nps", Curve.Linear(-100, 100),
                m => m.WhenMissing(MissingPolicy.Points(50)).FreshFor(TimeSpan.FromDays(90), staleAfter: TimeSpan.FromDays(180)))
            .Metric("usage-breadth", Curve.Linear(0, 1)))
        .Dimension("support", weight: 1,
            d => d.Metric("tickets", Curve.Bands((0, 100), (5, 40)), m => m.Weight(2).Unit("open tickets").WhenMissing(MissingPolicy.Required)))
        .Signal("seats", description: "Paid seats.")
        .Signal("days-overdue", unit: "days")
        .Cap("invoice-overdue", 40, Condition.AtLeast("days-overdue", 30), g => g.Describe("They do not pay.").Immediate())
        .Floor("key-account", 30, Condition.Above("seats", 5000))
        .Tier("at-risk", 0, "Call them.")
        .Tier("steady", 55)
        .Tier("champion", 90)
        .Action("collect", a => a.OnGuardrail("invoice-overdue").CoolDown(CoolDown.For(TimeSpan.FromDays(30))))
        .Action("call", a => a.InTier("at-risk").Priority(2))
        .Action("train", a => a.DrivenBy("usage-breadth", pointsLost: 10).Describe("Offer training."))
        .Action("thank", a => a.InTier("champion").InSegment("enterprise"))
        .Segment("trial", s => s.Curve("usage-frequency", Curve.Linear(0, 12)).Cap("invoice-overdue", 20, Condition.AtLeast("days-overdue", 7)))
        .Segment("enterprise",
            s => s.When(Condition.AtLeast("seats", 400)).Weight("sentiment", 4).Action("call", a => a.InTier("at-risk").Priority(1)))
        .Segment("partner", s => s.Describe("They resell.").Weight("support", 0).Without("thank"))
        .Tracking(t => t.Margin(2).Dwell(Dwell.For(TimeSpan.FromDays(14))).Drop(15).Window(TimeSpan.FromDays(60))));

    private const string Raised = "(at 5: 25.0 → 40.0 points, at 10: 50.0 → 80.0 points, at 15: 75.0 → 90.0 points)";
    private const string Lowered = "(at 5: 40.0 → 25.0 points, at 10: 80.0 → 50.0 points, at 15: 90.0 → 75.0 points)";
    private const string Harder = "(at 5: 50.0 → 41.7 points, at 10: 100.0 → 83.3 points, at 11: 100.0 → 91.7 points)";
    private const string Easier = "(at 5: 41.7 → 50.0 points, at 10: 83.3 → 100.0 points, at 11: 91.7 → 100.0 points)";
    private const string Tickets =
        "weight 2 (25.0 % of the score), curve bands [0, 100] [5, 40], missing policy required, unit \"open tickets\"";

    [Fact]
    public void A_reviewer_reads_every_change_in_a_line()
    {
        Assert.Equal($"""
            {Before} → {After}: 46 changes
            - profile first-try is now called second-try; tracking states do not follow it without "id": "first-try"
            - description of the profile added: "After the first quarter."
            - minimum coverage 0.1 → 0.5
            - description of dimension adoption added: "Do they use it?"
            - weight of dimension adoption 3 → 2: 75.0 % → 50.0 % of the score
            - formula of dimension sentiment weightedMean → lowest
            - dimension support added: weight 1 (25.0 % of the score)
            - unit of usage-frequency "active days" → "days"
            - curve of usage-frequency: linear worst 0 best 20 → knots [0, 0] [10, 80] [20, 100] {Raised}
            - metric csat of dimension sentiment removed: weight 1 (12.5 % of the score), curve linear worst 1 best 5
            - missing policy of nps exclude → 50 points
            - freshness of nps added: fresh for 90 days, stale after 180 days
            - usage-breadth moves from dimension adoption to sentiment
            - metric tickets of dimension support added: {Tickets}
            - description of seats added: "Paid seats."
            - description of guardrail invoice-overdue added: "They do not pay."
            - guardrail invoice-overdue: when days-overdue is at least 45 → days-overdue is at least 30
            - guardrail invoice-overdue: cap 49 → 40
            - guardrail invoice-overdue: immediate no → yes
            - guardrail too-small removed: when seats is below 3, unscored
            - guardrail key-account added: when seats is above 5000, floor 30
            - description of tier at-risk added: "Call them."
            - steady starts at 50 → 55
            - tier thriving removed: from 80
            - tier champion added: from 90
            - action call: priority 1 → 2
            - description of action train added: "Offer training."
            - action train: points lost 5 → 10
            - action collect: cool-down added: 30 days
            - action thank added: tier champion, segment enterprise
            - action collect moves from position 3 to 1 of the declared order
            - segment enterprise: when seats is at least 500 → seats is at least 400
            - segment enterprise: weight of sentiment 3 → 4: 50.0 % → 57.1 % of the score
            - segment enterprise: start of tier thriving removed: 85
            - segment enterprise: action call added: priority 1, tier at-risk
            - segment trial: curve of usage-frequency: linear worst 0 best 10 → linear worst 0 best 12 {Harder}
            - segment trial: call is no longer left out
            - segment trial: guardrail invoice-overdue added: when days-overdue is at least 7, cap 20
            - segment partner added: named by the host, description "They resell."
            - segment partner: weight of support added: 0
            - segment partner: thank is left out
            - segment trial moves from position 2 to 1: the first that matches wins
            - tracking: margin 0 → 2
            - tracking: dwell added: 14 days
            - tracking: drop added: 15
            - tracking: window 30 days → 60 days

            """, ProfileDiff.Between(Before, After).Explain());
    }

    [Fact]
    public void What_was_added_is_removed_the_other_way_round()
    {
        Assert.Equal($"""
            {After} → {Before}: 44 changes
            - profile second-try is now called first-try; tracking states do not follow it without "id": "second-try"
            - description of the profile removed: "After the first quarter."
            - minimum coverage 0.5 → 0.1
            - description of dimension adoption removed: "Do they use it?"
            - weight of dimension adoption 2 → 3: 50.0 % → 75.0 % of the score
            - formula of dimension sentiment lowest → weightedMean
            - dimension support removed: weight 1 (25.0 % of the score)
            - usage-breadth moves from dimension sentiment to adoption
            - unit of usage-frequency "days" → "active days"
            - curve of usage-frequency: knots [0, 0] [10, 80] [20, 100] → linear worst 0 best 20 {Lowered}
            - metric csat of dimension sentiment added: weight 1 (12.5 % of the score), curve linear worst 1 best 5
            - missing policy of nps 50 points → exclude
            - freshness of nps removed: fresh for 90 days, stale after 180 days
            - metric tickets of dimension support removed: {Tickets}
            - description of seats removed: "Paid seats."
            - description of guardrail invoice-overdue removed: "They do not pay."
            - guardrail invoice-overdue: when days-overdue is at least 30 → days-overdue is at least 45
            - guardrail invoice-overdue: cap 40 → 49
            - guardrail invoice-overdue: immediate yes → no
            - guardrail key-account removed: when seats is above 5000, floor 30
            - guardrail too-small added: when seats is below 3, unscored
            - description of tier at-risk removed: "Call them."
            - steady starts at 55 → 50
            - tier champion removed: from 90
            - tier thriving added: from 80
            - action collect: cool-down removed: 30 days
            - action call: priority 2 → 1
            - description of action train removed: "Offer training."
            - action train: points lost 10 → 5
            - action thank removed: tier champion, segment enterprise
            - action collect moves from position 1 to 3 of the declared order
            - segment trial: curve of usage-frequency: linear worst 0 best 12 → linear worst 0 best 10 {Easier}
            - segment trial: guardrail invoice-overdue removed: when days-overdue is at least 7, cap 20
            - segment trial: call is left out
            - segment enterprise: when seats is at least 400 → seats is at least 500
            - segment enterprise: weight of sentiment 4 → 3: 57.1 % → 50.0 % of the score
            - segment enterprise: action call removed: priority 1, tier at-risk
            - segment enterprise: start of tier thriving added: 85
            - segment partner removed: named by the host, description "They resell."
            - segment enterprise moves from position 2 to 1: the first that matches wins
            - tracking: margin 2 → 0
            - tracking: dwell removed: 14 days
            - tracking: drop removed: 15
            - tracking: window 60 days → 30 days

            """, ProfileDiff.Between(After, Before).Explain());
    }

    [Fact]
    public void A_change_has_a_path_by_names_and_a_kind()
    {
        Assert.Equal("""
            Changed name
            Added description
            Changed minimumCoverage
            Added dimensions.adoption.description
            Changed dimensions.adoption.weight
            Changed dimensions.sentiment.formula
            Added dimensions.support
            Changed dimensions.adoption.metrics['usage-frequency'].unit
            Changed dimensions.adoption.metrics['usage-frequency'].curve
            Removed dimensions.sentiment.metrics.csat
            Changed dimensions.sentiment.metrics.nps.missing
            Added dimensions.sentiment.metrics.nps.freshFor
            Moved dimensions.sentiment.metrics['usage-breadth']
            Added dimensions.support.metrics.tickets
            Added signals.seats.description
            Added guardrails['invoice-overdue'].description
            Changed guardrails['invoice-overdue'].when
            Changed guardrails['invoice-overdue'].cap
            Changed guardrails['invoice-overdue'].immediate
            Removed guardrails['too-small']
            Added guardrails['key-account']
            Added tiers['at-risk'].description
            Changed tiers.steady.from
            Removed tiers.thriving
            Added tiers.champion
            Changed actions.call.priority
            Added actions.train.description
            Changed actions.train.pointsLost
            Added actions.collect.coolDown
            Added actions.thank
            Moved actions.collect
            Changed segments.enterprise.when
            Changed segments.enterprise.weights.sentiment
            Removed segments.enterprise.tiers.thriving
            Added segments.enterprise.actions.call
            Changed segments.trial.curves['usage-frequency']
            Removed segments.trial.without.call
            Added segments.trial.guardrails['invoice-overdue']
            Added segments.partner
            Added segments.partner.weights.support
            Added segments.partner.without.thank
            Moved segments.trial
            Changed tracking.margin
            Added tracking.dwell
            Added tracking.drop
            Changed tracking.window
            """,
            string.Join('\n', ProfileDiff.Between(Before, After).Changes.Select(change => $"{change.Kind} {change.Path}")));
    }

    [Fact]
    public void Weights_are_shares_of_the_score_under_weighted_means_and_bare_numbers_under_other_formulas()
    {
        // By hand: of two dimensions of weight 1, half each; nps is 1 of 5 before (10 %) and 2 of 5.5 after (18.2 %).
        static ScoringProfile Nps(double nps, double csat, Formula formula) => ScoringProfile.Create("shares", p => p
            .Dimension("other", 1, d => d.Metric("usage", Curve.Linear(0, 1)))
            .Dimension("sentiment", 1, d => d.Formula(formula).Metric("nps", Curve.Linear(0, 1), nps).Metric("csat", Curve.Linear(0, 1), csat))
            .Tier("all", 0));

        Assert.Equal(["weight of csat 4 → 3.5: 40.0 % → 31.8 % of the score", "weight of nps 1 → 2: 10.0 % → 18.2 % of the score"],
            Lines(Nps(1, 4, Formula.WeightedMean), Nps(2, 3.5, Formula.WeightedMean)));
        Assert.Equal(["weight of nps 1 → 2"], Lines(Nps(1, 4, Formula.Lowest), Nps(2, 4, Formula.Lowest)));
        Assert.Equal(["formula of dimension sentiment weightedMean → lowest", "weight of nps 1 → 2"],
            Lines(Nps(1, 4, Formula.WeightedMean), Nps(2, 4, Formula.Lowest)));
    }

    [Fact]
    public void Formulas_and_their_initial_points_are_reported()
    {
        static ScoringProfile With(Formula formula) => ScoringProfile.Create("formulas", p => p
            .Formula(formula).Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 1))).Tier("all", 0));

        Assert.Equal(["formula weightedMean → points with 20 initial points"], Lines(With(Formula.WeightedMean), With(Formula.Points(20))));
        Assert.Equal(["initial points 20 → 0"], Lines(With(Formula.Points(20)), With(Formula.Points())));
    }

    [Fact]
    public void Curves_are_reported_as_they_are_spelled_with_the_values_that_change_most()
    {
        static ScoringProfile With(Curve curve) => ScoringProfile.Create("curves", p => p
            .Dimension("usage", 1, d => d.Metric("logins", curve)).Tier("all", 0));

        // By hand: at 10 the line from 0 to 20 gives 50, that to 40 gives 25; at 20 it is 100 and 50, at 40 100 and 100.
        Assert.Equal(["curve of logins: linear worst 0 best 20 → linear worst 0 best 40 "
            + "(at 10: 50.0 → 25.0 points, at 20: 100.0 → 50.0 points, at 30: 100.0 → 75.0 points)"],
            Lines(With(Curve.Linear(0, 20)), With(Curve.Linear(0, 40))));
        // A smooth step is at 15.625 a quarter of the way, as far below the straight line as it is above it at three quarters.
        Assert.Equal(["curve of logins: sCurve worst 0 best 1 → targetRange worstBelow 0 bestFrom 1 bestTo 2 worstAbove 3 "
            + "(at 0.25: 15.6 → 25.0 points, at 2.5: 100.0 → 50.0 points, at 3: 100.0 → 0.0 points)"],
            Lines(With(Curve.SCurve(0, 1)), With(Curve.TargetRange(0, 1, 2, 3))));
        // Both give 0 at 0 and 60 at 5; only what lies between differs.
        Assert.Equal(["curve of logins: knots [0, 0] [5, 50] [5, 60] → knots [0, 0] [5, 40] [5, 60] (at 2.5: 25.0 → 20.0 points)"],
            Lines(With(Curve.FromKnots((0, 0), (5, 50), (5, 60))), With(Curve.FromKnots((0, 0), (5, 40), (5, 60)))));
        Assert.Empty(Lines(With(Curve.Linear(0, 20)), With(Curve.FromKnots((0, 0), (20, 100)))));
        // Too little to print is a change all the same.
        Assert.Equal(["curve of logins: linear worst 0 best 20 → linear worst 0 best 20.001"],
            Lines(With(Curve.Linear(0, 20)), With(Curve.Linear(0, 20.001))));
    }

    [Fact]
    public void A_metric_that_becomes_a_signal_is_one_change_and_so_is_the_way_back()
    {
        static ScoringProfile With(bool signal) => ScoringProfile.Create("signals", p =>
        {
            p.Dimension("usage", 1, d =>
            {
                d.Metric("logins", Curve.Linear(0, 1));
                if (!signal)
                    d.Metric("seats", Curve.Linear(0, 9), m => m.Unit("seats"));
            });
            if (signal)
                p.Signal("seats", unit: "seats");
            p.Tier("all", 0);
        });

        Assert.Equal(["the metric seats of dimension usage is now a signal and earns no points; "
            + "it had weight 1 (50.0 % of the score), curve linear worst 0 best 9, unit \"seats\""],
            Lines(With(signal: false), With(signal: true)));
        Assert.Equal(["the signal seats is now a metric of dimension usage: "
            + "weight 1 (50.0 % of the score), curve linear worst 0 best 9, unit \"seats\""],
            Lines(With(signal: true), With(signal: false)));
    }

    [Fact]
    public void A_dimension_with_another_name_and_the_same_metrics_is_one_change()
    {
        static ScoringProfile With(string name, params string[] metrics) => ScoringProfile.Create("renamed", p => p
            .Dimension(name, 1, d =>
            {
                foreach (string metric in metrics)
                    d.Metric(metric, Curve.Linear(0, 1));
            })
            .Tier("all", 0));

        ProfileChange change = Assert.Single(ProfileDiff.Between(With("usage", "a", "b"), With("adoption", "b", "a")).Changes);
        Assert.Equal((ProfileChangeKind.Changed, "dimensions.adoption", "dimension usage is now called adoption"),
            (change.Kind, change.Path, change.Text));
        Assert.Equal(
            [
                "dimension usage removed: weight 1 (100.0 % of the score)",
                "dimension adoption added: weight 1 (100.0 % of the score)",
                "a moves from dimension usage to adoption: 50.0 % → 100.0 % of the score",
                "metric b of dimension usage removed: weight 1 (50.0 % of the score), curve linear worst 0 best 1",
            ], Lines(With("usage", "a", "b"), With("adoption", "a")));
    }

    [Fact]
    public void Examples_and_the_order_of_what_has_none_are_not_changes()
    {
        ScoringProfile first = ScoringProfile.Parse("""
            { "$schema": "a.json", "name": "p", "dimensions": [ { "name": "d", "metrics": [
                { "name": "a", "curve": { "linear": { "worst": 0, "best": 1 } } },
                { "name": "b", "curve": { "linear": { "worst": 0, "best": 1 } } } ] } ],
              "tiers": [ { "name": "all", "from": 0 } ], "examples": [ { "name": "e", "values": { "a": 1 }, "score": 100 } ] }
            """);
        ScoringProfile second = ScoringProfile.Parse("""
            { "name": "p", "dimensions": [ { "name": "d", "weight": 1, "metrics": [
                { "name": "b", "curve": { "knots": [[0, 0], [1, 100]] } }, { "name": "a", "curve": { "linear": { "worst": 0, "best": 1 } } } ] } ],
              "tiers": [ { "name": "all", "from": 0 } ] }
            """);

        ProfileDiff diff = ProfileDiff.Between(first, second);

        Assert.True(diff.IsEmpty);
        Assert.Equal($"{first} → {second}: no change\n", diff.Explain());
    }

    [Fact]
    public void Long_descriptions_stay_on_their_line_and_a_difference_beyond_it_is_reported()
    {
        static ScoringProfile With(string description) => ScoringProfile.Create("long", p => p
            .Describe(description).Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 1))).Tier("all", 0));
        string text = new('x', 3000);

        Assert.Equal(["description of the profile changed where it is too long to show"], Lines(With(text + "a"), With(text + "b")));
        Assert.Equal(["description of the profile \"one\\u000Atwo\" → \"three\""], Lines(With("one\ntwo"), With("three")));
    }

    [Fact]
    public void A_member_that_a_later_version_adds_is_reported_as_the_profile_spells_it()
    {
        ScoringProfile profile = ScoringProfile.Create("later", p => p
            .Dimension("usage", 1, d => d.Metric("logins", Curve.Linear(0, 1))).Signal("seats")
            .Cap("small", 40, Condition.Below("seats", 3)).Tier("all", 0).Segment("trial", s => s.Weight("usage", 2)));
        string form = profile.ToCanonicalJson();
        string Changed(string from, string to, string? later = null)
        {
            string changed = form.Replace(from, to, StringComparison.Ordinal);
            Assert.NotEqual(form, changed);
            ProfileDiff diff = Between(null, profile, later is null ? form : changed, profile,
                later is null ? changed : form.Replace(from, later, StringComparison.Ordinal));
            return string.Join('\n', diff.Changes.Select(change => $"{change.Kind} {change.Path}: {change.Text}"));
        }

        Assert.Equal("Added minimumCustomers: minimum customers added: 5",
            Changed("\"name\":\"later\"", "\"name\":\"later\",\"minimumCustomers\":5"));
        Assert.Equal("Changed dimensions.usage.metrics.logins.halfLife: logins: half life 30 days → 60 days",
            Changed("\"name\":\"logins\"", "\"name\":\"logins\",\"halfLife\":\"30 days\"", "\"name\":\"logins\",\"halfLife\":\"60 days\""));
        Assert.Equal("Added guardrails.small.strict: guardrail small: strict added: yes",
            Changed("\"name\":\"small\"", "\"name\":\"small\",\"strict\":true"));
        // An object's members, parts with names, names, and any other list.
        Assert.Equal("Changed alerts.atMost: alerts: at most 3 → 4",
            Changed("\"tiers\":[", "\"alerts\":{\"atMost\":3},\"tiers\":[", "\"alerts\":{\"atMost\":4},\"tiers\":["));
        Assert.Equal("""
            Added labels.plan: label plan added: values 3
            Added labels.plan.kinds.a: kinds: a added
            """, Changed("\"tiers\":[", "\"labels\":[{\"name\":\"plan\",\"values\":3,\"kinds\":[\"a\"]}],\"tiers\":["));
        Assert.Equal("Removed segments.trial.labels.plan: segment trial: labels: plan removed",
            Changed("\"name\":\"trial\"", "\"name\":\"trial\",\"labels\":[\"plan\"]", "\"name\":\"trial\",\"labels\":[]"));
        Assert.Equal("Changed quarters: quarters [1,2] → [2,1]",
            Changed("\"tiers\":[", "\"quarters\":[1,2],\"tiers\":[", "\"quarters\":[2,1],\"tiers\":["));
        // What no rule puts into words is a change all the same.
        Assert.Equal("Changed orders: the profile changed",
            Changed("\"tiers\":[", "\"orders\":[\"a\",\"b\"],\"tiers\":[", "\"orders\":[\"b\",\"a\"],\"tiers\":["));
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("before", () => ProfileDiff.Between(null!, After));
        Assert.Throws<ArgumentNullException>("after", () => ProfileDiff.Between(Before, null!));
    }

    // The forms of a later version, which this one cannot write.
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = nameof(Between))]
    private static extern ProfileDiff Between(ProfileDiff? type, ScoringProfile before, string canonicalBefore, ScoringProfile after,
        string canonicalAfter);

    private static IEnumerable<string> Lines(ScoringProfile before, ScoringProfile after) =>
        ProfileDiff.Between(before, after).Changes.Select(change => change.ToString());
}
