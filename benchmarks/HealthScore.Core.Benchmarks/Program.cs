using BenchmarkDotNet.Running;
using HealthScoring.Benchmarks;
using HealthScoring.Benchmarks.Questions;
using HealthScoring.Benchmarks.Reporting;



switch (args)
{
    case ["throughput", .. string[] options]:
        Print(new Throughput(), Settings.Parse(options));
        break;
    case ["single", .. string[] options]:
        BenchmarkSwitcher.FromAssembly(typeof(Settings).Assembly).Run(options is [] ? ["--filter", "*"] : options);
        break;
    default:
        Console.Error.WriteLine("One of: throughput, scaling, cold-start, single, report; see benchmarks/README.md.");
        return 1;
}
return 0;

static void Print(IQuestion question, Settings settings)
{
    Answer answer = question.Measure(settings, Console.Error.WriteLine);
    Console.WriteLine(answer.Table.ToMarkdown());
}
