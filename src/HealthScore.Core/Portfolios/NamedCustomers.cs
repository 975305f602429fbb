using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>How many customers have a name that somebody else chose, as it is stored.</summary>
internal record struct NamedCustomers([property: JsonRequired] string Name, [property: JsonRequired] long Customers);
