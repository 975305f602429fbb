using System.Collections.Concurrent;
using System.CommandLine;
using HealthScoring.Portfolios;
using HealthScoring.Tool.Books;
using HealthScoring.Tool.Scores;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Scores a whole file: one thread reads the next rows while others score and write the last ones.</summary>
internal sealed class ScoreCommand : ToolCommand
{
    private const int Blocks = 6;

    private readonly Argument<string> _profile = ProfileArgument();

    private readonly BookArguments _book;

    private readonly Option<string?> _out = new("--out", "-o")
    {
        Description = "The file to write, CSV or, with the ending .parquet, Parquet. If not given, CSV goes to the output.",
    };

    private readonly Option<bool> _details = new("--details")
    {
        Description = "Add what cost most, the guardrails that matched and the actions that "
        + "are due."
    };

    private readonly Option<double?> _maxUnreadable =
        ShareOption("--max-unreadable", "The largest share of rows that may have a cell which cannot be read; 0 if not given.");

    private readonly Option<bool> _force = new("--force") { Description = "Write over a file that is there already." };

    /// <summary>Makes the command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public ScoreCommand(Terminal terminal)
        : base(terminal) => _book = new(terminal, TimeOption("--as-of", "The time of the scores; where rows tell theirs, only rows of this time are "
            + "scored."));

    protected override Command Describe()
    {
        var command = new Command("score", "Score every customer of a file, and sum up.") { _profile };
        _book.AddTo(command);
        foreach (Option option in (Option[])[_out, _details, _maxUnreadable, _force, Json])
            command.Add(option);
        return command;
    }

    protected override int Run(ParseResult arguments)
    {
        ScoringProfile profile = LoadProfile(arguments.GetRequiredValue(_profile));
        using Book book = _book.Open(arguments, profile);
        var tally = new PortfolioTally(profile);
        var scorer = new BookScorer(profile, tally, arguments.GetValue(_details));
        string? path = arguments.GetValue(_out);
        if (path is null)
        {
            if (arguments.GetValue(Json))
                throw new CommandException("--json sums up; say with --out where the scores go.");
            using Stream output = Terminal.OpenOutput();
            ScoreInto(output, isParquet: false, book, scorer, profile, arguments);
        }
        else
        {
            new OutputFile(path, arguments.GetValue(_force), _book.FilesOf(arguments, arguments.GetValue(_profile))).Write(file =>
                ScoreInto(file, path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase), book, scorer, profile, arguments));
            PortfolioSummary summary = tally.ToSummary();
            Answer(arguments, summary.Explain, summary.ToJson);
        }
        RemarkOn(book);
        return ExitCode.Done;
    }

    private void ScoreInto(Stream stream, bool isParquet, Book book, BookScorer scorer, ScoringProfile profile, ParseResult arguments)
    {
        bool hasTimes = book.Mapping.AsOf is not null, hasDetails = arguments.GetValue(_details);
        var names = new ScoreNames(profile);
        ScoreSink sink = isParquet ? new ParquetSink(stream, names, hasTimes, hasDetails) : new CsvSink(stream, names, hasTimes, hasDetails);
        Terminal.Watch("scoring", progress => Score(book, scorer, sink, progress));
        book.RequireReadable(arguments.GetValue(_maxUnreadable) ?? 0);
        sink.Complete();
    }

    // What is read is scored, and what is scored is written, each on a thread of its own; the blocks go round.
    private static void Score(Book book, BookScorer scorer, ScoreSink sink, Action<double> progress)
    {
        using var free = new BlockingCollection<(BookBlock Block, ScoredRows Scores)>();
        using var read = new BlockingCollection<(BookBlock Block, ScoredRows Scores)>();
        using var scored = new BlockingCollection<(BookBlock Block, ScoredRows Scores)>();
        for (int i = 0; i < Blocks; i++)
            free.Add((book.NewBlock(), scorer.NewScores()));
        var reading = Task.Run(() => Pass(free, read, work => book.Read(work.Block)));
        var scoring = Task.Run(() => Pass(read, scored, work =>
        {
            scorer.Score(work.Block, work.Scores);
            return true;
        }));
        try
        {
            Pass(scored, free, work =>
            {
                sink.Write(work.Block, work.Scores);
                progress(book.Progress);
                return true;
            });
        }
        finally
        {
            // Whoever still waits for a block ends, and what went wrong first is reported.
            free.CompleteAdding();
            Task.WhenAll(reading, scoring).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }
        reading.GetAwaiter().GetResult();
        scoring.GetAwaiter().GetResult();
    }

    private static void Pass<T>(BlockingCollection<T> from, BlockingCollection<T> to, Func<T, bool> work)
    {
        try
        {
            foreach (T one in from.GetConsumingEnumerable())
            {
                if (!work(one))
                    break;
                to.Add(one);
            }
        }
        finally
        {
            to.CompleteAdding();
        }
    }
}
