using System.Globalization;

namespace HealthScoring.Tests.Page;

/// <summary>An account of the books.</summary>
internal sealed record Account(int Number, string Id)
{
    public Account(int number)
        : this(number, string.Create(CultureInfo.InvariantCulture, $"account-{number:00}"))
    {
    }
}
