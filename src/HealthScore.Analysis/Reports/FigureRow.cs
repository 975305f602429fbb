namespace HealthScoring.Analysis.Reports;

/// <summary>A row of a figure: a name, its numbers in words, and what is drawn of them.</summary>
/// <param name="Name">What the row is about.</param>
/// <param name="Words">What is drawn, in words.</param>
internal sealed record FigureRow(string Name, string Words)
{
    /// <summary>How far a bar goes from 0.</summary>
    public double? Bar { get; init; }

    /// <summary>Where a filled dot is.</summary>
    public double? Dot { get; init; }

    /// <summary>Where a ring is, which the dot is compared with.</summary>
    public double? Ring { get; init; }

    /// <summary>Where the interval of the dot begins.</summary>
    public double? Lower { get; init; }

    /// <summary>Where the interval of the dot ends.</summary>
    public double? Upper { get; init; }
}
