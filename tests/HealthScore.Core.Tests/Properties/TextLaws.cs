using System.Globalization;
using Xunit;

namespace HealthScoring.Tests.Properties;

/// <summary>What is written, printed and read.</summary>
public sealed class TextLaws
{
    private static readonly string[] Cultures = ["tr-TR", "de-DE", "fa-IR", "ar-SA", "th-TH"];

    public static TheoryData<string> CultureNames => [.. Cultures];

    [Law(costs: 3)]
    public void A_profile_that_is_written_and_read_is_the_same_profile(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        ScoringProfile read = ScoringProfile.Parse(profile.ToJson());
        Assert.Equal(profile, read);
        Assert.Equal(profile.Fingerprint, read.Fingerprint);
        Assert.Equal(profile.ToJson(), read.ToJson());
        HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer = trial.Scorer(read);
        Story.Same(trial.Scores(), trial.Customers.Select(customer => scorer.Score(customer, Trial.AsOf)));
    }

    [Law(costs: 2)]
    public void A_curve_spelled_as_its_knots_leaves_the_fingerprint_alone(ProfileDraft profile) => Assert.Equal(
        profile.Build().Fingerprint,
        profile.WithMetrics((_, metric) => metric with { Curve = new(CurveKind.Knots, [.. metric.Curve.Build().Knots]) }).Build()
            .Fingerprint);

    [Law(costs: 5)]
    public void Every_culture_gives_the_same_text(Trial trial)
    {
        string[] here = In(CultureInfo.InvariantCulture, () => Texts(trial));
        string[] there = In(CultureInfo.GetCultureInfo(Cultures[trial.Choices.Next(Cultures.Length)]), () => Texts(trial));
        Assert.Equal(here, there);
    }

    [Theory]
    [MemberData(nameof(CultureNames))]
    public void Every_culture_gives_the_same_error_messages(string culture)
    {
        string[] here = In(CultureInfo.InvariantCulture, Errors);
        Assert.Equal(here, In(CultureInfo.GetCultureInfo(culture), Errors));
        Assert.NotEqual("-1", (-1).ToString(CultureInfo.GetCultureInfo("fa-IR")));
    }

    [Law(costs: 3)]
    public void A_printed_score_never_contradicts_its_tier(Trial trial)
    {
        TierDraft[] tiers =
        [
            .. trial.Profile.Tiers.Select(tier => tier with { From = Math.Round(tier.From, trial.Seed & 3) }).DistinctBy(tier => tier.From),
        ];
        GuardrailDraft[] guardrails = tiers.Length == trial.Profile.Tiers.Length
            ? trial.Profile.Guardrails : [.. trial.Profile.Guardrails.Select(rule => rule with { Tier = null })];
        ProfileDraft given = trial.Profile with
        {
            Guardrails = guardrails,
            Tiers = tiers,
            Actions = [],
            Segments = [],
            Tracking = null,
            Parents = null,
        };
        bool adds = given.Dimensions.Select(dimension => dimension.Formula).Append(given.Formula).Any(formula => formula.Kind == FormulaKind.Points);
        foreach (HealthScore score in trial.Scores(given))
            Agrees(score, tiers, adds ? 0.1m : 1.0001e-9m);

        ProfileDraft identity = given.Bare() with
        {
            Formula = Formula.WeightedMean,
            Dimensions = [new("d", 1, Formula.WeightedMean, [new("m", CurveDraft.Linear(0, 100), 1, MissingPolicy.Exclude)])],
            Signals = [],
            Labels = [],
        };
        HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer = trial.Scorer(identity);
        double[] near = [.. tiers.SelectMany(tier => Around(tier.From)), .. Around(0.3), .. Around(79.1),
            .. Around(trial.Choices.NextDouble() * 100)];
        foreach (double value in near)
        {
            HealthScore score = scorer.Score(new Dictionary<string, Measurement> { ["m"] = value }, Trial.AsOf);
            Assert.Equal(Math.Clamp(value, 0, 100), score.Value);
            Agrees(score, tiers, 1.0001e-9m);
        }
    }

    private static void Agrees(HealthScore score, TierDraft[] tiers, decimal most)
    {
        if (score.Value is null)
        {
            Assert.Equal("unscored", score.ToString());
            return;
        }
        string number = score.ToString().Split(' ')[0];
        decimal printed = decimal.Parse(number, CultureInfo.InvariantCulture);
        Assert.Equal(score.Tier, tiers.Last(tier => (decimal)tier.From <= printed).Name);
        Assert.Equal($"{number} ({score.Tier})", score.ToString());
        Assert.StartsWith($"{number} of 100, {score.Tier}", score.Explain(), StringComparison.Ordinal);
        decimal over = printed - (decimal)score.Value.Value;
        Assert.True(over <= most && over > -0.1m);
    }

    private static double[] Around(double number) =>
    [
        number, Math.BitDecrement(number), Math.BitIncrement(number), Math.BitDecrement(Math.BitDecrement(number)), number - 1e-14,
        number + 1e-14,
    ];

    private static string[] Texts(Trial trial)
    {
        ScoringProfile profile = trial.Profile.Build();
        HealthScorer<IReadOnlyDictionary<string, Measurement>> scorer = trial.Scorer(ScoringProfile.Parse(profile.ToJson()));
        return
        [
            profile.ToJson(), profile.Fingerprint, profile.ToString(),
            .. trial.Customers.Select(customer => scorer.Score(customer, Trial.AsOf))
                .SelectMany(score => new[] { score.ToJson(), score.ToString(), score.Explain("Ünal & Söhne") }),
        ];
    }

    /// <summary>The messages for as many mistakes as there are numbers and names to get wrong.</summary>
    private static string[] Errors()
    {
        const string Good = """
            { "name": "p", "minimumCoverage": 0.5, "formula": "points", "initialPoints": 3, "signals": [{ "name": "seats" }],
              "dimensions": [{ "name": "d", "weight": 1.25, "metrics": [
                { "name": "m", "weight": 2.5, "curve": { "linear": { "worst": 0.5, "best": 20 } }, "missing": { "points": 50 } },
                { "name": "n", "curve": { "knots": [[0, 0], [3.5, 60], [8, 100]] } } ] }],
              "guardrails": [{ "name": "g", "when": { "metric": "seats", "between": [1.5, 7] }, "cap": 40 }],
              "tiers": [{ "name": "low", "from": 0 }, { "name": "high", "from": 50 }],
              "actions": [{ "name": "a", "driver": "m", "pointsLost": 4, "priority": 1 }] }
            """;
        (string Old, string New)[] slips =
        [
            ("1.25", "-1234567.5"), ("2.5", "1e300"), ("0.5,", "-0.25,"), ("\"best\": 20", "\"best\": 0.5"), ("[3.5, 60]", "[-3.5, 60.5]"),
            ("[3.5, 60]", "[3.5, -1e12]"), ("\"priority\": 1", "\"priority\": -12345"), ("\"priority\": 1", "\"priority\": -1.5"),
            ("[1.5, 7]", "[1.5, -7.25]"),
            ("\"cap\": 40", "\"cap\": -40.5"), ("\"from\": 50", "\"from\": -50.5"), ("\"pointsLost\": 4", "\"pointsLost\": -4.5"),
            ("\"initialPoints\": 3", "\"initialPoints\": -3e9"), ("\"points\": 50", "\"points\": -5e10"),
            ("\"name\": \"p\"", "\"formatVersion\": -2, \"name\": \"I\""),
            ("\"driver\": \"m\"", "\"driver\": \"İI\""), ("\"weight\": 2.5", "\"WEIGHT\": 2.5"), ("\"name\": \"d\"", "\"name\": \"M\""),
            ("\"tiers\"", "\"tıers\""),
            ("}", ""), ("[[0, 0]", "[[0, 0, 1234567]"), ("\"formula\": \"points\"", "\"formula\": \"lowest\""),
        ];
        return [.. slips.Select(slip => Message(Good.Replace(slip.Old, slip.New, StringComparison.Ordinal))), CreatedMessage(),
            CurveMessage(), BindingMessage()];

        static string Message(string json) => Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(json)).Message;

        static string CreatedMessage() => Assert.Throws<InvalidProfileException>(() => ScoringProfile.Create("p", profile => profile
            .MinimumCoverage(-1.5).Dimension("d", -2.5, _ => { }).Action("a", a => a.InTier("t").Priority(-7)).Tier("t", 12.5))).Message;

        static string CurveMessage() => Assert.Throws<ArgumentException>(() => Curve.Bands((1.5, 2.5), (-1.5, -2e10))).Message;

        static string BindingMessage() => Assert.Throws<InvalidRegistrationException>(() =>
            new HealthScorer<string>(ScoringProfile.Parse(Good), [HealthMetric.From<string>("i", _ => 1), HealthMetric.From<string>("i", _ => 1)]))
                .Message;
    }

    private static T In<T>(CultureInfo culture, Func<T> read)
    {
        (CultureInfo before, CultureInfo beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            return read();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }
}
