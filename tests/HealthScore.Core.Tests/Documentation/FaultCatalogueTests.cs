using System.Text.RegularExpressions;
using HealthScoring.Tests.Architecture;
using Xunit;

namespace HealthScoring.Tests.Documentation;

/// <summary>The page of what goes wrong names tests that there are.</summary>
public sealed partial class FaultCatalogueTests
{
    private const int FewestCases = 80;

    [Fact]
    public void Each_case_has_its_test()
    {
        (string Class, string Method)[] named = [.. NamedTest().Matches(File.ReadAllText(Repository.PathOf("docs", "faults.md")))
            .Select(match => (match.Groups["class"].Value, match.Groups["method"].Value))];
        string[] sources = [.. Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)];

        Assert.InRange(named.Length, FewestCases, int.MaxValue);
        Assert.Distinct(named);
        Assert.All(named, test => Assert.Contains(sources, source =>
            Regex.IsMatch(source, $@"class {test.Class}\b") && Regex.IsMatch(source, $@"(void|Task) {test.Method}\(")));
    }

    [GeneratedRegex(@"`(?<class>\w+)\.(?<method>\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex NamedTest();
}
