using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace HealthScoring.Hosting.Databases;

/// <summary>A statement of SQL, written as an interpolated string: values in it are parameters, and spellings are SQL.</summary>
[InterpolatedStringHandler]
internal sealed class Statement
{
    private readonly List<object> _parts;

    public Statement(int literalLength, int formattedCount) => _parts = new((formattedCount * 2) + Math.Min(1, literalLength));

    private Statement(List<object> parts) => _parts = parts;

    /// <summary>Puts statements one after the other.</summary>
    public static Statement Join(string between, IEnumerable<Statement> statements)
    {
        List<object> parts = [];
        foreach (Statement statement in statements)
        {
            if (parts.Count > 0)
                parts.Add(between);
            parts.AddRange(statement._parts);
        }
        return new(parts);
    }

    public void AppendLiteral(string literal) => _parts.Add(literal);

    public void AppendFormatted(Spelling spelling) => _parts.Add(spelling.Text);

    public void AppendFormatted(Statement statement) => _parts.AddRange(statement._parts);

    public void AppendFormatted(string? text) => _parts.Add(new Given(DbType.String, text));

    public void AppendFormatted(DateTimeOffset time) => _parts.Add(new Given(DbType.String, StoredTime.Text(time)));

    public void AppendFormatted(int number) => _parts.Add(new Given(DbType.Int32, number));

    public void AppendFormatted(long number) => _parts.Add(new Given(DbType.Int64, number));

    public void AppendFormatted(double? number) => _parts.Add(new Given(DbType.Double, number));

    /// <summary>Gives a command the text and the parameters.</summary>
    public void Fill(DbCommand command, TrackingDatabase database)
    {
        var text = new StringBuilder();
        foreach (object part in _parts)
        {
            if (part is not Given given)
            {
                text.Append((string)part);
                continue;
            }
            string name = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
            text.Append(name);
            command.Parameters.Add(Parameter(command.CreateParameter(), name, given, database));
        }
        command.CommandText = text.ToString();
    }

    private static DbParameter Parameter(DbParameter parameter, string name, Given given, TrackingDatabase database)
    {
        (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, given.Type, given.Value ?? DBNull.Value);
        if (database == TrackingDatabase.MySql && given.Type == DbType.Double)
        {
            // A number in a statement's text may be taken for a decimal, which has other digits and no minus zero; a text is read as a double.
            parameter.DbType = DbType.String;
            if (given.Value is double number)
                parameter.Value = number.ToString("R", CultureInfo.InvariantCulture);
        }
        else if (database == TrackingDatabase.SqlServer && given.Value is string { Length: <= 4000 })
        {
            // Otherwise the server makes a plan for every length.
            parameter.Size = 4000;
        }
        return parameter;
    }

    private sealed record Given(DbType Type, object? Value);
}
