using System.Globalization;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>Reads a summary from JSON, and lists everything that is wrong with it: first its form, then what no summary can hold.</summary>
internal sealed class SummaryReader(StoredErrors errors)
{
    private static readonly StoredFormat<SummaryData> Format = new("portfolio summary", "give one that was stored", new SummaryContract());

    public static SummaryData Read(string json) => Format.Read(json, (data, errors) => new SummaryReader(errors).Check(data));

    public static string Write(SummaryData data) => Format.Write(data);

    private void Check(SummaryData data)
    {
        errors.CheckVersion(data.FormatVersion, SummaryData.Version);
        errors.CheckFingerprint("$.fingerprint", data.Fingerprint);
        CheckGroup("$.all", data.All, isNamed: false);
        for (int i = 0; i < data.Segments.Count; i++)
            CheckGroup(JsonPath.Item("$.segments", i), data.Segments[i], isNamed: i > 0);
        if (!errors.HasFaultWithin("$.all") && !errors.HasFaultWithin("$.segments"))
            CheckParts(data);
        errors.CheckOrder("$.unknownSegments", data.UnknownSegments.Select(unknown => unknown.Name));
        for (int i = 0; i < data.UnknownSegments.Count; i++)
            CheckRange($"{JsonPath.Item("$.unknownSegments", i)}.customers", data.UnknownSegments[i].Customers, data.All.CustomersOfUnknownSegment);
        errors.CheckOrder("$.labels", data.Labels.Select(label => label.Label));
        for (int i = 0; i < data.Labels.Count; i++)
        {
            string path = JsonPath.Item("$.labels", i);
            CheckRange($"{path}.otherCustomers", data.Labels[i].OtherCustomers, data.All.Customers);
            errors.CheckOrder($"{path}.named", data.Labels[i].Named);
            errors.CheckOrder($"{path}.other", data.Labels[i].Other.Select(other => other.Name));
            for (int j = 0; j < data.Labels[i].Other.Count; j++)
                CheckRange($"{JsonPath.Item($"{path}.other", j)}.customers", data.Labels[i].Other[j].Customers, data.Labels[i].OtherCustomers);
        }
    }

    private void CheckParts(SummaryData data)
    {
        string[] Names(SummaryGroup group) => [.. group.Tiers.Select(tier => tier.Tier!), "",
            .. group.Metrics.Select(metric => metric.Metric).Order(StringComparer.Ordinal), "", .. group.Signals.Select(signal => signal.Signal)];
        string[] names = Names(data.All);
        for (int i = 0; i < data.Segments.Count; i++)
        {
            if (!Names(data.Segments[i]).SequenceEqual(names, StringComparer.Ordinal))
                errors.Add(JsonPath.Item("$.segments", i), null, "its tiers, metrics or signals are not those of \"all\"");
        }
        CheckSum("$.segments", data.Segments.Sum(group => (decimal)group.Customers), data.All.Customers);
    }

    private void CheckGroup(string path, SummaryGroup group, bool isNamed)
    {
        if (group.Segment is not null)
            errors.CheckName($"{path}.segment", group.Segment);
        if (group.Segment is not null != isNamed)
            errors.Add($"{path}.segment", null, isNamed ? "the segment has no name" : "there is a segment where there is none");
        CheckRange($"{path}.customers", group.Customers, 1L << 53);
        CheckRange($"{path}.customersWithoutWeight", group.CustomersWithoutWeight, group.Customers);
        CheckRange($"{path}.scored", group.Scored, group.Customers);
        CheckRange($"{path}.faultyCustomers", group.FaultyCustomers, group.Customers);
        CheckRange($"{path}.customersOfUnknownSegment", group.CustomersOfUnknownSegment, group.Customers);
        if (group.Weight is { } weight)
            CheckRange($"{path}.weight", weight, double.MaxValue);
        CheckMean($"{path}.meanScore", group.MeanScore, 100, group.Scored > 0);
        CheckMean($"{path}.meanCoverage", group.MeanCoverage, 1, group.Customers > 0);
        if (group.WeightedMeanScore is { } mean)
            CheckRange($"{path}.weightedMeanScore", mean, 100);

        CheckTier($"{path}.unscored", group.Unscored, group, isNamed: false);
        for (int i = 0; i < group.Tiers.Count; i++)
            CheckTier(JsonPath.Item($"{path}.tiers", i), group.Tiers[i], group, isNamed: true);
        CheckSum($"{path}.tiers", group.Tiers.Append(group.Unscored).Sum(tier => (decimal)tier.Customers), group.Customers);
        if (group.Histogram.Count != GroupTally.Bins)
            errors.Add($"{path}.histogram", null, $"there are {group.Histogram.Count} counts, not {GroupTally.Bins}");
        for (int i = 0; i < group.Histogram.Count; i++)
            CheckRange(JsonPath.Item($"{path}.histogram", i), group.Histogram[i], group.Scored);
        CheckSum($"{path}.histogram", group.Histogram.Sum(count => (decimal)count), group.Scored);
        for (int i = 0; i < group.Metrics.Count; i++)
            CheckMetric(JsonPath.Item($"{path}.metrics", i), group.Metrics[i], group);
        for (int i = 0; i < group.Signals.Count; i++)
        {
            errors.CheckName($"{JsonPath.Item($"{path}.signals", i)}.signal", group.Signals[i].Signal);
            CheckRange($"{JsonPath.Item($"{path}.signals", i)}.missing", group.Signals[i].Missing, group.Customers);
        }
        CheckOnce(path, group.Metrics.Select(metric => metric.Metric).Concat(group.Signals.Select(signal => signal.Signal)));
    }

    private void CheckTier(string path, SummaryTier tier, SummaryGroup group, bool isNamed)
    {
        if (tier.Tier is not null)
            errors.CheckName($"{path}.tier", tier.Tier);
        if (tier.Tier is not null != isNamed)
            errors.Add($"{path}.tier", null, isNamed ? "the tier has no name" : "there is a tier where there is none");
        CheckRange($"{path}.customers", tier.Customers, group.Customers);
        if (tier.Share != SummaryTier.ShareOf(tier.Customers, group.Customers))
            errors.Add($"{path}.share", null, "the share is not that of the customers");
        if (tier.Weight is null != group.Weight is null)
            errors.Add($"{path}.weight", null, "only one of the group and its tier has a weight");
        CheckRange($"{path}.weight", tier.Weight ?? 0, double.MaxValue);
        CheckRange($"{path}.weightShare", tier.WeightShare ?? 0, 1);
    }

    private void CheckMetric(string path, SummaryMetric metric, SummaryGroup group)
    {
        errors.CheckName($"{path}.metric", metric.Metric);
        CheckRange($"{path}.pointsLost", metric.PointsLost, double.MaxValue);
        CheckMean($"{path}.meanPointsLost", metric.MeanPointsLost, double.MaxValue, group.Scored > 0);
        CheckRange($"{path}.missing", metric.Missing, group.Customers);
        CheckRange($"{path}.belowCurve", metric.BelowCurve, group.Customers - metric.Missing);
        CheckRange($"{path}.aboveCurve", metric.AboveCurve, group.Customers - metric.Missing - metric.BelowCurve);
    }

    private void CheckOnce(string path, IEnumerable<string> names)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            errors.Add(path, null, $"'{twice.Key}' is given twice");
    }

    private void CheckMean(string path, double? mean, double most, bool exists)
    {
        if (mean is not null != exists)
            errors.Add(path, null, exists ? "there is no mean" : "there is a mean of nobody");
        CheckRange(path, mean ?? 0, most);
    }

    private void CheckSum(string path, decimal sum, long expected)
    {
        if (sum != expected)
            errors.Add(path, null, string.Create(CultureInfo.InvariantCulture, $"they sum to {sum}, not to {expected}"));
    }

    private void CheckRange(string path, double number, double most)
    {
        string text = Number.Text(number);
        if (!(number >= 0 && number <= most))
            errors.Add(path, text, number < 0 ? $"{text} is negative" : $"{text} is more than {Number.Text(most)}");
    }
}
