using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>A property that is tried on 150 random cases, or on as many as the environment variable HEALTHSCORE_CASES asks for.</summary>
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("Extensibility", "xUnit3003", Justification = "The base class takes no source information.")]
public sealed class LawAttribute : PropertyAttribute
{
    // With more the law is about cases that next to never come up.
    private const int DiscardsPerCase = 50;

    public LawAttribute()
        : this(1)
    {
    }

    /// <param name="costs">How many cases of another law one of this law's is worth: it is tried that many times less often.</param>
    public LawAttribute(int costs)
    {
        MaxTest = CasesOf(costs);
        MaxRejected = DiscardsPerCase * MaxTest;
        QuietOnSuccess = true;
        Arbitrary = [typeof(Arbitraries)];
    }

    public static int Cases { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("HEALTHSCORE_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : 150;

    /// <summary>Tries a law whose number of cases is known only when it runs.</summary>
    public static void Try<T>(Arbitrary<T> cases, int costs, Action<T> law) => Prop.ForAll(cases, law).Check(
        Config.QuickThrowOnFailure.WithMaxTest(CasesOf(costs)).WithMaxRejected(DiscardsPerCase * CasesOf(costs)).WithQuietOnSuccess(true));

    /// <summary>To be thrown at a case that a law says nothing of: it does not count, and another one is drawn.</summary>
    public static Exception Discard() => Prop.Discard<Exception>();

    private static int CasesOf(int costs) => Math.Max(1, Cases / costs);
}
