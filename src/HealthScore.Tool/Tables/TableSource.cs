using HealthScoring.Text;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Tables;

/// <summary>A file with one row per customer, read block by block.</summary>
internal abstract class TableSource : IDisposable
{
    /// <summary>The headings, in the file's order.</summary>
    public abstract IReadOnlyList<string> Headers { get; }

    /// <summary>The share of the file that has been read, from 0 to 1.</summary>
    public abstract double Progress { get; }

    /// <summary>The cells that cannot be read, so far.</summary>
    public UnreadableCells Unreadable { get; } = new();

    /// <summary>Opens a file: Parquet by its first bytes, or delimited text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">How it writes cells.</param>
    /// <exception cref="CommandException">It is not there, or cannot be read.</exception>
    public static TableSource Open(string path, TableFormat format)
    {
        FileStream file = OpenFile(path);
        return ParquetSource.IsParquet(file) ? new ParquetSource(path, file) : new CsvSource(path, file, format);
    }

    /// <summary>Opens a file to look at its first bytes, and then to read it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CommandException">It is not there, or cannot be read from its beginning twice.</exception>
    public static FileStream OpenFile(string path)
    {
        string name = Excerpt.OfValue(path);
        if (Directory.Exists(path))
            throw new CommandException($"'{name}' is a folder. Name a file in it.");
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
            if (file.CanSeek)
                return file;
            file.Dispose();
            throw new CommandException($"'{name}' is a pipe, and has to be read from its beginning twice. Write it to a file first.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{name}' cannot be read: {exception.Message}");
        }
    }

    /// <summary>Reads the next rows.</summary>
    /// <param name="columns">The number of the column in the file and where its cells go.</param>
    /// <param name="most">How many rows there is room for.</param>
    /// <returns>How many rows were read; 0 at the end.</returns>
    /// <exception cref="CommandException">The file breaks off, or a row has another number of cells than the headings.</exception>
    public abstract int Read(IReadOnlyList<(int Index, BlockColumn Column)> columns, int most);

    /// <inheritdoc/>
    public abstract void Dispose();
}
