extern alias core;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using core::HealthScoring.Json;
using HealthScoring.Changes;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Json;

/// <summary>What a stored text is read as, where it is right and where it is not.</summary>
public sealed class ContractReaderTests
{
    [Theory]
    [InlineData("value", ScoreChangeKind.Value)]
    [InlineData("vanished", ScoreChangeKind.Vanished)]
    [InlineData("profile", ScoreChangeKind.Profile)]
    public void A_name_of_an_enum_is_its_value(string name, ScoreChangeKind kind)
    {
        string score = "{\"profile\":\"p\",\"fingerprint\":\"" + new string('0', 64)
            + "\",\"asOf\":\"2026-03-01T12:00:00+00:00\",\"score\":50,\"tier\":\"low\"}";
        string part = $$"""{"kind":"{{name}}","name":"usage","points":0,"text":"usage"}""";

        var read = StoredScoreChange.Parse(
            $$"""{"formatVersion":1,"before":{{score}},"after":{{score}},"change":0,"parts":[{{part}}],"text":"the same"}""");

        Assert.Equal(kind, Assert.Single(read.Parts).Kind);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_text_that_must_be_there_and_is_not_is_read_as_an_empty_one(string json)
    {
        StateData read = Read<StateData>(json, new StateContract());

        Assert.Equal(("", "", ""), (read.Profile, read.Fingerprint, read.Rules));
    }

    [Fact]
    public void A_type_that_nothing_stored_has_is_a_mistake_of_the_contract() => Assert.Equal("There is no reading of a System.Decimal.",
        Assert.Throws<UnreachableException>(() => Read<Priced>("""{"Price":1}""", new DefaultJsonTypeInfoResolver())).Message);

    private static T Read<T>(string json, IJsonTypeInfoResolver contracts)
        where T : notnull
    {
        var errors = new SourceErrors();
        SourceNode root = new SourceParser(errors).Parse(Encoding.UTF8.GetBytes(json))!;
        return new ContractReader(errors, new() { TypeInfoResolver = contracts }, "mend it").Read<T>(root);
    }

    private sealed class Priced
    {
        public decimal Price { get; set; }
    }
}
