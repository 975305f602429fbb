using System.CommandLine;
using HealthScoring.Analysis;
using HealthScoring.Tool.Books;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Says what changed between two books.</summary>
internal sealed class DriftCommand : ToolCommand
{
    private readonly Argument<string> _profile = ProfileArgument();

    private readonly BookArguments _reference;

    private readonly BookArguments _current;

    private readonly Option<bool> _failOnDrift = new("--fail-on-drift")
    {
        Description = "Exit with 1 if a metric or the score has drifted, or there "
        + "are too few to tell."
    };

    /// <summary>Makes the command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public DriftCommand(Terminal terminal)
        : base(terminal)
    {
        _reference = new(terminal, TimeOption("--reference-as-of", "When its rows were measured, where they do not tell their times."), "reference",
            "The customers when the profile was made: a CSV or Parquet file.");
        _current = new(terminal, TimeOption("--current-as-of", "When its rows were measured, where they do not tell their times."), "current",
            "The customers now.");
    }

    protected override Command Describe()
    {
        var command = new Command("drift", "Say what changed in the metrics and scores between two books.") { _profile };
        _reference.AddTo(command);
        _current.AddTo(command);
        command.Add(_failOnDrift);
        command.Add(Json);
        return command;
    }

    protected override int Run(ParseResult arguments)
    {
        ScoringProfile profile = LoadProfile(arguments.GetRequiredValue(_profile));
        using Book reference = _reference.Open(arguments, profile);
        using Book current = _current.Open(arguments, profile);
        DriftReport drift = reference.Mapping.Outcome is { } before && current.Mapping.Outcome is { } now
            ? BetweenOutcomes(profile, (reference, before), (current, now)) : BetweenSnapshots(profile, reference, current);
        Answer(arguments, drift.Explain, () => JsonAnswer.Of(drift));
        RemarkOn(reference, isOneOfTwo: true);
        RemarkOn(current, isOneOfTwo: true);
        return (drift.HasDrifted || drift.NotEnough is not null) && arguments.GetValue(_failOnDrift) ? ExitCode.No : ExitCode.Done;
    }

    private static DriftReport BetweenOutcomes(ScoringProfile profile, (Book Book, OutcomeColumn Outcome) reference,
        (Book Book, OutcomeColumn Outcome) current)
    {
        if ((reference.Outcome.Horizon, reference.Outcome.Embargo, reference.Outcome.Expanded)
            != (current.Outcome.Horizon, current.Outcome.Embargo, current.Outcome.Expanded))
        {
            throw new CommandException("The outcomes of the two mappings are not the same. Give both the same \"is\", \"horizon\" and \"embargo\".");
        }
        return DriftReport.Between(profile, OutcomeBookReader.Read(reference.Book, "--reference-as-of"),
            OutcomeBookReader.Read(current.Book, "--current-as-of"));
    }

    private static DriftReport BetweenSnapshots(ScoringProfile profile, Book reference, Book current)
    {
        Book read = reference;
        IEnumerable<Snapshot> SnapshotsOf(Book book)
        {
            read = book;
            foreach (BookRow row in book.ReadRows())
                yield return new(row.Customer, row.AsOf, row.Values, row.Segment, row.Weight);
        }

        try
        {
            return DriftReport.Between(profile, SnapshotsOf(reference), SnapshotsOf(current));
        }
        catch (OutcomeException exception)
        {
            throw read.Refused(exception);
        }
    }
}
