using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Judges the parts of a profile that sort customers: tiers, guardrails and segments.</summary>
internal sealed class BookJudge(ScoredBook book, OutcomeBook outcomes)
{
    private const int MostReasons = 3;

    // What prints as 0.0 points is no reason.
    private const double LeastReason = 0.05;

    private readonly int[] _judged = book.Judged;

    private bool IsEvent(int row) => book.Rows.Outcomes[row] == RowStatus.Event;

    /// <summary>What became of each tier, from the lowest.</summary>
    public TierOutcome[] Tiers(IReadOnlyList<int> rows)
    {
        var all = new RateOfRows(book, rows);
        ILookup<int, int> byTier = rows.ToLookup(row => book.Tiers[row]);
        return [.. book.Profile.Tiers.Select((tier, i) =>
            new TierOutcome(tier.Name, new(book, byTier[i]), all, WeightOf(byTier[i]), WeightOf(byTier[i].Where(IsEvent))))];
    }

    /// <summary>Neighbouring tiers with customers of which the better fared worse.</summary>
    public TierInversion[] Inversions(TierOutcome[] tiers)
    {
        double worse = outcomes.Outcome == Outcome.Churned ? 1 : -1;
        TierOutcome[] some = [.. tiers.Where(tier => tier.Rows > 0)];
        (TierOutcome Below, TierOutcome Above)[] pairs = [.. some.Zip(some.Skip(1))];
        double[] chances = [.. pairs.Select(pair => P(pair.Below, pair.Above))], adjusted = BenjaminiHochberg.Adjusted(chances);
        return
        [
            .. pairs.Select((pair, i) => new TierInversion(pair.Below, pair.Above, chances[i], adjusted[i]))
                .Where(pair => worse * pair.Above.Rate > worse * pair.Below.Rate),
        ];
    }

    /// <summary>What became of the customers that each guardrail changed.</summary>
    public GuardrailOutcome[] Guardrails() => [.. book.Profile.Guardrails.Select((guardrail, i) => Guardrail(guardrail, book.GuardrailChanges[i]))];

    /// <summary>Whether the score means the same in every segment.</summary>
    public SegmentOutcome[] Segments(RiskByScore risk)
    {
        if (book.Profile.Segments.Count == 0)
            return [];
        var segments = _judged.GroupBy(row => book.Segments[row]).OrderBy(segment => segment.Key)
            .Select(segment => (Index: segment.Key, Rows: segment.ToArray())).ToArray();
        if (segments.Length < 2)
            return [];
        RateOfRows[] rates = [.. segments.Select(segment => new RateOfRows(book, segment.Rows))];
        double[] expected = [.. segments.Select(segment => segment.Rows.Sum(row => risk.At(book.Scores[row])))];
        double[] adjusted = BenjaminiHochberg.Adjusted([.. rates.Select((rate, i) =>
            BinomialInterval.TwoSided(rate.CustomerEvents, rate.Customers, Math.Clamp(expected[i] / rate.Rows, 0, 1)))]);
        return
        [
            .. segments.Select((segment, i) => new SegmentOutcome(segment.Index < 0 ? null : book.Profile.Segments[segment.Index].Name, rates[i],
                expected[i], Separation.Of(JudgedRows.Of(book, outcomes.Outcome, book.Scores, segment.Rows), outcomes.Outcome), adjusted[i])),
        ];
    }

    /// <summary>
    /// The customers with the outcome in the tier that denies it, or those without it in the tier that asks for attention, each once; and how many.
    /// </summary>
    /// <param name="had">Whether they had the outcome.</param>
    /// <param name="inLowest">Whether they were in the lowest tier, or in the highest.</param>
    /// <param name="most">How many to name, those whose score is most wrong first.</param>
    public (IReadOnlyList<MisjudgedCustomer> Named, int Customers) Misjudged(bool had, bool inLowest, int most)
    {
        int tier = inLowest ? 0 : book.Profile.Tiers.Count - 1;
        int[] rows =
        [
            .. _judged.Where(row => IsEvent(row) == had && book.Tiers[row] == tier)
                .OrderBy(row => inLowest ? book.Scores[row] : -book.Scores[row])
                .ThenBy(row => book.Rows.Names[book.Rows.Customers[row]], StringComparer.Ordinal).ThenBy(row => book.Rows.AsOf[row])
                .DistinctBy(row => book.Rows.Customers[row]),
        ];
        return
        (
            [.. rows.Take(most).Select(row => new MisjudgedCustomer(
                    book.Rows.Names[book.Rows.Customers[row]], new(book.Rows.AsOf[row], TimeSpan.Zero),
                    book.Scores[row], book.Profile.Tiers[tier].Name, book.Rows.Weights.Length > 0 && double.IsFinite(book.Rows.Weights[row])
                        ? book.Rows.Weights[row] : null, Reasons(row, inLowest)))],
            rows.Length
        );
    }

    private string[] Reasons(int row, bool isLow)
    {
        double sign = isLow ? -1 : 1;
        double[][] points = isLow ? book.PointsLost : book.PointsAdded;
        return
        [
            .. book.Metrics.Select((metric, i) => (Name: metric, Points: points[i][row]))
                .Concat(book.Profile.Guardrails.Select((guardrail, i) => (guardrail.Name, Points: sign * book.GuardrailChanges[i][row])))
                .Where(part => part.Points >= LeastReason).OrderByDescending(part => part.Points).Take(MostReasons)
                .Select(part => $"{part.Name} {Number.Signed(sign * part.Points)}"),
        ];
    }

    /// <summary>What some rows' customers pay; null where the book has no weights.</summary>
    public double? WeightOf(IEnumerable<int> rows) =>
        book.Rows.Weights.Length == 0 ? null : rows.Sum(row => double.IsNaN(book.Rows.Weights[row]) ? 0 : book.Rows.Weights[row]);

    /// <summary>The probability of rates that differ so much, by customers, where those of two tiers are the same.</summary>
    public static double P(TierOutcome below, TierOutcome above)
    {
        static long Events(TierOutcome tier) => (long)Math.Round(tier.Rate.GetValueOrDefault() * tier.Customers);
        return FisherTest.TwoSided(Events(below), below.Customers - Events(below), Events(above), above.Customers - Events(above));
    }

    private GuardrailOutcome Guardrail(Guardrail guardrail, double[] changes)
    {
        int[] matched = [.. _judged.Where(row => !double.IsNaN(changes[row]))], changed = [.. matched.Where(row => changes[row] != 0)];
        JudgedRows others = JudgedRows.Of(book, outcomes.Outcome, book.BeforeGuardrails,
            [.. _judged.Where(row => double.IsNaN(changes[row]))]);
        var rate = new RateOfRows(book, changed);
        if (changed.Length == 0 || others.Numbers.Length == 0)
            return new(guardrail.Name, matched.Length, rate, changed.Length == 0 ? 0 : null, null, null, null);
        var risk = new RiskByScore(others, outcomes.Outcome);
        // A cap is what it makes of every score that it changes, unless a floor that a lower cap does not allow raises it again.
        double limit = guardrail.Effect == GuardrailEffect.Cap ? changed.Min(row => book.Scores[row]) : changed.Max(row => book.Scores[row]);
        return new(guardrail.Name, matched.Length, rate, changed.Sum(row => risk.At(book.BeforeGuardrails[row])), limit, risk.At(limit),
            ScoreOf(risk, rate.Rate));
    }

    /// <summary>The highest whole score at which the risk is still a rate or, for expansion, the lowest; null where no score has it.</summary>
    private double? ScoreOf(RiskByScore risk, double rate)
    {
        int[] scores = [.. Enumerable.Range(0, 101).Where(score => risk.At(score) >= rate)];
        return scores.Length == 0 ? null : outcomes.Outcome == Outcome.Churned ? scores[^1] : scores[0];
    }
}
