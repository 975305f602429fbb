using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>
/// Writes a profile as JSON, defaults left out: readable, in the order its author gave and with curves as spelled; or canonical, with
/// whatever has no order of its own sorted by ordinal name and curves as knots.
/// </summary>
internal sealed class ProfileWriter
{
    // Names and descriptions are for people: letters of any script stay letters.
    private static readonly JsonWriterOptions ReadableOptions = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Utf8JsonWriter _json;
    private readonly bool _canonical;
    private readonly bool _texts;

    private ProfileWriter(Utf8JsonWriter json, bool canonical, bool texts) => (_json, _canonical, _texts) = (json, canonical, texts);

    public static string Readable(ScoringProfile profile) => Encoding.UTF8.GetString(Write(profile, ReadableOptions, canonical: false));

    public static byte[] Write(ScoringProfile profile, JsonWriterOptions options, bool canonical, bool texts = true)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, options))
            new ProfileWriter(json, canonical, texts).WriteProfile(profile);
        return buffer.WrittenSpan.ToArray();
    }

    public static string MemberOf(ConditionOperator comparison) => comparison switch
    {
        ConditionOperator.Below => "below",
        ConditionOperator.AtMost => "atMost",
        ConditionOperator.Above => "above",
        ConditionOperator.AtLeast => "atLeast",
        ConditionOperator.Between => "between",
        _ => "missing",
    };

    private void WriteProfile(ScoringProfile profile)
    {
        _json.WriteStartObject();
        // Where an editor finds the schema says nothing about scoring.
        if (!_canonical)
            Text("$schema", profile.Schema);
        _json.WriteString("name", profile.Name);
        ForPeople("description", profile.Description);
        WriteFormula(profile.Formula);
        NumberUnless(0, "minimumCoverage", profile.MinimumCoverage);
        List("dimensions", Sorted(profile.Dimensions, dimension => dimension.Name), WriteDimension);
        List("signals", Sorted(profile.Signals, signal => signal.Name), WriteSignal);
        List("guardrails", Sorted(profile.Guardrails, guardrail => guardrail.Name), WriteGuardrail);
        List("tiers", profile.TierList, WriteTier);
        List("actions", profile.Actions, WriteAction);
        List("segments", profile.Segments, WriteSegment);
        if (!profile.Tracking.IsNone)
            WriteTracking(profile.Tracking);
        // What a profile is meant to say does not change what it says.
        if (!_canonical)
            List("examples", profile.Examples, WriteExample);
        _json.WriteEndObject();
    }

    private void WriteFormula(Formula formula)
    {
        if (formula.Kind != FormulaKind.WeightedMean)
            _json.WriteString("formula", formula.Kind == FormulaKind.Points ? "points" : "lowest");
        NumberUnless(0, "initialPoints", formula.InitialPoints);
    }

    private void WriteDimension(Dimension dimension)
    {
        _json.WriteString("name", dimension.Name);
        ForPeople("description", dimension.Description);
        NumberUnless(1, "weight", dimension.Weight);
        WriteFormula(dimension.Formula);
        List("metrics", Sorted(dimension.Metrics, metric => metric.Name), WriteMetric);
    }

    private void WriteMetric(ProfileMetric metric)
    {
        _json.WriteString("name", metric.Name);
        ForPeople("description", metric.Description);
        ForPeople("unit", metric.Unit);
        NumberUnless(1, "weight", metric.Weight);
        _json.WritePropertyName("curve");
        WriteCurve(metric.Curve);
        if (metric.Missing.Kind == MissingPolicyKind.Required)
        {
            _json.WriteString("missing", "required");
        }
        else if (metric.Missing.Kind == MissingPolicyKind.Points)
        {
            _json.WriteStartObject("missing");
            Number("points", metric.Missing.FixedPoints);
            _json.WriteEndObject();
        }
        if (metric.Freshness is { } freshness)
        {
            _json.WriteString("freshFor", Duration.Text(freshness.FreshFor));
            _json.WriteString("staleAfter", Duration.Text(freshness.StaleAfter));
        }
    }

    private void WriteCurve(Curve curve) => Raw((_canonical ? curve.AsKnots() : curve).Shape switch
    {
        CurveShape.Ramp ramp => $$"""{ "{{ramp.Member}}": { "worst": {{Text(ramp.Worst)}}, "best": {{Text(ramp.Best)}} } }""",
        CurveShape.Target target => $$"""
            { "targetRange": { {{string.Join(", ", target.Corners.Select(corner => $"\"{corner.Member}\": {Text(corner.Value)}"))}} } }
            """,
        CurveShape.Pairs pairs => $$"""
            { "{{pairs.Member}}": [{{string.Join(", ", pairs.Values.Select(knot => $"[{Text(knot.X)}, {Text(knot.Points)}]"))}}] }
            """,
        _ => throw new UnreachableException(),
    });

    private void WriteSignal(Signal signal)
    {
        _json.WriteString("name", signal.Name);
        ForPeople("description", signal.Description);
        ForPeople("unit", signal.Unit);
    }

    private void WriteCondition(Condition when)
    {
        _json.WriteStartObject("when");
        _json.WriteString("metric", when.Metric);
        string member = MemberOf(when.Operator);
        if (when.Operator == ConditionOperator.Missing)
        {
            _json.WriteBoolean(member, true);
        }
        else if (when.Operator == ConditionOperator.Between)
        {
            _json.WritePropertyName(member);
            Raw($"[{Text(when.Bound)}, {Text(when.UpperBound)}]");
        }
        else
        {
            Number(member, when.Bound);
        }
        _json.WriteEndObject();
    }

    private void WriteGuardrail(Guardrail guardrail)
    {
        _json.WriteString("name", guardrail.Name);
        ForPeople("description", guardrail.Description);
        WriteCondition(guardrail.When);
        if (guardrail.Effect == GuardrailEffect.Unscored)
            _json.WriteBoolean("unscored", true);
        else
            Number(guardrail.Effect == GuardrailEffect.Cap ? "cap" : "floor", guardrail.Limit);
        if (guardrail.Immediate)
            _json.WriteBoolean("immediate", true);
    }

    private void WriteTier(Tier tier)
    {
        _json.WriteString("name", tier.Name);
        ForPeople("description", tier.Description);
        Number("from", tier.From);
    }

    private void WriteAction(ActionRule action)
    {
        _json.WriteString("name", action.Name);
        ForPeople("description", action.Description);
        if (action.Priority is { } priority)
            _json.WriteNumber("priority", priority);
        Text("tier", action.Tier);
        Text("driver", action.Driver);
        NumberUnless(1, "pointsLost", action.PointsLost);
        Text("guardrail", action.Guardrail);
        Text("segment", action.Segment);
        Text("coolDown", action.CoolDown?.ToString());
    }

    private void WriteSegment(Segment segment)
    {
        _json.WriteString("name", segment.Name);
        ForPeople("description", segment.Description);
        if (segment.When is { } when)
            WriteCondition(when);
        Map("weights", segment.Weights, value => _json.WriteNumberValue(value + 0.0));
        Map("curves", segment.Curves, WriteCurve);
        List("guardrails", Sorted(segment.Guardrails, guardrail => guardrail.Name), WriteGuardrail);
        Map("tiers", segment.Tiers, value => _json.WriteNumberValue(value + 0.0));
        List("actions", Sorted(segment.Actions, action => action.Name), WriteAction);
        if (segment.Without.Count == 0)
            return;
        _json.WriteStartArray("without");
        foreach (string name in Sorted([.. segment.Without.Distinct()], name => name))
            _json.WriteStringValue(name);
        _json.WriteEndArray();
    }

    private void WriteTracking(TrackingRules tracking)
    {
        _json.WriteStartObject("tracking");
        NumberUnless(0, "margin", tracking.Margin);
        Text("dwell", tracking.Dwell.IsNone ? null : tracking.Dwell.ToString());
        if (tracking.Drop is { } drop)
            Number("drop", drop);
        if (tracking.Rise is { } rise)
            Number("rise", rise);
        Text("window", tracking.Window == TrackingRules.DefaultWindow ? null : Duration.Text(tracking.Window));
        _json.WriteEndObject();
    }

    private void WriteExample(ProfileExample example)
    {
        _json.WriteString("name", example.Name);
        ForPeople("description", example.Description);
        _json.WriteStartObject("values");
        foreach ((string name, double value) in example.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Number(name, value);
        _json.WriteEndObject();
        Map("ages", example.Ages, age => _json.WriteStringValue(Duration.Text(age)));
        Text("segment", example.Segment);
        if (example.Score is { } score)
            Number("score", score);
        Text("tier", example.Tier);
        if (example.Unscored)
            _json.WriteBoolean("unscored", true);
    }

    private void ForPeople(string member, string? text) => Text(member, _texts ? text : null);

    private void Text(string member, string? value)
    {
        if (value is not null)
            _json.WriteString(member, value);
    }

    private void NumberUnless(double otherwise, string member, double value)
    {
        if (value != otherwise)
            Number(member, value);
    }

    // Curves and ranges read best on one line, which the indenting writer would not keep them on.
    private void Raw(string json) =>
        _json.WriteRawValue(_json.Options.Indented ? json : json.Replace(" ", "", StringComparison.Ordinal));

    // Adding zero turns -0 into 0: the same number must give the same fingerprint.
    private static string Text(double value) => HealthScoring.Text.Number.Text(value + 0.0);

    private void Number(string member, double value) => _json.WriteNumber(member, value + 0.0);

    private IReadOnlyList<T> Sorted<T>(IReadOnlyList<T> parts, Func<T, string> name) =>
        _canonical ? [.. parts.OrderBy(name, StringComparer.Ordinal)] : parts;

    private void List<T>(string member, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
            return;
        _json.WriteStartArray(member);
        foreach (T item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    // A map has no order; sorting it makes one.
    private void Map<T>(string member, IReadOnlyDictionary<string, T> map, Action<T> write)
    {
        if (map.Count == 0)
            return;
        _json.WriteStartObject(member);
        foreach ((string name, T value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            _json.WritePropertyName(name);
            write(value);
        }
        _json.WriteEndObject();
    }
}
