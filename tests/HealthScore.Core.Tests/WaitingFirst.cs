using HealthScoring.Tests;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(WaitingFirst))]

namespace HealthScoring.Tests;

/// <summary>Starts with what waits for programs and servers, so that no core is idle for it at the end; otherwise in no order.</summary>
public sealed class WaitingFirst : ITestCollectionOrderer
{
    private static readonly string[] Folders = [".Architecture.", ".Documentation.", ".Runs.", ".Sql."];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. DefaultTestCollectionOrderer.Instance.OrderTestCollections(testCollections).OrderByDescending(Waits)];

    private static bool Waits<TTestCollection>(TTestCollection collection) where TTestCollection : ITestCollection =>
        Folders.Any(folder => collection.TestCollectionDisplayName.Contains(folder, StringComparison.Ordinal));
}
