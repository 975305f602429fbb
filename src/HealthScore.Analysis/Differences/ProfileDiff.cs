using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What differs between two profiles, compared by meaning.</summary>
/// <remarks>
/// Empty exactly when both profiles have the same <see cref="ScoringProfile.Fingerprint"/>: the order of dimensions, metrics, signals and
/// guardrails is no difference, nor is the spelling of a curve, nor are examples.
/// </remarks>
public sealed class ProfileDiff
{
    private readonly string _title;

    private ProfileDiff(string title, IReadOnlyList<ProfileChange> changes) => (_title, Changes) = (title, changes);

    /// <summary>Whether nothing differs: customers are scored, followed and described in the same way, to the last bit and letter.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>The differences, in the order of a profile's members; dimensions, metrics, signals and guardrails by name.</summary>
    public IReadOnlyList<ProfileChange> Changes { get; }

    /// <summary>Compares two profiles.</summary>
    /// <param name="before">The profile before the change.</param>
    /// <param name="after">The profile after the change.</param>
    /// <returns>The differences.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ProfileDiff Between(ScoringProfile before, ScoringProfile after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Between(before, before.ToCanonicalJson(), after, after.ToCanonicalJson());
    }

    /// <summary>All differences as text for people.</summary>
    /// <returns>Lines of plain text, with line feeds on every platform: the two profiles and the number of changes, and a line for each.</returns>
    public string Explain() => $"{this}\n{string.Concat(Changes.Select(change => $"- {change.Text}\n"))}";

    /// <summary>The two profiles and the number of changes.</summary>
    /// <returns>As in <c>b2b-saas (3f2a9c01d4e5) → b2b-saas (91d0b7ac55e2): 2 changes</c>.</returns>
    public override string ToString() => $"{_title}: {(IsEmpty ? "no change" : Number.Counted(Changes.Count, "change"))}";

    /// <summary>Compares two profiles by forms that may have members which no profile of this version has.</summary>
    internal static ProfileDiff Between(ScoringProfile before, string canonicalBefore, ScoringProfile after, string canonicalAfter) =>
        new($"{before} → {after}", new ProfileWalk(new(before, canonicalBefore), new(after, canonicalAfter)).Changes());
}
