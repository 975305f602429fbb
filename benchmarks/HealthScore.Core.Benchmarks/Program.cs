using BenchmarkDotNet.Running;
using HealthScoring.Benchmarks;
using HealthScoring.Benchmarks.Questions;

IQuestion[] scaling = [new CostByCustomers(), new CostByMetrics(), new CostByKnots(), new CostBySegments(), new GainByThreads()];

switch (args)
{
    case ["throughput", .. string[] options]:
        Print(new Throughput(), Settings.Parse(options));
        break;
    case ["scaling", .. string[] options]:
        Settings settings = Settings.Parse(options);
        foreach (IQuestion question in scaling.Where(question => settings.Wants(question.Name)))
            Print(question, settings);
        break;
    case ["cold-start", .. string[] options]:
        Print(new ColdStart(), Settings.Parse(options));
        break;
    case ["sql", .. string[] options]:
        Print(new InDatabases(), Settings.Parse(options));
        break;
    case ["starters", .. string[] options]:
        Print(new CountingEvents(), Settings.Parse(options));
        break;
    case ["nightly", .. string[] options]:
        Print(new NightlyJob(), Settings.Parse(options));
        break;
    case ["memory", .. string[] options]:
        Print(new MemoryByForm(), Settings.Parse(options));
        break;
    case ["hostile", .. string[] options]:
        Print(new HostileProfiles(), Settings.Parse(options));
        break;
    case ["evidence", .. string[] options]:
        Print(new Evidence(), Settings.Parse(options));
        break;
    case ["single", .. string[] options]:
        BenchmarkSwitcher.FromAssembly(typeof(Settings).Assembly).Run(options is [] ? ["--filter", "*"] : options);
        break;
    case ["report", .. string[] options]:
        Report.Write(
            [new Throughput(), new SingleCall(), .. scaling, new ColdStart(), new InDatabases(), new CountingEvents(), new NightlyJob(),
                new MemoryByForm(), new HostileProfiles(), new Evidence()],
            Settings.Parse(options));
        break;
    case [ColdStart.Child, string started, string profile]:
        ColdStart.Run(started, profile);
        break;
    default:
        Console.Error.WriteLine("One of: throughput, scaling, cold-start, single, sql, starters, nightly, memory, hostile, evidence, "
            + "report; see benchmarks/README.md.");
        return 1;
}
return 0;

static void Print(IQuestion question, Settings settings)
{
    Console.WriteLine(question.Measure(settings, Console.Error.WriteLine).Table.ToMarkdown());
    Console.WriteLine();
}
