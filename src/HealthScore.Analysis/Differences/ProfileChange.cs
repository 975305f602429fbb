namespace HealthScoring.Analysis;

/// <summary>One difference between two profiles.</summary>
public sealed class ProfileChange
{
    internal ProfileChange(string path, ProfileChangeKind kind, string text)
    {
        Path = path;
        Kind = kind;
        Text = text;
    }

    /// <summary>
    /// Where, as a path of members in which a name stands for the part that has it, as in <c>dimensions.sentiment.metrics.nps.weight</c> or
    /// <c>guardrails['invoice-overdue'].cap</c>. The place in the profile after the change; of what was removed, the place before.
    /// </summary>
    public string Path { get; }

    /// <summary>What happened.</summary>
    public ProfileChangeKind Kind { get; }

    /// <summary>What happened, as one line for a reviewer: <c>weight of nps 1 → 2: 10.0 % → 18.2 % of the score</c>.</summary>
    public string Text { get; }

    /// <summary>What happened, as one line.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
