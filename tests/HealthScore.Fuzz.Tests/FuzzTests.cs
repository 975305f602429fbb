using System.Globalization;
using System.Text;
using Xunit;

namespace HealthScoring.Tests.Fuzz;

/// <summary>
/// Whatever is read, only documented exceptions escape, and what is accepted can be used. HEALTHSCORE_FUZZ says how many inputs each reader gets,
/// HEALTHSCORE_FUZZ_SEED where they begin.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int FewestInputs = 1000;
    private const int MostUntilAccepted = 1000;

    public static TheoryData<string> Targets => [.. Fuzz.Targets.All.Select(target => target.Name)];

    private static long Number(string variable, long otherwise) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out long number) ? number : otherwise;

    [Theory]
    [MemberData(nameof(Targets))]
    public void Only_documented_exceptions_escape(string name)
    {
        FuzzTarget target = Fuzz.Targets.All.Single(one => one.Name == name);
        long first = Number("HEALTHSCORE_FUZZ_SEED", Random.Shared.NextInt64(1L << 40));
        long inputs = Math.Max(1, Number("HEALTHSCORE_FUZZ", FewestInputs) / target.Costs);
        int accepted = 0;
        // Without a limit, requests that wait for the server take every thread it could answer with.
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = TestContext.Current.CancellationToken,
        };
        Parallel.For(first, first + inputs, options, Try);
        // A reader that refuses everything would pass as well; a few inputs may all be bad ones.
        for (int more = 0; accepted == 0 && more < MostUntilAccepted; more++)
            Try(first + inputs++);
        output.WriteLine($"{name}: {inputs} inputs, {accepted} accepted");
        Assert.InRange(accepted, 1, inputs);

        void Try(long seed)
        {
            var random = new Random((int)(seed ^ seed >> 32));
            byte[] input = target.Input(random);
            try
            {
                target.Run(input, random);
                Interlocked.Increment(ref accepted);
            }
            catch (RefusedException)
            {
                // Said as documented.
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{name}, HEALTHSCORE_FUZZ_SEED={seed}:\n{Encoding.UTF8.GetString(input)}", exception);
            }
        }
    }
}
