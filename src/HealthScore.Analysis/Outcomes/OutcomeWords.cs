namespace HealthScoring.Analysis;

/// <summary>What customers did, in the words of an outcome.</summary>
internal static class OutcomeWords
{
    /// <summary>The outcome itself, as it is asked for.</summary>
    public static string Happened(Outcome outcome) => outcome == Outcome.Churned ? "churned" : "expanded";

    /// <summary>What those with the outcome did.</summary>
    public static string Did(Outcome outcome) => outcome == Outcome.Churned ? "left" : "expanded";

    /// <summary>What those without the outcome did.</summary>
    public static string DidNot(Outcome outcome) => outcome == Outcome.Churned ? "stayed" : "did not expand";
}
