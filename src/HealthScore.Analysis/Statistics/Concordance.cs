namespace HealthScoring.Analysis.Statistics;

/// <summary>How well low scores go with events, in whole numbers: the pairs of an event and another row, and how many of them stand right.</summary>
/// <param name="TwiceConcordant">Two for each pair whose event has the lower score, one for each pair of equal scores.</param>
/// <param name="Pairs">The number of pairs.</param>
internal readonly record struct Concordance(UInt128 TwiceConcordant, UInt128 Pairs)
{
    /// <summary>The share of the pairs that stand right, equal scores counted half; NaN without a pair.</summary>
    public double Auc => (double)TwiceConcordant / (double)(2 * Pairs);

    /// <summary>Counts the pairs.</summary>
    public static Concordance Of(ScoreGroups groups)
    {
        UInt128 twice = 0;
        long othersAbove = groups.AllOthers;
        for (int group = 0; group < groups.Count; group++)
        {
            othersAbove -= groups.Others[group];
            twice += (UInt128)groups.Events[group] * (UInt128)(2 * othersAbove + groups.Others[group]);
        }
        return new(twice, (UInt128)groups.AllEvents * (UInt128)groups.AllOthers);
    }
}
