using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>An example in a profile. Examples do not change what a profile means: the canonical form has no examples.</summary>
internal static class ExampleFormat
{
    public static ProfileExample Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, "name", "description", "values", "labels", "ages", "segment", "score", "tier", "unscored");
        if (source.Find("unscored") is { Kind: not JsonTokenType.True } unscored)
            errors.Add(unscored, $"\"unscored\" is {unscored.Raw}", "write \"unscored\": true, or give a score or a tier");
        source.Require("values", "give the customer's numbers: { \"metric\": 5, … }");
        return new()
        {
            Name = source.Name(),
            Description = source.Text("description"),
            Values = source.Map("values", source.NumberOf).AsReadOnly(),
            Labels = source.Map("labels", source.TextOf).AsReadOnly(),
            Ages = source.Map("ages", age => source.DurationOf(age).GetValueOrDefault()).AsReadOnly(),
            Segment = source.Text("segment"),
            Score = source.Number("score"),
            Tier = source.Text("tier"),
            Unscored = source.Find("unscored") is { Kind: JsonTokenType.True },
        };
    }

    public static void Write(ProfileExample example, PartWriter json)
    {
        json.Name(example.Name);
        json.ForPeople("description", example.Description);
        json.RequiredNumbers("values", example.Values);
        json.Texts("labels", example.Labels, text => text);
        json.Texts("ages", example.Ages, Duration.Text);
        json.Text("segment", example.Segment);
        json.Number("score", example.Score);
        json.Text("tier", example.Tier);
        json.Flag("unscored", example.Unscored);
    }

    public static void Check(ProfileExample example, PartCheck at)
    {
        at.At("description").Text(example.Description);
        at.Each("values", example.Values, (name, value, item) =>
        {
            item.Reference("metric", name, at.Declared.Metrics, at.Declared.Labels.Contains(name) ? "give the text under \"labels\"; " : "");
            if (!double.IsFinite(value))
                item.Add(value, $"{Number.Text(value)} is not a finite number", "give a finite number, or leave it out where it is missing");
        });
        at.Each("labels", example.Labels, (name, text, item) =>
        {
            item.Reference("label", name, at.Declared.Labels);
            item.Text(text);
        });
        at.Each("ages", example.Ages, (name, age, item) => CheckAge(example, name, age, item));
        at.At("segment").Reference("segment", example.Segment, at.Declared.Segments);
        at.At("tier").Reference("tier", example.Tier, at.Declared.Tiers);
        if (example.Score is { } score)
            at.At("score").Score(score);
        if (example is { Unscored: true } and not { Score: null, Tier: null })
            at.Add(null, $"example '{example.Name}' is unscored and has a score or a tier", "give one or the other");
        if (example is { Unscored: false, Score: null, Tier: null } && !at.HasFaultWithin)
            at.Add(null, $"example '{example.Name}' expects nothing", "give a score, a tier, or \"unscored\": true");
    }

    private static void CheckAge(ProfileExample example, string name, TimeSpan age, PartCheck at)
    {
        at.Reference("metric", name, at.Declared.Metrics);
        if (!example.Values.ContainsKey(name))
            at.Add(null, $"there is an age and no value of '{name}'", "give the value too, or remove the age");
        else if (!at.Declared.MayFade(name) && at.Declared.Metrics.Contains(name))
            at.Add(null, $"the age of '{name}' means nothing", "give the metric \"freshFor\" and \"staleAfter\", or remove the age");
        if (age < TimeSpan.Zero || age > Duration.Longest || !Duration.IsWhole(age))
        {
            at.AddText(Duration.Text(age), $"{Duration.Text(age)} is not an age",
                $"use whole hours or days, 0 or more and at most {Duration.Text(Duration.Longest)}");
        }
    }
}
