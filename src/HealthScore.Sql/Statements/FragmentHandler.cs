using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace HealthScoring.Sql.Statements;

/// <summary>
/// Builds a <see cref="Fragment"/> from an interpolated string. What can stand in a hole is what is safe there: a column, another fragment, or
/// a number, which is spelled to the last bit. A text of the profile cannot; it comes quoted, as a fragment.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct FragmentHandler
{
    private readonly SqlDialect _dialect;
    private readonly StringBuilder _text;
    private readonly ImmutableHashSet<StageColumn>.Builder _uses;

    public FragmentHandler(int literalLength, int formattedCount, FragmentWriter writer)
    {
        _dialect = writer.Dialect;
        _text = new(literalLength + 20 * formattedCount);
        _uses = ImmutableHashSet.CreateBuilder<StageColumn>();
    }

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(StageColumn column)
    {
        _text.Append(column.Quoted);
        _uses.Add(column);
    }

    public void AppendFormatted(Fragment fragment)
    {
        _text.Append(fragment.Text);
        _uses.UnionWith(fragment.Uses);
    }

    public void AppendFormatted(double number) => _text.Append(_dialect.Number(number));

    public void AppendFormatted(int number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

    public Fragment ToFragment() => new(_text.ToString(), _uses.ToImmutable());
}
