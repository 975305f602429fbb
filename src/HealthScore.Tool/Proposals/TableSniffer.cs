using System.Text;
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
        using FileStream file = TableSource.OpenFile(path);
        if (ParquetSource.IsParquet(file))
            return TableFormat.Plain;
        string encoding = EncodingOf(file);
        file.Position = 0;
        (string? marked, _) = TextEncoding.LookAt(file);
        using var reader = new StreamReader(file, TextEncoding.Of(marked ?? encoding), detectEncodingFromByteOrderMarks: false);
        try
        {
            return TableFormat.Plain with { Encoding = encoding, Separator = SeparatorOf(reader) };
        }
        catch (DecoderFallbackException)
        {
            // Whoever reads the file says so.
            return TableFormat.Plain with { Encoding = encoding };
        }
    }

    // What is not UTF-8, and has no mark, is most often an older Windows export.
    private static string EncodingOf(FileStream file)
    {
        (string? marked, string? utf16) = TextEncoding.LookAt(file);
        if (marked is not null || utf16 is not null)
            return utf16 ?? TableFormat.Plain.Encoding;
        try
        {
            using var reader = new StreamReader(file, TextEncoding.Of(TableFormat.Plain.Encoding), false, 1 << 16, leaveOpen: true);
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
