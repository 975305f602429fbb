using System.CommandLine;
using HealthScoring.Sql;
using HealthScoring.Text;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>Writes a profile as a query.</summary>
/// <param name="terminal">Where it writes.</param>
internal sealed class SqlCommand(Terminal terminal) : ToolCommand(terminal)
{
    private static readonly string[] Dialects = [.. SqlDialect.All.Select(dialect => dialect.Name)];

    private readonly Argument<string> _profile = ProfileArgument();

    private readonly Option<string> _dialect = new Option<string>("--dialect")
    {
        Description = "The database.",
        Required = true,
    }.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Dialects);

    private readonly Option<string> _table = new("--table")
    {
        Description = "The table or view with one row per customer, as name or schema.name.",
        Required = true
    };

    private readonly Option<string> _key = new("--key")
    {
        Description = "The column that identifies the customer.",
        DefaultValueFactory = _ => "customer"
    };

    private readonly Option<string?> _map = new("--map")
    {
        Description = "Which column is what; without it columns are named as the profile's "
        + "metrics."
    };

    private readonly Option<string?> _view = new("--view") { Description = "Create a view of this name instead of a query." };

    private readonly Option<bool> _details = new("--details") { Description = "Add points by metric, guardrails and actions." };

    private readonly Option<DateTimeOffset?> _asOf = TimeOption("--as-of", "The time of the scores, written into the query.");

    protected override Command Describe() =>
        new("sql", "Write the profile as one readable query for your own database.") { _profile, _dialect, _table, _key, _map, _view, _details,
            _asOf };

    protected override int Run(ParseResult arguments)
    {
        ScoringProfile profile = LoadProfile(arguments.GetRequiredValue(_profile));
        BookMapping mapping = arguments.GetValue(_map) is { } path ? MappingFormat.Load(path) : ByName(profile, arguments.GetRequiredValue(_key));
        if (arguments.GetValue(_map) is not null && arguments.GetResult(_key) is { Implicit: false })
            throw new CommandException("--key and --map: the mapping names the column of the customers; leave --key out.");
        // An age in a column needs no time, and what is absent has none.
        bool readsTime = profile.Dimensions.SelectMany(dimension => dimension.Metrics).Any(metric => metric.Freshness is not null
            && !mapping.Absent.Contains(metric.Name) && mapping.Metrics.GetValueOrDefault(metric.Name)?.AgeInDays is null);
        if (readsTime && arguments.GetValue(_view) is not null && arguments.GetValue(_asOf) is null)
        {
            throw new CommandException("The profile lets metrics fade by the time they were observed, and a view takes no parameter: say with "
                + "--as-of which time it is for, or leave --view out.");
        }
        SqlDetails details = arguments.GetValue(_details) ? SqlDetails.Contributions | SqlDetails.Guardrails | SqlDetails.Actions : SqlDetails.None;
        SqlDialect dialect = SqlDialect.All.Single(known => known.Name.Equals(arguments.GetRequiredValue(_dialect),
            StringComparison.OrdinalIgnoreCase));
        try
        {
            var scoring = SqlScoring.Create(profile, dialect, source => Describe(source, arguments, profile, mapping));
            if (arguments.GetValue(_view) is { } view)
            {
                Terminal.Report(scoring.CreateView(view.Split('.'), details));
                return ExitCode.Done;
            }
            SqlQuery query = scoring.Select(details);
            Terminal.Report(query.Text);
            if (query.Parameter is { } parameter)
                Terminal.Remark($"The query takes the time of the scores as its parameter {parameter}; --as-of writes it in.");
            return ExitCode.Done;
        }
        catch (InvalidInputException exception)
        {
            throw new CommandException(exception.Message);
        }
    }

    private void Describe(SqlSourceBuilder source, ParseResult arguments, ScoringProfile profile, BookMapping mapping)
    {
        source.Table(arguments.GetRequiredValue(_table).Split('.')).Key(mapping.Customer);
        if (arguments.GetValue(_asOf) is { } asOf)
            source.AsOf(asOf);
        if (mapping.Segment is { } segment)
            source.SegmentBy(segment);
        if (mapping.Weight is { } weight)
            source.Weight(weight.Header);
        HashSet<string> labels = [.. profile.Labels];
        foreach (string name in profile.MetricNames)
        {
            if (labels.Contains(name))
                source.Label(name, Or(mapping.Labels.GetValueOrDefault(name), mapping, name));
            else if (mapping.Metrics.TryGetValue(name, out ValueColumn? column))
                source.Metric(name, Number(name, column), column.ObservedAt, column.AgeInDays);
            else
                source.Metric(name, Or(null, mapping, name), ageInDays: SqlExpression.Raw("NULL"));
        }
    }

    // In a database a column has a type: what a mapping says of texts has no meaning there.
    private static SqlExpression Number(string name, ValueColumn column) => column is { PercentOf: null, Yes.Count: 0 }
        ? SqlExpression.Column(column.Header)
        : throw new CommandException($"metrics.{name}: \"percentOf\", \"yes\" and \"no\" are about text files; in a database, let a column have the "
            + "number.");

    private static SqlExpression Or(string? column, BookMapping mapping, string name) => column is not null ? SqlExpression.Column(column)
        : mapping.Absent.Contains(name) ? SqlExpression.Raw("NULL")
        : throw new CommandException($"{Excerpt.OfValue(name)}: the profile asks for it, and the mapping does not have it; name its column, or list "
            + "it under \"absent\".");

    private static BookMapping ByName(ScoringProfile profile, string key) => new()
    {
        Customer = key,
        Metrics = profile.MetricNames.Except(profile.Labels).ToDictionary(name => name, name => new ValueColumn(name), StringComparer.Ordinal),
        Labels = profile.Labels.ToDictionary(name => name, name => name, StringComparer.Ordinal),
    };
}
