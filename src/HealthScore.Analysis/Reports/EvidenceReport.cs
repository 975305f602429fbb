using System.Text;
using HealthScoring.Analysis.Reports;

namespace HealthScoring.Analysis;

/// <summary>
/// What is known about a score, as one page of HTML for people who are no statisticians: whether it can be trusted, whom it misses, and what would
/// make it better. The page needs nothing else: no script, no picture, no font; it is the same to the byte for the same evidence.
/// </summary>
/// <remarks>The parts that nothing was given for say so in a line.</remarks>
public sealed class EvidenceReport
{
    /// <summary>Begins with a backtest, which every report has.</summary>
    /// <param name="backtest">The backtest.</param>
    /// <exception cref="ArgumentNullException"><paramref name="backtest"/> is <see langword="null"/>.</exception>
    public EvidenceReport(Backtest backtest)
    {
        ArgumentNullException.ThrowIfNull(backtest);
        Backtest = backtest;
    }

    /// <summary>What the scores said, held against what customers did.</summary>
    public Backtest Backtest { get; }

    /// <summary>What goes with leaving; <see langword="null"/> leaves it out.</summary>
    public PatternReport? PatternsOfLoss { get; init; }

    /// <summary>What goes with expanding; <see langword="null"/> leaves it out.</summary>
    public PatternReport? PatternsOfExpansion { get; init; }

    /// <summary>What changed since the profile was made; <see langword="null"/> leaves it out.</summary>
    public DriftReport? Drift { get; init; }

    /// <summary>Other weights and curves; <see langword="null"/> leaves them out.</summary>
    public ProfileProposal? Proposal { get; init; }

    /// <summary>Other starts of the tiers; <see langword="null"/> leaves them out.</summary>
    public TierProposal? Tiers { get; init; }

    /// <summary>
    /// What a change of the profile does to today's customers, as <see cref="SimulationResult{TCustomer}.ToStored"/> gives it;
    /// <see langword="null"/> leaves it out.
    /// </summary>
    public StoredSimulation? Simulation { get; init; }

    /// <summary>The page.</summary>
    /// <param name="options">How it is written; the defaults if not given.</param>
    /// <returns>HTML, with line feeds on every platform.</returns>
    /// <exception cref="InvalidOperationException">A part is about another profile or another outcome; all such parts are named.</exception>
    public string ToHtml(EvidenceReportOptions? options = null)
    {
        string[] problems = [.. Problems()];
        return problems.Length == 0 ? EvidencePage.Of(this, options ?? new())
            : throw new InvalidOperationException($"The parts of a report do not belong together.\n- {string.Join("\n- ", problems)}");
    }

    /// <summary>Writes the page.</summary>
    /// <param name="writer">Where to; its encoding has to be UTF-8, which the page names.</param>
    /// <param name="options">How it is written; the defaults if not given.</param>
    /// <exception cref="InvalidOperationException">A part is about another profile or another outcome; all such parts are named.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is <see langword="null"/>.</exception>
    public void WriteTo(TextWriter writer, EvidenceReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(ToHtml(options));
    }

    /// <summary>Writes the page into a file, in UTF-8; a file that is there is replaced.</summary>
    /// <param name="path">The file, such as <c>health-evidence.html</c>.</param>
    /// <param name="options">How it is written; the defaults if not given.</param>
    /// <exception cref="InvalidOperationException">A part is about another profile or another outcome; all such parts are named.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or is a folder.</exception>
    public void Save(string path, EvidenceReportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        File.WriteAllText(path, ToHtml(options), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>The backtest in a line, and which other parts there are.</summary>
    /// <returns>As in <c>b2b-saas (3f2a9c01d4e5): AUC 0.741 (0.702 to 0.776) from 1,240 rows, 187 churned; with drift, proposal</c>.</returns>
    public override string ToString()
    {
        (object? Part, string Name)[] all = [(PatternsOfLoss, "patterns of loss"), (PatternsOfExpansion, "patterns of expansion"), (Drift, "drift"),
            (Proposal, "proposal"), (Tiers, "tiers"), (Simulation, "simulation")];
        string[] given = [.. all.Where(one => one.Part is not null).Select(one => one.Name)];
        return given.Length == 0 ? $"{Backtest}" : $"{Backtest}; with {string.Join(", ", given)}";
    }

    private IEnumerable<string> Problems()
    {
        (string Part, string? Fingerprint, string Remedy)[] parts =
        [
            (nameof(PatternsOfLoss), PatternsOfLoss?.Fingerprint, "look for patterns with the profile of the backtest"),
            (nameof(PatternsOfExpansion), PatternsOfExpansion?.Fingerprint, "look for patterns with the profile of the backtest"),
            (nameof(Drift), Drift?.Fingerprint, "compare with the profile of the backtest"),
            (nameof(Proposal), Proposal?.Before.Fingerprint, "learn from the profile of the backtest"),
            (nameof(Tiers), Tiers?.Before.Fingerprint, "propose tiers for the profile of the backtest"),
            (nameof(Simulation), Simulation?.FingerprintBefore, "simulate a change of the profile of the backtest"),
        ];
        string own = Backtest.Profile.Fingerprint;
        foreach ((string part, string? fingerprint, string remedy) in parts)
        {
            if (fingerprint is not null && fingerprint != own)
                yield return $"{part} is about the profile {fingerprint[..12]}, the backtest about {own[..12]}; {remedy}.";
        }
        if (PatternsOfLoss is { Outcome: not Outcome.Churned })
            yield return $"{nameof(PatternsOfLoss)} is about expansion; give it as {nameof(PatternsOfExpansion)}.";
        if (PatternsOfExpansion is { Outcome: not Outcome.Expanded })
            yield return $"{nameof(PatternsOfExpansion)} is about churn; give it as {nameof(PatternsOfLoss)}.";
        if (Proposal is { } proposal && proposal.Outcome != Backtest.Book.Outcome)
        {
            yield return $"{nameof(Proposal)} is learned from {OutcomeWords.Happened(proposal.Outcome)} customers, the backtest asks who "
                + $"{OutcomeWords.Happened(Backtest.Book.Outcome)}; use one book for both.";
        }
        if (Tiers is { } tiers && tiers.Outcome != Backtest.Book.Outcome)
        {
            yield return $"{nameof(Tiers)} is of customers who {OutcomeWords.Happened(tiers.Outcome)}, the backtest asks who "
                + $"{OutcomeWords.Happened(Backtest.Book.Outcome)}; use one book for both.";
        }
    }
}
