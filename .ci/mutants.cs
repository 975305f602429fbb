#:property PublishAot=false
// Reads the report of .ci/mutants: a table by room, and every mutant that nothing noticed.
using System.Globalization;
using System.Text.Json;

using var report = JsonDocument.Parse(File.ReadAllBytes(args[0]));
var mutants = report.RootElement.GetProperty("files").EnumerateObject()
    .SelectMany(file => file.Value.GetProperty("mutants").EnumerateArray().Select(mutant => (
        Path: file.Name.Replace('\\', '/'),
        Status: mutant.GetProperty("status").GetString()!,
        Line: mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32(),
        Kind: mutant.GetProperty("mutatorName").GetString()!,
        Replacement: mutant.GetProperty("replacement").GetString()!)))
    .Where(mutant => mutant.Status is "Killed" or "Timeout" or "Survived" or "NoCoverage")
    .OrderBy(mutant => mutant.Path, StringComparer.Ordinal).ThenBy(mutant => mutant.Line).ToArray();

Console.WriteLine("| room | mutants | noticed | not noticed | not even run | share noticed |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
foreach (var room in mutants.GroupBy(mutant => Path.GetFileName(Path.GetDirectoryName(mutant.Path))!)
    .OrderBy(room => room.Key, StringComparer.Ordinal))
{
    int noticed = room.Count(mutant => mutant.Status is "Killed" or "Timeout");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {room.Key} | {room.Count()} | {noticed} | {room.Count(mutant => mutant.Status == "Survived")} | "
        + $"{room.Count(mutant => mutant.Status == "NoCoverage")} | {100.0 * noticed / room.Count():0.0} % |"));
}
Console.WriteLine();
foreach (var mutant in mutants.Where(mutant => mutant.Status is "Survived" or "NoCoverage"))
{
    string path = mutant.Path[(mutant.Path.IndexOf("HealthScore.Core/", StringComparison.Ordinal) + "HealthScore.Core/".Length)..];
    string replacement = string.Join(' ', mutant.Replacement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    Console.WriteLine($"{path}:{mutant.Line} {mutant.Status} {mutant.Kind}: {replacement}");
}
