using HealthScoring.Samples.Sharded;
using Xunit;

namespace HealthScoring.Tests.Documentation;

/// <summary>Runs the Workers sample as its user does. The database itself compares what the workers and the one process stored.</summary>
public sealed class WorkersTests
{
    [Fact]
    public void Three_workers_of_which_one_is_killed_and_one_process_come_to_the_same()
    {
        Assert.SkipUnless(PostgresServer.FindPrograms() is not null, "PostgreSQL is not installed; .ci/run installs it.");
        string output = SampleProgram.Run("Workers", "3000");
        Assert.Contains("night 1: worker 1 is killed after 625 accounts\n", output, StringComparison.Ordinal);
        Assert.Contains("states: 3,000, different: 0\n", output, StringComparison.Ordinal);
        Assert.Contains("scores, with their measurements: 6,000, different: 0\n", output, StringComparison.Ordinal);
        Assert.EndsWith("one of them killed, and one process come to the same: yes\n", output, StringComparison.Ordinal);
    }
}
