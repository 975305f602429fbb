using System.Buffers;
using System.Text.Json;
using Xunit;

namespace HealthScoring.Tests.Profiles;

/// <summary>A profile in a host's own JSON, which System.Text.Json writes and reads.</summary>
public sealed class ProfileWithinJsonTests
{
    [Fact]
    public void A_profile_is_written_as_an_object_among_others() => Assert.Equal(
        """[{"name":"p","dimensions":[{"name":"d","metrics":[{"name":"m","curve":{"linear":{"worst":0,"best":10}}}]}]"""
            + ""","tiers":[{"name":"t","from":0}]}]""",
        JsonSerializer.Serialize<ScoringProfile[]>(
            [ScoringProfile.Create("p", p => p.Dimension("d", 1, d => d.Metric("m", Curve.Linear(0, 10))).Tier("t", 0))]));

    [Fact]
    public void A_profile_is_read_back_whole()
    {
        ScoringProfile profile = ScoringProfile.Parse(FullProfile.Json);
        Assert.Equal(profile.ToJson(), JsonSerializer.Deserialize<ScoringProfile>(JsonSerializer.Serialize(profile))!.ToJson());
    }

    [Fact]
    public void A_profile_with_errors_is_bad_JSON_that_says_which()
    {
        JsonException refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ScoringProfile>(
            """
            { "name": "p", "tiers": [{ "name": "t", "from": 0 }], "dimensions": [{ "name": "d", "metrics": [
              { "name": "m", "curve": { "linear": { "worst": 0, "best": 1 } }, "valid": [10, 0] }] }] }
            """));
        Assert.Equal(
            "The profile has an error:\n- $.dimensions[0].metrics[0].valid (line 2): the range from 10 to 0 is empty; give the smaller bound first",
            refused.Message);
        Assert.IsType<InvalidProfileException>(refused.InnerException);
    }

    [Fact]
    public void A_converter_takes_a_writer_and_a_profile()
    {
        var converter = new ScoringProfileConverter();
        using var writer = new Utf8JsonWriter(new ArrayBufferWriter<byte>());
        // Both are missing: of a writer alone System.Text.Json would say the same.
        Assert.Throws<ArgumentNullException>("writer", () => converter.Write(null!, null!, JsonSerializerOptions.Default));
        Assert.Throws<ArgumentNullException>("value", () => converter.Write(writer, null!, JsonSerializerOptions.Default));
    }
}
