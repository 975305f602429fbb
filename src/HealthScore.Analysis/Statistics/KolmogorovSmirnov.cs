namespace HealthScoring.Analysis.Statistics;

/// <summary>The largest difference between the share of events and the share of others that score at least as much, as a fraction.</summary>
/// <param name="Numerator">The numerator.</param>
/// <param name="Denominator">The events times the others.</param>
/// <param name="At">The score where the difference is; of several the highest.</param>
internal readonly record struct KolmogorovSmirnov(UInt128 Numerator, UInt128 Denominator, double At)
{
    /// <summary>The difference, 0 to 1.</summary>
    public double Value => (double)Numerator / (double)Denominator;

    /// <summary>Finds the difference; there must be an event and another row.</summary>
    /// <param name="groups">The rows.</param>
    /// <param name="areNegated">Whether their scores are those times -1: the highest score is the first then.</param>
    public static KolmogorovSmirnov Of(ScoreGroups groups, bool areNegated = false)
    {
        (long events, long others) = (0, 0);
        (UInt128 largest, double at) = (0, double.NaN);
        for (int i = 0; i < groups.Count; i++)
        {
            int group = areNegated ? i : groups.Count - 1 - i;
            events += groups.Events[group];
            others += groups.Others[group];
            Int128 difference = (Int128)events * groups.AllOthers - (Int128)others * groups.AllEvents;
            var size = (UInt128)Int128.Abs(difference);
            if (size > largest || double.IsNaN(at))
                (largest, at) = (size, areNegated ? -groups.Scores[group] : groups.Scores[group]);
        }
        return new(largest, (UInt128)groups.AllEvents * (UInt128)groups.AllOthers, at);
    }
}
