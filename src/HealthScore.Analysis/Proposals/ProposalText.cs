using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring.Analysis.Proposals;

/// <summary>Says what a proposal is and what it did.</summary>
internal static class ProposalText
{
    private const double Shown = 0.0005;

    /// <summary>The verdict in a line.</summary>
    public static string Headline(ProfileProposal proposal) => $"{proposal.Before}: " + proposal.Verdict switch
    {
        ProposalVerdict.Better => "the proposal is better",
        ProposalVerdict.NotShownBetter when proposal.Changes.IsEmpty => "there is nothing to propose",
        ProposalVerdict.NotShownBetter => "the proposal is not shown to be better",
        _ => "not enough to learn from",
    };

    /// <summary>All of it, as lines.</summary>
    public static string Explain(ProfileProposal proposal)
    {
        var report = new ReportWriter(Headline(proposal));
        report.Lines(proposal.Missing.Select(shortage => shortage.ToString()));
        if (proposal.Evidence is not { } evidence)
            return report.ToString();
        report.Lines(Evidence(evidence, proposal.Outcome));
        report.Lines(proposal.Weights.Where(weight => Math.Abs(weight.After - weight.Before) >= Shown).Select(weight => $"- {weight}"), depth: 0);
        report.Lines(proposal.Knots.Select(curve => $"- {curve}"), depth: 0);
        if (proposal.Questions.Count > 0)
            report.Line("Look at", depth: 0).Lines(proposal.Questions);
        long customers = evidence.Migration.Sum(one => one.Customers);
        return report.Line($"Who is in a lower tier: {Number.Count(evidence.MovedDown)}; in a higher: {Number.Count(evidence.MovedUp)} of "
            + Number.Count(customers), depth: 0).ToString();
    }

    /// <summary>Which scores are to have the outcome.</summary>
    public static string End(Outcome outcome) => outcome == Outcome.Churned ? "lowest" : "highest";

    /// <summary>A number with as many decimals; never -0.</summary>
    public static string Fixed(double value, int decimals)
    {
        decimal rounded = Math.Round(Number.Exact(value), decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("F" + decimals, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Evidence(ProposalEvidence evidence, Outcome outcome)
    {
        string tried = evidence.Validation == ProposalValidation.OutOfTime
            ? $"out of time, {Number.Counted(evidence.Trials.Count, "date")}" : $"{Number.Counted(evidence.Trials.Count, "fold")} of customers";
        string rows = evidence.Rows == evidence.Customers ? Number.Counted(evidence.Customers, "customer")
            : $"{Number.Counted(evidence.Rows, "row")} of {Number.Counted(evidence.Customers, "customer")}";
        yield return $"{tried}, {rows}, {Number.Count(evidence.Events)} {OutcomeWords.Happened(outcome)}: log loss {Fixed(evidence.LossBefore, 3)} → "
            + $"{Fixed(evidence.LossAfter, 3)}, gain {Fixed(evidence.Gain, 4)}, at least {Fixed(evidence.LowerBound, 4)}";
        yield return $"AUC {Fixed(evidence.AucBefore, 3)} → {Fixed(evidence.AucAfter, 3)} ({(evidence.AucGain > 0 ? "+" : "")}"
            + $"{Fixed(evidence.AucGain, 3)} ± {Fixed(1.96 * evidence.AucStandardError, 3)})";
        if (evidence is { HitsBefore: { } before, HitsAfter: { } after })
            yield return $"found among the {End(outcome)} scores that the team can work on: {Fixed(before, 1)} → {Fixed(after, 1)}";
        if (evidence.UnscoredBefore + evidence.UnscoredAfter > 0)
            yield return $"rows without a score: {Number.Count(evidence.UnscoredBefore)} → {Number.Count(evidence.UnscoredAfter)}";
        if (evidence.LowerBound <= 0 && evidence.EventsNeeded is { } needed && needed > evidence.Events)
            yield return $"to show a gain of this size it takes about {Number.Count(needed)} {OutcomeWords.Happened(outcome)}";
    }
}
