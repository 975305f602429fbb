using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HealthScoring.Profiles.Json;

/// <summary>
/// The one form of a profile that is hashed: whatever has no order of its own sorted by ordinal name, curves as knots, defaults left out,
/// no white space, and everything beyond ASCII escaped so that no Unicode version can change a byte.
/// </summary>
internal static class CanonicalForm
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    public static string Fingerprint(ScoringProfile profile) => Convert.ToHexStringLower(SHA256.HashData(Bytes(profile)));

    public static byte[] Bytes(ScoringProfile profile) => ProfileWriter.Write(Sorted(profile), Options);

    private static ScoringProfile Sorted(ScoringProfile profile) => new()
    {
        Name = profile.Name,
        Description = profile.Description,
        Formula = profile.Formula,
        MinimumCoverage = profile.MinimumCoverage,
        Dimensions = [.. ByName(profile.Dimensions, dimension => dimension.Name).Select(dimension => dimension.With(
            dimension.Weight, ByName(dimension.Metrics, metric => metric.Name).Select(metric => metric.With(curve: metric.Curve.AsKnots()))))],
        Signals = [.. ByName(profile.Signals, signal => signal.Name)],
        Guardrails = [.. ByName(profile.Guardrails, guardrail => guardrail.Name)],
        TierList = profile.TierList,
        Actions = profile.Actions,
        Segments = [.. profile.Segments.Select(segment => new Segment
        {
            Name = segment.Name,
            Description = segment.Description,
            When = segment.When,
            Weights = segment.Weights,
            Curves = segment.Curves.ToDictionary(pair => pair.Key, pair => pair.Value.AsKnots()),
            Guardrails = [.. ByName(segment.Guardrails, guardrail => guardrail.Name)],
            Tiers = segment.Tiers,
            Actions = [.. ByName(segment.Actions, action => action.Name)],
            Without = [.. segment.Without.Distinct().Order(StringComparer.Ordinal)],
        })],
    };

    private static IOrderedEnumerable<T> ByName<T>(IEnumerable<T> items, Func<T, string> name) => items.OrderBy(name, StringComparer.Ordinal);
}
