namespace HealthScoring.Hosting;

/// <summary>In which order customers are listed. Those that do not have the number come last; equal ones by id.</summary>
public enum CustomerOrder
{
    /// <summary>The largest weight first.</summary>
    WeightDescending,

    /// <summary>The lowest score first.</summary>
    ScoreAscending,
}
