using System.Text.Json.Serialization.Metadata;

namespace HealthScoring.Tracking;

/// <summary>Lets a host's own serializer write steps and events without reflection.</summary>
public static class TrackingJson
{
    /// <summary>
    /// Describes <see cref="TrackingStep"/>, <see cref="TrackingEvent"/> and their parts to System.Text.Json, for
    /// <c>JsonSerializerOptions.TypeInfoResolverChain</c>. They are written only; a state is stored by <see cref="TrackingState.ToJson"/>.
    /// </summary>
    public static IJsonTypeInfoResolver TypeInfoResolver => TrackingJsonContext.Default;
}
