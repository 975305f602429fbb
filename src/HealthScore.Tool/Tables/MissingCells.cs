using HealthScoring.Tool.Mappings;

namespace HealthScoring.Tool.Tables;

/// <summary>Knows which cells stand for a missing value.</summary>
internal static class MissingCells
{
    /// <summary>Whether a cell, without the white space around it, is empty or one of the texts that the format names.</summary>
    public static bool IsMissing(ReadOnlySpan<char> cell, TableFormat format) => cell.IsEmpty || Has(format.Missing, cell);

    /// <summary>Whether a cell is one of the texts, whatever their case.</summary>
    public static bool Has(IReadOnlyList<string> texts, ReadOnlySpan<char> cell)
    {
        for (int i = 0; i < texts.Count; i++)
        {
            if (cell.Equals(texts[i], StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
