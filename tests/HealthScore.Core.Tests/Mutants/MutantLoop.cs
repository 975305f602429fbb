using System.Globalization;
using System.Reflection;
using System.Text;
using Xunit.Runner.InProc.SystemConsole;

namespace HealthScoring.Tests.Mutants;

/// <summary>
/// Tries mutants in one process, one after the other, on a library in which all of them are compiled and one at a time is switched on. It reads
/// a line for each and answers with one; <c>.ci/mutants.cs</c> is at the other end. Compiled for that only.
/// </summary>
internal static class MutantLoop
{
    private const int None = -1;

    // No test that takes part needs nearly as long for anything.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    private static readonly Type Control = Assembly.Load("HealthScore.Core").GetTypes().Single(type => type.Name == "MutantControl");

    private static readonly TextWriter Answers = Console.Out;

    private static async Task Main()
    {
        Switch(None);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ');
            await Answers.WriteLineAsync(await TryAsync(int.Parse(words[0], CultureInfo.InvariantCulture), words[1..]));
            await Answers.FlushAsync();
        }
    }

    /// <summary>Runs the tests that noticed a neighbour, and then all, until one fails; then that one once more with no mutant.</summary>
    private static async Task<string> TryAsync(int mutant, string[] first)
    {
        foreach (string[] methods in first.Length == 0 ? new[] { first } : [first, []])
        {
            Switch(mutant);
            string[] failed = await RunAsync(["-stopOnFail", .. methods.SelectMany(method => new[] { "-method", method })]);
            Switch(None);
            if (failed.Length > 0)
                return (await RunAsync(["-method", failed[0]])).Length > 0 ? $"spoiled {failed[0]}" : $"noticed {failed[0]}";
        }
        return "survived";
    }

    private static async Task<string[]> RunAsync(string[] arguments)
    {
        using var said = new Lines();
        Console.SetOut(said);
        await new ConsoleRunner(["-noColor", "-noLogo", "-parallel", "none", "-reporter", "verbose", .. arguments], typeof(MutantLoop).Assembly)
            .EntryPoint();
        return [.. said.Failed];
    }

    private static void Switch(int mutant) => Field("ActiveMutant").SetValue(null, mutant);

    private static FieldInfo Field(string name) => Control.GetField(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;

    /// <summary>What a run says, line by line; a test that says nothing for long has hung and ends the process.</summary>
    private sealed class Lines : TextWriter
    {
        private readonly StringBuilder _line = new();
        private readonly Timer _watch;

        public Lines() => _watch = new(_ => Environment.Exit(1), state: null, LongestSilence, Timeout.InfiniteTimeSpan);

        public override Encoding Encoding => Encoding.UTF8;

        public List<string> Failed { get; } = [];

        public override void Write(char value)
        {
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }
            _watch.Change(LongestSilence, Timeout.InfiniteTimeSpan);
            string line = _line.ToString().Trim();
            _line.Clear();
            if (line.EndsWith(" [FAIL]", StringComparison.Ordinal))
                Failed.Add(line[..^" [FAIL]".Length].Split('(')[0].Trim());
        }

        protected override void Dispose(bool disposing)
        {
            _watch.Dispose();
            base.Dispose(disposing);
        }
    }
}
