using System.Text;

namespace HealthScoring.Tests.Properties;

/// <summary>A profile, some customers, the segment the host names for them (or null), and a number to draw choices from.</summary>
public sealed record Trial(ProfileDraft Profile, IReadOnlyDictionary<string, Measurement>[] Customers, string? Named, int Seed)
{
    public static readonly DateTimeOffset AsOf = new(2026, 3, 1, 12, 30, 0, TimeSpan.Zero);

    /// <summary>How old a measurement is, in days; NaN where it does not say.</summary>
    public static double Age(Measurement measurement) => measurement.ObservedAt is { } at ? (AsOf - at).Ticks / 864e9 : double.NaN;

    /// <summary>Fresh on every call: the same choices again.</summary>
    public Random Choices => new(Seed);

    public HealthScorer<IReadOnlyDictionary<string, Measurement>> Scorer() => Scorer(Profile);

    public HealthScorer<IReadOnlyDictionary<string, Measurement>> Scorer(ProfileDraft profile) => Scorer(profile.Build());

    public HealthScorer<IReadOnlyDictionary<string, Measurement>> Scorer(HealthScoring.ScoringProfile profile) => new(profile,
        Names(profile).Select(name => HealthMetric.From<IReadOnlyDictionary<string, Measurement>>(name, (customer, _) => customer[name])),
        new() { SegmentBy = _ => Named });

    public HealthScore[] Scores() => Scores(Profile);

    public HealthScore[] Scores(ProfileDraft profile)
    {
        HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer = Scorer(profile);
        return [.. Customers.Select(customer => scorer.Score(customer, AsOf))];
    }

    /// <summary>The same customers, and a profile that refuses some of their numbers.</summary>
    public Trial Accepting()
    {
        Random random = Choices;
        var accepted = new Dictionary<string, AcceptedDraft>();
        foreach (string name in Profile.MeasuredNames)
        {
            double[] numbers = [.. Customers.Select(customer => customer[name].Value).OfType<double>(), 0, 1, -999];
            double One() => numbers[random.Next(numbers.Length)];
            (double one, double other) = (One(), One());
            var draft = new AcceptedDraft(
                random.Next(3) == 0 && one != other ? new(Math.Min(one, other), Math.Max(one, other)) : null,
                random.Next(2) == 0 ? [One(), .. random.Next(2) == 0 ? new[] { One() } : []] : [],
                random.Next(4) == 0);
            // A range in which no number is a value is refused.
            if (draft.Valid is not { } valid || (draft.Whole ? valid.From + 5 : Enumerable.Range(0, 4).Aggregate(valid.From,
                (number, _) => Math.BitIncrement(number))) < valid.To)
                accepted[name] = draft;
        }
        return this with { Profile = Profile with { Accepted = accepted } };
    }

    public override string ToString()
    {
        var text = new StringBuilder($"Named: {Named ?? "nothing"}, seed: {Seed}\n");
        foreach (IReadOnlyDictionary<string, Measurement> customer in Customers)
            text.AppendLine(string.Join("; ", customer.Select(pair => $"{pair.Key} = {Text(pair.Value)}")));
        return text.AppendLine(Profile.Build().ToJson()).ToString();
    }

    private static IEnumerable<string> Names(HealthScoring.ScoringProfile profile) => profile.Dimensions
        .SelectMany(dimension => dimension.Metrics.Select(metric => metric.Name))
        .Concat(profile.Signals.Select(signal => signal.Name)).Concat(profile.Labels);

    private static string Text(Measurement measurement) => measurement.Value is { } value
        ? value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
            + (measurement.ObservedAt is { } at ? $" of {at:O}" : "")
        : measurement.Label ?? measurement.MissingReason.ToString()!;
}
