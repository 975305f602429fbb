namespace HealthScoring.Tests.Properties;

/// <summary>Which numbers of a metric or signal are values.</summary>
public sealed record AcceptedDraft(ValueRange? Valid, double[] MissingValues, bool Whole)
{
    /// <summary>Why a number is none; null where it is one.</summary>
    public MissingReason? Refused(double number)
    {
        if (MissingValues.Any(missing => missing == number))
            return MissingReason.StandsForMissing;
        if (Valid is { } valid && (number < valid.From || number > valid.To))
            return MissingReason.OutOfRange;
        return Whole && number % 1 != 0 ? MissingReason.NotWhole : null;
    }
}
