using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>A refusal: what there is too little of for an answer, how many there are, and how many would do.</summary>
public sealed record NotEnough
{
    internal NotEnough(string what, long have, long needed) => (What, Have, Needed) = (what, have, needed);

    /// <summary>What there is too little of, in the plural, as in <c>customers who churned</c>.</summary>
    public string What { get; }

    /// <summary>How many there are.</summary>
    public long Have { get; }

    /// <summary>How many are needed.</summary>
    public long Needed { get; }

    /// <summary>The refusal in a line.</summary>
    /// <returns>As in <c>12 customers who churned, and 20 are needed</c>.</returns>
    public override string ToString() => $"{Number.Count(Have)} {(Have == 1 ? Singular : What)}, and {Number.Count(Needed)} are needed";

    // Each begins with what is counted, or with a word before it.
    private string Singular => What.Replace("customers who have", "customer who has", StringComparison.Ordinal)
        .Replace("customers", "customer", StringComparison.Ordinal);
}
