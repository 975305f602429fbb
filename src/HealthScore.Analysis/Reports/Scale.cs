using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>
/// An axis from one number to another, with a few round marks on it. Places are per cent of the width, so a figure fits every screen.
/// </summary>
internal sealed class Scale
{
    // So much stays free on both sides, for marks that are as wide as they are high.
    private const double Margin = 1;
    private const int MostSteps = 5;

    private static readonly double[] Steps = [1, 2, 5, 10, 20];

    private readonly double _from;
    private readonly double _to;
    private readonly Func<double, string> _text;

    private Scale(double from, double to, double step, Func<double, string> text)
    {
        (_from, _to, _text) = (from, to, text);
        Ticks = [.. Enumerable.Range(0, (int)Math.Round((to - from) / step) + 1).Select(i => from + i * step)];
    }

    /// <summary>The marks.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>From 0 to 1, in steps of a quarter.</summary>
    public static Scale Fraction { get; } = new(0, 1, 0.25, tick => tick.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>Scores, 0 to 100.</summary>
    public static Scale Score { get; } = new(0, 100, 20, Number.Raw);

    /// <summary>Shares in per cent, from 0 to the first round one that is enough, at most 100 %.</summary>
    public static Scale Shares(double largest) =>
        UpTo(Math.Clamp(largest, 0.01, 1), share => Number.Raw(Math.Round(100 * share, 2)) + " %", most: 1);

    /// <summary>Numbers from 0 to the first round one that is enough.</summary>
    public static Scale UpTo(double largest) => UpTo(largest, Amount, double.PositiveInfinity);

    /// <summary>The place of a number; what is beyond the axis is at its end.</summary>
    public double Place(double number) => Margin + (100 - 2 * Margin) * Math.Clamp((number - _from) / (_to - _from), 0, 1);

    /// <summary>Whether a number is beyond the axis.</summary>
    public bool IsBeyond(double number) => number > _to + 1e-9 * Math.Abs(_to);

    /// <summary>How a mark is labelled.</summary>
    public string Text(double tick) => _text(tick);

    /// <summary>A place as an attribute has it.</summary>
    public static string Percent(double place) => place.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Amount(double number) => number switch
    {
        >= 1e6 => Number.Raw(number / 1e6) + " M",
        >= 1e4 => Number.Raw(number / 1e3) + " k",
        >= 1e3 => Number.Weight(number),
        _ => Number.Raw(number),
    };

    private static Scale UpTo(double largest, Func<double, string> text, double most)
    {
        double enough = largest > 0 && double.IsFinite(largest) ? largest : 1;
        double power = Math.Pow(10, Math.Floor(Math.Log10(enough / MostSteps)));
        double step = Steps.Select(times => times * power).First(one => enough <= MostSteps * one * (1 + 1e-9));
        return new(0, Math.Min(most, step * Math.Ceiling(enough / step - 1e-9)), step, text);
    }
}
