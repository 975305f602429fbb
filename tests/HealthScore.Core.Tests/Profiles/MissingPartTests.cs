using System.Reflection;
using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>Null is refused where it is given, not where the profile is built; ProfileInCodeTests has the rest.</summary>
public sealed class MissingPartTests
{
    private static readonly Curve Line = Curve.Linear(0, 1);

    [Fact]
    public void A_profile_has_a_name_and_parts()
    {
        Refuses("name", () => new ScoringProfileBuilder(null!));
        Refuses("configure", () => ScoringProfile.Create("p", null!));
        var profile = new ScoringProfileBuilder("p");
        Refuses("description", () => profile.Describe(null!));
        Refuses("formula", () => profile.Formula(null!));
        Refuses("id", () => profile.Id(null!));
        Refuses("policy", () => profile.OnFault(null!));
        Refuses("name", () => profile.Dimension(null!, 1, d => d.Metric("m", Line)));
        Refuses("configure", () => profile.Dimension("d", 1, null!));
        Refuses("name", () => profile.Signal(null!));
        Refuses("name", () => profile.Signal(null!, s => s.Whole()));
        Refuses("configure", () => profile.Signal("s", (Action<SignalBuilder>)null!));
        Refuses("name", () => profile.Label(null!));
        Refuses("name", () => profile.Cap(null!, 1, Condition.IsMissing("m")));
        Refuses("name", () => profile.Tier(null!, 0));
        Refuses("name", () => profile.Segment(null!, s => s.Describe("all")));
        Refuses("configure", () => profile.Segment("s", null!));
        Refuses("configure", () => profile.Parents(null!));
        Refuses("name", () => profile.Example(null!, e => e.ExpectUnscored()));
    }

    [Fact]
    public void So_does_an_embedded_file()
    {
        Assembly assembly = typeof(ScoringProfile).Assembly;
        Refuses("name", () => ScoringProfile.LoadEmbedded(assembly, null!));
        Assert.Throws<ArgumentException>("name", () => ScoringProfile.LoadEmbedded(assembly, ""));
    }

    [Fact]
    public void What_is_measured_has_a_name_and_what_is_said_of_it()
    {
        Refuses("description", () => new DimensionBuilder().Describe(null!));
        Refuses("formula", () => new DimensionBuilder().Formula(null!));
        Refuses("name", () => new DimensionBuilder().Metric(null!, Line));
        Refuses("configure", () => new DimensionBuilder().Metric("m", Line, null!));
        Refuses("policy", () => new MetricBuilder().OnFault(null!));
        Refuses("description", () => new MetricBuilder().Describe(null!));
        Refuses("unit", () => new SignalBuilder().Unit(null!));
        Refuses("description", () => new SignalBuilder().Describe(null!));
    }

    [Fact]
    public void So_do_rules_segments_and_examples()
    {
        Refuses("condition", () => new ActionBuilder().When(null!));
        Refuses("description", () => new ActionBuilder().Describe(null!));
        Refuses("description", () => new SegmentBuilder().Describe(null!));
        Refuses("condition", () => new SegmentBuilder().When(null!));
        Refuses("curve", () => new SegmentBuilder().Curve("m", null!));
        Refuses("name", () => new SegmentBuilder().Without(null!));
        Refuses("text", () => new ExampleBuilder().Label("plan", null!));
        Refuses("segment", () => new ExampleBuilder().InSegment(null!));
        Refuses("description", () => new ExampleBuilder().Describe(null!));
        Refuses("tier", () => new ParentBuilder().ShareBelow(null!));
        Refuses("name", () => new ParentBuilder().Tier(null!, 0));
        Refuses("down", () => new TrackingBuilder().Dwell(null!, Dwell.None));
        Refuses("up", () => new TrackingBuilder().Dwell(Dwell.None, null!));
    }

    [Fact]
    public void A_condition_has_a_name_texts_and_parts()
    {
        Assert.Throws<ArgumentNullException>(() => Condition.Below(null!, 1));
        Refuses("values", () => Condition.LabelIs("plan", (string)null!));
        Refuses("values", () => Condition.LabelIsNot("plan", (string)null!));
        Refuses("tiers", () => Condition.TierIs((string)null!));
        Refuses("parts", () => Condition.All((Condition)null!));
        Refuses("parts", () => Condition.Any((Condition)null!));
    }

    private static void Refuses(string argument, Func<object?> call) => Assert.Throws<ArgumentNullException>(argument, call);
}
