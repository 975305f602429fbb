using System.Collections.Frozen;

namespace HealthScoring.Plans;

/// <summary>
/// A label's texts as numbers, so that a row is all numbers: those that a condition of the profile names have one each, by ordinal order from 0, and
/// any other text has the next.
/// </summary>
internal sealed class LabelCodes
{
    private readonly FrozenDictionary<string, double> _codes;

    public LabelCodes(IEnumerable<string> named)
    {
        Texts = [.. named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _codes = Texts.Index().ToFrozenDictionary(text => text.Item, text => (double)text.Index, StringComparer.Ordinal);
    }

    /// <summary>The texts that conditions name.</summary>
    public string[] Texts { get; }

    /// <summary>The number of any other text.</summary>
    public double Other => Texts.Length;

    /// <summary>Whether a condition names a text.</summary>
    public bool IsNamed(string text) => _codes.ContainsKey(text);

    /// <summary>The number of a text; NaN where there is none.</summary>
    public double Of(string? text) => text is null ? double.NaN : _codes.GetValueOrDefault(text, Other);

    /// <summary>The numbers, one after the other, that some texts have or that all others have.</summary>
    public ValueRange[] Ranges(IReadOnlyList<string> texts, bool others)
    {
        List<ValueRange> ranges = [];
        foreach (double code in texts.Select(text => Of(text)).Distinct().Order())
        {
            if (ranges.Count > 0 && ranges[^1].To == code - 1)
                ranges[^1] = ranges[^1] with { To = code };
            else
                ranges.Add(new(code, code));
        }
        return others ? [.. Between(ranges)] : [.. ranges];
    }

    /// <summary>What lies before, between and behind some ranges.</summary>
    private IEnumerable<ValueRange> Between(List<ValueRange> ranges)
    {
        double next = 0;
        foreach (ValueRange range in ranges.Append(new(Other + 1, Other + 1)))
        {
            if (range.From > next)
                yield return new(next, range.From - 1);
            next = range.To + 1;
        }
    }
}
