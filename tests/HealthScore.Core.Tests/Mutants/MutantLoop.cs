using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Xunit;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace HealthScoring.Tests.Mutants;

/// <summary>
/// Tries mutants in one process, one after the other, on a library in which all of them are compiled and one at a time is switched on. It reads
/// a line for each and answers with one; <c>.ci/mutants.cs</c> is at the other end. Compiled for that only.
/// </summary>
internal static class MutantLoop
{
    private const int None = -1;

    private const int FirstTests = 8;

    private const int MostMutants = 100_000;

    // No test that takes part needs nearly as long.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private static readonly Type Control = Assembly.Load("HealthScore.Core").GetTypes().Single(type => type.Name == "MutantControl");

    private static async Task Main()
    {
        TextWriter answers = Console.Out;
        Console.SetOut(TextWriter.Null);
        Switch(None);
        TestContext.SetForInitialization(null, false, false);
        Tests tests = await Tests.FindAsync();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ');
            IAsyncEnumerable<string> said = words[0] == "reached"
                ? ReachedAsync(tests)
                : TryAsync(tests, int.Parse(words[0], CultureInfo.InvariantCulture), words[1..]);
            await foreach (string answer in said)
            {
                await answers.WriteLineAsync(answer);
                await answers.FlushAsync();
            }
        }
    }

    /// <summary>Says of each test how many milliseconds it takes and which mutants it reaches, and then an empty line.</summary>
    private static async IAsyncEnumerable<string> ReachedAsync(Tests tests)
    {
        foreach (string test in tests.Names)
        {
            var reached = new byte[MostMutants];
            Field("Reached").SetValue(null, reached);
            long start = Stopwatch.GetTimestamp();
            await tests.RunAsync([test], Longest);
            double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            yield return string.Join(' ', [test, took.ToString("F0", CultureInfo.InvariantCulture),
                .. reached.Index().Where(mutant => mutant.Item != 0).Select(mutant => mutant.Index.ToString(CultureInfo.InvariantCulture))]);
        }
        Field("Reached").SetValue(null, null);
        yield return "";
    }

    /// <summary>Runs the tests, the first ones first, until one fails; then that one once more with no mutant.</summary>
    private static async IAsyncEnumerable<string> TryAsync(Tests tests, int mutant, string[] names)
    {
        for (int start = 0, count = FirstTests; start < names.Length; start += count, count *= 4)
        {
            Switch(mutant);
            string? failed = await tests.RunAsync(names.Skip(start).Take(count), Longest);
            Switch(None);
            if (failed is not null)
            {
                yield return await tests.RunAsync([failed], Longest) is null ? $"noticed {failed}" : $"spoiled {failed}";
                yield break;
            }
        }
        yield return "survived";
    }

    private static void Switch(int mutant) => Field("ActiveMutant").SetValue(null, mutant);

    private static FieldInfo Field(string name) => Control.GetField(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;

    /// <summary>All tests of this program, found once.</summary>
    private sealed class Tests(ITestFrameworkExecutor executor, ILookup<string, ITestCase> cases)
    {
        private static readonly TestAssemblyConfiguration Configuration = new() { ParallelMode = ParallelMode.None, StopOnFail = true };

        public IEnumerable<string> Names => cases.Select(group => group.Key);

        public static async Task<Tests> FindAsync()
        {
            Assembly assembly = typeof(MutantLoop).Assembly;
            var framework = new XunitTestFramework();
            var cases = new ConcurrentQueue<ITestCase>();
            await framework.GetDiscoverer(assembly).Find(
                test =>
                {
                    cases.Enqueue(test);
                    return new(true);
                },
                TestFrameworkOptions.ForDiscovery(Configuration));
            return new(framework.GetExecutor(assembly), cases.ToLookup(test => $"{test.TestClassName}.{test.TestMethodName}"));
        }

        /// <summary>Runs tests until one fails, and says which; one that takes longer than it may has hung, and ends the process.</summary>
        public async Task<string?> RunAsync(IEnumerable<string> names, TimeSpan longest)
        {
            using var failures = new Failures(longest);
            await executor.RunTestCases([.. names.SelectMany(name => cases[name])], failures, TestFrameworkOptions.ForExecution(Configuration));
            return failures.First is { } first
                ? cases.First(group => group.Any(test => test.UniqueID == first)).Key
                : null;
        }
    }

    private sealed class Failures : IMessageSink, IDisposable
    {
        private readonly TimeSpan _longest;
        private readonly Timer _watch;

        public Failures(TimeSpan longest) => (_longest, _watch) = (longest, new(_ => Environment.Exit(1), null, longest, Timeout.InfiniteTimeSpan));

        public string? First { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            if (message is ITestFailed failed)
                First ??= failed.TestCaseUniqueID;
            if (message is ITestStarting)
                _watch.Change(_longest, Timeout.InfiniteTimeSpan);
            return First is null;
        }

        public void Dispose() => _watch.Dispose();
    }
}
