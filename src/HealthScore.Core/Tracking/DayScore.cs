using System.Text.Json.Serialization;

namespace HealthScoring.Tracking;

/// <summary>The highest or the lowest score of a day (UTC), or of the part of it that still matters.</summary>
internal record struct DayScore([property: JsonRequired] DateOnly Day, double Score)
{
    // A negative zero is a zero.
    [JsonRequired]
    public double Score { readonly get; set => field = value + 0.0; } = Score + 0.0;
}
