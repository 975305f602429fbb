using HealthScoring.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace HealthScoring.AspNetCore;

/// <summary>Which customers a request lists, as its query says; checked by <see cref="Filter"/>.</summary>
internal sealed record CustomerListRequest
{
    /// <summary>Only those for which this tier counts.</summary>
    [FromQuery(Name = "tier")]
    public string? Tier { get; init; }

    /// <summary>Only those for which no tier counts.</summary>
    [FromQuery(Name = "withoutTier")]
    public string? WithoutTier { get; init; }

    /// <summary>Only those of this segment.</summary>
    [FromQuery(Name = "segment")]
    public string? Segment { get; init; }

    /// <summary>Only those that this metric cost most points.</summary>
    [FromQuery(Name = "driver")]
    public string? Driver { get; init; }

    /// <summary>By weight or by score.</summary>
    [FromQuery(Name = "order")]
    public string? Order { get; init; }

    /// <summary>How many at most.</summary>
    [FromQuery(Name = "count")]
    public string? Count { get; init; }

    /// <summary>What the page before has as next.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    public CustomerFilter Filter(QueryReading reading)
    {
        CustomerFilter filter = new()
        {
            Tier = reading.Name("tier", Tier),
            WithoutTier = reading.Flag("withoutTier", WithoutTier),
            Segment = reading.Name("segment", Segment),
            Driver = reading.Name("driver", Driver),
            Order = reading.Order("order", Order),
            Count = reading.Count("count", Count, CustomerFilter.MostCount, otherwise: 100),
            After = reading.Position("after", After),
        };
        if (Tier is not null && filter.WithoutTier)
            reading.Add("withoutTier", "Ask for a tier or for customers without one.");
        return filter;
    }
}
