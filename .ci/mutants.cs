#:package Mono.Cecil@0.11.6
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
// Tries the mutants of a report on the tests, and prints a table by room and every mutant that no test notices.
//   dotnet run --file .ci/mutants.cs -- REPORT TESTS [ROOM ...]
// REPORT is Stryker's, and TESTS the program of tests beside the library in which its mutants are compiled. Which tests reach which mutants goes into
// TESTS.reached, and what was found into TESTS.tsv, line by line, so that a run that was broken off goes on.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

const int FewTests = 50;
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

string reachedPath = args[1] + ".reached";
if (!File.Exists(reachedPath))
{
    AskInOneComparison(Path.Combine(Path.GetDirectoryName(tests)!, "HealthScore.Core.dll"));
    using Worker worker = new(tests);
    string[] noted = [.. worker.Reached()];
    File.WriteAllLines(reachedPath + ".new", noted);
    File.Move(reachedPath + ".new", reachedPath);
}
Test[] all = [.. File.ReadLines(reachedPath).Select(TestOf)];
using (Worker worker = new(tests))
{
    // A test that allows few bytes may fail in a library that asks for mutants.
    while (worker.Ask(string.Join(' ', ["-1", .. all.Select(test => test.Method)])) is not "survived" and var answer)
    {
        string failed = answer?.Split(' ')[^1] ?? throw new InvalidOperationException("A test hangs without a mutant.");
        Console.Error.WriteLine($"{failed} fails without a mutant, and takes no part.");
        all = [.. all.Where(test => test.Method != failed)];
    }
}
// The soonest first, of those the ones that reach the least: they say most about what they reach.
ILookup<int, string> reaching = all.OrderBy(test => test.Milliseconds * test.Reached.Length)
    .SelectMany(test => test.Reached.Select(mutant => (mutant, test.Method))).ToLookup(pair => pair.mutant, pair => pair.Method);
ILookup<string, string> reachingFile = mutants.SelectMany(mutant => reaching[mutant.Id].Select(method => (mutant.Path, method))).Distinct()
    .ToLookup(pair => pair.Path, pair => pair.method);
ILookup<string, string> inRoom = all.ToLookup(test => test.Method.Split('.')[2], test => test.Method);

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
        // What is computed once in a process is reached by the first test only, and another test of the file or the room may notice it.
        string[] methods = [.. mutant.IsOnce ? reachingFile[mutant.Path].Union(inRoom[mutant.Room]) : reaching[mutant.Id]];
        if (methods.Length == 0)
        {
            Note(mutant, "unreached");
            continue;
        }
        List<string> likely = first.GetOrAdd(mutant.Path, _ => []);
        string[] noticing;
        lock (likely)
            noticing = [.. likely];
        methods = [.. noticing.Where(methods.Contains), .. methods.Where(method => !noticing.Contains(method))];
        // What a type computes once is computed with the mutant only in a new process.
        bool isNew = mutant.IsOnce || worker is not { IsAlive: true };
        if (isNew)
        {
            worker?.Dispose();
            worker = new(tests);
        }
        string question = string.Join(' ', [mutant.Id.ToString(CultureInfo.InvariantCulture), .. methods]);
        string? answer = worker!.Ask(question);
        // What failed also without the mutant, hung or crashed may have been left behind by an earlier mutant. What few tests reach may have been
        // computed before in this process, and kept; then only the first test that needs it reaches it, and those of its neighbours may notice.
        bool isKept = answer == "survived" && methods.Length <= FewTests;
        if (isKept || (!isNew && answer != "survived" && answer?.StartsWith("noticed", StringComparison.Ordinal) != true))
        {
            if (isKept)
                question = string.Join(' ', [mutant.Id.ToString(CultureInfo.InvariantCulture), .. methods.Union(noticing)]);
            worker.Dispose();
            worker = new(tests);
            answer = worker.Ask(question);
        }
        if (mutant.IsOnce || answer?.StartsWith("spoiled", StringComparison.Ordinal) == true)
        {
            worker.Dispose();
            worker = null;
        }
        if (answer?.Split(' ') is [_, var method])
        {
            lock (likely)
            {
                likely.Remove(method);
                likely.Insert(0, method);
            }
        }
        Note(mutant, answer ?? "ended");
    }
    worker?.Dispose();
})));

Console.WriteLine("| room | mutants | noticed | not noticed | not even run | share noticed |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
foreach (var room in mutants.GroupBy(mutant => mutant.Room).OrderBy(room => room.Key, StringComparer.Ordinal))
    Console.WriteLine(Row(room.Key, [.. room]));
Console.WriteLine(Row("**all**", mutants));
Console.WriteLine();
foreach (Mutant mutant in mutants.Where(mutant => outcomes[mutant.Id] is "survived" or "unreached"))
{
    string replacement = string.Join(' ', mutant.Replacement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    Console.WriteLine($"{mutant.Path}:{mutant.Line} {outcomes[mutant.Id]} {mutant.Kind}: {replacement}");
}

// Stryker's library asks at every mutant whether it is switched on, and keeps those that are reached in a list that it searches each time; laws would
// take minutes. This asks for one number, and keeps what is reached in an array where there is one.
static void AskInOneComparison(string library)
{
    using var assembly = AssemblyDefinition.ReadAssembly(library, new ReaderParameters { InMemory = true });
    TypeDefinition control = assembly.MainModule.Types.Single(type => type.Name == "MutantControl");
    if (control.Fields.Any(field => field.Name == "Reached"))
        return;
    var reached = new FieldDefinition("Reached", FieldAttributes.Public | FieldAttributes.Static, new ArrayType(assembly.MainModule.TypeSystem.Byte));
    control.Fields.Add(reached);
    MethodDefinition ask = control.Methods.Single(method => method.Name == "IsActive");
    ask.Body = new(ask);
    ILProcessor body = ask.Body.GetILProcessor();
    Instruction compare = body.Create(OpCodes.Ldarg_0);
    body.Emit(OpCodes.Ldsfld, reached);
    body.Emit(OpCodes.Brfalse, compare);
    body.Emit(OpCodes.Ldsfld, reached);
    body.Emit(OpCodes.Ldarg_0);
    body.Emit(OpCodes.Ldc_I4_1);
    body.Emit(OpCodes.Stelem_I1);
    body.Append(compare);
    body.Emit(OpCodes.Ldsfld, control.Fields.Single(field => field.Name == "ActiveMutant"));
    body.Emit(OpCodes.Ceq);
    body.Emit(OpCodes.Ret);
    assembly.Write(library);
}

void Note(Mutant mutant, string answer)
{
    // A test that fails without the mutant too, in a process that was new, failed for what the mutant left behind.
    string outcome = answer.Split(' ')[0].Replace("spoiled", "noticed", StringComparison.Ordinal);
    outcomes[mutant.Id] = outcome;
    lock (log)
        log.WriteLine($"{mutant.Id}\t{outcome}\t{mutant.Path}:{mutant.Line}\t{answer}");
}

string Row(string name, Mutant[] some)
{
    int survived = some.Count(mutant => outcomes[mutant.Id] == "survived");
    int unreached = some.Count(mutant => outcomes[mutant.Id] == "unreached");
    int noticed = some.Length - survived - unreached;
    return string.Create(CultureInfo.InvariantCulture, $"| {name} | {some.Length} | {noticed} | {survived} | {unreached} | "
        + $"{100.0 * noticed / some.Length:0.0} % |");
}

static Test TestOf(string line)
{
    string[] words = line.Split(' ');
    return new(words[0], Number(words[1]), [.. words.Skip(2).Select(Number)]);
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

/// <summary>A test, how long it takes while what it reaches is noted, and the mutants that it reaches.</summary>
internal sealed record Test(string Method, int Milliseconds, int[] Reached);

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
            Environment = { ["DOTNET_GCHeapHardLimit"] = "0x80000000", ["DOTNET_DbgEnableMiniDump"] = "0", ["DOTNET_gcConcurrent"] = "0" },
        })!;
        // The trace of a crash is long, and nobody reads it.
        _process.BeginErrorReadLine();
    }

    public bool IsAlive => !_process.HasExited;

    /// <summary>A line for each test: its name, its milliseconds and the mutants that it reaches.</summary>
    public IEnumerable<string> Reached()
    {
        for (string? line = Ask("reached"); line != ""; line = _process.StandardOutput.ReadLine())
            yield return line ?? throw new InvalidOperationException("The process ended while it noted which tests reach which mutants.");
    }

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
