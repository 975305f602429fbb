namespace HealthScoring.Plans;

/// <summary>A dimension of a scorecard and where its metrics stand.</summary>
internal readonly record struct DimensionPlan(Dimension Source, int First, int Count)
{
    public string Name => Source.Name;

    public Formula Formula => Source.Formula;
}
