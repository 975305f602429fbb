using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>The customers with a name that the profile does not have, as they are stored, and the first of these names in ordinal order.</summary>
internal record struct TalliedNames([property: JsonRequired] long Customers, [property: JsonRequired] List<NamedCustomers> First);
