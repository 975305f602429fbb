namespace HealthScoring.Analysis;

/// <summary>How an <see cref="EvidenceReport"/> is written.</summary>
public sealed class EvidenceReportOptions
{
    /// <summary>The title; "Is the score true?" with the profile's name if not given.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Whether customers are named by their ids. <see langword="false"/> if not given: then neither an id nor a name of a customer is in the report,
    /// so that it may be sent around.
    /// </summary>
    public bool IncludeCustomers { get; init; }
}
