using HealthScoring.Text;

namespace HealthScoring.Changes;

/// <summary>One cause of a score's change, and the points of the score it is worth.</summary>
public sealed class ScoreChangePart
{
    internal ScoreChangePart(ScoreChangeKind kind, string? name, double points, string detail)
        : this(new(kind, name, points + 0.0, Excerpt.OfLine($"{Label(kind, name)} {Number.Signed(points)} ({detail})")))
    {
    }

    internal ScoreChangePart(StoredChangePart data) => (Kind, Name, Points, Text) = data;

    /// <summary>What it comes from.</summary>
    public ScoreChangeKind Kind { get; }

    /// <summary>
    /// Whose change it is: the name of the metric or the guardrail, the author of the override, or the name of the segment or profile that the
    /// customer is in now; <see langword="null"/> for the base profile and for faults.
    /// </summary>
    public string? Name { get; }

    /// <summary>
    /// What it added to the score, in points: negative where the score fell by it. 0 where something changed that made no difference.
    /// </summary>
    public double Points { get; }

    /// <summary>The cause in a line, with its points rounded to one decimal: <c>usage-frequency -11.0 (18 → 6 active days)</c>.</summary>
    public string Text { get; }

    /// <summary>Whether its points print as other than 0.</summary>
    internal bool Shows => Prints(Points);

    /// <summary>The cause in a line.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;

    internal static bool Prints(double points) => Number.Points(points) != Number.Points(0);

    private static string Label(ScoreChangeKind kind, string? name) => kind switch
    {
        ScoreChangeKind.Override => "override",
        ScoreChangeKind.Fault => "fault",
        ScoreChangeKind.Segment => "segment",
        ScoreChangeKind.Profile => "profile",
        _ => name!,
    };
}
