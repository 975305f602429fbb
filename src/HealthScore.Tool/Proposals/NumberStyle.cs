using HealthScoring.Tool.Mappings;

namespace HealthScoring.Tool.Proposals;

/// <summary>A way to write numbers.</summary>
/// <param name="Decimal">The decimal sign.</param>
/// <param name="Thousands">What stands between groups of three digits.</param>
internal readonly record struct NumberStyle(char Decimal, char? Thousands)
{
    /// <summary>The styles there are, the plainest first.</summary>
    public static IReadOnlyList<NumberStyle> All { get; } =
    [
        new('.', null), new(',', null), new('.', ','), new(',', '.'), new('.', '\''), new('.', ' '), new(',', ' '),
        new('.', '\u00A0'), new(',', '\u00A0'), new('.', '\u202F'), new(',', '\u202F'),
    ];

    /// <summary>A format with numbers in this style.</summary>
    public TableFormat In(TableFormat format) => format with { Decimal = Decimal, Thousands = Thousands };
}
