using System.Text.Json.Nodes;
using HealthScoring.Changes;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class StoredScoreLaws
{
    [Law(costs: 8)]
    public void A_stored_score_comes_back_to_the_last_bit_however_it_was_made(Trial trial)
    {
        Random random = trial.Choices;
        var months = new TwoMonths(trial);
        JsonNode json = JsonNode.Parse(months.Profile.ToJson())!;
        json["onFault"] = random.Next(3) switch
        {
            0 => "missing",
            1 => "required",
            _ => new JsonObject { ["points"] = random.Next(101) },
        };
        ScoringProfile profile = ScoringProfile.Parse(json.ToJsonString());
        HealthScore before = Scored(profile, months.Before, months.BeforeAsOf, trial.Named, months.Pins[0], random),
            after = Scored(profile, months.After, months.AfterAsOf, random.Next(2) == 0 ? trial.Named : null, months.Pins[1], random);

        string stored = new StoredScore(before).ToJson();
        var read = StoredScore.Parse(stored);
        HealthScore again = read.Rescore(profile);

        Assert.Equal(stored, read.ToJson());
        Assert.Equal(BitConverter.DoubleToInt64Bits(before.Value ?? -1), BitConverter.DoubleToInt64Bits(again.Value ?? -1));
        Assert.Equal(before.ToJson(), again.ToJson());
        Assert.Equal(before.Explain(), again.Explain());
        Assert.Equal(stored, new StoredScore(again).ToJson());
        Assert.Equal((before.Value, before.Tier, before.Segment, before.ProfileName, before.Fingerprint, before.AsOf),
            (read.Value, read.Tier, read.Segment, read.ProfileName, read.Fingerprint, read.AsOf));
        // A change from what was stored is the change from what was live.
        Assert.Equal(ScoreChange.Between(before, after).Explain(), ScoreChange.Between(again, after).Explain());
        var change = ScoreChange.Between(before, after);
        var storedChange = StoredScoreChange.Parse(new StoredScoreChange(change).ToJson());
        Assert.Equal(new StoredScoreChange(change).ToJson(), storedChange.ToJson());
        Assert.Equal((change.ToString(), change.Change), (storedChange.ToString(), storedChange.Change));
        Assert.Equal(change.Parts.Select(part => (part.Kind, part.Name, part.Points, part.Text)),
            storedChange.Parts.Select(part => (part.Kind, part.Name, part.Points, part.Text)));
        Assert.Equal([(before.AsOf, before.Value, before.Tier, before.Fingerprint), (after.AsOf, after.Value, after.Tier, after.Fingerprint)],
            new[] { storedChange.Before, storedChange.After }.Select(score => (score.AsOf, score.Value, score.Tier, score.Fingerprint)));
    }

    private static HealthScore Scored(ScoringProfile profile, IReadOnlyDictionary<string, Measurement> customer, DateTimeOffset asOf, string? named,
        ScoreOverride? pin, Random random)
    {
        HashSet<string> faulty = [.. profile.MetricNames.Where(_ => random.Next(5) == 0)],
            odd = [.. profile.MetricNames.Where(_ => random.Next(9) == 0)];
        ScoreOverride? unknown = random.Next(8) > 0 ? null
            : ScoreOverride.OfTier("no such tier", "why", "Ann", DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        bool hasSegmentFault = random.Next(8) == 0;
        return new HealthScorer<IReadOnlyDictionary<string, Measurement>>(profile,
            profile.MetricNames.Select(name => HealthMetric.From<IReadOnlyDictionary<string, Measurement>>(name, (values, _) =>
                faulty.Contains(name) ? throw new TimeoutException($"{name} is\ndown")
                : odd.Contains(name) ? name.Length % 2 == 0 ? double.NaN : double.NegativeInfinity
                : values[name])),
            new()
            {
                SegmentBy = _ => hasSegmentFault ? throw new InvalidOperationException("who?") : named,
                OverrideBy = (_, _) => unknown ?? pin,
            }).Score(customer, asOf.ToOffset(TimeSpan.FromHours(random.Next(-9, 10))));
    }
}
