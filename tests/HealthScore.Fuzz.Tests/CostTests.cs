using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Fuzz;

/// <summary>
/// What any profile costs is in proportion to its size. Memory is counted, because it is the same on every machine; the benchmark <c>hostile</c>
/// measures the time.
/// </summary>
public sealed class CostTests
{
    private const int Small = 16 * 1024;
    private const int Large = 4 * Small;

    // What is allocated in all, much of it again and again: a byte of "{}" in a list makes several errors of a hundred characters.
    private const int MostPerByte = 4096;

    public static TheoryData<string> Kinds => [.. HostileText.Invalid.Keys, .. HostileText.Valid.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Memory_is_in_proportion_to_the_text(string kind)
    {
        bool isValid = HostileText.Valid.TryGetValue(kind, out Func<int, string>? make);
        make ??= HostileText.Invalid[kind];
        // Warmed up: what is made once is no part of it.
        Allocated(make(Small), isValid);

        long small = Allocated(make(Small), isValid), large = Allocated(make(Large), isValid);

        Assert.InRange(large, 0, (long)MostPerByte * Large);
        // Where a segment varies the whole, the rest may grow with its square, up to the limit of variations.
        if (!kind.StartsWith("segments", StringComparison.Ordinal))
            Assert.InRange(large, 0, 6 * small);
    }

    private static long Allocated(string text, bool isValid)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            _ = new ColumnScorer(ScoringProfile.Parse(text));
            Assert.True(isValid);
        }
        catch (InvalidProfileException exception)
        {
            Assert.True(!isValid || exception.Errors is [{ Path: "$.segments" }], exception.Message);
            _ = Targets.Refused(exception);
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
