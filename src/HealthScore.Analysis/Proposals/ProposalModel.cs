using HealthScoring.Analysis.Learning;
using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis.Proposals;

/// <summary>Learns weights, and curves where that is wanted, from some of the rows of a book.</summary>
internal sealed class ProposalModel
{
    // Fewer outcomes than this for each piece of a curve say nothing about its shape.
    private const double EventsPerPiece = 5;

    private readonly Outcome _outcome;
    private readonly CurveLearning _learning;
    private readonly int _threads;
    private readonly CurveColumns?[] _curves;

    /// <summary>Lays out the rows.</summary>
    public ProposalModel(LearningRows rows, Outcome outcome, CurveLearning curves, int threads)
    {
        (Rows, _outcome, _learning, _threads) = (rows, outcome, curves, threads);
        _curves = CurvesOf(among: null);
    }

    /// <summary>The rows.</summary>
    public LearningRows Rows { get; }

    /// <summary>Learns from rows of which some have the outcome, and some do not.</summary>
    /// <param name="among">Whether each row of the book takes part; all do if not given.</param>
    public LearnedParts Learn(bool[]? among = null)
    {
        double[] weights = Rows.WeightsOf(among);
        double events = 0;
        for (int row = 0; row < weights.Length; row++)
            events += Rows.Events[row] ? weights[row] : 0;
        // Where knots go, no row that is held out may say.
        CurveColumns?[] curves = among is not null && _learning == CurveLearning.Refined ? CurvesOf(among) : _curves;
        CurveColumns?[] shaped = [.. curves.Select(curve => curve is not null && events >= EventsPerPiece * curve.Causes.Length ? curve : null)];
        if (Array.TrueForAll(shaped, curve => curve is null))
            return new(LearnedWeights.Of(Rows, weights, _threads).Fit.Slopes, new Knot[]?[shaped.Length]);

        double slope = ScoreSlope.Of(Rows.CauseOfScore, Rows.Events, weights, _threads);
        List<double[]> columns = [];
        List<double> prior = [], penalty = [];
        for (int column = 0; column < shaped.Length; column++)
        {
            columns.AddRange(shaped[column]?.Causes ?? [Rows.Causes[column]]);
            double[] shares = shaped[column]?.Shares ?? [Rows.Columns[column].Share];
            // Of so many pieces, each drawn so many times as strongly, the sum is as free as one weight.
            prior.AddRange(shares.Select(share => slope * share));
            penalty.AddRange(shares.Select(_ => (double)shares.Length));
        }
        double[] slopes = PenalisedLogistic.Fit([.. columns], Rows.Events, [.. prior], [.. penalty], weights, _threads).Slopes;
        var parts = new LearnedParts(new double[shaped.Length], new Knot[]?[shaped.Length]);
        for ((int column, int next) = (0, 0); column < shaped.Length; column++)
        {
            int pieces = shaped[column]?.Causes.Length ?? 1;
            if (shaped[column] is { } curve)
                (parts.Curves[column], parts.Slopes[column]) = curve.Learned(slopes.AsSpan(next, pieces));
            else
                parts.Slopes[column] = slopes[next];
            next += pieces;
        }
        return parts;
    }

    private CurveColumns?[] CurvesOf(bool[]? among) => [.. Rows.Columns.Select((_, column) => _learning == CurveLearning.None ? null
        : CurveColumns.Of(Rows, column, _outcome, refined: _learning == CurveLearning.Refined, among))];
}
