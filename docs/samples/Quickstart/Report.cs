using HealthScoring;
using HealthScoring.Analysis;
using HealthScoring.Changes;
using HealthScoring.Paths;
using Spectre.Console;

namespace Quickstart;

/// <summary>Prints what the scores say about all subscribers and about one of them.</summary>
internal sealed class Report(ScoringProfile profile, IReadOnlyList<ScoredSubscriber> all)
{
    private readonly IAnsiConsole _console = Open();

    private ScoredSubscriber[] AtRisk => [.. all.Where(scored => scored.Score.Tier == profile.Tiers[0].Name)];

    /// <summary>The first subscriber whom a guardrail put at risk.</summary>
    private ScoredSubscriber Explained => AtRisk.First(scored => scored.Score.Guardrails.Any(guardrail => guardrail.Change < 0));

    public void Print()
    {
        _console.WriteLine($"Profile {profile.Name}, fingerprint {profile.Fingerprint}");
        _console.WriteLine($"{all.Count:N0} subscribers, {all.Count(scored => scored.Score.Value is not null):N0} of them scored");
        _console.WriteLine("The data are semi-synthetic. The profile is common sense: it is not fitted, and no score knows who churned.");
        _console.WriteLine("Churned are those who left within the last month of the same data: the shares describe, they do not predict.");
        PrintTiers();
        PrintOne();
        PrintDrivers();
        PrintActions();
        PrintMonth();
        PrintNext();
        PrintEvidence();
    }

    private void PrintTiers()
    {
        Table table = NewTable("Subscribers by tier", "Tier", "Count", "Share", "Churned", "Share of tier", "Meaning");
        foreach (Tier tier in profile.Tiers)
            AddTier(tier.Name, scored => scored.Score.Tier == tier.Name, tier.Description);
        AddTier("unscored", scored => scored.Score.Tier is null, "Not billed yet: nothing to judge.");
        AddTier("total", _ => true, null);
        _console.Write(table);
        void AddTier(string name, Func<ScoredSubscriber, bool> belongs, string? description)
        {
            ScoredSubscriber[] members = [.. all.Where(belongs)];
            int churned = members.Count(scored => scored.Subscriber.Churned);
            AddRow(table, name, $"{members.Length:N0}", Share(members.Length, all.Count), $"{churned:N0}", Share(churned, members.Length),
                description ?? "");
        }
    }

    private void PrintOne()
    {
        ScoredSubscriber one = Explained;
        PrintTitle("One subscriber explained");
        // The explanation is plain text that is laid out already, so it goes past the console's word wrap.
        _console.Profile.Out.Writer.Write(one.Score.Explain($"subscriber {one.Subscriber.Number}"));
    }

    private void PrintDrivers()
    {
        ScoredSubscriber[] members = AtRisk;
        Table table = NewTable($"What costs {profile.Tiers[0].Name} subscribers most, in points of the score",
            "Metric", "Top driver of", "In top three of", "Share", "Mean lost");
        foreach (var driver in members.SelectMany(scored => scored.Score.Contributions)
            .GroupBy(contribution => contribution.Metric)
            .Select(same => (
                Metric: same.Key,
                First: members.Count(scored => scored.Score.Drivers.Take(1).Any(top => top.Metric == same.Key)),
                Three: members.Count(scored => scored.Score.Drivers.Take(3).Any(top => top.Metric == same.Key)),
                Lost: same.Average(contribution => contribution.PointsLost)))
            .OrderByDescending(driver => driver.Three))
        {
            AddRow(table, driver.Metric, $"{driver.First:N0}", $"{driver.Three:N0}", Share(driver.Three, members.Length), $"{driver.Lost:N1}");
        }
        _console.Write(table);
    }

    private void PrintActions()
    {
        Table table = NewTable("Actions due", "Action", "Count", "Priority", "What to do");
        var counts = all.SelectMany(scored => scored.Score.Actions).CountBy(action => action.Name).ToDictionary();
        foreach (ActionRule action in profile.Actions.OrderBy(action => action.Priority ?? int.MaxValue))
        {
            AddRow(table, action.Name, $"{counts.GetValueOrDefault(action.Name):N0}", action.Priority is { } priority ? $"{priority}" : "-",
                action.Description ?? "");
        }
        _console.Write(table);
    }

    /// <summary>Who came into another tier within the month, and who fell furthest.</summary>
    private void PrintMonth()
    {
        ScoredSubscriber[] both = [.. all.Where(scored => scored.AMonthAgo is not null)];
        Table table = NewTable("Last month, computed back from the same rows, against this month", [
            "Last month", .. profile.Tiers.Select(tier => $"now {tier.Name}"), "now unscored"]);
        string?[] tiers = [.. profile.Tiers.Select(tier => tier.Name), null];
        foreach (string? from in tiers)
        {
            AddRow(table, [from ?? "unscored", .. tiers.Select(to =>
                $"{both.Count(scored => scored.AMonthAgo!.Tier == from && scored.Score.Tier == to):N0}")]);
        }
        _console.Write(table);

        PrintTitle("Who fell furthest");
        (int number, ScoreChange change) = both
            .Select(scored => (scored.Subscriber.Number, Change: ScoreChange.Between(scored.AMonthAgo!, scored.Score)))
            .MinBy(pair => pair.Change.Change ?? 0);
        _console.Profile.Out.Writer.Write($"subscriber {number}: {change}\n");
    }

    /// <summary>The subscriber explained above: what the month did, and what would help.</summary>
    private void PrintNext()
    {
        ScoredSubscriber one = Explained;
        PrintTitle("What the month did to the subscriber explained above, and what would help");
        _console.Profile.Out.Writer.Write(ScoreChange.Between(one.AMonthAgo!, one.Score).Explain($"subscriber {one.Subscriber.Number}"));
        _console.WriteLine();
        _console.Profile.Out.Writer.Write(TierPath.To(one.Score, profile.Tiers[1].Name).Explain());
    }

    /// <summary>What the data say of the profile.</summary>
    private void PrintEvidence()
    {
        PrintTitle("Is the profile right about who left?");
        _console.WriteLine("Churned here means left within the same month, so this tells how well the profile describes, not what it foresees.");
        _console.WriteLine();
        OutcomeBook book = Evidence.BookOf(profile, all);
        Backtest backtest = Backtest.Run(profile, book, new() { Capacity = 500 });
        _console.Profile.Out.Writer.Write(backtest.Explain());

        PrintTitle("What the data would change, and whether that is better");
        ProfileProposal proposal = ProfileProposal.Learn(profile, book, new() { Capacity = 500 });
        _console.Profile.Out.Writer.Write(proposal.Explain());

        string page = Path.Combine(AppContext.BaseDirectory, "health-evidence.html");
        new EvidenceReport(backtest) { PatternsOfLoss = PatternReport.Find(profile, book), Proposal = proposal }
            .Save(page, new() { Title = "Is the health score of our subscribers true?" });
        PrintTitle("All of this as a page, with figures");
        _console.Profile.Out.Writer.Write($"{page}\n");
    }

    private void PrintTitle(string title)
    {
        _console.WriteLine();
        _console.WriteLine(title, new Style(decoration: Decoration.Bold));
    }

    private static string Share(int part, int whole) => whole == 0 ? "-" : $"{(double)part / whole:P1}";

    /// <summary>A table of names, numbers and, in a last column that wraps where the terminal is narrow, words.</summary>
    private Table NewTable(string title, params string[] columns)
    {
        PrintTitle(title);
        Table table = new Table().Border(TableBorder.Markdown);
        for (int i = 0; i < columns.Length; i++)
        {
            bool words = columns[i] is "Meaning" or "What to do";
            TableColumn column = new(columns[i]) { NoWrap = !words };
            table.AddColumn(i == 0 || words ? column : column.RightAligned());
        }
        return table;
    }

    // As Text and not as markup: a profile's words may hold brackets.
    private static void AddRow(Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));

    /// <summary>The terminal as it is; or, into a file or a pipe, plain characters of a fixed width.</summary>
    private static IAnsiConsole Open()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new() { UseDefaultEnrichers = false },
        });
        console.Profile.Width = 110;
        return console;
    }
}
