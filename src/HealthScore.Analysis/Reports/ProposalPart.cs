using HealthScoring.Analysis.Proposals;
using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>Part 13: what would change, how sure it is, and whom it moves.</summary>
internal static class ProposalPart
{
    public static void Write(PageParts parts)
    {
        (ProfileProposal? proposal, TierProposal? tiers, StoredSimulation? simulation) =
            (parts.Report.Proposal, parts.Report.Tiers, parts.Report.Simulation);
        parts.Begin(13);
        if (proposal is null)
            parts.NotGiven("a proposal for other weights");
        else
            Weights(parts, proposal);
        if (tiers is not null)
            Tiers(parts, tiers);
        if (simulation is not null)
            Simulation(parts, simulation);
        parts.End();
    }

    private static void Weights(PageParts parts, ProfileProposal proposal)
    {
        if (proposal.Evidence is not { } evidence)
        {
            parts.Answer($"Too little to learn from: {string.Join("; ", proposal.Missing)}.");
            return;
        }
        parts.Answer(proposal.Verdict == ProposalVerdict.Better
            ? $"The proposal is better: on customers that it was not learned from, it foretells who {parts.Did} better than the present profile "
                + "does."
            : proposal.Changes.IsEmpty ? "There is nothing to propose: outcomes do not speak for other weights."
            : "The proposal is not shown to be better: keep the profile.");
        parts.Paragraph("Nothing is changed by this report. A person reads the difference, tries it on today's customers and takes it over, "
            + "or does not.");
        Compared(parts, evidence, proposal.Outcome);
        ProposedWeight[] weights = [.. proposal.Weights];
        if (weights.Length > 0)
        {
            const string Caption = "Each metric's share of the score: now, and as proposed";
            new Figure(parts.Page, parts.NextId(), Caption) { DotIs = "proposed", RingIs = "now" }.Write(
                Scale.Shares(weights.Max(weight => Math.Max(weight.Before, weight.After))), [.. weights.Select(weight =>
                    new FigureRow(weight.Name, $"{Number.Percent(weight.Before)} → {Number.Percent(weight.After)}")
                    {
                        Ring = weight.Before,
                        Dot = weight.After,
                    })]);
            var table = new HtmlTable($"{Caption}: the numbers", 1, "metric", "now", "proposed", "learned, before rounding", "give or take");
            foreach (ProposedWeight weight in weights)
            {
                table.Add(weight.Name, Number.Percent(weight.Before), Number.Percent(weight.After), Number.Percent(weight.Learned),
                    weight.StandardError is { } error ? Number.Percent(Separation.Z95 * error) : "–");
            }
            parts.Table(table);
        }
        if (proposal.Changes.Changes.Count > 0)
        {
            parts.Subtitle("The change, line by line");
            parts.List(proposal.Changes.Changes.Select(change => change.Text));
        }
        if (proposal.Questions.Count > 0)
        {
            parts.Subtitle("Look at this first");
            parts.List(proposal.Questions);
        }
        if (evidence.Migration.Count > 0)
        {
            parts.Subtitle("Who would change tier");
            parts.Paragraph($"{Number.Counted(evidence.MovedDown, "customer")} would be in a lower tier, {Number.Count(evidence.MovedUp)} in "
                + $"a higher, of {Number.Count(evidence.Migration.Sum(one => one.Customers))}.");
            Migration(parts, evidence.Migration, "Customers by tier now, and by tier under the proposal");
        }
    }

    private static void Compared(PageParts parts, ProposalEvidence evidence, Outcome outcome)
    {
        string tried = evidence.Validation == ProposalValidation.OutOfTime
            ? $"It was tried on {Number.Counted(evidence.Trials.Count, "later date")}, each time learned only from what was known before"
            : $"Customers were dealt into {Number.Counted(evidence.Trials.Count, "group")}, and each group was judged by a proposal learned "
                + "from the others";
        parts.Paragraph($"{tried}: {Number.Counted(evidence.Rows, "score")} of {Number.Counted(evidence.Customers, "customer")} in all, of which "
            + $"{Number.Count(evidence.Events)} {OutcomeWords.Happened(outcome)}.");
        double error = Separation.Z95 * evidence.AucStandardError;
        const string Caption = "How well both do on customers that the proposal was not learned from";
        var table = new HtmlTable(Caption, 1, "measure", "present profile", "proposal", "gain");
        table.Add("pairs in the right order (AUC; more is better)", Fraction.Text(evidence.AucBefore), Fraction.Text(evidence.AucAfter),
            $"{(evidence.AucGain > 0 ? "+" : "")}{ProposalText.Fixed(evidence.AucGain, 3)} ± {ProposalText.Fixed(error, 3)}");
        table.Add("error of the foretold risk (log loss; less is better)", Fraction.Text(evidence.LossBefore), Fraction.Text(evidence.LossAfter),
            $"{ProposalText.Fixed(evidence.Gain, 4)}, at least {ProposalText.Fixed(evidence.LowerBound, 4)}");
        if (evidence is { HitsBefore: { } before, HitsAfter: { } after })
        {
            table.Add($"reached among the {ProposalText.End(outcome)} scores that the team can work on", ProposalText.Fixed(before, 1),
                ProposalText.Fixed(after, 1), Number.Signed(after - before));
        }
        if (evidence.UnscoredBefore + evidence.UnscoredAfter > 0)
            table.Add("without a score", Number.Count(evidence.UnscoredBefore), Number.Count(evidence.UnscoredAfter), "–");
        var row = new FigureRow("pairs in the right order", $"{Fraction.Text(evidence.AucBefore)} → {Fraction.Text(evidence.AucAfter)}")
        {
            Ring = evidence.AucBefore,
            Dot = evidence.AucAfter,
        };
        new Figure(parts.Page, parts.NextId(), "How many more pairs are in the right order (AUC)") { DotIs = "proposal", RingIs = "present profile" }
            .Write(Scale.Fraction, [row]);
        parts.Table(table);
        parts.Remark(evidence.LowerBound > 0 ? "The gain in foretold risk is more than chance explains: its lower bound is above 0."
            : "The gain in foretold risk may be chance: its lower bound is not above 0."
                + (evidence.EventsNeeded is { } needed && needed > evidence.Events
                    ? $" To show a gain of this size it takes about {Number.Count(needed)} {OutcomeWords.Happened(outcome)}." : ""));
    }

    private static void Tiers(PageParts parts, TierProposal proposal)
    {
        parts.Subtitle("Where tiers would start");
        parts.List(proposal.Questions);
        if (proposal.Questions.Count > 0)
            return;
        var table = new HtmlTable("Where tiers start now, and as proposed", 1, "tier", "from, now", "from, proposed", "customers", parts.Did,
            "share", "at least", "at most", "revenue");
        foreach (ProposedTier tier in proposal.Tiers.Reverse())
        {
            table.Add(tier.Name, Number.Text(tier.Before), Number.Text(tier.From), Number.Count(tier.Customers), Number.Count(tier.Events),
                PageParts.Percent(tier.Rate), PageParts.Percent(tier.RateAtLeast), PageParts.Percent(tier.RateAtMost),
                tier.Weight is { } weight ? Number.Weight(weight) : "–");
        }
        parts.Table(table);
    }

    private static void Simulation(PageParts parts, StoredSimulation simulation)
    {
        parts.Subtitle($"What the change does to today's customers, as of {TimeText.Day(simulation.AsOf)}");
        parts.Paragraph($"{simulation}.");
        Migration(parts, simulation.Matrix, $"Customers by tier now, and by tier under {simulation.NameAfter} ({simulation.FingerprintAfter[..12]})");
        if (simulation.Causes.Count > 0)
        {
            parts.Paragraph("What moves those who change tier:");
            parts.List(simulation.Causes.Select(cause => $"{cause}"));
        }
        if (parts.Options.IncludeCustomers && simulation.Movers.Any(mover => mover.Customer is not null))
        {
            parts.Paragraph("Who changes tier:");
            parts.List([.. simulation.Movers.Where(mover => mover.Customer is not null).Select(mover => $"{mover}"),
                .. simulation.MoversNotListed > 0 ? [$"and {Number.Count(simulation.MoversNotListed)} more"] : Array.Empty<string>()]);
        }
    }

    private static void Migration(PageParts parts, IReadOnlyList<TierMigration> cells, string caption)
    {
        string[] after =
            [.. cells.TakeWhile(cell => cell.TierBefore == cells[0].TierBefore).Select(cell => cell.TierAfter ?? SimulationText.Unscored)];
        var table = new HtmlTable(caption, 1, ["now, down; then, across", .. after]);
        foreach (TierMigration[] row in cells.Chunk(after.Length))
            table.Add([row[0].TierBefore ?? SimulationText.Unscored, .. row.Select(cell => Number.Count(cell.Customers))]);
        parts.Table(table);
    }
}
