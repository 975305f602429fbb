using Xunit;

namespace HealthScoring.Tests.Profiles;

public sealed class ImmutabilityTests
{
    [Fact]
    public void A_builder_that_is_kept_does_not_change_the_profile()
    {
        SegmentBuilder? kept = null;
        ScoringProfile profile = ScoringProfile.Create("p", to => to
            .Dimension("x", 1, x => x.Metric("a", Curve.Linear(0, 1)))
            .Tier("low", 0)
            .Tier("high", 50)
            .Segment("s", segment => kept = segment.Weight("a", 2).Curve("a", Curve.Linear(0, 2)).Tier("high", 60)));
        string json = profile.ToJson();

        kept!.Weight("x", -5).Tier("low", 77);

        Assert.Equal(json, profile.ToJson());
        Assert.Single(profile.Segments[0].Weights);
    }

    [Fact]
    public void A_builder_of_an_example_that_is_kept_does_not_change_the_profile()
    {
        ExampleBuilder? kept = null;
        ScoringProfile profile = ScoringProfile.Create("p", to => to
            .Dimension("x", 1, x => x.Metric("a", Curve.Linear(0, 1)))
            .Tier("low", 0)
            .Signal("b")
            .Example("e", example => kept = example.Value("a", 1).ExpectScore(100)));
        string json = profile.ToJson();

        kept!.Value("b", 5).ExpectTier("low");

        Assert.Equal(json, profile.ToJson());
    }

    [Fact]
    public void Half_a_character_or_nothing_in_a_text_is_an_error() => Assert.Equal(
        """
        The profile 'p' has 2 errors:
        - $.description: the text holds half of a character (one of a surrogate pair); write the character itself
        - $.dimensions[0].metrics[0].unit: the text is empty; write something, or leave the member out
        """.ReplaceLineEndings("\n"),
        Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", to => to
            .Describe("\uD800")
            .Dimension("x", 1, x => x.Metric("a", Curve.Linear(0, 1), m => m.Unit("")))
            .Tier("any", 0))).Message);

    [Fact]
    public void A_name_that_holds_no_character_is_an_error() => Assert.Equal(
        "The profile 'p' has an error:\n- $.tiers[0].name: the name holds U+FFFE, which is not a character; remove it",
        Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", to => to
            .Dimension("x", 1, x => x.Metric("a", Curve.Linear(0, 1)))
            .Tier("any\uFFFE", 0))).Message);

    [Fact]
    public void More_errors_than_anybody_reads_are_counted()
    {
        InvalidProfileException exception = Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", to =>
        {
            to.Dimension("x", 1, x => x.Metric("a", Curve.Linear(0, 1))).Tier("any", 0);
            for (int i = 0; i < 1500; i++)
                to.Action($"action {i}", a => a.InTier($"tier {i}"));
        }));

        Assert.Equal(1000, exception.Errors.Count);
        Assert.StartsWith("The profile 'p' has 1500 errors:\n", exception.Message, StringComparison.Ordinal);
        string[] lines = exception.Message.Split("\n- ");
        Assert.InRange(exception.Message.Length, 65_000, 1 << 16);
        Assert.Equal($"… and {1500 - (lines.Length - 2)} more", lines[^1]);
    }

    [Fact]
    public void Segments_times_metrics_may_be_a_million()
    {
        ScoringProfile profile = ScoringProfile.Create("p", to =>
        {
            to.Dimension("x", 1, x =>
            {
                for (int i = 0; i < 10_000; i++)
                    x.Metric($"metric {i}", Curve.Linear(0, 1));
            }).Tier("any", 0);
            for (int i = 0; i < 100; i++)
                to.Segment($"segment {i}", _ => { });
        });

        Assert.Equal((10_000, 100), (profile.MetricNames.Count, profile.Segments.Count));
    }

    [Theory]
    [InlineData(9_999, "")]
    [InlineData(10_000, "10 segments vary 10001 tiers, guardrails, actions and conditions; use at most 100000 divided by their number")]
    public void Segments_times_rules_have_a_limit(int actions, string error)
    {
        ScoringProfile Create() => ScoringProfile.Create("p", to =>
        {
            to.Dimension("x", 1, x => x.Metric("a", Curve.Linear(0, 1))).Tier("any", 0);
            for (int i = 0; i < actions; i++)
                to.Action($"action {i}", a => a.InTier("any"));
            for (int i = 0; i < 10; i++)
                to.Segment($"segment {i}", _ => { });
        });

        if (error.Length == 0)
            Assert.Equal(actions, Create().Actions.Count);
        else
            Assert.Equal($"The profile 'p' has an error:\n- $.segments: {error}", Assert.Throws<InvalidProfileException>(Create).Message);
    }

    [Fact]
    public void Segments_times_metrics_have_a_limit() => Assert.Equal(
        "The profile 'p' has an error:\n- $.segments: 1001 segments vary 1000 metrics; use at most 1000000 divided by the number of metrics",
        Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", to =>
        {
            to.Dimension("x", 1, x =>
            {
                for (int i = 0; i < 1000; i++)
                    x.Metric($"metric {i}", Curve.Linear(0, 1));
            }).Tier("any", 0);
            for (int i = 0; i < 1001; i++)
                to.Segment($"segment {i}", _ => { });
        })).Message);
}
