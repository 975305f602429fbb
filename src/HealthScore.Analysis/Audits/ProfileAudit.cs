using System.Text.Json.Serialization;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What a profile does to customers that nobody may have meant, found before any customer is scored.</summary>
/// <remarks>
/// Considers the customers with all data: a number, observed just now, for every metric and signal. One may be missing too where a condition asks
/// whether it is, or a guardrail applies when it is. Any finite double is a number, whatever a metric accepts. The host may name any segment
/// that has no condition, and overrides do not count. Every score is one that a <see cref="HealthScorer{TCustomer}"/> gives. What the
/// audit says of all customers it has proved; what it could not decide within its bounds it reports as <see cref="AuditFindingKind.NotDecided"/>. The
/// same profile gives the same findings.
/// </remarks>
public sealed class ProfileAudit
{
    private ProfileAudit(ScoringProfile profile, IReadOnlyList<AuditFinding> findings) => (Profile, Findings) = (profile, findings);

    /// <summary>The profile.</summary>
    [JsonIgnore]
    public ScoringProfile Profile { get; }

    /// <summary>The fingerprint of the profile.</summary>
    public string Fingerprint => Profile.Fingerprint;

    /// <summary>
    /// The findings by kind, in the order of <see cref="AuditFindingKind"/>: of each metric the largest loss by a better number, and of each
    /// border between segments the largest jump. Within a kind metrics come in canonical order and other parts as the profile has them.
    /// </summary>
    public IReadOnlyList<AuditFinding> Findings { get; }

    /// <summary>Audits a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>
    /// The findings. The work is bounded: 10,000 groups of customers between whom a condition or a segment named by the host differs, and in
    /// each search 10,000 choices among the pieces of curves with jumps or 500,000 scored customers.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static ProfileAudit Of(ScoringProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new(profile, Array.AsReadOnly([.. new Auditor(new(profile)).Findings().OrderBy(finding => finding.Kind)]));
    }

    /// <summary>The findings as text for people, with the customers that show them.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform. Points are rounded to one decimal.</returns>
    public string Explain() => AuditText.Of(this);

    /// <summary>The profile and the number of findings.</summary>
    /// <returns>As in <c>b2b-saas (3f2a9c01d4e5): 2 findings</c>.</returns>
    public override string ToString() => $"{Profile}: {(Findings.Count == 0 ? "no finding" : Number.Counted(Findings.Count, "finding"))}";
}
