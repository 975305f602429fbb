using System.Diagnostics.CodeAnalysis;
using FsCheck.Xunit;
using HealthScoring.Tests.Properties;

namespace HealthScoring.Tests.Sql;

/// <summary>A property of random profiles in a database, on a share of the cases of a <see cref="LawAttribute"/>, each with many customers.</summary>
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("Extensibility", "xUnit3003", Justification = "The base class takes no source information.")]
public sealed class SqlLawAttribute : PropertyAttribute
{
    public SqlLawAttribute()
    {
        Share = 4;
        QuietOnSuccess = true;
        Arbitrary = [typeof(Arbitraries)];
    }

    /// <summary>Of how many cases of an ordinary law it takes one.</summary>
    public int Share
    {
        get;
        set
        {
            field = value;
            MaxTest = LawAttribute.Cases / value;
        }
    }
}
