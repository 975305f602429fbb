using HealthScoring.Analysis;
using Microsoft.AspNetCore.Http;

namespace HealthScoring.AspNetCore;

/// <summary>What the endpoints show, and to whom. Read once, when they are mapped.</summary>
public sealed class HealthScoringEndpointOptions
{
    /// <summary>The header that every request that writes carries, with any value, such as <c>1</c>; no form of another site can send it.</summary>
    public const string WriteHeader = "X-Health-Scoring";

    /// <summary>The scoring's name in the store; empty, the default, for the one without a name.</summary>
    public string Scoring { get; set; } = "";

    /// <summary>
    /// Says which customers a request may see, such as those of the user's tenant; all of them if not set. Asked once per request. A request of which
    /// it throws is answered with 500.
    /// </summary>
    public Func<HttpContext, ValueTask<CustomerScope>>? CustomersFor { get; set; }

    /// <summary>
    /// Whether raw values of metrics are shown, with the sentences that name them; <see langword="false"/> if not set. Points, tiers and names are
    /// always shown.
    /// </summary>
    public bool ShowValues { get; set; }

    /// <summary>Whether overrides can be added and ended; <see langword="false"/> if not set: there are no endpoints that write then.</summary>
    public bool AllowOverrides { get; set; }

    /// <summary>The policy for adding and ending overrides, in addition to that of all endpoints; none if not set.</summary>
    public string? OverridePolicy { get; set; }

    /// <summary>
    /// How many customers a what-if scores at most, 0 or more; 100,000 if not set. Of a larger book it is an even sample. They are kept in memory,
    /// from the first what-if on, with what the last run measured. With 0 there is no what-if.
    /// </summary>
    public int WhatIfCustomers { get; set; } = 100_000;

    /// <summary>
    /// Gives the report that proves the score, such as one made after last night's run; there is none if not set, or where it gives
    /// <see langword="null"/>. Asked once per request: keep what takes long to make. A request of which it throws is answered with 500.
    /// </summary>
    public Func<HttpContext, ValueTask<EvidenceReport?>>? ReportFor { get; set; }

    /// <summary>Whether there is only the summary that is fit for a customer's own eyes; <see langword="false"/> if not set.</summary>
    public bool SummaryOnly { get; set; }

    internal HealthScoringEndpointOptions Copy() => (HealthScoringEndpointOptions)MemberwiseClone();
}
