using HealthScoring.Json;

namespace HealthScoring;

/// <summary>A signal in a profile.</summary>
internal static class SignalFormat
{
    public static Signal Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, "name", "description", "unit", AcceptedFormat.Valid,
            AcceptedFormat.MissingValues, AcceptedFormat.Whole);
        return new(source.Name(), source.Text("unit"), source.Text("description"), AcceptedFormat.Read(source));
    }

    public static void Write(Signal signal, PartWriter json)
    {
        json.Name(signal.Name);
        json.ForPeople("description", signal.Description);
        json.ForPeople("unit", signal.Unit);
        AcceptedFormat.Write(signal.Accepted, json);
    }

    public static void Check(Signal signal, PartCheck at)
    {
        at.At("unit").Text(signal.Unit);
        at.At("description").Text(signal.Description);
        AcceptedFormat.Check(signal.Accepted, at);
    }
}
