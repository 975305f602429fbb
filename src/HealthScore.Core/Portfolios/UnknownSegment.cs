using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>A segment that the host named for customers and that the profile does not have.</summary>
public sealed class UnknownSegment
{
    private readonly string? _nearest;

    internal UnknownSegment(NamedCustomers data, IEnumerable<string> known)
    {
        (Name, Customers) = data;
        _nearest = Suggestion.Nearest(Name, known);
    }

    /// <summary>The name as the host gave it.</summary>
    public string Name { get; }

    /// <summary>For how many customers the host named it.</summary>
    public long Customers { get; }

    /// <summary>The name and its customers in a line, with the profile's segment that was probably meant.</summary>
    /// <returns>As in <c>'Enterprise': 12 customers; did you mean 'enterprise'?</c>.</returns>
    public override string ToString() =>
        $"'{Excerpt.OfValue(Name)}': {Number.Counted(Customers, "customer")}{(_nearest is null ? "" : $"; did you mean '{_nearest}'?")}";
}
