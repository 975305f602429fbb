#:property PublishAot=false
// Tries the mutants of a report on the tests, and prints a table by room and every mutant that no test notices.
//   dotnet run --file .ci/mutants.cs -- REPORT TESTS [ROOM ...]
// REPORT is Stryker's, and TESTS the program of tests beside the library in which its mutants are compiled. What was found goes into TESTS.tsv as
// well, line by line, so that a run that was broken off goes on.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

(string tests, string found, string[] rooms) = (args[1], args[1] + ".tsv", args[2..]);
Mutant[] mutants;
using (var report = JsonDocument.Parse(File.ReadAllBytes(args[0])))
{
    mutants =
    [
        .. report.RootElement.GetProperty("files").EnumerateObject().SelectMany(file => file.Value.GetProperty("mutants").EnumerateArray()
            .Where(mutant => mutant.GetProperty("status").GetString() is "Killed" or "Timeout" or "Survived" or "NoCoverage")
            .Select(mutant => MutantOf(PathOf(file.Name), file.Value.GetProperty("source").GetString()!, mutant)))
            .Where(mutant => rooms.Length == 0 || rooms.Contains(mutant.Room))
            .OrderBy(mutant => mutant.Path, StringComparer.Ordinal).ThenBy(mutant => mutant.Line),
    ];
}

using (Worker worker = new(tests))
{
    if (worker.Ask("-1") is not "survived" and var answer)
        throw new InvalidOperationException($"A test fails, or hangs, without a mutant: {answer}");
}

ConcurrentDictionary<int, string> outcomes = new(File.Exists(found)
    ? File.ReadLines(found).Select(line => line.Split('\t')).Select(line => KeyValuePair.Create(Number(line[0]), line[1])) : []);
// What noticed a file's mutants, the last first: its next ones are most probably noticed by the same.
ConcurrentDictionary<string, List<string>> first = new();
var left = new ConcurrentQueue<Mutant>(mutants.Where(mutant => !outcomes.ContainsKey(mutant.Id)));
using var log = new StreamWriter(found, append: true) { AutoFlush = true };
await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() =>
{
    Worker? worker = null;
    while (left.TryDequeue(out Mutant? mutant))
    {
        List<string> likely = first.GetOrAdd(mutant.Path, _ => []);
        string[] methods;
        lock (likely)
            methods = [.. likely];
        // What a type computes once is computed with the mutant only in a new process.
        bool isNew = mutant.IsOnce || worker is not { IsAlive: true };
        if (isNew)
        {
            worker?.Dispose();
            worker = new(tests);
        }
        string question = string.Join(' ', [mutant.Id.ToString(CultureInfo.InvariantCulture), .. methods]);
        string? answer = worker!.Ask(question);
        // The process may have kept something of an earlier mutant, or computed before what this one would change.
        if (!isNew && answer?.StartsWith("noticed", StringComparison.Ordinal) != true)
        {
            worker.Dispose();
            worker = new(tests);
            answer = worker.Ask(question);
        }
        if (mutant.IsOnce || answer?.StartsWith("spoiled", StringComparison.Ordinal) == true)
        {
            worker.Dispose();
            worker = null;
        }
        string outcome = answer is null ? "ended" : answer == "survived" ? "survived" : "noticed";
        if (answer?.Split(' ') is [_, var method])
        {
            lock (likely)
            {
                likely.Remove(method);
                likely.Insert(0, method);
                if (likely.Count > 12)
                    likely.RemoveAt(12);
            }
        }
        outcomes[mutant.Id] = outcome;
        lock (log)
            log.WriteLine($"{mutant.Id}\t{outcome}\t{mutant.Path}:{mutant.Line}\t{answer}");
    }
    worker?.Dispose();
})));

Console.WriteLine("| room | mutants | noticed | not noticed | share noticed |");
Console.WriteLine("| --- | --- | --- | --- | --- |");
foreach (var room in mutants.GroupBy(mutant => mutant.Room).OrderBy(room => room.Key, StringComparer.Ordinal))
    Console.WriteLine(Row(room.Key, [.. room]));
Console.WriteLine(Row("**all**", mutants));
Console.WriteLine();
foreach (Mutant mutant in mutants.Where(mutant => outcomes[mutant.Id] == "survived"))
{
    string replacement = string.Join(' ', mutant.Replacement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    Console.WriteLine($"{mutant.Path}:{mutant.Line} {mutant.Kind}: {replacement}");
}

string Row(string name, Mutant[] some)
{
    int noticed = some.Count(mutant => outcomes[mutant.Id] is "noticed" or "ended");
    return string.Create(CultureInfo.InvariantCulture, $"| {name} | {some.Length} | {noticed} | "
        + $"{some.Length - noticed} | {100.0 * noticed / some.Length:0.0} % |");
}

static Mutant MutantOf(string path, string source, JsonElement mutant)
{
    int line = mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32();
    return new(Number(mutant.GetProperty("id").GetString()!), path, line, mutant.GetProperty("mutatorName").GetString()!,
        mutant.GetProperty("replacement").GetString()!, IsOnce(source, line));
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

// What a static member is initialized with is computed once in a process.
static bool IsOnce(string source, int line)
{
    string[] lines = source.Split('\n');
    string member = lines.Take(line).LastOrDefault(text => Regex.IsMatch(text, "^ *(public|internal|private|protected) ")) ?? "";
    return Regex.IsMatch(member, " static .*(readonly|get; } =)");
}

static string PathOf(string file)
{
    string path = file.Replace('\\', '/');
    return path[(path.LastIndexOf("HealthScore.Core/", StringComparison.Ordinal) + "HealthScore.Core/".Length)..];
}

internal sealed record Mutant(int Id, string Path, int Line, string Kind, string Replacement, bool IsOnce)
{
    public string Room => Path.Split('/')[0];
}

/// <summary>A process that tries mutants; one that hangs or crashes has noticed the mutant, and another takes its place.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process _process;

    public Worker(string tests)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [tests])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = System.IO.Path.GetDirectoryName(tests)!,
            // A mutant that fills the memory ends by an exception.
            Environment = { ["DOTNET_GCHeapHardLimit"] = "0x80000000", ["DOTNET_DbgEnableMiniDump"] = "0" },
        })!;
        // The trace of a crash is long, and nobody reads it.
        _process.BeginErrorReadLine();
    }

    public bool IsAlive => !_process.HasExited;

    /// <summary>Asks for one mutant; null where the process ended over it.</summary>
    public string? Ask(string question)
    {
        try
        {
            _process.StandardInput.WriteLine(question);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            return null;
        }
        string? answer = _process.StandardOutput.ReadLine();
        if (answer is null)
            _process.WaitForExit();
        return answer;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
