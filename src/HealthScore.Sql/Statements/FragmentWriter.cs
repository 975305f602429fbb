using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using HealthScoring.Sql.Dialects;

namespace HealthScoring.Sql.Statements;

/// <summary>Writes fragments in one dialect: the words that all dialects share, with every number and text spelled as this one wants it.</summary>
internal sealed class FragmentWriter(SqlDialect dialect)
{
    /// <summary>Where a long expression may break into lines. No text of a user holds it, so no literal is ever broken.</summary>
    public const char LineBreak = '\0';

    private const double Tiny = 1e-250;
    private const int MostConcatenated = 100;

    public SqlDialect Dialect => dialect;

    /// <summary>No number, of the type of a number.</summary>
    public Fragment NoNumber => Of($"CAST(NULL AS {Word(dialect.Double)})");

    /// <summary>No text, of the type of a text.</summary>
    public Fragment NoText => Of($"CAST(NULL AS {Word(dialect.Text)})");

    [SuppressMessage("Performance", "CA1822", Justification = "The handler asks this writer how a number is spelled.")]
    public Fragment Of([InterpolatedStringHandlerArgument("")] FragmentHandler text) => text.ToFragment();

    /// <summary>SQL that is not ours to spell: a dialect's own word, or what the user marked as raw.</summary>
    public static Fragment Word(string sql) => new(sql, []);

    /// <summary>A text as a literal that nothing in it can end.</summary>
    public Fragment Literal(string text) => new(dialect.Literal(text), []);

    public static Fragment Join(string separator, IEnumerable<Fragment> parts)
    {
        Fragment[] all = [.. parts];
        return new(string.Join(separator, all.Select(part => part.Text)), [.. all.SelectMany(part => part.Uses)]);
    }

    /// <summary>The sum from left to right.</summary>
    public static Fragment Sum(IEnumerable<Fragment> terms) => Join($"{LineBreak}    + ", terms);

    public Fragment Least(IEnumerable<Fragment> values) => Chosen(dialect.Least, [.. values]);

    public Fragment Greatest(IEnumerable<Fragment> values) => Chosen(dialect.Greatest, [.. values]);

    /// <summary>The first of the cases whose condition holds, else the last value. A condition on a missing value does not hold.</summary>
    public Fragment Case(IReadOnlyList<(Fragment When, Fragment Then)> cases, Fragment otherwise)
    {
        if (cases.Count == 0)
            return otherwise;
        if (cases.Count == 1 && !IsLong(cases[0].When) && !IsLong(cases[0].Then) && !IsLong(otherwise))
            return Of($"CASE WHEN {cases[0].When} THEN {cases[0].Then} ELSE {otherwise} END");
        Fragment whens = Join("", cases.Select(one => Of($"{Word($"{LineBreak}    ")}WHEN {one.When} THEN {Indented(one.Then)}")));
        return Of($"CASE{whens}{Word($"{LineBreak}    ")}ELSE {Indented(otherwise)}{Word($"{LineBreak}")}END");
    }

    /// <summary>1 where any of the conditions holds, else 0; a condition on a missing value does not hold.</summary>
    public Fragment AnyOf(IEnumerable<Fragment> conditions) => Flag(conditions, 1, 0);

    /// <summary>0 where any of the conditions holds, else 1; a condition on a missing value does not hold.</summary>
    public Fragment NoneOf(IEnumerable<Fragment> conditions) => Flag(conditions, 0, 1);

    private Fragment Flag(IEnumerable<Fragment> conditions, int any, int none) => conditions.ToArray() is { Length: > 0 } given
        ? Case(Join(" OR ", given), Of($"{any}"), Of($"{none}")) : Of($"{none}");

    private static bool IsLong(Fragment fragment) => fragment.Text.Contains(LineBreak) || fragment.Text.Length > 200;

    private static Fragment Indented(Fragment fragment) =>
        fragment with { Text = fragment.Text.Replace($"{LineBreak}", $"{LineBreak}    ", StringComparison.Ordinal) };

    public Fragment Case(Fragment when, Fragment then, Fragment otherwise) => Case([(when, then)], otherwise);

    /// <summary>The name at an index; NULL for any other index.</summary>
    public Fragment NameOf(StageColumn index, string[] names) =>
        Case([.. names.Select((name, i) => (Of($"{index} = {i}"), Literal(name)))], NoText);

    /// <summary>Whether a column is exactly a text, whatever the collation.</summary>
    public Fragment TextEquals(StageColumn value, string text) => new(dialect.TextEquals(value.Quoted, dialect.Literal(text)), [value]);

    /// <summary>Whether a number is whole.</summary>
    public Fragment IsWhole(StageColumn value) => new(dialect.IsWhole(value.Quoted), [value]);

    /// <summary>A value of any type as a number.</summary>
    public Fragment Raw(StageColumn value) => new(dialect.Raw(value.Quoted), [value]);

    /// <summary>A column as a number.</summary>
    public Fragment Number(StageColumn value) => new(dialect.Cast(value.Quoted), [value]);

    /// <summary>A column as a text.</summary>
    public Fragment AsText(StageColumn value) => Of($"CAST({value} AS {Word(dialect.Text)})");

    /// <summary>A whole number as one of 64 bits.</summary>
    public Fragment Whole(Fragment value) => Of($"CAST({value} AS {Word(dialect.Whole)})");

    /// <summary>The whole part of a number from 0 to 2^63.</summary>
    public Fragment Floor(Fragment value) => value with { Text = dialect.NearWhole(value.Text) };

    /// <summary>The place of a row in its group, 1 for the largest.</summary>
    public Fragment PlaceWithin(StageColumn group, StageColumn by, StageColumn then) =>
        Of($"row_number() OVER (PARTITION BY {group} ORDER BY {by} DESC, {then})");

    /// <summary>The value of the first row of a group, by the places that <see cref="PlaceWithin"/> gave it.</summary>
    public Fragment FirstOf(StageColumn value, StageColumn place, StageColumn by, Fragment none) =>
        dialect.ValueAtMost(value.Quoted, by.Quoted) is { } own ? new(own, [value, by])
            : Of($"max({Case(Of($"{place} = {1}"), Of($"{value}"), none)})");

    /// <summary>A number kept within two limits.</summary>
    public Fragment Clamp(StageColumn value, Fragment least, Fragment most) =>
        Case([(Of($"{value} < {least}"), least), (Of($"{value} > {most}"), most)], Of($"{value}"));

    /// <summary>
    /// A product with points, which may be so small that it rounds to 0. Some engines call that an error, so there it is asked first, of
    /// numbers that a power of two makes large enough.
    /// </summary>
    public Fragment Product(Fragment factor, Fragment points, bool mayBeTiny)
    {
        Fragment product = Of($"{factor} * {points}");
        if (!mayBeTiny || !dialect.RaisesOnUnderflow)
            return product;
        Fragment magnified = Of($"abs({points} * {Spelling.HalfWayUp} * {Spelling.HalfWayUp} * {factor})");
        return Case(Of($"abs({points}) < {Tiny} AND {magnified} <= {0.5}"), Of($"{0.0}"), product);
    }

    /// <summary>A quotient above 0 of a sum that may be tiny, for the same reason.</summary>
    public Fragment Quotient(StageColumn sum, Fragment total, bool mayBeTiny)
    {
        Fragment quotient = Of($"{sum} / {total}");
        if (!mayBeTiny || !dialect.RaisesOnUnderflow)
            return quotient;
        return Case(Of($"{sum} < {Tiny} AND {sum} * {Spelling.HalfWayUp} * {Spelling.HalfWayUp} <= {0.5} * {total}"), Of($"{0.0}"), quotient);
    }

    /// <summary>One text of several, in their order.</summary>
    public Fragment Concat(IReadOnlyList<Fragment> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        if (!dialect.ConcatByFunction)
            return Join($"{LineBreak}    || ", parts);
        Fragment[] all = dialect.ConcatStart is { } start ? [Word(start), .. parts] : [.. parts];
        while (all.Length > 1)
        {
            all = [.. all.Chunk(MostConcatenated)
                .Select(some => Of($"concat({Join($",{LineBreak}    ", some)}{Word(some.Length == 1 ? ", ''" : "")})"))];
        }
        return all[0];
    }

    // Engines limit how many arguments a function has, and one knows no more than two. Order does not matter to what is least.
    private Fragment Chosen(string function, Fragment[] values)
    {
        while (values.Length > 1)
        {
            values = [.. values.Chunk(dialect.MostArguments)
                .Select(some => some.Length == 1 ? some[0] : Of($"{Word(function)}({Join(", ", some)})"))];
        }
        return values[0];
    }
}
