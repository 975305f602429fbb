using System.Globalization;
using System.Numerics;
using HealthScoring.Json;
using HealthScoring.Plans;
using HealthScoring.Text;

namespace HealthScoring.Portfolios;

/// <summary>
/// Reads a tally from JSON, and lists everything that is wrong with it: first its form, then what no tally of the profile can hold.
/// </summary>
internal sealed class TallyReader(StoredErrors errors, PortfolioTally empty)
{
    // More are beyond any portfolio, and no sum of theirs overflows.
    private const long MostCustomers = 1L << 53;

    // The largest points times the largest share.
    private const double MostLost = 4e9;

    private static readonly StoredFormat<TallyData> Format = new("tally", "start one with new PortfolioTally(profile)", new TallyContract());

    /// <summary>Reads a tally.</summary>
    /// <param name="json">The text.</param>
    /// <param name="empty">An empty tally of the profile: a tally of another one is not judged.</param>
    public static TallyData Read(string json, PortfolioTally empty) =>
        Format.Read(json, (data, errors) => new TallyReader(errors, empty).Check(data));

    public static string Write(TallyData data) => Format.Write(data);

    private void Check(TallyData data)
    {
        errors.CheckVersion(data.FormatVersion, TallyData.Version);
        errors.CheckName("$.profile", data.Profile);
        errors.CheckFingerprint("$.fingerprint", data.Fingerprint);
        if (data.Fingerprint != empty.Profile.Fingerprint)
            return;
        CheckLength("$.groups", data.Groups.Count, empty.Groups.Count);
        Int128 customers = 0;
        for (int i = 0; i < Math.Min(data.Groups.Count, empty.Groups.Count) && !errors.IsFaulty("$.groups"); i++)
        {
            string path = JsonPath.Item("$.groups", i);
            CheckNumbers(path, data.Groups[i], empty.Groups[i]);
            if (errors.HasFaultWithin(path))
                continue;
            CheckSums(path, data.Groups[i]);
            customers += Sum(data.Groups[i].TierCustomers);
        }
        if (customers > MostCustomers)
            errors.Add("$.groups", null, $"there are {Text(customers)} customers, more than there can be");
    }

    private void CheckNumbers(string path, TalliedGroup group, GroupTally like)
    {
        CheckList($"{path}.tierCustomers", group.TierCustomers, like.TierCustomers.Length);
        CheckList($"{path}.tierWeights", group.TierWeights, like.TierWeights.Length);
        CheckList($"{path}.histogram", group.Histogram, like.Histogram.Length);
        CheckList($"{path}.lost", group.Lost, like.Lost.Length);
        CheckList($"{path}.missing", group.Missing, like.Missing.Length);
        CheckList($"{path}.belowCurve", group.BelowCurve, like.BelowCurve.Length);
        CheckList($"{path}.aboveCurve", group.AboveCurve, like.AboveCurve.Length);
        CheckLength($"{path}.otherTexts", group.OtherTexts.Count, like.OtherTexts.Length);
        CheckNumber($"{path}.scores", group.Scores);
        CheckNumber($"{path}.coverage", group.Coverage);
        CheckNumber($"{path}.weighted", group.Weighted);
        CheckNumber($"{path}.scoredWeight", group.ScoredWeight);
        CheckNumber($"{path}.weightedScores", group.WeightedScores);
        CheckNumber($"{path}.faulty", group.Faulty);
        CheckNumber($"{path}.ofUnknownSegment", group.OfUnknownSegment);
    }

    /// <summary>Compares sums with others that bound them. No sum of so many customers overflows.</summary>
    private void CheckSums(string path, TalliedGroup group)
    {
        (Int128 customers, Int128 scored) = (Sum(group.TierCustomers), Sum(group.Histogram));
        if (customers > MostCustomers)
            return;
        CheckMost($"{path}.histogram", scored, customers);
        CheckMost($"{path}.scores", group.Scores, scored * Grid.Of(100));
        CheckMost($"{path}.coverage", group.Coverage, customers * Grid.Of(1));
        CheckMost($"{path}.weighted", group.Weighted, customers);
        CheckMost($"{path}.faulty", group.Faulty, customers);
        CheckMost($"{path}.ofUnknownSegment", group.OfUnknownSegment, customers);
        for (int i = 0; i < group.TierWeights.Count; i++)
        {
            CheckMost(JsonPath.Item($"{path}.tierWeights", i), group.TierWeights[i],
                Math.Min(group.TierCustomers[i], group.Weighted) * Grid.OfWeight(Grid.MostWeight));
        }
        if (!errors.HasFaultWithin($"{path}.tierWeights"))
            CheckMost($"{path}.scoredWeight", group.ScoredWeight, Sum(group.TierWeights));
        // The product can be more than the sum can.
        if (group.WeightedScores > 0 && (group.WeightedScores - 1) / Grid.Of(100) >= group.ScoredWeight)
        {
            errors.Add($"{path}.weightedScores", Text(group.WeightedScores),
                $"{Text(group.WeightedScores)} is more than 100 points for all of \"scoredWeight\"");
        }
        for (int i = 0; i < group.Lost.Count; i++)
        {
            CheckMost(JsonPath.Item($"{path}.lost", i), group.Lost[i], scored * Grid.Of(MostLost));
            CheckMost(JsonPath.Item($"{path}.missing", i), (Int128)group.Missing[i] + group.BelowCurve[i] + group.AboveCurve[i], customers);
        }
        for (int i = group.Lost.Count; i < group.Missing.Count; i++)
            CheckMost(JsonPath.Item($"{path}.missing", i), group.Missing[i], customers);
        CheckNames($"{path}.unknownSegments", group.UnknownSegments, "ofUnknownSegment", group.OfUnknownSegment,
            name => empty.Profile.Segments.Any(segment => segment.Name == name) ? "is a segment of the profile" : null);
        for (int i = 0; i < group.OtherTexts.Count; i++)
        {
            string at = JsonPath.Item($"{path}.otherTexts", i);
            LabelCodes label = empty.Labels[i];
            CheckNumber($"{at}.customers", group.OtherTexts[i].Customers);
            CheckMost($"{at}.customers", group.OtherTexts[i].Customers, customers - group.Missing[group.Missing.Count - empty.Labels.Count + i]);
            CheckNames($"{at}.first", group.OtherTexts[i].First, "customers", group.OtherTexts[i].Customers,
                text => label.IsNamed(text) ? "is named by a condition of the profile" : null);
        }
    }

    private void CheckNames(string path, List<NamedCustomers> names, string sum, long all, Func<string, string?> problem)
    {
        errors.CheckOrder(path, names.Select(named => named.Name));
        for (int i = 0; i < names.Count; i++)
        {
            string name = names[i].Name;
            if (names[i].Customers < 1)
                errors.Add($"{JsonPath.Item(path, i)}.customers", Text(names[i].Customers), $"{Text(names[i].Customers)} is less than 1");
            // U+FFFD may stand for half of a character, so the name was another one.
            if (!name.Contains('\uFFFD', StringComparison.Ordinal) && problem(name) is { } found)
                errors.Add($"{JsonPath.Item(path, i)}.name", Excerpt.Quoted(name), $"'{name}' {found}");
        }
        Int128 named = Sum(names.Select(one => one.Customers));
        if (names.Count > NameTally.MostNames)
            errors.Add(path, null, $"there are {names.Count} names, and at most {NameTally.MostNames} are kept");
        else if (names.Count < NameTally.MostNames ? named != all : named > all)
            errors.Add(path, null, $"they have {Text(named)} customers, and \"{sum}\" is {Text(all)}");
    }

    private void CheckList<T>(string path, List<T> numbers, int length)
        where T : struct, IBinaryInteger<T>
    {
        CheckLength(path, numbers.Count, length);
        for (int i = 0; i < numbers.Count; i++)
            CheckNumber(JsonPath.Item(path, i), Int128.CreateChecked(numbers[i]));
    }

    private void CheckLength(string path, int length, int expected)
    {
        if (length != expected)
            errors.Add(path, null, $"there are {length} items, and the profile asks for {expected}");
    }

    private void CheckNumber(string path, Int128 number)
    {
        if (number < 0)
            errors.Add(path, Text(number), $"{Text(number)} is negative");
    }

    private void CheckMost(string path, Int128 number, Int128 most)
    {
        if (number > most)
            errors.Add(path, Text(number), $"{Text(number)} is more than the customers can have, {Text(most)}");
    }

    private static Int128 Sum<T>(IEnumerable<T> numbers)
        where T : struct, IBinaryInteger<T> =>
        numbers.Aggregate(Int128.Zero, (sum, number) => sum + Int128.CreateChecked(number));

    private static string Text(Int128 number) => number.ToString(CultureInfo.InvariantCulture);
}
