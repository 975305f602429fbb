using System.Text.Json;
using HealthScoring.Json;

namespace HealthScoring;

/// <summary>What a fault does, in a metric or as the profile's default.</summary>
internal static class FaultPolicyFormat
{
    public const string Member = "onFault";

    public static FaultPolicy? Read(SourceObject source) => source.Value(Member, Read);

    public static void Write(FaultPolicy? policy, PartWriter json)
    {
        if (policy?.Kind == FaultPolicyKind.Points)
            json.Object(Member, policy, (fault, points) => points.Number("points", fault.FixedPoints));
        else
            json.Text(Member, policy is null ? null : policy.Kind == FaultPolicyKind.Required ? "required" : "missing");
    }

    public static void Check(FaultPolicy? policy, PartCheck at, bool anyPoints) =>
        MissingPolicyFormat.CheckPoints(policy?.FixedPoints ?? 0, at.At(Member).At("points"), anyPoints);

    private static FaultPolicy Read(SourceNode node, SourceErrors errors)
    {
        if (node.Kind == JsonTokenType.StartObject)
            return FaultPolicy.Points(new SourceObject(node, errors, "points").RequireNumber("points"));
        switch (node.Text)
        {
            case "missing":
                return FaultPolicy.AsMissing;
            case "required":
                return FaultPolicy.Required;
            default:
                errors.Add(node, $"unknown fault policy {node.Raw}", "use \"missing\", \"required\" or { \"points\": 0 }");
                return FaultPolicy.AsMissing;
        }
    }
}
