using System.Text;
using HealthScoring.Tool.Commands;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Terminals;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HealthScoring.Tests.Fuzz;

/// <summary>What the command reads: its mapping and a table.</summary>
internal static class ToolTargets
{
    private static readonly byte[] MappingSeed = Encoding.UTF8.GetBytes("""
        {
          "customer": "id", "weight": "ARR", "asOf": "at",
          "metrics": {
            "nps": { "column": "NPS", "percentOf": 100, "observedAt": "at" },
            "logins": { "column": "Days", "ageInDays": "age" }, "paid": { "column": "Paid", "yes": "y", "no": "n" }, "plan": "Plan"
          },
          "outcome": { "column": "Left", "is": "churned", "yes": "y", "no": "n", "horizon": "90 days" },
          "format": { "separator": ";", "decimal": ",", "thousands": ".", "dates": "dd.MM.yyyy", "units": "EUR", "missing": ["-"],
            "encoding": "utf-8" }
        }
        """);

    private static readonly byte[] TableSeed = Seed.File("accounts.csv");
    private static readonly string[] Cells =
    [
        ";", "\"", "\n", "\r", "\0", "\"\"", ",", ".", "€", "1.234", "1,5", "1.234,5", "1e400", "NaN", "-", "31.02.2026", "2026-02-03", "99 %", "x",
        "\uFEFF", "\u00A0", "'", "=1+1", "true", "0x10", "٣", "12345678901234567890", "A-1000", "\n;;;;;;;;;;;;;\n", "\t",
    ];

    public static FuzzTarget Mapping { get; } = new("mapping", 4, new Mutation([MappingSeed]).Next, (input, _) => InFolder(folder =>
    {
        string file = Path.Combine(folder, "a.map.json");
        File.WriteAllBytes(file, input);
        try
        {
            MappingFormat.Load(file);
        }
        catch (CommandException exception)
        {
            Assert.InRange(exception.Message.Length, 1, 70_000);
            throw new RefusedException();
        }
    }));

    /// <summary>A mapping is proposed for a table, and customers are scored by it.</summary>
    public static FuzzTarget Table { get; } = new("table", 100, TableOf, (input, random) => InFolder(folder =>
    {
        string table = Path.Combine(folder, "a.csv"), profile = Path.Combine(folder, "p.json");
        File.WriteAllBytes(table, input);
        File.WriteAllBytes(profile, Seed.File("b2b-saas.json"));
        (int code, string said) = Run("map", profile, table, "--dates", "dd.MM.yyyy", "--horizon", "90 days");
        Assert.InRange(code, 0, 2);
        Assert.NotEmpty(said);
        if (code != 0)
            throw new RefusedException();
        (code, said) = Run(random.Next(2) == 0 ? "score" : "patterns", profile, table, "--as-of", "2026-09-30");
        Assert.InRange(code, 0, 2);
        Assert.NotEmpty(said);
    }));

    private static byte[] TableOf(Random random)
    {
        string text = Encoding.UTF8.GetString(TableSeed);
        string[] lines = text.Split('\n');
        int start = random.Next(1, lines.Length - 40);
        var table = new StringBuilder(string.Join('\n', lines[start..(start + random.Next(40))].Prepend(lines[0])));
        for (int i = random.Next(6); i > 0; i--)
        {
            int at = random.Next(table.Length);
            if (random.Next(2) == 0)
                table.Insert(at, random.GetItems(Cells, 1)[0]);
            else
                table.Remove(at, Math.Min(random.Next(12), table.Length - at));
        }
        byte[] bytes = Encoding.UTF8.GetBytes(table.ToString());
        if (random.Next(10) == 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static (int Code, string Said) Run(params string[] words)
    {
        using var output = new StringWriter();
        using var bytes = new MemoryStream();
        var clock = new FakeTimeProvider(new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
        int code = ToolProgram.Run(words, new Terminal(output, output, clock, () => bytes));
        return (code, output + Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static void InFolder(Action<string> run)
    {
        string folder = Directory.CreateTempSubdirectory("healthscore-fuzz-").FullName;
        try
        {
            run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
