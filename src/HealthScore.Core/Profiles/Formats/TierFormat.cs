using HealthScoring.Json;

namespace HealthScoring;

/// <summary>A tier in a profile.</summary>
internal static class TierFormat
{
    public static Tier Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, "name", "description", "from");
        return new(source.Name(), source.RequireNumber("from"), source.Text("description"));
    }

    public static void Write(Tier tier, PartWriter json)
    {
        json.Name(tier.Name);
        json.ForPeople("description", tier.Description);
        json.Number("from", tier.From);
    }

    /// <summary>Judges a tier by itself; its start is judged with those of the others.</summary>
    public static void Check(Tier tier, PartCheck at) => at.At("description").Text(tier.Description);

    /// <summary>Judges the starts of all tiers together.</summary>
    /// <param name="tiers">The tiers, as they are declared or as a segment varies them.</param>
    /// <param name="list">Where the list stands.</param>
    /// <param name="startOf">Where the start of a tier stands, by its index.</param>
    public static void CheckStarts(IReadOnlyList<Tier> tiers, PartCheck list, Func<int, PartCheck> startOf)
    {
        // A start that could not be read is an error already; judging its neighbours by it would only add noise.
        if (Enumerable.Range(0, tiers.Count).Any(i => startOf(i).IsFaulty))
            return;
        foreach (TierProblem problem in TierScale.Problems(tiers))
        {
            if (tiers.Count == 0)
                list.Add("[]", problem.Problem, problem.Remedy);
            else
                startOf(problem.Index).Add(tiers[problem.Index].From, problem.Problem, problem.Remedy);
        }
    }
}
