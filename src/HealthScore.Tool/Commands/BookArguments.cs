using System.CommandLine;
using HealthScoring.Text;
using HealthScoring.Tool.Books;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Commands;

/// <summary>The arguments of a command that reads a book.</summary>
/// <param name="terminal">Where the command writes.</param>
/// <param name="asOf">The option for the time of the rows.</param>
/// <param name="name">The argument's name.</param>
/// <param name="description">What the book is.</param>
internal sealed class BookArguments(Terminal terminal, Option<DateTimeOffset?> asOf, string name = "book",
    string description = "The customers: a CSV or Parquet file.")
{
    /// <summary>What the mapping of a file is called that lies beside it: customers.csv has customers.map.json.</summary>
    public const string MappingSuffix = ".map.json";

    /// <summary>The file.</summary>
    public Argument<string> Path { get; } = new(name) { Description = description };

    /// <summary>Its mapping.</summary>
    public Option<string?> Map { get; } = new(name == "book" ? "--map" : $"--{name}-map")
    {
        Description = $"Which column is what, as 'healthscore map' proposes it. If not given, the file of the same name with {MappingSuffix}; "
            + "without one, columns are named as the profile's metrics, and customer, as-of, segment and weight.",
    };

    /// <summary>Adds the arguments to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Path);
        command.Add(Map);
        command.Add(asOf);
    }

    /// <summary>The files that the command reads.</summary>
    public IReadOnlyList<string?> FilesOf(ParseResult arguments, params IEnumerable<string?> profiles) =>
        [.. profiles, arguments.GetValue(Path), arguments.GetValue(Map) ?? Beside(arguments.GetRequiredValue(Path))];

    /// <summary>Opens the book.</summary>
    /// <param name="arguments">What was given.</param>
    /// <param name="profiles">The profiles whose metrics are read.</param>
    /// <exception cref="CommandException">The file or its mapping cannot be read, or they do not fit.</exception>
    public Book Open(ParseResult arguments, params IReadOnlyList<ScoringProfile> profiles)
    {
        string path = arguments.GetRequiredValue(Path);
        Book book = Book.Open(path, MappingOf(arguments, profiles), profiles, arguments.GetValue(asOf), terminal.Clock);
        if (book.UnknownNames is { } unknown)
            terminal.Remark(unknown);
        return book;
    }

    /// <summary>Reads the book's mapping.</summary>
    /// <inheritdoc cref="Open" path="/param|/exception"/>
    public BookMapping MappingOf(ParseResult arguments, params IReadOnlyList<ScoringProfile> profiles)
    {
        string path = arguments.GetRequiredValue(Path);
        if (arguments.GetValue(Map) is { } given)
            return MappingFormat.Load(given);
        string beside = Beside(path);
        if (!File.Exists(beside))
            return ByName.MappingOf(path, profiles);
        terminal.Remark($"mapping: {Excerpt.OfValue(beside)}");
        return MappingFormat.Load(beside);
    }

    private static string Beside(string path) => System.IO.Path.ChangeExtension(path, null) + MappingSuffix;
}
