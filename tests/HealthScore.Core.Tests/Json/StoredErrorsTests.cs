using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Json;

/// <summary>What is refused in any stored text.</summary>
public sealed class StoredErrorsTests
{
    [Theory]
    [InlineData('g')]
    [InlineData('A')]
    public void A_fingerprint_has_nothing_but_hexadecimal_digits(char last)
    {
        string good = new('0', 64), bad = new string('0', 63) + last;

        Assert.Equal(good, TrackingState.Parse(State(good)).Fingerprint);
        Assert.Equal($"The tracking state has an error:\n- $.fingerprint (line 1): \"{bad}\" is not a fingerprint; "
            + "it has 64 lower-case hexadecimal digits", Assert.Throws<InvalidStoredDataException>(() => TrackingState.Parse(State(bad))).Message);
    }

    private static string State(string fingerprint) => "{\"formatVersion\":1,\"profile\":\"p\",\"fingerprint\":\"" + fingerprint
        + "\",\"rules\":\"" + new string('0', 64) + "\",\"asOf\":\"2026-03-03T00:00:00Z\",\"tier\":\"middle\"}";
}
