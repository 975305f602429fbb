using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Whether a score means in a segment what it means in the whole book.</summary>
public sealed class SegmentOutcome
{
    internal SegmentOutcome(string? segment, RateOfRows rate, double expected, Separation? separation, double adjustedP)
    {
        (Segment, Rows, Events, ExpectedEvents, Separation, AdjustedP) = (segment, rate.Rows, rate.Events, expected, separation, adjustedP);
        double each = expected / rate.Rows;
        (double lower, double upper) = rate.Exact;
        if (expected > 0)
            (Ratio, Lower, Upper) = (rate.Events / expected, lower / each, upper / each);
    }

    /// <summary>The segment's name; <see langword="null"/> for the base profile.</summary>
    public string? Segment { get; }

    /// <summary>How many rows it has.</summary>
    public int Rows { get; }

    /// <summary>How many of them had the outcome.</summary>
    public int Events { get; }

    /// <summary>How many would have had it by the book's risk at their scores.</summary>
    public double ExpectedEvents { get; }

    /// <summary>How many times as many as that had it; <see langword="null"/> where none was to be expected.</summary>
    public double? Ratio { get; }

    /// <summary>The lower end of the ratio's exact 95 % interval, by customers, as if the expectation were known.</summary>
    public double? Lower { get; }

    /// <summary>The upper end of that interval.</summary>
    public double? Upper { get; }

    /// <summary>How well the score separates within the segment; <see langword="null"/> where all fared alike.</summary>
    public Separation? Separation { get; }

    /// <summary>
    /// The probability of as many or as few where the segment is as the book, corrected for the number of segments (Y. Benjamini and Y. Hochberg,
    /// JRSS B 57 (1995) 289).
    /// </summary>
    public double AdjustedP { get; }

    /// <summary>The outcome in a line.</summary>
    /// <returns>As in <c>enterprise: 4 of 120, 0.5 times as many as at the same scores elsewhere (0.1 to 1.2)</c>.</returns>
    public override string ToString() => $"{Segment ?? "base profile"}: {Number.Count(Events)} of {Number.Count(Rows)}"
        + (Ratio is { } ratio
            ? $", {Number.Points(ratio)} times as many as the book's risk says ({Number.Points(Lower!.Value)} to {Number.Points(Upper!.Value)})"
            : "");
}
