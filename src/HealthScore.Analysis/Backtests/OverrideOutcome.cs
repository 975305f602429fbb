using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What became of the customers whom people put into another tier than the score did: who was right?</summary>
public sealed class OverrideOutcome
{
    internal OverrideOutcome(bool isRaised, RateOfRows rate, bool withVerdict, double? byScore, double? byPeople)
    {
        (IsRaised, Rows, Events, ExpectedByScore, ExpectedByPeople) = (isRaised, rate.Rows, rate.Events, byScore, byPeople);
        (Lower, Upper) = rate.Exact;
        if (!withVerdict || byScore is not { } score || byPeople is not { } people)
            return;
        bool scoreHolds = Holds(score / Rows), peopleHold = Holds(people / Rows);
        Verdict = scoreHolds == peopleHold ? OverrideVerdict.NotDecided : scoreHolds ? OverrideVerdict.Score : OverrideVerdict.People;
    }

    /// <summary>Whether people put them into a higher tier; otherwise into a lower one.</summary>
    public bool IsRaised { get; }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; }

    /// <summary>How many of them had the outcome.</summary>
    public int Events { get; }

    /// <summary>The lower end of the exact 95 % interval of their rate, by customers.</summary>
    public double Lower { get; }

    /// <summary>The upper end of that interval.</summary>
    public double Upper { get; }

    /// <summary>
    /// How many would have had it if the score is right: by the risk at their computed scores among customers without an override;
    /// <see langword="null"/> where that is not known.
    /// </summary>
    public double? ExpectedByScore { get; }

    /// <summary>
    /// How many would have had it if people are right: by the rates of the tiers they were put into, among customers without an override;
    /// <see langword="null"/> where one of these tiers has none.
    /// </summary>
    public double? ExpectedByPeople { get; }

    /// <summary>
    /// Who was right: the one of the two whose expectation is within the interval, where it is one alone; not decided where there are too few
    /// outcomes to conclude.
    /// </summary>
    public OverrideVerdict Verdict { get; }

    /// <summary>The outcome in a line.</summary>
    /// <returns>
    /// As in <c>put higher: 9 of 20 had the outcome, 8.1 to be expected by the score and 1.2 by the people; right: the score</c>.
    /// </returns>
    public override string ToString() => $"put {(IsRaised ? "higher" : "lower")}: {Number.Count(Events)} of {Number.Count(Rows)} had the outcome"
        + (ExpectedByScore is { } score && ExpectedByPeople is { } people
            ? $", {Number.Points(score)} to be expected by the score and {Number.Points(people)} by the people; right: {Right}" : "");

    /// <summary>Who was right, in words.</summary>
    internal string Right => Verdict switch
    {
        OverrideVerdict.Score => "the score",
        OverrideVerdict.People => "the people",
        _ => "not decided",
    };

    private bool Holds(double rate) => rate >= Lower && rate <= Upper;
}
