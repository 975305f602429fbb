using System.Buffers;
using System.Globalization;
using HealthScoring.Tool.Mappings;

namespace HealthScoring.Tool.Tables;

/// <summary>
/// Reads numbers as a file writes them. A cell is read whole or not at all: nothing in it is skipped that the mapping does not name.
/// </summary>
/// <param name="format">How the file writes cells.</param>
/// <param name="column">How this column does.</param>
internal sealed class NumberCells(TableFormat format, ValueColumn column)
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private const int LongestCell = 256;
    private const string Hundredth = "e-2";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private readonly bool _isPlain = format.Decimal == '.' && format.Thousands is null && format.Units.Count == 0
        && column.PercentOf is null && column.Yes.Count == 0 && !format.Missing.Any(text => text.AsSpan().ContainsAny(Digits));

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell, as it stands in the file.</param>
    /// <param name="value">The number; NaN where it is missing.</param>
    /// <returns>Whether the cell can be read.</returns>
    public bool TryRead(ReadOnlySpan<char> cell, out double value)
    {
        if (_isPlain && (ShortNumber.TryRead(cell, out value) || TryPlain(cell, out value)))
            return true;
        cell = cell.Trim();
        if (MissingCells.IsMissing(cell, format))
        {
            value = double.NaN;
            return true;
        }
        return column.Yes.Count > 0 ? TryAnswer(cell, out value) : TryWritten(cell, out value);
    }

    /// <summary>Reads what a typed file has as a yes or no.</summary>
    public static double Of(bool answer) => answer ? 1 : 0;

    /// <summary>Says why a cell cannot be read, and what to do.</summary>
    public string Explain(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        if (column.Yes.Count > 0)
            return "is neither a yes nor a no; add it to \"yes\", \"no\" or, where it stands for no answer, to \"missing\" in the format";
        if (cell.EndsWith("%") && column.PercentOf is null)
            return "has a per cent sign; write { \"column\": …, \"percentOf\": 100 } to read 45 % as 45, or 1 to read it as 0.45";
        if (column.PercentOf is not null && !cell.EndsWith("%"))
            return "has no per cent sign, and the column is mapped with \"percentOf\"";
        if (!cell.ContainsAny(Digits))
            return "is not a number; where it stands for a missing value, add it to \"missing\" in the mapping's format";
        if (Reads(format with { Decimal = format.Decimal == '.' ? ',' : '.', Thousands = null }, cell))
            return format.Decimal == '.'
                ? "is not a number; if the comma is the decimal sign, write \"decimal\": \",\" in the mapping's format"
                : "is not a number; if the point is the decimal sign, leave \"decimal\" out of the mapping's format";
        foreach (char group in ",.' \u00A0\u202F".Where(sign => sign != format.Decimal && sign != format.Thousands))
        {
            if (Reads(format with { Thousands = group }, cell))
            {
                string sign = group is '\u00A0' or '\u202F' ? $"\\u{(int)group:X4}" : $"{group}";
                return $"is not a number; if '{sign}' stands between thousands, write \"thousands\": \"{sign}\" in the mapping's format";
            }
        }
        if (Reads(format with { Decimal = ',', Thousands = '.' }, cell))
            return "is not a number; if it is written as 1.234,50 write \"decimal\": \",\", \"thousands\": \".\" in the mapping's format";
        return "is not a number; a text that always stands beside it, such as a currency, goes into \"units\" of the mapping's format";
    }

    private bool Reads(TableFormat other, ReadOnlySpan<char> cell) => new NumberCells(other, column).TryWritten(cell, out _);

    // NaN and Infinity are texts here: a file that writes them for "no value" says so under "missing".
    private static bool TryPlain(ReadOnlySpan<char> cell, out double value) =>
        double.TryParse(cell, Plain, CultureInfo.InvariantCulture, out value) && double.IsFinite(value) && (value != 0 || !HasVanished(cell));

    // 1e-400 is not 0.
    private static bool HasVanished(ReadOnlySpan<char> cell) =>
        (cell.IndexOfAny('e', 'E') is var exponent and >= 0 ? cell[..exponent] : cell).ContainsAnyInRange('1', '9');

    private bool TryAnswer(ReadOnlySpan<char> cell, out double value)
    {
        bool yes = MissingCells.Has(column.Yes, cell);
        value = yes ? 1 : 0;
        return yes || MissingCells.Has(column.No, cell);
    }

    private bool TryWritten(ReadOnlySpan<char> cell, out double value)
    {
        value = double.NaN;
        if (cell.Length > LongestCell)
            return false;
        if (column.PercentOf is not null)
        {
            if (!cell.EndsWith("%"))
                return false;
            cell = cell[..^1].TrimEnd();
        }
        cell = WithoutUnit(cell);
        Span<char> plain = stackalloc char[LongestCell + Hundredth.Length];
        if (!TryUnwrap(cell, plain, out int length) || !TryPlain(plain[..length], out value))
            return false;
        if (column.PercentOf != 1)
            return true;
        if (plain[..length].ContainsAny('e', 'E'))
        {
            value /= 100;
            return true;
        }
        // A number that is divided after it was read is rounded twice: 8.2 % is to be the number that 0.082 is.
        Hundredth.CopyTo(plain[length..]);
        return TryPlain(plain[..(length + Hundredth.Length)], out value);
    }

    private ReadOnlySpan<char> WithoutUnit(ReadOnlySpan<char> cell)
    {
        foreach (string unit in format.Units)
        {
            if (cell.StartsWith(unit, StringComparison.OrdinalIgnoreCase))
                return cell[unit.Length..].TrimStart();
            if (cell.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
                return cell[..^unit.Length].TrimEnd();
            // As in -$40.
            if (cell.Length > 1 && cell[0] == '-' && cell[1..].StartsWith(unit, StringComparison.OrdinalIgnoreCase))
                return $"-{cell[(1 + unit.Length)..].TrimStart()}";
        }
        return cell;
    }

    // Groups of three digits before the decimal sign, the first of one to three and not begun by 0, or none at all: what is grouped otherwise is
    // grouped by another sign than the mapping says.
    private bool TryUnwrap(ReadOnlySpan<char> cell, Span<char> plain, out int length)
    {
        length = 0;
        int end = cell.IndexOf(format.Decimal);
        int whole = end < 0 ? cell.IndexOfAny('e', 'E') is var exponent and >= 0 ? exponent : cell.Length : end;
        int group = -1;
        for (int i = 0; i < cell.Length; i++)
        {
            char sign = cell[i];
            if (sign == format.Thousands)
            {
                ReadOnlySpan<char> first = plain[..length].TrimStart('-').TrimStart('+');
                if (i >= whole || (group >= 0 ? group != 3 : first.Length is 0 or > 3 || first[0] == '0'))
                    return false;
                group = 0;
                continue;
            }
            if (i < whole && group >= 0)
                group++;
            if (sign == format.Decimal)
                sign = '.';
            else if (sign is '.' or ',')
                return false;
            plain[length++] = sign;
        }
        return group < 0 || (group == 3 && !cell.ContainsAny('e', 'E'));
    }
}
