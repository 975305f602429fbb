using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Mappings;

/// <summary>The JSON of a mapping, read as strictly as a profile: every error at once, each with its line.</summary>
internal static class MappingFormat
{
    private const string Noun = "mapping";

    private static readonly SearchValues<char> PartsOfNumbers = SearchValues.Create("0123456789+-.,%");

    private static readonly string[] Encodings = ["utf-8", "utf-16", "utf-16be", "windows-1252", "iso-8859-1"];

    /// <summary>Reads a mapping.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CommandException">It cannot be read, or has errors.</exception>
    public static BookMapping Load(string path)
    {
        var errors = new SourceErrors();
        SourceNode? root = new SourceParser(errors, Noun).Parse(ReadFile(path));
        BookMapping? mapping = root is null ? null : Read(root, errors);
        if (!errors.Any)
            return mapping!;
        throw new CommandException(ErrorList.Text($"The mapping '{Excerpt.OfValue(path)}'", errors.Sorted, errors.More));
    }

    /// <summary>Writes a mapping as a person would.</summary>
    public static string Write(BookMapping mapping)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        using (var json = new Utf8JsonWriter(buffer, options))
            Write(json, mapping);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    /// <summary>Whether a pattern brings a day back: one that reads a month as minutes would move every date.</summary>
    public static bool IsDatePattern(string pattern)
    {
        var day = new DateTime(2031, 12, 25, 0, 0, 0, DateTimeKind.Unspecified);
        try
        {
            string written = day.ToString(pattern, System.Globalization.CultureInfo.InvariantCulture);
            return DateTime.TryParseExact(written, pattern, System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.None, out DateTime read) && read == day;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The mapping '{Excerpt.OfValue(path)}' cannot be read: {exception.Message}");
        }
    }

    private static BookMapping Read(SourceNode node, SourceErrors errors)
    {
        var mapping = new SourceObject(node, errors,
            "customer", "asOf", "segment", "weight", "treated", "metrics", "labels", "absent", "outcome", "format");
        return new()
        {
            Customer = mapping.Require("customer", "name the heading of the column that tells customers apart") is { } customer
                ? Heading(mapping, customer, errors) : "",
            AsOf = Heading(mapping, "asOf", errors),
            Segment = Heading(mapping, "segment", errors),
            Weight = mapping.Value("weight", (value, _) => Value(value, errors)),
            Treated = mapping.Value("treated", (value, _) => Value(value, errors)),
            Metrics = mapping.Map("metrics", value => Value(value, errors)),
            Labels = mapping.Map("labels", value => Heading(mapping, value, errors)),
            Absent = [.. mapping.Items("absent").Select(mapping.TextOf)],
            Outcome = mapping.Value("outcome", Outcome),
            Format = mapping.Value("format", Format) ?? TableFormat.Plain,
        };
    }

    private static string? Heading(SourceObject parent, string member, SourceErrors errors) =>
        parent.Find(member) is { } node ? Heading(parent, node, errors) : null;

    private static string Heading(SourceObject parent, SourceNode node, SourceErrors errors)
    {
        string heading = parent.TextOf(node);
        if (heading.Length == 0)
            errors.Add(node, "the heading is empty", "give the column a heading in the file, and name it here");
        return heading;
    }

    private static ValueColumn Value(SourceNode node, SourceErrors errors)
    {
        if (node.Kind == JsonTokenType.String)
            return new(Heading(SourceObject.Unjudged(node, errors), node, errors));
        string[] members = ["column", "percentOf", "yes", "no", "observedAt", "ageInDays"];
        return ValueOf(node.Kind == JsonTokenType.StartObject ? new SourceObject(node, errors, members) : Unfit(node, errors), errors);
    }

    private static SourceObject Unfit(SourceNode node, SourceErrors errors)
    {
        errors.Add(node, $"{node.Raw} is {node.Described}, not a column",
            "write the column's heading in double quotes, or { \"column\": \"the heading\", … }");
        return SourceObject.Unjudged(node, errors);
    }

    private static ValueColumn ValueOf(SourceObject column, SourceErrors errors)
    {
        double? percentOf = column.Number("percentOf");
        if (percentOf is not (null or 1 or 100))
        {
            errors.Add(column.PathOf("percentOf"), Number.Text(percentOf.Value), $"{Number.Text(percentOf.Value)} is neither 100 nor 1",
                "write 100 to read 45 % as 45, or 1 to read it as 0.45");
        }
        IReadOnlyList<string> yes = column.TextOrTexts("yes"), no = column.TextOrTexts("no");
        if (yes.Count == 0 != (no.Count == 0))
        {
            string missing = yes.Count == 0 ? "yes" : "no";
            errors.Add(column.PathOf(missing), null, $"\"{missing}\" is missing", "give the texts of both answers, or neither for a column of 1 and "
                + "0");
        }
        foreach (string both in yes.Intersect(no, StringComparer.OrdinalIgnoreCase))
            errors.Add(column.PathOf("no"), both, $"'{both}' is a yes as well", "let a text be one answer only");
        string? observedAt = Heading(column, "observedAt", errors), ageInDays = Heading(column, "ageInDays", errors);
        if (observedAt is not null && ageInDays is not null)
            errors.Add(column.PathOf("ageInDays"), ageInDays, "there is a time of observation as well", "keep \"observedAt\" or \"ageInDays\"");
        return new(column.Require("column", "name the heading of the column") is { } heading ? Heading(column, heading, errors) : "")
        {
            PercentOf = percentOf,
            Yes = yes,
            No = no,
            ObservedAt = observedAt,
            AgeInDays = ageInDays,
        };
    }

    private static OutcomeColumn Outcome(SourceNode node, SourceErrors errors)
    {
        var outcome = new SourceObject(node, errors, "column", "yes", "no", "horizon", "embargo", "is");
        string? kind = outcome.Text("is");
        if (kind is not (null or "churned" or "expanded"))
            errors.Add(outcome.PathOf("is"), kind, $"'{kind}' is no outcome", "write \"churned\" or \"expanded\"");
        TimeSpan? horizon = outcome.Require("horizon", "say how long after a row an outcome counts, such as \"90 days\"") is { } length
            ? outcome.DurationOf(length) : null;
        if (horizon is { } none && none <= TimeSpan.Zero)
            errors.Add(outcome.PathOf("horizon"), Duration.Text(none), "the horizon is not more than 0", "give at least \"1 day\"");
        TimeSpan embargo = outcome.Duration("embargo") ?? TimeSpan.Zero;
        CheckLength("horizon", horizon);
        CheckLength("embargo", embargo);
        return new(ValueOf(outcome, errors), horizon is { } time && time > TimeSpan.Zero ? time : TimeSpan.FromDays(1))
        {
            Embargo = embargo,
            Expanded = kind == "expanded",
        };

        void CheckLength(string name, TimeSpan? length)
        {
            if (length is { } tooLong && tooLong > Duration.Longest)
            {
                errors.Add(outcome.PathOf(name), Duration.Text(tooLong), $"the {name} is more than {Duration.Text(Duration.Longest)}",
                    "shorten it");
            }
        }
    }

    private static TableFormat Format(SourceNode node, SourceErrors errors)
    {
        var format = new SourceObject(node, errors, "separator", "decimal", "thousands", "dates", "missing", "units", "encoding");
        var read = new TableFormat
        {
            Separator = Sign(format, "separator", ",;|\t", errors) ?? ',',
            Decimal = Sign(format, "decimal", ".,", errors) ?? '.',
            Thousands = Sign(format, "thousands", ".,\' \u00A0\u202F", errors),
            Dates = format.TextOrTexts("dates"),
            Missing = format.TextOrTexts("missing"),
            Units = format.TextOrTexts("units"),
            Encoding = format.Text("encoding") ?? TableFormat.Plain.Encoding,
        };
        if (read.Decimal == read.Thousands)
        {
            errors.Add(format.PathOf("thousands"), $"{read.Thousands}", $"'{read.Thousands}' is the decimal sign as well",
                "let \"decimal\" and \"thousands\" be different");
        }
        foreach (string unit in read.Units.Where(unit => unit.Trim().Length == 0 || unit.AsSpan().ContainsAny(PartsOfNumbers)))
        {
            errors.Add(format.PathOf("units"), unit, $"'{unit}' is no unit: it could change a number",
                "name a text without digits, signs, points and commas");
        }
        if (!Encodings.Contains(read.Encoding, StringComparer.Ordinal))
            errors.AddUnknown(format.PathOf("encoding"), read.Encoding, $"unknown encoding '{read.Encoding}'", read.Encoding, Encodings);
        foreach ((int i, string pattern) in read.Dates.Index().Where(one => !IsDatePattern(one.Item)))
        {
            errors.Add(format.PathOf("dates") + (read.Dates.Count == 1 ? "" : $"[{i}]"), pattern, $"'{pattern}' is no pattern of a day",
                "write it such as \"dd.MM.yyyy\" or \"M/d/yyyy HH:mm\"");
        }
        return read;
    }

    private static char? Sign(SourceObject format, string member, string allowed, SourceErrors errors)
    {
        if (format.Text(member) is not { } text)
            return null;
        if (text.Length == 1 && allowed.Contains(text[0], StringComparison.Ordinal))
            return text[0];
        string signs = string.Join(" or ", allowed.Select(sign => sign switch
        {
            '\t' => "\"\\t\" (tab)",
            ' ' => "\" \" (space)",
            '\u00A0' => "\"\\u00A0\" (no-break space)",
            '\u202F' => "\"\\u202F\" (narrow no-break space)",
            _ => $"\"{sign}\"",
        }));
        errors.Add(format.PathOf(member), text, $"'{text}' is no {member} sign", $"write {signs}");
        return null;
    }

    private static void Write(Utf8JsonWriter json, BookMapping mapping)
    {
        json.WriteStartObject();
        json.WriteString("customer", mapping.Customer);
        WriteIf(json, "asOf", mapping.AsOf);
        WriteIf(json, "segment", mapping.Segment);
        WriteColumn(json, "weight", mapping.Weight);
        WriteColumn(json, "treated", mapping.Treated);
        json.WriteStartObject("metrics");
        foreach ((string name, ValueColumn column) in mapping.Metrics)
            WriteColumn(json, name, column);
        json.WriteEndObject();
        if (mapping.Labels.Count > 0)
        {
            json.WriteStartObject("labels");
            foreach ((string name, string heading) in mapping.Labels)
                json.WriteString(name, heading);
            json.WriteEndObject();
        }
        if (mapping.Absent.Count > 0)
            WriteList(json, "absent", mapping.Absent);
        if (mapping.Outcome is { } outcome)
        {
            json.WriteStartObject("outcome");
            WriteMembers(json, outcome.Column);
            if (outcome.Expanded)
                json.WriteString("is", "expanded");
            json.WriteString("horizon", Duration.Text(outcome.Horizon));
            if (outcome.Embargo > TimeSpan.Zero)
                json.WriteString("embargo", Duration.Text(outcome.Embargo));
            json.WriteEndObject();
        }
        if (mapping.Format != TableFormat.Plain)
            WriteFormat(json, mapping.Format);
        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, TableFormat format)
    {
        TableFormat plain = TableFormat.Plain;
        json.WriteStartObject("format");
        if (format.Encoding != plain.Encoding)
            json.WriteString("encoding", format.Encoding);
        if (format.Separator != plain.Separator)
            json.WriteString("separator", $"{format.Separator}");
        if (format.Decimal != plain.Decimal)
            json.WriteString("decimal", $"{format.Decimal}");
        if (format.Thousands is { } thousands)
            json.WriteString("thousands", $"{thousands}");
        WriteTexts(json, "dates", format.Dates);
        WriteTexts(json, "missing", format.Missing);
        WriteTexts(json, "units", format.Units);
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, string name, ValueColumn? column)
    {
        if (column is null)
            return;
        if (column is { PercentOf: null, Yes.Count: 0, ObservedAt: null, AgeInDays: null })
        {
            json.WriteString(name, column.Header);
            return;
        }
        json.WriteStartObject(name);
        WriteMembers(json, column);
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, ValueColumn column)
    {
        json.WriteString("column", column.Header);
        if (column.PercentOf is { } percent)
            json.WriteNumber("percentOf", percent);
        WriteTexts(json, "yes", column.Yes);
        WriteTexts(json, "no", column.No);
        WriteIf(json, "observedAt", column.ObservedAt);
        WriteIf(json, "ageInDays", column.AgeInDays);
    }

    private static void WriteIf(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 1)
            json.WriteString(name, texts[0]);
        else if (texts.Count > 1)
            WriteList(json, name, texts);
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
