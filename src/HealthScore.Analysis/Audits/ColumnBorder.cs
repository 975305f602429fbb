namespace HealthScoring.Analysis;

/// <summary>What one column can give to the score before, against what it can spare the score after: the upper right border of all choices.</summary>
internal sealed class ColumnBorder
{
    private const double Same = 1e-9;

    private readonly LossQuestion _question;
    private readonly int _column;
    private readonly double _firstShare;
    private readonly double _secondShare;
    private readonly BorderCorner[] _choices;

    public ColumnBorder(LossQuestion question, int column, double firstShare, double secondShare)
    {
        (_question, _column, _firstShare, _secondShare) = (question, column, firstShare, secondShare);
        _choices = column == question.Column
            ? [.. question.Moves.Select(move => Choice(move.Before, move.After))]
            : [.. question.Corners(column).Select(value => Choice(value, value))];
        Corners = BorderCorner.Border(_choices);
    }

    /// <summary>The corners of the border, from the most for the score before to the least for the score after.</summary>
    public BorderCorner[] Corners { get; }

    /// <summary>The edges of the border, by falling gain: what the score after is spared for a point less of the score before.</summary>
    public IEnumerable<(int Index, double First, double Second, double Gain)> Edges()
    {
        double gain = double.PositiveInfinity;
        for (int i = 1; i < Corners.Length; i++)
        {
            (double first, double second) = (Corners[i].First - Corners[i - 1].First, Corners[i].Second - Corners[i - 1].Second);
            // Of edges in a straight line, rounding can let a later one gain more.
            gain = Math.Min(gain, second / -first);
            yield return (i - 1, first, second, gain);
        }
    }

    /// <summary>Choices at a share of the way along an edge: on it where the curves are straight there, else its ends.</summary>
    public IEnumerable<(double Before, double After)> Along(int edge, double share)
    {
        (BorderCorner left, BorderCorner right) = (Corners[edge], Corners[edge + 1]);
        yield return (right.Before, right.After);
        double first = left.First + share * (right.First - left.First), second = left.Second + share * (right.Second - left.Second);
        if (_column == _question.Column)
        {
            double before = left.Before + share * (right.Before - left.Before), after = left.After + share * (right.After - left.After);
            Curve? curve = _question.From.Variant.Curves[_column];
            if (curve is null)
                yield break;
            double points = curve.Evaluate(after);
            foreach (double start in new[] { left.Before, right.Before })
            {
                if (curve.Evaluate(before) >= points && curve.Evaluate(start) < points && start != before)
                    before = Halving.Last(start, before, value => curve.Evaluate(value) < points);
            }
            if (curve.Evaluate(before) < points)
                yield return (before, after);
            yield break;
        }
        for (int i = 1; i < _choices.Length; i++)
        {
            (BorderCorner one, BorderCorner other) = (_choices[i - 1], _choices[i]);
            double part = one.First != other.First ? (first - one.First) / (other.First - one.First)
                : one.Second != other.Second ? (second - one.Second) / (other.Second - one.Second)
                : -1;
            double value = one.Before + part * (other.Before - one.Before);
            if (part is > 0 and < 1 && Choice(value, value) is var between
                && Math.Abs(between.First - first) < Same && Math.Abs(between.Second - second) < Same)
                yield return (value, value);
        }
    }

    private BorderCorner Choice(double before, double after) => new(before, after, Points(_question.From, _firstShare, before),
        -Points(_question.To, _secondShare, after));

    private double Points(Setting setting, double share, double value) => share == 0 ? 0 : share * setting.Variant.Curves[_column]!.Evaluate(value);
}
