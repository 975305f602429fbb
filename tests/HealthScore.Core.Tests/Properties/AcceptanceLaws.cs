using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>A number that the profile does not accept is a missing one, in every executor and in every consequence.</summary>
public sealed class AcceptanceLaws
{
    [Law(costs: 3)]
    public void A_number_that_is_no_value_is_a_missing_one(Trial trial)
    {
        Trial accepting = trial.Accepting();
        Trial cleaned = trial with { Customers = [.. accepting.Customers.Select(customer => Cleaned(accepting.Profile, customer))] };
        HealthScore[] expected = cleaned.Scores();
        HealthScore[] scores = accepting.Scores();
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.Equal(Bits(expected[i].Value), Bits(scores[i].Value));
            Assert.Equal(Bits(expected[i].Coverage), Bits(scores[i].Coverage));
            Assert.Equal((expected[i].Tier, expected[i].Segment), (scores[i].Tier, scores[i].Segment));
            Assert.Equal(expected[i].Guardrails.Select(guardrail => guardrail.Name), scores[i].Guardrails.Select(guardrail => guardrail.Name));
            Assert.Equal(expected[i].Contributions.Select(part => (part.Metric, Bits(part.PointsAdded), Bits(part.PointsLost), part.Value)),
                scores[i].Contributions.Select(part => (part.Metric, Bits(part.PointsAdded), Bits(part.PointsLost), part.Value)));
            Assert.Equal(expected[i].Missing.Select(missing => missing.Metric), scores[i].Missing.Select(missing => missing.Metric));
            foreach ((string name, AcceptedDraft accepted) in accepting.Profile.Accepted)
            {
                if (accepting.Customers[i][name].Value is { } number && accepted.Refused(number) is { } reason)
                {
                    MissingMetric missing = scores[i].Missing.Single(missing => missing.Metric == name);
                    Assert.Equal((reason, number), (missing.Reason, missing.Value.GetValueOrDefault()));
                }
            }
        }
    }

    [Law(costs: 8)]
    public void Columns_rows_and_streams_refuse_what_a_customer_alone_has_refused(Trial trial)
    {
        Trial accepting = trial.Accepting();
        ScoringProfile profile = accepting.Profile.Build();
        HealthScore[] single = accepting.Scores();
        HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer = accepting.Scorer();
        var columns = new ColumnScorer(profile);
        int named = PlaceOf(profile, trial.Named);
        // Enough rows for whole vectors and some more, in another order.
        int[] rows = [.. Enumerable.Range(0, 21).Select(_ => accepting.Choices.Next(single.Length))];
        var (scores, tiers, coverage, segments) = (new double[rows.Length], new int[rows.Length], new double[rows.Length], new int[rows.Length]);
        columns.Score(CustomerColumns.Of(columns, [.. rows.Select(row => accepting.Customers[row])]), scores, tiers, coverage, segments,
            [.. rows.Select(_ => named)]);
        ScoredCustomer<IReadOnlyDictionary<string, Measurement>>[] streamed =
            [.. scorer.ScoreAll(rows.Select(row => accepting.Customers[row]), new() { AsOf = Trial.AsOf, DetailsFor = _ => true })];
        for (int i = 0; i < rows.Length; i++)
        {
            HealthScore expected = single[rows[i]];
            IReadOnlyDictionary<string, Measurement> customer = accepting.Customers[rows[i]];
            RowScore row = columns.ScoreRow(CustomerColumns.Row(columns, customer), namedSegment: named,
                ages: [.. columns.Columns.Select(name => Trial.Age(customer[name]))]);
            Assert.Equal(Bits(expected.Value), Bits(scores[i]));
            Assert.Equal(Bits(expected.Value), Bits(row.Value));
            Assert.Equal(Bits(expected.Value), Bits(streamed[i].Value));
            Assert.Equal((Bits(expected.Coverage), Bits(expected.Coverage)), (Bits(coverage[i]), Bits(row.Coverage)));
            Assert.Equal((PlaceOf(profile, expected.Segment), PlaceOf(profile, expected.Segment)), (segments[i], row.SegmentIndex));
            Assert.Equal(expected.Missing.Select(missing => missing.ToString()), streamed[i].Details!.Missing.Select(missing => missing.ToString()));
        }
    }

    [Law(costs: 5)]
    public void A_profile_that_accepts_something_reads_back(Trial trial)
    {
        ScoringProfile profile = trial.Accepting().Profile.Build();
        Assert.Equal(profile, ScoringProfile.Parse(profile.ToJson()));
        Assert.Equal(profile.ToJson(), ScoringProfile.Parse(profile.ToJson()).ToJson());
    }

    private static Dictionary<string, Measurement> Cleaned(ProfileDraft profile, IReadOnlyDictionary<string, Measurement> customer) =>
        customer.ToDictionary(pair => pair.Key, pair => pair.Value.Value is { } number
            && profile.Accepted.GetValueOrDefault(pair.Key)?.Refused(number) is not null ? Measurement.None : pair.Value);

    private static int PlaceOf(ScoringProfile profile, string? segment)
    {
        for (int i = 0; i < profile.Segments.Count; i++)
        {
            if (profile.Segments[i].Name == segment)
                return i;
        }
        return -1;
    }

    private static long Bits(double? number) => BitConverter.DoubleToInt64Bits(number is { } value && !double.IsNaN(value) ? value : double.NaN);
}
