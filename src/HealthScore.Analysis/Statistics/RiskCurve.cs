namespace HealthScoring.Analysis.Statistics;

/// <summary>
/// The risk by score: isotonic blocks from the lowest scores to the highest, linear between neighbouring observed scores, flat beyond the ends.
/// </summary>
internal sealed class RiskCurve
{
    private readonly double[] _scores;
    private readonly double[] _risks;

    private RiskCurve(double[] scores, double[] risks, IsotonicBlock[] blocks) => (_scores, _risks, Blocks) = (scores, risks, blocks);

    /// <summary>The blocks, counted in groups from the lowest score; their rates fall.</summary>
    public IReadOnlyList<IsotonicBlock> Blocks { get; }

    /// <summary>The risk at each group's score, from the lowest score.</summary>
    public ReadOnlySpan<double> Risks => _risks;

    /// <summary>Fits the curve; there must be a row.</summary>
    public static RiskCurve Of(ScoreGroups groups)
    {
        IsotonicBlock[] blocks = [.. IsotonicFit.RisingAsScoresFall(groups)
            .Select(block => block with { First = groups.Count - block.First - block.Groups }).Reverse()];
        double[] risks = new double[groups.Count];
        foreach (IsotonicBlock block in blocks)
            risks.AsSpan(block.First, block.Groups).Fill(block.Rate);
        return new(groups.Scores, risks, blocks);
    }

    /// <summary>The risk at a score.</summary>
    public double At(double score)
    {
        int place = Array.BinarySearch(_scores, score);
        if (place >= 0)
            return _risks[place];
        int above = ~place;
        if (above == 0 || above == _scores.Length)
            return _risks[above == 0 ? 0 : above - 1];
        double share = (score - _scores[above - 1]) / (_scores[above] - _scores[above - 1]);
        return _risks[above - 1] + share * (_risks[above] - _risks[above - 1]);
    }
}
