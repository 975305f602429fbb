using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FsCheck.Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>A property that is tried on 1,000 random cases, or on as many as the environment variable HEALTHSCORE_CASES asks for.</summary>
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("Extensibility", "xUnit3003", Justification = "The base class takes no source information.")]
public sealed class LawAttribute : PropertyAttribute
{
    private const int FewestCases = 1000;

    public LawAttribute()
        : this(1)
    {
    }

    /// <param name="costs">How many cases of another law one of this law's is worth: it is tried that many times less often.</param>
    public LawAttribute(int costs)
    {
        MaxTest = Cases / costs;
        QuietOnSuccess = true;
        Arbitrary = [typeof(Arbitraries)];
    }

    public static int Cases { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("HEALTHSCORE_CASES"), CultureInfo.InvariantCulture, out int cases)
            ? Math.Max(FewestCases, cases)
            : FewestCases;
}
