using System.Diagnostics;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>This program, to be started again.</summary>
internal static class OwnProgram
{
    public static ProcessStartInfo With(string[] arguments)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new(program, isHost ? [typeof(OwnProgram).Assembly.Location, .. arguments] : arguments);
    }
}
