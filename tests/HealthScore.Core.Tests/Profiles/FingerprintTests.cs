using System.Security.Cryptography;
using System.Text;
using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

public sealed class FingerprintTests
{
    private static readonly string Good = ScoringProfile.Parse(GoodJson).Fingerprint;

    /// <summary>A change here is a change of every customer's audit trail: the canonical form must not change.</summary>
    [Fact]
    public void The_fingerprint_is_what_it_always_was() =>
        Assert.Equal("4b44e5155fb3b67442d2528893185e78cf3a229c633a9e152e6d325aac88ccd1", Good);

    [Fact]
    public void The_fingerprint_is_the_SHA_256_of_the_canonical_bytes_written_by_hand()
    {
        const string Canonical = """
            {"name":"p","dimensions":[{"name":"d","metrics":[{"name":"m","curve":{"knots":[[0,0],[10,100]]}}]}],"tiers":[{"name":"t","from":0}]}
            """;
        ScoringProfile profile = ScoringProfile.Create("p", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("t", 0));
        // The constant comes from the sha256sum command, not from this library.
        Assert.Equal("32f58f3ae1782e18f6527fd054759b76abc8bde8cb7ea07c910c52d42f9d49e1", profile.Fingerprint);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical))), profile.Fingerprint);
        Assert.Equal(Canonical, profile.ToCanonicalJson());
        Assert.Equal(profile, ScoringProfile.Parse(Canonical));
        Assert.Equal($"p ({profile.Fingerprint[..12]})", profile.ToString());
    }

    /// <summary>What the texts for people may hold is hashed as ASCII, so that an auditor's tool need not know Unicode.</summary>
    [Fact]
    public void The_canonical_form_is_one_line_of_ASCII_that_hashes_to_the_fingerprint_and_reads_back()
    {
        ScoringProfile[] profiles =
            [ScoringProfile.Parse(GoodJson), ProfileTemplates.B2BSaas, ProfileTemplates.Expansion, Create("<größe> 客户 🎉 \"+\"")];
        foreach (ScoringProfile profile in profiles)
        {
            string canonical = profile.ToCanonicalJson();
            Assert.All(canonical, character => Assert.InRange(character, ' ', '~'));
            Assert.Equal(profile.Fingerprint, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(canonical))));
            Assert.Equal(canonical, ScoringProfile.Parse(canonical).ToCanonicalJson());
            Assert.DoesNotContain("\"examples\"", canonical, StringComparison.Ordinal);
        }
        static ScoringProfile Create(string description) => ScoringProfile.Create("p", p => p.Describe(description)
            .Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("t", 0)
            .Example("e", e => e.Value("m", 10).ExpectScore(100)));
    }

    [Fact]
    public void The_same_profile_written_in_C_sharp_has_the_same_fingerprint() => Assert.Equal(Good, ScoringProfile.Create("b2b", p => p
        .MinimumCoverage(0.5)
        .Dimension("usage", 2, d => d
            .Metric("logins", Curve.Linear(0, 20))
            .Metric("seats", Curve.FromKnots((0, 0), (50, 80), (90, 100)), m => m.Weight(3).WhenMissing(MissingPolicy.Points(25))))
        .Dimension("sentiment", 1, d => d.Metric("nps", Curve.Bands((-100, 0), (0, 50), (50, 100))))
        .Signal("days-overdue", unit: "days")
        .Cap("unpaid", 40, Condition.AtLeast("days-overdue", 60))
        .Tier("At risk", 0).Tier("Stable", 40).Tier("Healthy", 70)
        .Action("call", a => a.InTier("At risk").Priority(1))
        .Action("train", a => a.DrivenBy("logins", pointsLost: 5))
        .Segment("small", s => s
            .When(Condition.Between("seats", 1, 10))
            .Weight("sentiment", 3)
            .Curve("logins", Curve.Linear(0, 5))
            .Cap("unpaid", 30, Condition.Above("days-overdue", 90))
            .Tier("Healthy", 60)
            .Action("train", a => a.DrivenBy("logins", pointsLost: 9))
            .Without("call"))).Fingerprint);

    [Fact]
    public void Writing_and_reading_back_keeps_it() =>
        Assert.Equal(Good, ScoringProfile.Parse(ScoringProfile.Parse(GoodJson).ToJson()).Fingerprint);

    [Theory]
    [InlineData("\"linear\": { \"worst\": 0, \"best\": 20 }", "\"knots\": [[0, 0], [20, 100]]")]
    [InlineData("\"bands\": [[-100, 0], [0, 50], [50, 100]]", "\"knots\": [[-100, 0], [0, 0], [0, 50], [50, 50], [50, 100]]")]
    [InlineData("\"worst\": 0, \"best\": 5", "\"worst\": -0, \"best\": 5.0e0")]
    [InlineData("\"At risk\", \"from\": 0", "\"At risk\", \"from\": -0.0")]
    [InlineData("\"name\": \"sentiment\",", "\"name\": \"sentiment\", \"weight\": 1, \"formula\": \"weightedMean\",")]
    [InlineData("\"name\": \"nps\",", "\"name\": \"nps\", \"weight\": 1.0, \"missing\": \"exclude\",")]
    [InlineData("\"tier\": \"At risk\", \"pri", "\"tier\": \"At risk\", \"pri")]
    [InlineData("\"name\": \"b2b\"", "\"formatVersion\": 1, \"name\": \"b2b\"")]
    [InlineData("\"name\": \"b2b\"", "\"$schema\": \"health-profile.schema.json\", \"name\": \"b2\\u0062\"")]
    [InlineData("\"metric\": \"seats\", \"between\": [1, 10]", "\"between\": [1, 10], \"metric\": \"seats\"")]
    [InlineData("\"without\": [\"call\"]", "\"without\": [\"call\", \"call\"]")]
    public void What_means_the_same_has_the_same_fingerprint(string old, string other) =>
        Assert.Equal(Good, ScoringProfile.Parse(Spoiled((old, other))).Fingerprint);

    [Fact]
    public void Points_lost_of_1_is_the_default() =>
        Assert.Equal(
        ScoringProfile.Parse(Spoiled((", \"pointsLost\": 5", ""))), ScoringProfile.Parse(Spoiled(("\"pointsLost\": 5", "\"pointsLost\": 1"))));

    [Fact]
    public void The_order_of_metrics_means_nothing() => Assert.Equal(Good, ScoringProfile.Parse(Spoiled(
        ("{ \"name\": \"logins\", \"curve\": { \"linear\": { \"worst\": 0, \"best\": 20 } } },", ""),
        ("\"missing\": { \"points\": 25 } }",
            "\"missing\": { \"points\": 25 } }, { \"name\": \"logins\", \"curve\": { \"linear\": { \"worst\": 0, \"best\": 20 } } }"))).Fingerprint);

    [Theory]
    [InlineData("\"name\": \"b2b\"", "\"name\": \"b2b\", \"description\": \"x\"")]
    [InlineData("\"name\": \"b2b\"", "\"name\": \"B2B\"")]
    [InlineData("\"best\": 20", "\"best\": 20.000000000000004")]
    [InlineData("\"unit\": \"days\"", "\"unit\": \"d\"")]
    [InlineData("\"cap\": 40", "\"floor\": 40")]
    [InlineData("\"atLeast\": 60", "\"above\": 60")]
    [InlineData("\"missing\": { \"points\": 25 }", "\"missing\": \"required\"")]
    public void What_means_another_thing_has_another_fingerprint(string old, string other) =>
        Assert.NotEqual(Good, ScoringProfile.Parse(Spoiled((old, other))).Fingerprint);

    [Fact]
    public void The_order_of_actions_is_their_priority() => Assert.NotEqual(
        TwoOf(p => p.Action("a", to => to.InTier("t")), p => p.Action("b", a => a.InTier("t"))),
        TwoOf(p => p.Action("b", a => a.InTier("t")), p => p.Action("a", to => to.InTier("t"))));

    [Fact]
    public void The_order_of_segments_is_their_priority() => Assert.NotEqual(
        TwoOf(p => p.Segment("a", _ => { }), p => p.Segment("b", _ => { })),
        TwoOf(p => p.Segment("b", _ => { }), p => p.Segment("a", _ => { })));

    [Fact]
    public void The_order_of_guardrails_and_signals_means_nothing()
    {
        var when = Condition.IsMissing("m");
        Assert.Equal(
            TwoOf(p => p.Unscored("a", when), p => p.Cap("b", 1, when)),
            TwoOf(p => p.Cap("b", 1, when), p => p.Unscored("a", when)));
        Assert.Equal(TwoOf(p => p.Signal("a"), p => p.Signal("b")), TwoOf(p => p.Signal("b"), p => p.Signal("a")));
    }

    private static ScoringProfile TwoOf(Action<ScoringProfileBuilder> first, Action<ScoringProfileBuilder> second) =>
        ScoringProfile.Create("p", p =>
    {
        p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("t", 0);
        first(p);
        second(p);
    });
}
