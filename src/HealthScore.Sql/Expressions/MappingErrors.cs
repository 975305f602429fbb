using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring.Sql.Expressions;

/// <summary>Collects what is wrong with a mapping, and with what is asked of it.</summary>
internal sealed class MappingErrors(ScoringProfile profile, SqlDialect dialect)
{
    private readonly SourceErrors _errors = new();

    public SqlDialect Dialect => dialect;

    public void Add(string path, string problem, string remedy) => _errors.AddAt(path, line: null, value: null, problem, remedy);

    /// <summary>Checks a name of the database's.</summary>
    /// <param name="path">What has the name.</param>
    /// <param name="subject">Which of its names it is.</param>
    /// <param name="name">The name.</param>
    public void CheckName(string path, string subject, string? name)
    {
        if (string.IsNullOrEmpty(name))
            Add(path, $"{subject} is empty", "give one");
        else if (name.Contains('\0'))
            Add(path, $"{subject} holds the character NUL", "remove it");
        else if (NameRule.HalfCharacter(name))
            Add(path, $"{subject} holds half of a character (one of a surrogate pair)", "write the character itself");
        else if (dialect.Variable is { } variable && name.Contains(variable, StringComparison.Ordinal))
            Add(path, $"{subject} holds '{variable}', which {dialect} takes for a variable", "use another name");
        else if (dialect.NameLength(name) is var length && length > dialect.LongestName)
            Add(path, $"{subject} has a length of {length}, and {dialect} takes at most {dialect.LongestName}", "use a shorter name");
    }

    /// <summary>Checks the path of a view or table: its name, with those of schema and catalog before it.</summary>
    public void CheckPath(string what, IReadOnlyList<string> path)
    {
        if (path.Count == 0)
            Add(what, "it has no name", "give one");
        foreach (string name in path)
            CheckName(Named(what, name), "the name", name);
    }

    /// <summary>Checks a query of the user.</summary>
    public void CheckQuery(string path, string query)
    {
        if (string.IsNullOrWhiteSpace(query))
            Add(path, "it is empty", "write a SELECT");
        if (query.Contains('\0'))
            Add(path, "it holds the character NUL", "remove it");
    }

    public void ThrowIfAny()
    {
        if (_errors.Any)
            throw new SqlMappingException(profile.Name, dialect, _errors);
    }

    /// <summary>Something by its name, as in <c>metric 'nps'</c>.</summary>
    public static string Named(string what, string? name) => $"{what} '{Excerpt.OfValue(name ?? "")}'";
}
