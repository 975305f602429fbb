using System.Diagnostics;
using HealthScoring.Benchmarks.Reporting;

namespace HealthScoring.Benchmarks.Questions;

/// <summary>
/// Measures questions and writes their blocks of docs/performance.md. Each in a process of its own: what the runtime learned about the code
/// from one question must not decide how fast it is in the next.
/// </summary>
internal static class Report
{
    private const string Command = "dotnet run -c Release --project benchmarks/HealthScore.Core.Benchmarks -- report";

    public static void Write(IReadOnlyList<IQuestion> questions, Settings settings)
    {
        IQuestion? only = questions.FirstOrDefault(question => question.Name == settings.Only);
        if (settings.Only is not null && only is null)
        {
            throw new ArgumentException(
                $"'{settings.Only}' is no question; there are {string.Join(", ", questions.Select(question => question.Name))}.");
        }
        if (only is not null)
        {
            Answer answer = only.Measure(settings with { Only = null }, Console.Error.WriteLine);
            PerformancePage.Write(only.Name, answer, $"{Command}{settings}");
            return;
        }
        List<string> failed = [];
        foreach (IQuestion question in questions)
        {
            Console.Error.WriteLine($"== {question.Name}");
            using Process child = Process.Start(OwnProgram.With(["report", .. (settings with { Only = question.Name }).ToArguments()]))!;
            child.WaitForExit();
            if (child.ExitCode != 0)
                failed.Add(question.Name);
        }
        if (failed.Count > 0)
            throw new InvalidOperationException($"These failed, and the others are on the page: {string.Join(", ", failed)}.");
    }
}
