using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>What a missing value does, in a metric.</summary>
internal static class MissingPolicyFormat
{
    public static MissingPolicy Read(SourceNode node, SourceErrors errors)
    {
        if (node.Kind == JsonTokenType.StartObject)
            return MissingPolicy.Points(new SourceObject(node, errors, "points").RequireNumber("points"));
        switch (node.Text)
        {
            case "exclude":
                return MissingPolicy.Exclude;
            case "required":
                return MissingPolicy.Required;
            default:
                errors.Add(node, $"unknown missing policy {node.Raw}", "use \"exclude\", \"required\" or { \"points\": 50 }");
                return MissingPolicy.Exclude;
        }
    }

    public static void Write(MissingPolicy policy, PartWriter json)
    {
        if (policy.Kind == MissingPolicyKind.Required)
            json.Text("missing", "required");
        else if (policy.Kind == MissingPolicyKind.Points)
            json.Object("missing", policy, (missing, points) => points.Number("points", missing.FixedPoints));
    }

    /// <summary>Checks fixed points.</summary>
    public static void CheckPoints(double points, PartCheck at, bool anyPoints)
    {
        const double Largest = FormulaFormat.LargestPoints;
        if (anyPoints ? points is >= -Largest and <= Largest : points is >= 0 and <= 100)
            return;
        at.Add(points, $"{Number.Text(points)} points are out of range", anyPoints
            ? "keep points between -1e9 and 1e9"
            : "give points from 0 to 100; only the formula \"points\" goes beyond");
    }
}
