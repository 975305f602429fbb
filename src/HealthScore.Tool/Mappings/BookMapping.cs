namespace HealthScoring.Tool.Mappings;

/// <summary>Which column of a file is what.</summary>
internal sealed record BookMapping
{
    /// <summary>The heading of the column with the customers' ids.</summary>
    public required string Customer { get; init; }

    /// <summary>The heading of the column with the time of each row; null where all rows are of one time.</summary>
    public string? AsOf { get; init; }

    /// <summary>The heading of the column that names the segment; null where the profile's own conditions decide alone.</summary>
    public string? Segment { get; init; }

    /// <summary>The column with what a customer weighs, such as its revenue; null where none has a weight.</summary>
    public ValueColumn? Weight { get; init; }

    /// <summary>The column that says whether something was done to keep the customer; null where none does.</summary>
    public ValueColumn? Treated { get; init; }

    /// <summary>The columns of metrics and signals, by name.</summary>
    public IReadOnlyDictionary<string, ValueColumn> Metrics { get; init; } = new Dictionary<string, ValueColumn>();

    /// <summary>The headings of labels' columns, by name.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Metrics, signals and labels that the file does not have: missing for every customer.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>What customers did; null where the file does not say.</summary>
    public OutcomeColumn? Outcome { get; init; }

    /// <summary>How the cells are written.</summary>
    public TableFormat Format { get; init; } = TableFormat.Plain;
}
