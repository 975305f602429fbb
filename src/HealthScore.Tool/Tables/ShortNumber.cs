namespace HealthScoring.Tool.Tables;

/// <summary>
/// Reads short plain decimals, which most cells are, without the work that a general parser does for all others: at most 15 digits and a point.
/// </summary>
/// <remarks>
/// The digits are a whole number below 2^53, and the power of ten at most 1e15: both are exact, so their quotient, rounded once, is the nearest
/// double, as a general parser gives it (W. D. Clinger, How to Read Floating Point Numbers Accurately, 1990).
/// </remarks>
internal static class ShortNumber
{
    private const int MostDigits = 15;

    private static ReadOnlySpan<double> Powers => [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads a number such as <c>12</c>, <c>-0.75</c> or <c>1234.5</c>.</summary>
    /// <returns>Whether it is one; another number may still be written differently.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        bool isNegative = text.Length > 0 && text[0] == '-';
        int start = isNegative ? 1 : 0;
        if (text.Length == start || text.Length - start > MostDigits + 1)
            return false;
        long digits = 0;
        int count = 0, decimals = -1;
        for (int i = start; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                digits = digits * 10 + digit;
                count++;
                decimals += decimals >= 0 ? 1 : 0;
            }
            else if (text[i] == '.' && decimals < 0)
            {
                decimals = 0;
            }
            else
            {
                return false;
            }
        }
        if (count is 0 or > MostDigits)
            return false;
        value = decimals > 0 ? digits / Powers[decimals] : digits;
        value = isNegative ? -value : value;
        return true;
    }
}
