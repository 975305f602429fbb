using Xunit;

namespace HealthScoring.Tests.Mutants;

/// <summary>The test that mutants are compiled with. It runs few of them: a test that ran none would be tried on all.</summary>
public sealed class OneTest
{
    [Fact]
    public void A_number_is_a_value() => Assert.Equal(5, new Measurement(5).Value);
}
