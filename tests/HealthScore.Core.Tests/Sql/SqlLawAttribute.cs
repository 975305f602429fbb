using System.Diagnostics.CodeAnalysis;
using FsCheck.Xunit;
using HealthScoring.Tests.Properties;

namespace HealthScoring.Tests.Sql;

/// <summary>A property of random profiles in a database, on a quarter of the cases of a <see cref="LawAttribute"/>, each with many customers.</summary>
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("Extensibility", "xUnit3003", Justification = "The base class takes no source information.")]
public sealed class SqlLawAttribute : PropertyAttribute
{
    public SqlLawAttribute()
    {
        MaxTest = LawAttribute.Cases / 4;
        QuietOnSuccess = true;
        Arbitrary = [typeof(Arbitraries)];
    }
}
