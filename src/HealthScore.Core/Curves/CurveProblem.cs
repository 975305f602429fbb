namespace HealthScoring;

/// <summary>What is wrong with a curve: where (relative to the curve, as in <c>.linear.best</c>), the bad value, and what to do.</summary>
internal readonly record struct CurveProblem(string At, string? Value, string Problem, string Remedy)
{
    public override string ToString() => $"{At.TrimStart('.')}: {Problem}; {Remedy}";
}
