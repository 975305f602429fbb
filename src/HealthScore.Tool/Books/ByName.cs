using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Tables;

namespace HealthScoring.Tool.Books;

/// <summary>The mapping of a file whose columns are named as the profile's metrics.</summary>
internal static class ByName
{
    /// <summary>Maps columns by their names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="profiles">The profiles whose metrics and labels are read.</param>
    public static BookMapping MappingOf(string path, IReadOnlyList<ScoringProfile> profiles)
    {
        using TableSource source = TableSource.Open(path, TableFormat.Plain);
        HashSet<string> headers = [.. source.Headers];
        HashSet<string> labels = [.. profiles.SelectMany(profile => profile.Labels)];
        return new()
        {
            Customer = "customer",
            AsOf = headers.Contains("as-of") ? "as-of" : null,
            Segment = headers.Contains("segment") ? "segment" : null,
            Weight = headers.Contains("weight") ? new("weight") : null,
            Metrics = profiles.SelectMany(profile => profile.MetricNames).Distinct(StringComparer.Ordinal).Where(name => !labels.Contains(name))
                .ToDictionary(name => name, name => new ValueColumn(name) { AgeInDays = headers.Contains($"{name}-age") ? $"{name}-age" : null },
                    StringComparer.Ordinal),
            Labels = labels.ToDictionary(name => name, name => name, StringComparer.Ordinal),
        };
    }
}
