using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What outcomes say of a metric.</summary>
public sealed class MetricEvidence
{
    internal MetricEvidence(string metric, Separation? separation, (double OfEvents, double OfOthers) missing,
        (double? Present, double? Learned, double? Error) shares, VerdictKind verdict)
    {
        (Metric, Separation, Verdict) = (metric, separation, verdict);
        (MissingOfEvents, MissingOfOthers) = missing;
        (PresentShare, LearnedShare) = (shares.Present, shares.Learned);
        LearnedShareError = shares.Error is { } error && double.IsFinite(error) ? error : null;
    }

    /// <summary>The metric's name.</summary>
    public string Metric { get; }

    /// <summary>How well its points alone separate; <see langword="null"/> where they are missing for all, or all fared alike.</summary>
    public Separation? Separation { get; }

    /// <summary>The share of the rows with the outcome that lack it, 0 to 1.</summary>
    public double MissingOfEvents { get; }

    /// <summary>The share of the rows without the outcome that lack it, 0 to 1.</summary>
    public double MissingOfOthers { get; }

    /// <summary>
    /// Its share of the score today, 0 to 1; of the whole dimension where that is no weighted mean. <see langword="null"/> where shares mean nothing.
    /// </summary>
    public double? PresentShare { get; }

    /// <summary>The share that outcomes speak for; <see langword="null"/> where it cannot be learned.</summary>
    public double? LearnedShare { get; }

    /// <summary>
    /// The standard error of the learned share, by customers; <see langword="null"/> where it cannot be learned, or nothing
    /// tells the outcome.
    /// </summary>
    public double? LearnedShareError { get; }

    /// <summary>What that comes to.</summary>
    public VerdictKind Verdict { get; }

    /// <summary>The evidence in a line.</summary>
    /// <returns>As in <c>nps: AUC 0.611 (0.570 to 0.650), 25.0 % of the score, 9.0 % learned: overweight</c>.</returns>
    public override string ToString() => $"{Metric}: {Separation?.ToString() ?? "no values to judge"}"
        + (PresentShare is { } present ? $", {Number.Percent(present)} of the score" : "")
        + (LearnedShare is { } learned ? $", {Number.Percent(learned)} learned" : "")
        + (Verdict == VerdictKind.NotJudged ? "" : $": {Words}");

    internal string Words => Verdict switch
    {
        VerdictKind.WorksAgainst => "works against the score",
        VerdictKind.NoSignal => "no signal",
        VerdictKind.Redundant => "redundant",
        VerdictKind.Underweight => "underweight",
        VerdictKind.Overweight => "overweight",
        VerdictKind.Fits => "fits",
        _ => "not judged",
    };
}
