using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Stages;

/// <summary>What a formula combines: a metric in its dimension, or a dimension in the score. Only parts that the plan counts.</summary>
/// <param name="Weight">Its weight.</param>
/// <param name="Points">Its points; NULL where it is not present.</param>
/// <param name="Counts">How much it counts where it is present; <see langword="null"/> for fully.</param>
/// <param name="IsAlwaysPresent">Whether it is present for every customer.</param>
/// <param name="MayBeTiny">Whether its points may be so near to 0 that a product with them is rounded to 0.</param>
internal sealed record Part(double Weight, StageColumn Points, StageColumn? Counts, bool IsAlwaysPresent, bool MayBeTiny)
{
    /// <summary>Whether its weight times its points may be rounded to 0: more than half of the smallest number never is.</summary>
    public bool MayVanish => MayBeTiny && (Counts is not null || Weight <= 0.5);

    /// <summary>Its weight, as far as it counts.</summary>
    public Fragment CountedWeight(FragmentWriter sql) => Counts is { } counts ? sql.Of($"{Weight} * {counts}") : sql.Of($"{Weight}");
}
