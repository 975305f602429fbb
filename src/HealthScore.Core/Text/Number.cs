using System.Globalization;

namespace HealthScoring.Text;

/// <summary>
/// How numbers are printed: culture-invariant, and a score never rounded up across a boundary. What is counted or weighed over many customers
/// has thousands separators (<c>1,200 customers</c>); what a profile or a customer's data may say has none, so that it reads back.
/// </summary>
internal static class Number
{
    internal const double LargestExact = 1e15;

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number rounded down towards 0.</summary>
    public static string Truncated(decimal value, int decimals) => Fixed(Math.Round(value, decimals, MidpointRounding.ToZero), decimals);

    /// <summary>The shortest decimal text of a number as a number: 0.3 although its double lies below.</summary>
    public static decimal Exact(double value)
    {
        // A conversion rounds to 15 digits, which is all that most numbers have. From .NET 11 on it gives all that a double has.
        if (Math.Abs(value) < LargestExact && (decimal)value is var digits && HasFewDigits(digits, 1_000_000_000_000_000) && (double)digits == value)
            return digits;
        return decimal.Parse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The nearest double; a cast is not, where there are more digits than a double has, because it rounds more than once.</summary>
    public static double Nearest(decimal value)
    {
        // A whole number below 2^53 divided by a power of ten up to 10^22: both are doubles, so the quotient is rounded once.
        if (HasFewDigits(value, 1L << 53))
            return (double)value;
        return double.Parse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static bool HasFewDigits(decimal value, ulong end)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        return parts[2] == 0 && ((ulong)(uint)parts[1] << 32 | (uint)parts[0]) < end && value.Scale <= 22;
    }

    /// <summary>How many decimals a number has, 1 at the least: so many keep a truncated score on its side of it.</summary>
    public static int Decimals(double value) => Math.Max(1, (int)Exact(value).Scale);

    /// <summary>What 1 at the last decimal of a number is worth: from 1e-8, which is more than a score is off, to 0.1.</summary>
    public static decimal LastDecimal(double value) => new(1, 0, 0, isNegative: false, (byte)Math.Min(8, Decimals(value)));

    /// <summary>How many there are: <c>1,200</c>.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>How many there are of a unit: <c>1 customer</c>, <c>1,200 customers</c>.</summary>
    public static string Counted(long number, string unit) => $"{Count(number)} {unit}{(number == 1 ? "" : "s")}";

    /// <summary>A share, 0..1, in per cent, rounded to one decimal.</summary>
    public static string Percent(double share) =>
        InUnits(share * 100, decimals: 1) is { } tenths ? Written(tenths, decimals: 1) + " %" : Percent(share, 1);

    /// <summary>Two shares in per cent, as in "49.9 %, below 50.0 %": with as many decimals as it takes to tell them apart.</summary>
    public static string Below(double share, double limit)
    {
        (string first, string second) = Apart(share, limit);
        return $"{first}, below {second}";
    }

    /// <summary>Two different shares in per cent, with as many decimals as it takes to tell them apart.</summary>
    public static (string First, string Second) Apart(double first, double second)
    {
        for (int decimals = 1; decimals <= 20; decimals++)
        {
            (string one, string other) = (Percent(first, decimals), Percent(second, decimals));
            if (one != other)
                return (one, other);
        }
        return (Text(first), Text(second));
    }

    /// <summary>Points that no boundary depends on, rounded to one decimal.</summary>
    public static string Points(double value) =>
        InUnits(value, decimals: 1) is { } tenths ? Written(tenths, decimals: 1)
        : Math.Abs(value) < LargestExact ? Fixed(Math.Round(Exact(value), 1, MidpointRounding.AwayFromZero), 1)
        : Text(value);

    /// <summary>Points with their sign, rounded to one decimal: <c>+7.5</c>, <c>-3.1</c>, and <c>0.0</c> for what rounds to nothing.</summary>
    public static string Signed(double value) => value > 0 && Points(value) is var points && points != Points(0) ? $"+{points}" : Points(value);

    /// <summary>A sum of customers' weights, such as their revenue, rounded to two decimals: <c>1,200.5</c>.</summary>
    public static string Weight(double weight) => weight.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A printed value with its unit, as in <c>4 active days</c>.</summary>
    public static string InUnit(string number, string? unit) => unit is null ? number : $"{number} {Excerpt.OfValue(unit)}";

    /// <summary>A raw value for people: about five digits, and none more than it has.</summary>
    public static string Raw(double value)
    {
        int decimals = Math.Abs(value) >= 10 ? 2 : 4;
        return InUnits(value, decimals) is { } units ? Written(units, decimals).TrimEnd('0').TrimEnd('.')
            : Math.Abs(value) < LargestExact
                ? Math.Round(Exact(value), decimals, MidpointRounding.AwayFromZero).ToString("0.####", CultureInfo.InvariantCulture)
                : Text(value);
    }

    /// <summary>An age in days, in whole days or hours that have passed.</summary>
    public static string Age(double days) =>
        days >= 1 ? Duration.Counted((long)days, "day") : Duration.Counted((long)(days * 24), "hour");

    /// <summary>
    /// A number in units of its last decimal, rounded, where doubles can say which they are: it is so far from the middle between two that its last
    /// bits cannot decide, and so small that they are below that.
    /// </summary>
    private static long? InUnits(double value, int decimals)
    {
        double scaled = value * (decimals == 1 ? 1e1 : decimals == 2 ? 1e2 : 1e4), rounded = Math.Round(scaled);
        return Math.Abs(scaled) < 1e9 && Math.Abs(scaled - rounded) < 0.499999 ? (long)rounded : null;
    }

    private static string Written(long units, int decimals)
    {
        Span<char> text = stackalloc char[24];
        int at = text.Length;
        long left = Math.Abs(units);
        for (int digit = 0; left > 0 || digit <= decimals; digit++, left /= 10)
        {
            if (digit == decimals)
                text[--at] = '.';
            text[--at] = (char)('0' + left % 10);
        }
        if (units < 0)
            text[--at] = '-';
        return new(text[at..]);
    }

    private static string Percent(double share, int decimals) =>
        Fixed(Math.Round(Exact(share) * 100, decimals, MidpointRounding.AwayFromZero), decimals) + " %";

    private static string Fixed(decimal value, int decimals) => value.ToString("F" + decimals, CultureInfo.InvariantCulture);
}
