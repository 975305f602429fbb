using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>One thing that the customers of a pattern have in common.</summary>
public sealed record PatternItem
{
    private readonly string _text;

    private PatternItem(PatternItemKind kind, string name, string text) => (Kind, Name, _text) = (kind, name, text);

    /// <summary>What it is.</summary>
    public PatternItemKind Kind { get; }

    /// <summary>The metric, the segment or the label; empty for customers in no segment.</summary>
    public string Name { get; }

    /// <summary>The least value of a band; <see langword="null"/> for the lowest band, and for what is none.</summary>
    public double? From { get; private init; }

    /// <summary>The value that a band ends below; <see langword="null"/> for the highest band, and for what is none.</summary>
    public double? Below { get; private init; }

    /// <summary>The text of a label; <see langword="null"/> for what is none.</summary>
    public string? Label { get; private init; }

    /// <summary>The item in words.</summary>
    /// <returns>As in <c>logins below 4</c>, <c>nps missing</c>, <c>segment enterprise</c> or <c>industry is banking</c>.</returns>
    public override string ToString() => _text;

    internal static PatternItem Band(ProfileMetric metric, double? from, double? below, bool isWhole) =>
        new(PatternItemKind.Band, metric.Name, $"{metric.Name} {BandText.Of(from, below, isWhole, metric.Unit)}")
        {
            From = from,
            Below = below,
        };

    internal static PatternItem Missing(string metric) => new(PatternItemKind.Missing, metric, $"{metric} missing");

    internal static PatternItem InSegment(string? segment) =>
        new(PatternItemKind.Segment, segment ?? "", segment is null ? "in no segment" : $"segment {segment}");

    internal static PatternItem OfLabel(string label, string text) =>
        new(PatternItemKind.Label, label, $"{label} is {Excerpt.OfValue(text)}") { Label = text };
}
