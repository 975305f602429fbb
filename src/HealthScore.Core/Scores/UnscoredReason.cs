namespace HealthScoring;

/// <summary>Why a customer has no score.</summary>
public sealed class UnscoredReason
{
    internal UnscoredReason(UnscoredKind kind, string text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>The kind of reason.</summary>
    public UnscoredKind Kind { get; }

    /// <summary>The reason in words, as in <c>the required metric nps is missing</c>.</summary>
    public string Text { get; }

    /// <summary>The reason in words.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
