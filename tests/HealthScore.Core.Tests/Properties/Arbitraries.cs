using FsCheck;
using FsCheck.Fluent;

namespace HealthScoring.Tests.Properties;

/// <summary>What a <see cref="LawAttribute"/> draws its arguments from.</summary>
public static class Arbitraries
{
    public static Arbitrary<Trial> Trials() => Arb.From(Generators.Trial, Shrinking.Of);

    public static Arbitrary<CurveDraft> Curves() => Arb.From(Generators.SignedCurve);

    public static Arbitrary<ProfileDraft> Profiles() => Arb.From(Generators.Profile, Shrinking.Of);
}
