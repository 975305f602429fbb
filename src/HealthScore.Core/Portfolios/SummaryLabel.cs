using System.Text.Json.Serialization;

namespace HealthScoring.Portfolios;

/// <summary>What a summary holds of a label.</summary>
/// <param name="Label">The label's name.</param>
/// <param name="Named">The texts that conditions of the profile name, in ordinal order.</param>
/// <param name="OtherCustomers">The customers with any other text.</param>
/// <param name="Other">The first of the other texts, in ordinal order.</param>
internal record struct SummaryLabel(
    [property: JsonRequired] string Label, [property: JsonRequired] List<string> Named, [property: JsonRequired] long OtherCustomers,
    [property: JsonRequired] List<NamedCustomers> Other);
