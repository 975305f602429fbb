using System.CommandLine;
using HealthScoring.Paths;
using HealthScoring.Text;
using HealthScoring.Tool.Books;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Explains one customer's score.</summary>
internal sealed class ExplainCommand : ToolCommand
{
    private readonly Argument<string> _profile = ProfileArgument();

    private readonly BookArguments _book;

    private readonly Option<string> _customer = new("--customer", "-c") { Description = "The customer's id.", Required = true };

    private readonly Option<string?> _reach = new("--reach") { Description = "A tier: what would bring the customer there." };

    /// <summary>Makes the command.</summary>
    /// <param name="terminal">Where it writes.</param>
    public ExplainCommand(Terminal terminal)
        : base(terminal) => _book = new(terminal, TimeOption("--as-of", "The time of the score. If not given, the customer's last row, or now."));

    protected override Command Describe()
    {
        var command = new Command("explain", "Explain one customer's score, point by point.") { _profile };
        _book.AddTo(command);
        command.Add(_customer);
        command.Add(_reach);
        command.Add(Json);
        return command;
    }

    protected override int Run(ParseResult arguments)
    {
        ScoringProfile profile = LoadProfile(arguments.GetRequiredValue(_profile));
        string customer = arguments.GetRequiredValue(_customer), file = arguments.GetRequiredValue(_book.Path);
        string? tier = arguments.GetValue(_reach);
        if (tier is not null && profile.Tiers.All(known => known.Name != tier))
            throw new CommandException($"The profile has no tier '{Excerpt.OfValue(tier)}'; "
                + $"{Suggestion.For(tier, profile.Tiers.Select(known => known.Name))}");
        if (tier is not null && arguments.GetValue(Json))
            throw new CommandException("--reach: its answer is text; leave out --json.");
        using Book book = _book.Open(arguments, profile);
        BookRow[] rows = [.. book.ReadRows(maxUnreadable: 1).Where(row => row.Customer == customer)];
        if (rows.Length == 0)
            throw new CommandException($"'{Excerpt.OfValue(file)}' has no customer '{Excerpt.OfValue(customer)}'.");
        BookRow last = rows.MaxBy(row => row.AsOf)!;
        if (rows.Count(row => row.AsOf == last.AsOf) > 1)
            throw new CommandException($"'{Excerpt.OfValue(file)}' has more than one row of customer '{Excerpt.OfValue(customer)}' at one time.");
        HealthScore score = BookRow.ScorerFor(profile).Score(last, last.AsOf);
        Answer(arguments, () => score.Explain(customer) + (tier is null ? "" : $"\n{TierPath.To(score, tier).Explain()}"), score.ToJson);
        return ExitCode.Done;
    }
}
