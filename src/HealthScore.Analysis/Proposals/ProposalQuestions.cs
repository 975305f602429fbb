using HealthScoring.Analysis.Learning;
using HealthScoring.Analysis.Statistics;
using HealthScoring.Text;

namespace HealthScoring.Analysis.Proposals;

/// <summary>What a person should look at before taking a proposal over: the data say that something is odd, not what to do.</summary>
internal sealed class ProposalQuestions
{
    private const double Alone = 0.01, Ratio = 3, Together = 0.5, Moved = 0.05;
    private const int FewestMatched = 5;

    private readonly LearningRows _rows;
    private readonly LearnedWeights _learned;
    private readonly IReadOnlyList<ProposedWeight> _weights;
    private readonly Outcome _outcome;
    private readonly string _did;
    private readonly int[] _oneEach;

    private ProposalQuestions(LearnedWeights learned, IReadOnlyList<ProposedWeight> weights, Outcome outcome)
    {
        (_rows, _learned, _weights) = (learned.Rows, learned, weights);
        (_outcome, _did) = (outcome, outcome == Outcome.Churned ? "left" : "bought more");
        _oneEach = OneRowEach.Of(_rows.Book.Rows, _rows.Book.Judged);
    }

    /// <summary>The questions, each in a line.</summary>
    public static IEnumerable<string> Of(LearnedWeights learned, IReadOnlyList<ProposedWeight> weights, Outcome outcome)
    {
        var questions = new ProposalQuestions(learned, weights, outcome);
        return [.. questions.WrongWay(), .. questions.Missing(), .. questions.Companions(), .. questions.Guardrails(), .. questions.LeftOut()];
    }

    // Of a metric that is the same for everybody outcomes say nothing.
    private IEnumerable<string> WrongWay() => _learned.All.Index()
        .Where(one => one.Item.Slope == 0 && one.Item.Column.Share > 0 && _rows.Causes[one.Index].Any(cause => cause != _rows.Causes[one.Index][0]))
        .Select(one => one.Item).Select(weight => $"{weight.Column.Name}: once the rest is known, more points for it go with "
            + $"{(_outcome == Outcome.Churned ? "more churn" : "less expansion")}. Its direction is yours to judge.");

    /// <summary>What is missing far more often on one side: a value that is written, or stops, because of the outcome.</summary>
    private IEnumerable<string> Missing()
    {
        (string Name, long Gone, long Events, long Kept, long Others)[] counts =
            [.. _rows.Columns.Index().Where(pair => !pair.Item.IsDimension).Select(pair => Count(pair.Item.Name))];
        double[] adjusted = BenjaminiHochberg.Adjusted([.. counts.Select(count =>
            count.Gone + count.Kept == 0 ? 1 : FisherTest.TwoSided(count.Gone, count.Events - count.Gone, count.Kept, count.Others - count.Kept))]);
        for (int i = 0; i < counts.Length; i++)
        {
            (string name, long gone, long events, long kept, long others) = counts[i];
            if (adjusted[i] > Alone)
                continue;
            (double ofEvents, double ofOthers) = ((double)gone / events, (double)kept / others);
            if (Math.Max(ofEvents, ofOthers) >= Ratio * Math.Min(ofEvents, ofOthers))
            {
                yield return $"{name}: it is missing for {Number.Percent(ofEvents)} of those who {_did} and for {Number.Percent(ofOthers)} of the "
                    + "others. Is it written with the outcome in mind?";
            }
        }
    }

    private (string Name, long Gone, long Events, long Kept, long Others) Count(string metric)
    {
        double[] values = UsableValues.Of(
            _rows.Book.Profile.Dimensions.SelectMany(dimension => dimension.Metrics).First(one => one.Name == metric), _rows.Book.Rows.Values);
        (long gone, long events, long kept, long others) = (0, 0, 0, 0);
        foreach (int row in _oneEach)
        {
            bool happened = _rows.Book.Rows.Outcomes[row] == RowStatus.Event, missing = double.IsNaN(values[row]);
            (events, others) = (events + (happened ? 1 : 0), others + (happened ? 0 : 1));
            (gone, kept) = (gone + (happened && missing ? 1 : 0), kept + (!happened && missing ? 1 : 0));
        }
        return (metric, gone, events, kept, others);
    }

    /// <summary>Weights that move for the sake of another metric: each with the one that it goes together with most.</summary>
    private IEnumerable<string> Companions()
    {
        HashSet<(int, int)> pairs = [];
        for (int i = 0; i < _weights.Count; i++)
        {
            if (Math.Abs(_weights[i].After - _weights[i].Before) < Moved)
                continue;
            (int other, double most) = (-1, Together);
            for (int j = 0; j < _weights.Count; j++)
            {
                double correlation = j == i ? 0 : Math.Abs(Correlation(_rows.Causes[i], _rows.Causes[j]));
                (other, most) = correlation > most ? (j, correlation) : (other, most);
            }
            if (other >= 0 && pairs.Add((Math.Min(i, other), Math.Max(i, other))))
            {
                yield return $"{_weights[i].Name} and {_weights[other].Name} go together (correlation {ProposalText.Fixed(most, 2)}): the outcomes "
                    + "say more about the weight of both than about that of each.";
            }
        }
    }

    private static double Correlation(double[] one, double[] other)
    {
        (double meanOne, double meanOther) = (one.Average(), other.Average());
        (double cross, double squaresOne, double squaresOther) = (0, 0, 0);
        for (int i = 0; i < one.Length; i++)
        {
            (double first, double second) = (one[i] - meanOne, other[i] - meanOther);
            (cross, squaresOne, squaresOther) = (cross + first * second, squaresOne + first * first, squaresOther + second * second);
        }
        return squaresOne <= 0 || squaresOther <= 0 ? 0 : cross / Math.Sqrt(squaresOne * squaresOther);
    }

    /// <summary>What became of those whose score a guardrail changed, and what their score without it would have led to expect.</summary>
    private IEnumerable<string> Guardrails()
    {
        ScoredBook book = _rows.Book;
        for (int guardrail = 0; guardrail < book.GuardrailChanges.Length; guardrail++)
        {
            double[] changes = book.GuardrailChanges[guardrail];
            int[] changed = [.. _oneEach.Where(row => !double.IsNaN(changes[row]) && changes[row] != 0)];
            int[] free = [.. _oneEach.Where(row => double.IsNaN(changes[row]))];
            if (changed.Length < FewestMatched || free.Length == 0)
                continue;
            // As health by the direction of the outcome: the risk falls as it rises.
            double[] health = [.. book.BeforeGuardrails.Select(score => 1 - LearningRows.Cause(score, _outcome))];
            RiskCurve risk = RiskCurve.Of(ScoreGroups.Of(
                [.. free.Select(row => health[row])], [.. free.Select(row => book.Rows.Outcomes[row] == RowStatus.Event)]));
            int happened = changed.Count(row => book.Rows.Outcomes[row] == RowStatus.Event);
            yield return $"guardrail {book.Profile.Guardrails[guardrail].Name}: {Number.Count(happened)} of {Number.Count(changed.Length)} customers "
                + $"that it changes {_did}; their scores without it would have led to expect "
                + $"{ProposalText.Fixed(changed.Sum(row => risk.At(health[row])), 1)}.";
        }
    }

    private IEnumerable<string> LeftOut()
    {
        string[] segments = [.. _rows.Book.Profile.Segments.Where(LearningRows.HasOtherWeights)
            .Select(segment => segment.Name)];
        if (segments.Length > 0)
        {
            yield return $"{(segments.Length == 1 ? "segment" : "segments")} {string.Join(", ", segments)}: with weights of "
                + $"{(segments.Length == 1 ? "its" : "their")} own, {Number.Counted(_rows.OfOtherWeights, "row")} taught nothing. "
                + "These scores stay as they are.";
        }
        if (_rows.Book.Profile.Examples.Count > 0)
            yield return "the profile's examples: run them, and write down what is expected from now on.";
    }
}
