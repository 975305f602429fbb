using System.Text;
using HealthScoring.Text;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Terminals;
using Sylvan.Data.Csv;

namespace HealthScoring.Tool.Tables;

/// <summary>Delimited text.</summary>
internal sealed class CsvSource : TableSource
{
    private const int LongestRecord = 1 << 22;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly CsvDataReader _reader;
    private readonly string[] _headers;

    /// <summary>Reads the headings.</summary>
    /// <param name="path">What to call the file.</param>
    /// <param name="file">The file, at its beginning; this takes it over.</param>
    /// <param name="format">How it writes cells.</param>
    /// <exception cref="CommandException">It has no headings, or is not text in its encoding.</exception>
    public CsvSource(string path, FileStream file, TableFormat format)
    {
        (_path, _file) = (path, file);
        _reader = Guarded(() => CsvDataReader.Create(new StreamReader(file, EncodingOf(file, format), false, 1 << 16), new()
        {
            Delimiter = format.Separator,
            BufferSize = 1 << 16,
            MaxBufferSize = LongestRecord,
            // A row is never a comment: an id may begin with any sign.
            Comment = '\0',
        }));
        _headers = [.. Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetName)];
    }

    public override IReadOnlyList<string> Headers => _headers;

    public override double Progress => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    public override int Read(IReadOnlyList<(int Index, BlockColumn Column)> columns, int most)
    {
        int row = 0;
        while (row < most && Guarded(_reader.Read))
        {
            if (_reader.RowFieldCount != _headers.Length)
            {
                if (_reader.RowFieldCount == 1 && _reader.GetFieldSpan(0).IsWhiteSpace())
                    continue;
                throw Ragged();
            }
            for (int i = 0; i < columns.Count; i++)
            {
                (int index, BlockColumn column) = columns[i];
                if (column.TrySet(row, _reader.GetFieldSpan(index)))
                    continue;
                column.SetUnreadable(row);
                Unreadable.Add(column, row, _reader.RowNumber + 1, _reader.GetFieldSpan(index).ToString());
            }
            row++;
        }
        return row;
    }

    public override void Dispose()
    {
        _reader?.Dispose();
        _file.Dispose();
    }

    private CommandException Ragged() => new(
        $"'{Excerpt.OfValue(_path)}', row {Number.Count(_reader.RowNumber + 1)}: {Number.Counted(_reader.RowFieldCount, "cell")}, but there are "
        + $"{Number.Counted(_headers.Length, "heading")}. Where a text contains the separator, a quote or a line break, it has to stand in double "
        + "quotes.");

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException)
        {
            throw new CommandException($"'{Excerpt.OfValue(_path)}' is not UTF-8. Save it as UTF-8, or name its encoding in the mapping's format, "
                + "such as \"encoding\": \"windows-1252\".");
        }
        catch (CsvMissingHeadersException)
        {
            throw new CommandException($"'{Excerpt.OfValue(_path)}' is empty: its first row has to be the headings.");
        }
        catch (CsvRecordTooLargeException)
        {
            throw new CommandException($"'{Excerpt.OfValue(_path)}', after row {Number.Count(RowSoFar)}: a row of more than "
                + $"{Number.Count(LongestRecord)} characters. A double quote may be left open there.");
        }
        catch (FormatException exception)
        {
            throw new CommandException($"'{Excerpt.OfValue(_path)}', after row {Number.Count(RowSoFar)}: {exception.Message} A double quote within a "
                + "text has to be doubled.");
        }
    }

    private long RowSoFar => _reader is null ? 0 : _reader.RowNumber + 1;

    private Encoding EncodingOf(FileStream file, TableFormat format)
    {
        (string? marked, string? like) = TextEncoding.LookAt(file);
        if (like is { } utf16 && !format.Encoding.StartsWith("utf-16", StringComparison.Ordinal))
        {
            throw new CommandException($"'{Excerpt.OfValue(_path)}' looks like UTF-16 without a byte order mark. Save it as UTF-8, or write "
                + $"\"encoding\": \"{utf16}\" in the mapping's format.");
        }
        return TextEncoding.Of(marked ?? format.Encoding);
    }
}
