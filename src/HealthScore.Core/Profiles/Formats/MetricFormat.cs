using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A metric in a profile.</summary>
internal static class MetricFormat
{
    public static ProfileMetric Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, "name", "description", "unit", "weight", "curve", "missing", FaultPolicyFormat.Member,
            "freshFor", "staleAfter", AcceptedFormat.Valid, AcceptedFormat.MissingValues, AcceptedFormat.Whole);
        return new()
        {
            Name = source.Name(),
            Description = source.Text("description"),
            Unit = source.Text("unit"),
            Weight = source.Number("weight", 1),
            Curve = source.Require("curve", "give a curve such as { \"linear\": { \"worst\": 0, \"best\": 20 } }") is { } curve
                ? CurveFormat.Read(curve, errors)
                : CurveFormat.Placeholder,
            Missing = source.Value("missing", MissingPolicyFormat.Read) ?? MissingPolicy.Exclude,
            OnFault = FaultPolicyFormat.Read(source),
            Freshness = ReadFreshness(source),
            Accepted = AcceptedFormat.Read(source),
        };
    }

    public static void Write(ProfileMetric metric, PartWriter json)
    {
        json.Name(metric.Name);
        json.ForPeople("description", metric.Description);
        json.ForPeople("unit", metric.Unit);
        json.NumberUnless(1, "weight", metric.Weight);
        json.OneLine("curve", CurveFormat.Text(metric.Curve, json));
        MissingPolicyFormat.Write(metric.Missing, json);
        FaultPolicyFormat.Write(metric.OnFault, json);
        json.Text("freshFor", metric.Freshness is { } fresh ? Duration.Text(fresh.FreshFor) : null);
        json.Text("staleAfter", metric.Freshness is { } stale ? Duration.Text(stale.StaleAfter) : null);
        AcceptedFormat.Write(metric.Accepted, json);
    }

    public static void Check(ProfileMetric metric, PartCheck at, bool anyPoints)
    {
        at.At("description").Text(metric.Description);
        at.At("unit").Text(metric.Unit);
        at.At("weight").Weight(metric.Weight);
        if (!anyPoints)
            CurveFormat.CheckPoints(metric.Curve, at.At("curve"));
        MissingPolicyFormat.CheckPoints(metric.Missing.FixedPoints, at.At("missing").At("points"), anyPoints);
        FaultPolicyFormat.Check(metric.OnFault, at, anyPoints);
        CheckFreshness(metric.Freshness, at);
        AcceptedFormat.Check(metric.Accepted, at);
    }

    private static Freshness? ReadFreshness(SourceObject source)
    {
        if (!source.Has("freshFor") && !source.Has("staleAfter"))
            return null;
        TimeSpan? fresh = source.Require("freshFor", "say how old it may be and still count fully, such as \"90 days\"") is { } freshFor
            ? source.DurationOf(freshFor) : null;
        TimeSpan? stale = source.Require("staleAfter", "say from what age on it no longer counts, such as \"180 days\"") is { } staleAfter
            ? source.DurationOf(staleAfter) : null;
        return fresh is null || stale is null ? null : new(fresh.Value, stale.Value);
    }

    private static void CheckFreshness(Freshness? freshness, PartCheck at)
    {
        if (freshness is null || !at.At("freshFor").Time(freshness.FreshFor, TimeSpan.Zero)
            || !at.At("staleAfter").Time(freshness.StaleAfter, TimeSpan.Zero) || freshness.StaleAfter > freshness.FreshFor)
        {
            return;
        }
        at.At("staleAfter").AddText(Duration.Text(freshness.StaleAfter),
            $"{Duration.Text(freshness.StaleAfter)} is not more than \"freshFor\", {Duration.Text(freshness.FreshFor)}",
            "let it fade for some time, so that it does not vanish at once");
    }
}
