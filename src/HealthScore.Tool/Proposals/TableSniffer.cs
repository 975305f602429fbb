using System.Text;
using HealthScoring.Text;
using HealthScoring.Tool.Mappings;
using HealthScoring.Tool.Tables;
using HealthScoring.Tool.Terminals;

namespace HealthScoring.Tool.Proposals;

/// <summary>Finds out how a file separates its cells, and in which encoding it is.</summary>
internal static class TableSniffer
{
    private const string Separators = ",;\t|";
    private const int MostLines = 50;

    /// <summary>Looks at the beginning of a file, and, for its encoding, at all of it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public static TableFormat Sniff(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!file.CanSeek)
                throw new CommandException($"'{Excerpt.OfValue(path)}' is a pipe, and has to be read from its beginning twice. Write it to a file "
                    + $"first.");
            if (ParquetSource.IsParquet(file))
                return TableFormat.Plain;
            string encoding = EncodingOf(file);
            file.Position = 0;
            Encoding reading = encoding switch
            {
                "utf-16" => Encoding.Unicode,
                "utf-16be" => Encoding.BigEndianUnicode,
                "windows-1252" => Encoding.Latin1,
                _ => Encoding.UTF8,
            };
            using var reader = new StreamReader(file, reading, detectEncodingFromByteOrderMarks: true);
            return TableFormat.Plain with { Encoding = encoding, Separator = SeparatorOf(reader) };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{Excerpt.OfValue(path)}' cannot be read: {exception.Message}");
        }
    }

    private static string EncodingOf(FileStream file)
    {
        Span<byte> begin = stackalloc byte[4];
        int read = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (begin is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0xEF, 0xBB, 0xBF, ..])
            return TableFormat.Plain.Encoding;
        if (read == begin.Length && begin.Contains((byte)0))
            return begin[0] == 0 ? "utf-16be" : "utf-16";
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), false, 1 << 16, leaveOpen: true);
            char[] buffer = new char[1 << 16];
            while (reader.Read(buffer) > 0)
            {
            }
            return TableFormat.Plain.Encoding;
        }
        catch (DecoderFallbackException)
        {
            return "windows-1252";
        }
    }

    // The sign that splits the first lines into the same number of cells, at least two; of several, the one that splits them into more.
    private static char SeparatorOf(StreamReader reader)
    {
        var counts = new List<int[]>();
        bool quoted = false;
        int[] line = new int[Separators.Length];
        for (int sign; counts.Count < MostLines && (sign = reader.Read()) >= 0;)
        {
            if (sign == '"')
                quoted = !quoted;
            if (quoted)
                continue;
            if (sign == '\n')
            {
                counts.Add(line);
                line = new int[Separators.Length];
            }
            else if (Separators.IndexOf((char)sign, StringComparison.Ordinal) is var index and >= 0)
            {
                line[index]++;
            }
        }
        counts.Add(line);
        int[] first = counts[0];
        return Enumerable.Range(0, Separators.Length)
            .Where(index => first[index] > 0)
            .OrderByDescending(index => counts.Count(other => other[index] == first[index]))
            .ThenByDescending(index => first[index])
            .Select(index => Separators[index])
            .FirstOrDefault(',');
    }
}
