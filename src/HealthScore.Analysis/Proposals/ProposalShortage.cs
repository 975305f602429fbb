using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What a book has too few of.</summary>
/// <param name="What">What, as in <c>customers who churned within 90 days</c>.</param>
/// <param name="Have">How many there are.</param>
/// <param name="Needed">How many are needed.</param>
public sealed record ProposalShortage(string What, long Have, long Needed)
{
    /// <summary>The shortage in a line.</summary>
    /// <returns>As in <c>12 customers who churned within 90 days; 20 are needed</c>.</returns>
    public override string ToString() => $"{Number.Count(Have)} {What}; {Number.Count(Needed)} are needed";
}
