namespace HealthScoring.Hosting;

/// <summary>Something that a run found and a handler is to hear of: a customer changed, or an action is due.</summary>
public sealed record HealthEvent
{
    /// <summary>The scoring's name; empty for the one without a name.</summary>
    public required string Scoring { get; init; }

    /// <summary>The customer's id.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The time of the score that it is about. With the scoring, the customer and <see cref="Ordinal"/> it identifies the event.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The event's place among those of the same score, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>What happened.</summary>
    public required HealthEventKind Kind { get; init; }

    /// <summary>The event in a line, in the words of the profile; without a customer's name.</summary>
    public required string Text { get; init; }

    /// <summary>The tier that counted before; <see langword="null"/> where the kind has none.</summary>
    public string? FromTier { get; init; }

    /// <summary>The tier that counts now; <see langword="null"/> where the kind has none.</summary>
    public string? ToTier { get; init; }

    /// <summary>The score before, 0 to 100; <see langword="null"/> where the kind has none.</summary>
    public double? FromScore { get; init; }

    /// <summary>The score now, 0 to 100; <see langword="null"/> where the kind has none.</summary>
    public double? ToScore { get; init; }

    /// <summary>The metric or signal that it is about; <see langword="null"/> where the kind has none.</summary>
    public string? Metric { get; init; }

    /// <summary>The action that is due; <see langword="null"/> unless <see cref="Kind"/> is <see cref="HealthEventKind.ActionDue"/>.</summary>
    public string? Action { get; init; }

    /// <summary>How many times a delivery has failed so far.</summary>
    public int Failures { get; init; }

    /// <summary>The names of the handlers that have handled it although another one failed.</summary>
    public IReadOnlyList<string> HandledBy { get; init; } = [];
}
