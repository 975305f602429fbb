using System.Globalization;
using System.Numerics;
using HealthScoring.Text;
using HealthScoring.Tool.Terminals;
using Parquet;
using Parquet.Schema;

namespace HealthScoring.Tool.Tables;

/// <summary>A Parquet file, read by row groups: of each, the columns that are asked for are in memory.</summary>
internal sealed class ParquetSource : TableSource
{
    private readonly string _path;
    private readonly ParquetReader _reader;
    private readonly FileStream _file;
    private readonly DataField[] _fields;
    private readonly string[] _headers;
    // Each puts a cell of the group into a column of whichever block is read.
    private List<Action<BlockColumn, int, int>> _cells = [];
    private int _group = -1;
    private int _row;
    private int _rows;
    private long _before = 1;

    /// <summary>Reads the schema.</summary>
    /// <param name="path">What to call the file.</param>
    /// <param name="file">The file; this takes it over.</param>
    /// <exception cref="CommandException">It is damaged.</exception>
    public ParquetSource(string path, FileStream file)
    {
        (_path, _file) = (path, file);
        _reader = Guarded(() => ParquetReader.CreateAsync(file));
        _fields = Guarded(() => Task.FromResult(_reader.Schema.GetDataFields()));
        _headers = [.. _fields.Select(field => field.Path.ToString())];
    }

    public override IReadOnlyList<string> Headers => _headers;

    public override double Progress => _reader.RowGroupCount == 0 ? 1
        : (_group + (_rows == 0 ? 0 : (double)_row / _rows)) / _reader.RowGroupCount;

    /// <summary>Whether a file begins as Parquet does.</summary>
    public static bool IsParquet(FileStream file)
    {
        Span<byte> begin = stackalloc byte[4];
        file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return begin.SequenceEqual("PAR1"u8);
    }

    public override int Read(IReadOnlyList<(int Index, BlockColumn Column)> columns, int most)
    {
        while (_row == _rows)
        {
            if (_group + 1 >= _reader.RowGroupCount)
                return 0;
            _before += _rows;
            Open(++_group, columns);
        }
        int count = Math.Min(most, _rows - _row);
        for (int i = 0; i < count; i++, _row++)
        {
            for (int cell = 0; cell < _cells.Count; cell++)
                _cells[cell](columns[cell].Column, _row, i);
        }
        return count;
    }

    public override void Dispose()
    {
        _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _file.Dispose();
    }

    private void Open(int group, IReadOnlyList<(int Index, BlockColumn Column)> columns)
    {
        using ParquetRowGroupReader reader = _reader.OpenRowGroupReader(group);
        _rows = checked((int)reader.RowCount);
        _row = 0;
        _cells = [.. columns.Select(column => CellsOf(reader, _fields[column.Index], column.Column.Header))];
    }

    private Action<BlockColumn, int, int> CellsOf(ParquetRowGroupReader reader, DataField field, string header)
    {
        if (field.IsArray || field.MaxRepetitionLevel > 0)
            throw new CommandException($"'{Excerpt.OfValue(_path)}', column \"{Excerpt.OfValue(header)}\": it has lists, not one value per "
                + "row.");
        return field.ClrType switch
        {
            Type type when type == typeof(double) => Values<double>(reader, field, (column, row, value) => column.TrySet(row, value)),
            Type type when type == typeof(float) => Values<float>(reader, field, (column, row, value) => column.TrySet(row, Written(value))),
            Type type when type == typeof(decimal) => Values<decimal>(reader, field, (column, row, value) =>
                decimal.IsInteger(value) ? column.TrySet(row, value) : column.TrySet(row, Number.Nearest(value))),
            Type type when type == typeof(long) => Wholes<long>(reader, field),
            Type type when type == typeof(ulong) => Wholes<ulong>(reader, field),
            Type type when type == typeof(int) => Wholes<int>(reader, field),
            Type type when type == typeof(uint) => Wholes<uint>(reader, field),
            Type type when type == typeof(short) => Wholes<short>(reader, field),
            Type type when type == typeof(ushort) => Wholes<ushort>(reader, field),
            Type type when type == typeof(sbyte) => Wholes<sbyte>(reader, field),
            Type type when type == typeof(byte) => Wholes<byte>(reader, field),
            Type type when type == typeof(bool) => Values<bool>(reader, field, (column, row, value) => column.TrySet(row, value)),
            Type type when type == typeof(DateTime) => Values<DateTime>(reader, field, (column, row, value) => column.TrySet(row, value)),
            Type type when type == typeof(DateOnly) =>
                Values<DateOnly>(reader, field, (column, row, value) => column.TrySet(row, value.ToDateTime(default))),
            Type type when type == typeof(string) || type == typeof(ReadOnlyMemory<char>) => Texts(reader, field),
            Type type => throw new CommandException($"'{Excerpt.OfValue(_path)}', column \"{Excerpt.OfValue(header)}\": its type {type.Name} "
                + "is neither a number, a yes or no, a day or time, nor text."),
        };
    }

    // The number that people wrote: 0.7 in a column of floats is not 0.699999988, which is below a curve's knot at 0.7.
    private static double Written(float value) => double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private Action<BlockColumn, int, int> Wholes<T>(ParquetRowGroupReader reader, DataField field)
        where T : struct, IBinaryInteger<T> =>
        Values<T>(reader, field, (column, row, value) => column.TrySet(row, decimal.CreateChecked(value)));

    private Action<BlockColumn, int, int> Values<T>(ParquetRowGroupReader reader, DataField field, Func<BlockColumn, int, T, bool> set)
        where T : struct
    {
        var values = new T?[_rows];
        if (field.IsNullable)
        {
            Guarded(() => reader.ReadAsync(field, values.AsMemory()).AsTask());
        }
        else
        {
            var required = new T[_rows];
            Guarded(() => reader.ReadAsync(field, required.AsMemory()).AsTask());
            for (int i = 0; i < required.Length; i++)
                values[i] = required[i];
        }
        return (column, from, to) =>
        {
            if (values[from] is not { } value)
                Take(column.TrySetMissing(to), column, from, to, "");
            else
                Take(set(column, to, value), column, from, to, value);
        };
    }

    private Action<BlockColumn, int, int> Texts(ParquetRowGroupReader reader, DataField field)
    {
        var texts = new string?[_rows];
        Guarded(() => reader.ReadAsync(field, texts.AsMemory()).AsTask());
        return (column, from, to) =>
        {
            if (texts[from] is not { } text)
                Take(column.TrySetMissing(to), column, from, to, "");
            else
                Take(column.TrySet(to, text.AsSpan()), column, from, to, text);
        };
    }

    private void Take<T>(bool isRead, BlockColumn column, int from, int to, T cell)
    {
        if (isRead)
            return;
        column.SetUnreadable(to);
        Unreadable.Add(column, to, _before + from + 1, string.Create(CultureInfo.InvariantCulture, $"{cell}"));
    }

    private void Guarded(Func<Task> read) => Guarded(async () =>
    {
        await read().ConfigureAwait(false);
        return true;
    });

    // Whatever a damaged file makes its reader throw is about the file.
    private T Guarded<T>(Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or CommandException))
        {
            throw new CommandException($"'{Excerpt.OfValue(_path)}' is no Parquet file that can be read; it may be damaged "
                + $"({exception.GetType().Name}: {exception.Message}).");
        }
    }
}
