using System.Text.Json;
using System.Text.Json.Nodes;
using HealthScoring.Tests.Plans;
using HealthScoring.Tracking;
using Xunit;

namespace HealthScoring.Tests.Tracking;

/// <summary>The state as it is stored, a new version of a profile, and states that do not belong to a score.</summary>
public sealed class StateTests
{
    private static readonly JsonSerializerOptions HostOptions =
        new(JsonSerializerDefaults.Web) { TypeInfoResolver = HealthScoringJson.TypeInfoResolver };

    [Fact]
    public void A_state_is_one_line_of_json_that_reads_back()
    {
        Followed customer = Full();
        string json = customer.State!.ToJson();

        Assert.Equal(
            "{\"formatVersion\":1,\"profile\":\"simple\",\"fingerprint\":\"" + customer.Profile.Fingerprint + "\",\"rules\":\""
            + customer.Profile.RulesFingerprint + "\",\"asOf\":\"2026-03-03T12:00:00Z\","
            + "\"tier\":\"middle\",\"pending\":{\"tier\":\"low\",\"since\":\"2026-03-03T00:00:00Z\",\"scores\":2},"
            + "\"highs\":[{\"day\":\"2026-03-02\",\"score\":70.5},{\"day\":\"2026-03-03\",\"score\":45}],"
            + "\"lows\":[{\"day\":\"2026-03-03\",\"score\":45}],\"stale\":[\"survey\"],"
            + "\"known\":[\"debt\",\"seats\",\"usage\"],\"fired\":[{\"action\":\"ask\",\"at\":\"2026-03-01T00:00:00Z\"}]}", json);
        TrackingState read = TrackingState.Parse(json);
        Assert.Equal(json, read.ToJson());
        Assert.Equal(("simple", customer.Profile.Fingerprint, Followed.Start.AddDays(2.5), "middle", false, "low", Followed.Start.AddDays(2)),
            (read.ProfileId, read.Fingerprint, read.AsOf, read.Tier, read.IsUnscored, read.PendingTier, read.PendingSince));
    }

    [Theory]
    [InlineData("urn:example:health:profiles:2026:customers-of-all-regions-and-all-plans-in-the-house-of-the-vendor-and-its-partners:v1")]
    [InlineData("b2b ")]
    [InlineData("b2b\tsaas\u200B")]
    public void A_state_of_a_profile_with_any_id_reads_back(string id)
    {
        Followed customer = Followed.By(profile => profile.Id(id));
        customer.Next(0, 60);
        Assert.Equal(id, TrackingState.Parse(customer.State!.ToJson()).ProfileId);
    }

    [Fact]
    public void A_state_of_an_unscored_customer_reads_back()
    {
        Followed customer = Followed.By(profile => profile.Action("call", a => a.InTier("low").CoolDown(CoolDown.UntilTierChanges)));
        customer.Next(0, 10);
        customer.Next(1, 60, decision: ScoreOverride.OfTier("high", "why", "Ann", Followed.Start, Followed.Start.AddDays(2)));
        customer.Next(2.000001, null);
        string json = customer.State!.ToJson();

        Assert.EndsWith("\"asOf\":\"2026-03-03T00:00:00.0864Z\",\"tier\":\"high\",\"isUnscored\":true,\"followsNext\":true,\"hidesFall\":true,"
            + "\"known\":[\"debt\",\"seats\"],\"lost\":[{\"metric\":\"usage\",\"since\":\"2026-03-03T00:00:00.0864Z\"}],"
            + "\"fired\":[{\"action\":\"call\",\"at\":\"2026-03-01T00:00:00Z\",\"hasLeftTier\":true}]}", json);
        Assert.Equal(json, TrackingState.Parse(json).ToJson());
        Assert.True(TrackingState.Parse(json).IsUnscored);
    }

    [Fact]
    public void A_state_says_in_a_line_where_the_customer_stood()
    {
        Assert.Equal("2026-03-03 12:00 UTC: middle; low pending since 2026-03-03 00:00 UTC", Full().State!.ToString());
        Followed customer = Followed.By(_ => { });
        customer.Next(0, 60);
        Assert.Equal("2026-03-01 00:00 UTC: middle", customer.State!.ToString());
        customer.Next(1, null);
        Assert.Equal("2026-03-02 00:00 UTC: unscored; lost: usage", customer.State!.ToString());
    }

    [Fact]
    public void A_step_tells_what_happened_and_what_to_do()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Drop(10))
            .Action("call", a => a.InTier("low").Describe("Ask who\nuses it.")));
        customer.Next(0, 60);
        TrackedScore step = customer.Next(1, 40);

        string alone = step.Score.Explain();
        Assert.Equal("Acme\\u000ALtd: 40.0 of 100, low\n  tier changed from middle to low: 10.0 points below 50\n"
            + "  score dropped by 20.0: from 60.0 to 40.0 within 30 days\n" + alone[alone.IndexOf("  coverage: ", StringComparison.Ordinal)..],
            step.Explain("Acme\nLtd"));
        Assert.Contains("\n\nTo do\n  call: in low. Ask who\\u000Auses it.\n", alone, StringComparison.Ordinal);
        Assert.Equal(
            "2026-03-02 00:00 UTC: low; tier changed from middle to low: 10.0 points below 50; score dropped by 20.0: from 60.0 to 40.0 within 30 "
            + "days; due: call", step.ToString());
        Assert.Equal("2026-03-02 00:00 UTC: ignored, not later than 2026-03-02 00:00 UTC", customer.Next(1, 40).ToString());
        Assert.Contains("\n  2026-03-02 00:00 UTC: ignored, not later than 2026-03-02 00:00 UTC\n", customer.Next(1, 40).Explain(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_a_state_is_refused()
    {
        Refused("The tracking state has an error:\n- $: the tracking state is empty; pass null for a customer that has none yet", " ");
        Refused("The tracking state has an error:\n- $: the tracking state holds half of a character (one of a surrogate pair); "
            + "restore what ToJson() wrote", "{\"profile\":\"\ud800\"}");
        Refused("The tracking state has an error:\n"
            + "- $ (line 1): the text is not JSON from column 2 on; look there and just before for a missing or extra comma, quote or bracket, or a "
            + "number that is not written like 0.5", "nonsense");
        Refused("The tracking state has an error:\n- $ (line 1): […] is a list, not an object in braces; write it with the members formatVersion, "
            + "profile, fingerprint, rules, asOf, tier, isUnscored, followsNext, pending, hidesFall, highs, lows, stale, known, lost, accepted, "
            + "fired", "[1]");
        Refused(
            $"The tracking state has an error:\n- $ (line 1): there is more text after the tracking state, from column {Good.Length + 1} on; remove "
            + "everything after the closing brace", Good + Good);
        Assert.Throws<ArgumentNullException>(() => TrackingState.Parse(null!));
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_state_is_listed()
    {
        Refused("""
            The tracking state has 6 errors:
            - $.formatVersion (line 1): "formatVersion" is missing; restore what ToJson() wrote
            - $.profile (line 1): "profile" is missing; restore what ToJson() wrote
            - $.fingerprint (line 1): "fingerprint" is missing; restore what ToJson() wrote
            - $.rules (line 1): "rules" is missing; restore what ToJson() wrote
            - $.asOf (line 1): "asOf" is missing; restore what ToJson() wrote
            - $.tier (line 1): "tier" is missing, and the customer is not unscored; restore what ToJson() wrote
            """, "{}");
        Refused("""
            The tracking state has 19 errors:
            - $.formatVersion (line 1): 2 is a version that this one does not read; read it with the version that wrote it; this one reads 1
            - $.profile (line 2): 7 is a number, not text; write it in double quotes
            - $.fingerprint (line 3): "ABC" is not a fingerprint; it has 64 lower-case hexadecimal digits
            - $.rules (line 3): "0" is not a fingerprint; it has 64 lower-case hexadecimal digits
            - $.asOf (line 4): "2026-03-01" is not a time in UTC; write it like "2026-03-01T12:30:00Z"
            - $.isUnscored (line 5): 1 is a number, not a yes/no value; write true or false, without quotes
            - $.followsNext (line 6): "no" is text, not a yes/no value; write true or false, without quotes
            - $.pending.tier (line 7): "tier" is null; restore what ToJson() wrote
            - $.pending.since (line 7): 1 is a number, not text; write it in double quotes
            - $.pending.scores (line 7): 1.5 is not a whole number; restore what ToJson() wrote
            - $.highs (line 8): {…} is an object, not a list in square brackets; write [ … ]
            - $.lows[0].day (line 9): "x" is not a day; write it like "2026-03-01"
            - $.lows[0].score (line 9): 1e999 is out of range; give a number of ordinary size
            - $.lows[1] (line 9): 3 is a number, not an object in braces; write it with the members day, score
            - $.stale[0] (line 10): 1 is a number, not text; write it in double quotes
            - $.fired[0].at (line 11): "now" is not a time in UTC; write it like "2026-03-01T12:30:00Z"
            - $.fired[0].hasLeftTier (line 11): "hasLeftTier" is null; give a value, or leave the member out
            - $.fired[0].action (line 11): the name is empty; restore what ToJson() wrote
            - $.Tier (line 12): unknown member "Tier"; did you mean 'tier'?
            """, "{ \"formatVersion\": 2,\n\"profile\": 7,\n\"fingerprint\": \"ABC\", \"rules\": \"0\",\n\"asOf\": \"2026-03-01\",\n"
            + "\"isUnscored\": 1,\n\"followsNext\": \"no\",\n\"pending\": {\"tier\": null, \"since\": 1, \"scores\": 1.5},\n\"highs\": {},\n"
            + "\"lows\": [{\"day\": \"x\", \"score\": 1e999}, 3],\n\"stale\": [1],\n"
            + "\"fired\": [{\"action\": \" \", \"at\": \"now\", \"hasLeftTier\": null}],\n\"Tier\": \"low\" }");
    }

    [Fact]
    public void Errors_of_a_state_are_data_too_and_reach_a_host_through_its_own_serializer()
    {
        string json = "{\n" + Good[1..].Replace("\"scores\":2", "\"scores\":0", StringComparison.Ordinal)
            .Replace(":60", ":\"60\"", StringComparison.Ordinal);

        InvalidStoredDataException exception = Assert.Throws<InvalidStoredDataException>(() => TrackingState.Parse(json));
        Assert.Equal(
            [
                ("$.highs[0].score", 2, "\"60\"", "\"60\" is text, not a number", "remove the quotes"),
                ("$.pending.scores", 2, "0", "0 is less than 1", "restore what ToJson() wrote"),
            ],
            exception.Errors.Select(error => (error.Path, error.Line!.Value, error.Value!, error.Problem, error.Remedy)));
        JsonException thrown = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TrackingState>(json, HostOptions));
        Assert.IsType<InvalidStoredDataException>(thrown.InnerException);
        Assert.StartsWith("The tracking state has 2 errors:", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(Good, JsonSerializer.Serialize(JsonSerializer.Deserialize<TrackingState>(Good, HostOptions), HostOptions));
    }

    [Fact]
    public void What_follows_from_an_error_of_a_state_is_not_reported()
    {
        string json = Good.Replace("\"tier\":\"middle\"", "\"isUnscored\":\"no\"", StringComparison.Ordinal)
            .Replace("2026-03-03T00:00:00Z", "2026-03-03", StringComparison.Ordinal);

        Refused("""
            The tracking state has 2 errors:
            - $.asOf (line 1): "2026-03-03" is not a time in UTC; write it like "2026-03-01T12:30:00Z"
            - $.isUnscored (line 1): "no" is text, not a yes/no value; write true or false, without quotes
            """, json);
    }

    [Theory]
    [InlineData("\"score\":40", "\"score\":0", "\"score\":0")]
    [InlineData("\"score\":40", "\"score\":-0.0", "\"score\":0")]
    [InlineData("\"score\":40", "\"score\":4.0E1", "\"score\":40")]
    [InlineData("\"score\":40", "\"score\":12.345678901234567", "\"score\":12.345678901234567")]
    [InlineData("03T00:00:00Z\",\"tier\"", "03T00:00:00.1234567Z\",\"tier\"", "03T00:00:00.1234567Z\",\"tier\"")]
    [InlineData("\"middle\"", "\"\\u0441\\u0440\u0435\u0434\u043d\u0438\u0439 <&'\uD83D\uDE00\"",
        "\"\u0441\u0440\u0435\u0434\u043d\u0438\u0439 <&'\\uD83D\\uDE00\"")]
    [InlineData("\"stale\":[\"a\"]", "\"isUnscored\":false,\"fired\":[],\"stale\":[\"a\"]", "\"stale\":[\"a\"]")]
    public void A_value_has_one_spelling(string good, string written, string one) =>
        Assert.Equal(Good.Replace(good, one, StringComparison.Ordinal),
            TrackingState.Parse(Good.Replace(good, written, StringComparison.Ordinal)).ToJson());

    [Theory]
    [InlineData("\"tier\":\"low\"", "\"tier\":\"middle\"",
        "$.pending (line 1): 'middle' is pending, and is the tier already; restore what ToJson() wrote")]
    [InlineData("\"tier\":\"middle\"", "\"tier\":\"middle\",\"isUnscored\":true",
        "$.pending (line 1): a tier is pending, and the customer is unscored; restore what ToJson() wrote")]
    [InlineData("\"scores\":2", "\"scores\":0", "$.pending.scores (line 1): 0 is less than 1; restore what ToJson() wrote")]
    [InlineData("03-02T00", "03-04T00",
        "$.pending.since (line 1): 2026-03-04T00:00:00Z is after \"asOf\", 2026-03-03T00:00:00Z; restore what ToJson() wrote")]
    [InlineData("\"score\":60", "\"score\":100.5", "$.highs[0].score (line 1): 100.5 is not a score; a score goes from 0 to 100")]
    [InlineData("\"score\":60", "\"score\":-1", "$.highs[0].score (line 1): -1 is not a score; a score goes from 0 to 100")]
    [InlineData("\"score\":60", "\"score\":40", "$.highs[1] (line 1): 40 is not below 40 before it; restore what ToJson() wrote")]
    [InlineData("\"day\":\"2026-03-01\"", "\"day\":\"2026-03-02\"",
        "$.highs[1] (line 1): 2026-03-02 is not after 2026-03-02 before it; restore what ToJson() wrote")]
    [InlineData("\"day\":\"2026-03-01\"", "\"day\":\"2026-03-04\"", "$.highs[0] (line 1): 2026-03-04 is after \"asOf\"; restore what ToJson() wrote")]
    [InlineData("\"stale\":[\"a\"", "\"stale\":[\"a\",\"a\"",
        "$.stale[1] (line 1): 'a' does not come after 'a' before it in ordinal order; restore what ToJson() wrote")]
    [InlineData("\"stale\":[\"a\"]", "\"known\":[\"b\",\"a\"]",
        "$.known[1] (line 1): 'a' does not come after 'b' before it in ordinal order; restore what ToJson() wrote")]
    [InlineData("\"stale\":[\"a\"]", "\"known\":[\"a\"],\"lost\":[{\"metric\":\"a\",\"since\":\"2026-03-01T00:00:00Z\"}]",
        "$.lost[0] (line 1): 'a' is lost, and is known; restore what ToJson() wrote")]
    [InlineData("\"stale\":[\"a\"]", "\"lost\":[{\"metric\":\"a\",\"since\":\"2026-03-01T00:00:00Z\"}],"
        + "\"accepted\":[{\"metric\":\"a\",\"since\":\"2026-03-01T00:00:00Z\"}]",
        "$.accepted[0] (line 1): 'a' is accepted, and is lost; restore what ToJson() wrote")]
    [InlineData("\"stale\":[\"a\"]", "\"hidesFall\":true",
        "$.hidesFall (line 1): a fall may come from what is lost, and nothing is; restore what ToJson() wrote")]
    [InlineData("\"stale\":[\"a\"]", "\"lost\":[{\"metric\":\"a\",\"since\":\"2026-03-01T00:00:00Z\"}],\"hidesFall\":true",
        "$.hidesFall (line 1): a fall may come from what is lost, and a tier is pending; restore what ToJson() wrote")]
    [InlineData("\"stale\":[\"a\"]", "\"lost\":[{\"metric\":\"a\",\"since\":\"2026-03-04T00:00:00Z\"}]",
        "$.lost[0].since (line 1): 2026-03-04T00:00:00Z is after \"asOf\", 2026-03-03T00:00:00Z; restore what ToJson() wrote")]
    [InlineData("\"stale\":[\"a\"]", "\"lost\":[{\"metric\":\"a\"}]",
        "$.lost[0].since (line 1): \"since\" is missing; restore what ToJson() wrote")]
    [InlineData("\"profile\":\"p\"", "\"profile\":\"p\",\"profile\":\"q\"", "$.profile (line 1): \"profile\" is given twice; keep one of them")]
    [InlineData("\"profile\":\"p\"", "\"profile\":\" \"", "$.profile (line 1): the profile's id is blank; restore what ToJson() wrote")]
    public void Values_that_no_state_has_are_refused(string written, string changed, string error)
    {
        Assert.Equal(Good, TrackingState.Parse(Good).ToJson());
        Refused("The tracking state has an error:\n- " + error, Good.Replace(written, changed, StringComparison.Ordinal));
    }

    [Fact]
    public void The_lowest_scores_of_days_rise()
    {
        Assert.Equal(With(40, 60), TrackingState.Parse(With(40, 60)).ToJson());
        Refused("The tracking state has an error:\n- $.lows[1] (line 1): 40 is not above 60 before it; restore what ToJson() wrote", With(60, 40));

        static string With(int first, int second) => Good.Replace("\"stale\"",
            $"\"lows\":[{{\"day\":\"2026-03-01\",\"score\":{first}}},{{\"day\":\"2026-03-02\",\"score\":{second}}}],\"stale\"",
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_of_another_profile_is_refused()
    {
        TrackingState state = Tracker.Next(null, Followed.ScoreOf(Followed.Version(_ => { }), 0, 60)).State;
        ScoringProfile other = ScoringProfile.Create("risk", profile => profile
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same)).Tier("low", 0));

        Assert.Equal("The state is of profile 'simple', and the score is of profile 'risk'; store one state per customer and profile, and give each "
            + "score the state of its own. A renamed profile keeps its states with \"id\": \"simple\". (Parameter 'previous')",
            Assert.Throws<ArgumentException>(() => Tracker.Next(state, Followed.ScoreOf(other, 1, 60))).Message);
        Assert.Throws<ArgumentNullException>("score", () => Tracker.Next(state, null!));
    }

    [Theory]
    [InlineData("\"tier\":\"middle\"", "\"tier\":\"midle\"", "tier 'midle'")]
    [InlineData("", "", "metric 'nps'")]
    public void Of_several_unknown_names_the_first_is_said(string written, string changed, string name)
    {
        Followed customer = Full();
        string json = customer.State!.ToJson().Replace("\"survey\"", "\"nps\"", StringComparison.Ordinal)
            .Replace("\"ask\"", "\"call\"", StringComparison.Ordinal);
        customer.State = TrackingState.Parse(written == "" ? json : json.Replace(written, changed, StringComparison.Ordinal));

        string message = Assert.Throws<ArgumentException>(() => customer.Next(1, 60)).Message;
        Assert.StartsWith($"The state names the {name}, ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"tier\":\"middle\"", "\"tier\":\"midle\"", "tier 'midle'", "did you mean 'middle'?")]
    [InlineData("{\"tier\":\"low\"", "{\"tier\":\"poor\"", "tier 'poor'", "use one of: high, low, middle")]
    [InlineData("\"survey\"", "\"nps\"", "metric 'nps'", "use one of: debt, seats, survey, usage")]
    [InlineData("\"ask\"", "\"call\"", "action 'call'", "use one of: ask")]
    public void A_name_that_the_profile_does_not_have_is_refused(string written, string changed, string name, string remedy)
    {
        Followed customer = Full();
        customer.State = TrackingState.Parse(customer.State!.ToJson().Replace(written, changed, StringComparison.Ordinal));

        Assert.Equal(
            $"The state names the {name}, which its own profile, {customer.Profile}, does not have ({remedy}). Restore the state of the last score, "
            + "or pass null to start again. (Parameter 'previous')",
            Assert.Throws<ArgumentException>(() => customer.Next(1, 60)).Message);
    }

    [Theory]
    [InlineData("stale", "\"zone\"")]
    [InlineData("known", "\"zone\"")]
    [InlineData("lost", "{\"metric\":\"zone\",\"since\":\"2026-03-02T00:00:00Z\"}")]
    [InlineData("accepted", "{\"metric\":\"zone\",\"since\":\"2026-03-02T00:00:00Z\"}")]
    public void A_metric_that_the_profile_does_not_have_is_found_in_every_list(string list, string entry)
    {
        Followed customer = Full();
        JsonNode state = JsonNode.Parse(customer.State!.ToJson())!;
        if (state[list] is null)
            state[list] = new JsonArray();
        state[list]!.AsArray().Add(JsonNode.Parse(entry));
        customer.State = TrackingState.Parse(state.ToJsonString());

        Assert.StartsWith("The state names the metric 'zone', ",
            Assert.Throws<ArgumentException>(() => customer.Next(3, 60)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_version_of_the_profile_starts_again_except_for_cool_downs_and_stale_metrics()
    {
        Followed customer = Full();
        string old = customer.Profile.Fingerprint[..12];
        customer.Profile = Followed.Version(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(3)).Drop(1)).Describe("stricter")
            .Action("ask", a => a.InTier("low").CoolDown(CoolDown.For(TimeSpan.FromDays(30)))));

        TrackedScore step = customer.Next(3, 44, surveyAge: 60);
        Assert.Equal(
            [$"profile changed: fingerprint {old} to {customer.Profile.Fingerprint[..12]}", "tier changed from middle to low: the profile changed"],
            step.Events.Select(happened => happened.ToString()));
        Assert.Empty(step.DueActions);
        Assert.Contains("\"tier\":\"low\",\"highs\":[{\"day\":\"2026-03-04\",\"score\":44}],\"stale\":[\"survey\"],"
            + "\"known\":[\"debt\",\"seats\",\"usage\"],"
            + "\"fired\":[{\"action\":\"ask\",\"at\":\"2026-03-01T00:00:00Z\",\"hasLeftTier\":true}]}",
            step.State.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Editing_a_description_or_a_unit_changes_no_tier()
    {
        static ScoringProfile Version(string unit, string? description) => ScoringProfile.Create("simple", profile => profile
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same, m => m.Unit(unit))).Tier("low", 0).Tier("high", 50, description)
            .Tracking(t => t.Dwell(Dwell.Scores(3))).Describe(description ?? "none"));
        ScoringProfile before = Version("days", null), after = Version("active days", "They use it.");
        TrackingState state = Tracker.Next(Tracker.Next(null, Followed.ScoreOf(before, 0, 60)).State, Followed.ScoreOf(before, 1, 40)).State;

        TrackedScore step = Tracker.Next(state, Followed.ScoreOf(after, 2, 40));
        Assert.NotEqual(before.Fingerprint, after.Fingerprint);
        Assert.Equal(("high", "low", after.Fingerprint), (step.Tier, step.PendingTier, step.State.Fingerprint));
        Assert.Empty(step.Events);
        Assert.Equal("low", Tracker.Next(step.State, Followed.ScoreOf(after, 3, 40)).Tier);
    }

    [Fact]
    public void A_new_version_without_an_action_forgets_it()
    {
        Followed customer = Full();
        customer.Profile = Followed.Version(_ => { });
        customer.Next(3, 60);

        Assert.DoesNotContain("ask", customer.State!.ToJson(), StringComparison.Ordinal);
        Assert.Empty(customer.Next(4, 60).Events);
    }

    [Fact]
    public void A_tier_that_a_new_version_does_not_have_is_left_at_once()
    {
        TrackingState state = Tracker.Next(null, Followed.ScoreOf(Followed.Version(_ => { }), 0, 60)).State;
        ScoringProfile renamed = ScoringProfile.Create("simple", profile => profile
            .Dimension("adoption", 1, to => to.Metric("usage", Scored.Same)).Tracking(t => t.Dwell(Dwell.Scores(9))).Tier("red", 0)
            .Tier("green", 50));

        Assert.Equal("tier changed from middle to green: the profile changed",
            Tracker.Next(state, Followed.ScoreOf(renamed, 1, 60)).Events[1].ToString());
        TrackedScore unscored = Tracker.Next(state, Followed.ScoreOf(renamed, 1, null));
        Assert.Equal((null, null), (unscored.Tier, unscored.State.Tier));
        Assert.Equal("red", Tracker.Next(unscored.State, Followed.ScoreOf(renamed, 2, 10)).Tier);
    }

    [Fact]
    public void Steps_are_written_as_json_without_reflection()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Drop(10)).Action("call", a => a.InTier("low")));
        customer.Next(0, 60);
        TrackedScore step = customer.Next(1, 40);

        Assert.Equal(
            "{\"tier\":\"low\",\"pendingTier\":null,\"pendingSince\":null,\"lostMetrics\":[],"
            + "\"events\":[{\"kind\":\"tierChanged\",\"fromTier\":\"middle\",\"toTier\":\"low\","
            + "\"points\":10,\"fromScore\":null,\"toScore\":null,\"metric\":null,\"reason\":\"10.0 points below 50\"},"
            + "{\"kind\":\"scoreDropped\",\"fromTier\":null,\"toTier\":null,"
            + "\"points\":20,\"fromScore\":60,\"toScore\":40,\"metric\":null,\"reason\":\"from 60.0 to 40.0 within 30 days\"}],"
            + "\"dueActions\":[{\"name\":\"call\",\"reason\":\"in low\",\"priority\":null,\"description\":null}],\"isIgnored\":false,"
            + "\"score\":" + step.Score.ToJson() + "}",
            JsonSerializer.Serialize(step, HostOptions));
    }

    private static string Good =>
        "{\"formatVersion\":1,\"profile\":\"p\",\"fingerprint\":\"" + new string('0', 64) + "\",\"rules\":\"" + new string('0', 64)
        + "\",\"asOf\":\"2026-03-03T00:00:00Z\",\"tier\":\"middle\","
        + "\"pending\":{\"tier\":\"low\",\"since\":\"2026-03-02T00:00:00Z\",\"scores\":2},"
        + "\"highs\":[{\"day\":\"2026-03-01\",\"score\":60},{\"day\":\"2026-03-02\",\"score\":40}],\"stale\":[\"a\"]}";

    /// <summary>A customer of whom everything is remembered.</summary>
    private static Followed Full()
    {
        Followed customer = Followed.By(profile => profile.Tracking(t => t.Dwell(Dwell.Scores(3)).Drop(40).Rise(40))
            .Action("ask", a => a.InTier("middle").CoolDown(CoolDown.UntilTierChanges)));
        customer.Next(0, 60);
        customer.Next(1, 70.5);
        customer.Next(2, 45, surveyAge: 50);
        customer.Next(2.5, 45, surveyAge: 50.5);
        return customer;
    }

    private static void Refused(string message, string json) =>
        Assert.Equal(message.ReplaceLineEndings("\n"), Assert.Throws<InvalidStoredDataException>(() => TrackingState.Parse(json)).Message);
}
