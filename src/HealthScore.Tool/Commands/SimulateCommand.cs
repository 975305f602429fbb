using System.CommandLine;
using HealthScoring.Analysis;
using HealthScoring.Text;
using HealthScoring.Tool.Books;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Says which customers a change of a profile moves, and refuses it where those are too many.</summary>
internal sealed class SimulateCommand : ToolCommand
{
    private readonly Argument<string> _before = ProfileArgument("before", "The profile before the change.");

    private readonly Argument<string> _after = ProfileArgument("after", "The profile after it.");

    private readonly BookArguments _book;

    private readonly Option<int> _movers = new("--movers")
    {
        Description = "How many of the customers that change tier are named.",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<double?> _maxMoved = ShareOption("--max-moved", "Exit with 1 if a larger share of customers changes tier, such as 5%.");

    private readonly Option<double?> _maxMovedWeight =
        ShareOption("--max-moved-weight", "Exit with 1 if customers of a larger share of the weight change tier, such as 5%.");

    private readonly Option<double?> _maxUnreadable =
        ShareOption("--max-unreadable", "The largest share of rows that may have a cell which cannot be read; 0 if not given.");

    /// <summary>Makes the command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public SimulateCommand(Terminal terminal)
        : base(terminal) => _book = new(terminal, TimeOption("--as-of", "The time of the scores. Needed where the book has rows of several times."));

    protected override Command Describe()
    {
        var command = new Command("simulate", "Score customers by two profiles: who changes tier, and why.") { _before, _after };
        _book.AddTo(command);
        foreach (Option option in (Option[])[_movers, _maxMoved, _maxMovedWeight, _maxUnreadable, Json])
            command.Add(option);
        return command;
    }

    protected override int Run(ParseResult arguments)
    {
        ScoringProfile before = LoadProfile(arguments.GetRequiredValue(_before)), after = LoadProfile(arguments.GetRequiredValue(_after));
        double maxUnreadable = arguments.GetValue(_maxUnreadable) ?? 0;
        int movers = arguments.GetValue(_movers);
        if (movers < 0)
            throw new CommandException($"--movers: {movers} is less than 0.");
        using Book book = _book.Open(arguments, before, after);
        if (arguments.GetValue(_maxMovedWeight) is not null && book.Mapping.Weight is null)
            throw new CommandException("--max-moved-weight: the mapping names no \"weight\".");
        SimulationResult<BookRow> simulation = null!;
        Terminal.Watch("scoring by both profiles", progress => simulation = Run(book, before, after, movers, maxUnreadable, progress));
        Answer(arguments, () => simulation.Explain() + Text(simulation), simulation.ToStored(row => row.Customer).ToJson);
        RemarkOn(book);
        if (arguments.GetValue(_maxMoved) is null && arguments.GetValue(_maxMovedWeight) is null)
            return ExitCode.Done;
        try
        {
            simulation.ThrowIfMovedMoreThan(arguments.GetValue(_maxMoved) ?? 1, arguments.GetValue(_maxMovedWeight), maxUnreadable);
            return ExitCode.Done;
        }
        catch (InvalidOperationException refused)
        {
            Terminal.Remark(refused.Message);
            return ExitCode.No;
        }
    }

    // A simulation is of one time; a score of a row depends on how old its values are, and not on the time itself.
    private static SimulationResult<BookRow> Run(Book book, ScoringProfile before, ScoringProfile after, int movers, double maxUnreadable,
        Action<double> progress)
    {
        IEnumerator<BookRow> rows = book.ReadRows(maxUnreadable).GetEnumerator();
        // A book without rows is refused there.
        rows.MoveNext();
        DateTimeOffset asOf = rows.Current.AsOf;
        return ProfileSimulation.Run(before, after, BookRow.MetricsOf(before, after), Rows(), new()
        {
            AsOf = asOf,
            SegmentBy = row => row.Segment,
            WeightBy = row => row.Weight,
            MaxMovers = movers,
        });

        IEnumerable<BookRow> Rows()
        {
            using (rows)
            {
                do
                {
                    if (rows.Current.AsOf != asOf)
                    {
                        throw new CommandException($"The book has rows of several times, such as {TimeText.Minute(asOf)} and "
                            + $"{TimeText.Minute(rows.Current.AsOf)}. Say with --as-of which are simulated.");
                    }
                    progress(book.Progress);
                    yield return rows.Current;
                }
                while (rows.MoveNext());
            }
        }
    }

    private static string Text(SimulationResult<BookRow> simulation)
    {
        if (simulation.Movers.Count == 0)
            return "";
        var table = new TextTable(3, "customer", "before", "after");
        foreach (SimulationMover<BookRow> mover in simulation.Movers)
            table.Add(Excerpt.OfValue(mover.Customer.Customer), mover.TierBefore ?? "unscored", mover.TierAfter ?? "unscored");
        return $"\n{string.Join('\n', table.Lines())}\n";
    }
}
