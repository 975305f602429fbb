using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>Which numbers of a metric or signal are values: members that stand in it.</summary>
internal static class AcceptedFormat
{
    public const string Valid = "valid", MissingValues = "missingValues", Whole = "whole";

    public static AcceptedValues? Read(SourceObject source)
    {
        ValueRange? valid = null;
        if (source.Find(Valid) is { } range)
        {
            (double from, double to) = source.PairOf(range, "write [from, to]");
            valid = new(from, to);
        }
        double[] missing = [.. source.Items(MissingValues).Select(source.NumberOf)];
        return AcceptedValues.Of(valid, missing, source.YesOrNo(Whole));
    }

    public static void Write(AcceptedValues? accepted, PartWriter json)
    {
        if (accepted is null)
            return;
        if (accepted.Valid is { } valid)
            json.OneLine(Valid, $"[{CurveFormat.Text(valid.From)}, {CurveFormat.Text(valid.To)}]");
        if (accepted.MissingValues.Count > 0)
            json.OneLine(MissingValues, $"[{string.Join(", ", accepted.MissingValues.Select(CurveFormat.Text))}]");
        json.Flag(Whole, accepted.Whole);
    }

    public static void Check(AcceptedValues? accepted, PartCheck at)
    {
        if (accepted is null)
            return;
        PartCheck missing = at.At(MissingValues);
        foreach (double value in accepted.MissingValues.Where(value => !double.IsFinite(value) && !missing.HasFaultWithin))
            NotFinite(missing, value);
        if (accepted.Valid is not { } valid || at.At(Valid).HasFaultWithin)
            return;
        if (!double.IsFinite(valid.From) || !double.IsFinite(valid.To))
            NotFinite(at.At(Valid), double.IsFinite(valid.From) ? valid.To : valid.From);
        else if (valid.To < valid.From)
            at.At(Valid).Add(null, $"the range from {Number.Text(valid.From)} to {Number.Text(valid.To)} is empty", "give the smaller bound first");
        else if (accepted.Within([valid]).Count == 0)
            at.At(Valid).Add(null, $"no number from {Number.Text(valid.From)} to {Number.Text(valid.To)} is a value", "give a wider range");
    }

    private static void NotFinite(PartCheck at, double value) =>
        at.Add(value, $"{Number.Text(value)} is not a finite number", "give a finite number");
}
